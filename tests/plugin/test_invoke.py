from __future__ import annotations

import pytest

from pychart.errors import PluginError
from pychart.plugin.invoke import PluginFailed, choose_command, expand_variables, prepare_command, run_filter
from pychart.plugin.model import PlatformCommand, Plugin


def command(text: str, *args: str, os: str = "", arch: str = "") -> PlatformCommand:
    return PlatformCommand(os, arch, text, args)


def plugin(*commands: PlatformCommand) -> Plugin:
    return Plugin("/p", "v1", "p", "1.0.0", "postrenderer/v1", "", "", "", "", False, commands, {}, True)


CHOICES = [
    ([command("any"), command("os", os="linux"), command("exact", os="Linux", arch="AMD64")], "exact"),
    ([command("any"), command("os", os="linux"), command("os2", os="linux")], "os"),
    ([command("any"), command("any2"), command("no", os="darwin")], "any"),
    ([command("arch", arch="amd64"), command("no", os="linux", arch="arm64")], None),
    ([], None),
]


@pytest.mark.parametrize(("commands", "chosen"), CHOICES)
def test_chooses_the_command_for_the_system(commands: list[PlatformCommand], chosen: str | None) -> None:
    found = choose_command(commands, "linux", "amd64")
    assert (found and found.command) == chosen


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("$A/x", "1/x"),
        ("${A}x", "1x"),
        ("$AB", ""),
        ("$A-$B", "1-2"),
        ("$", "$"),
        ("a$ b", "a$ b"),
        ("$1A", "A"),
        ("${}x", "x"),
        ("plain", "plain"),
    ],
)
def test_variables_are_replaced_as_go_does(text: str, expanded: str) -> None:
    assert expand_variables(text, {"A": "1", "B": "2"}) == expanded


def test_words_of_the_command_come_first() -> None:
    commands = [command("$D/run.sh a", "$N")]
    assert prepare_command(commands, ["-x"], {"D": "/p", "N": "n"}) == ["/p/run.sh", "a", "n", "-x"]
    assert prepare_command(commands, [], {"D": "/p"}, expand=False) == ["/p/run.sh", "a", "$N"]
    with pytest.raises(PluginError, match=r"^no plugin command is applicable$"):
        prepare_command([command("x", os="plan9")], [], {})


def test_a_filter_gives_what_the_command_prints() -> None:
    upper = plugin(command("tr a-z", "A-Z"))
    assert run_filter(upper, (), b"abc\n", {}) == b"ABC\n"
    names = plugin(command("sh", "-c", 'echo "$HELM_PLUGIN_NAME $HELM_PLUGIN_DIR $X"; cat >&2'))
    # The variables are replaced before the shell sees them.
    assert run_filter(names, (), b"to stderr", {"X": "x"}) == b"p /p x\n"


def test_failures_say_which_plugin_and_how() -> None:
    with pytest.raises(PluginFailed, match=r'^plugin "p" exited with error$') as failed:
        run_filter(plugin(command("sh", "-c", "exit 7")), (), b"", {})
    assert failed.value.exit_code == 7
    with pytest.raises(PluginError, match=r'^exec: "nope-nope": executable file not found in \$PATH$'):
        run_filter(plugin(command("nope-nope")), (), b"", {})
    with pytest.raises(PluginError, match=r"^fork/exec /nope/nope: no such file or directory$"):
        run_filter(plugin(command("/nope/nope")), (), b"", {})
