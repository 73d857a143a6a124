"""What every command's help must have."""

from __future__ import annotations

import shlex

import pytest

from pychart.cli.command import Command, Group
from pychart.cli.find import find_command
from pychart.cli.flags import FlagParser, HelpWanted
from pychart.cli.help import WIDTH, accepted_flags, describe_command, describe_group, group_flags
from pychart.cli.main import root, run
from pychart.cli.options import GLOBAL_FLAGS
from tests.cli.every_command import COMMANDS, GROUPS


@pytest.mark.parametrize("path", COMMANDS)
def test_help_says_what_for_and_shows_two_examples(path: str) -> None:
    command = COMMANDS[path]
    assert command.text[:1].isupper()
    assert command.text.split("\n")[0].endswith(".")
    assert command.short
    assert "\n" not in command.short
    assert len(command.examples) >= 2
    for line, text in command.examples:
        assert text
        assert len(text) <= WIDTH - 4
        assert "pychart" in line


@pytest.mark.parametrize("path", COMMANDS)
def test_examples_are_command_lines_that_the_command_reads(path: str) -> None:
    for line, _ in COMMANDS[path].examples:
        words = [
            word for word in shlex.split(line.replace("<(", "").replace(")", "")) if word not in ("source", "sudo")
        ]
        ends = [i for i, word in enumerate(words) if word in ("|", ">", ">>", "&&", "#")]
        args = words[words.index("pychart") + 1 : ends[0] if ends and ends[0] > words.index("pychart") else None]
        found, command, rest = find_command(root, args)
        assert found == path
        FlagParser((*command.flags, *GLOBAL_FLAGS)).parse_args(rest)


@pytest.mark.parametrize("path", COMMANDS)
def test_help_shows_every_flag_in_a_group_and_fits_a_terminal(path: str) -> None:
    command = COMMANDS[path]
    text = describe_command(command, path)
    for title, flags in group_flags(command.flags):
        assert f"\n{title}:\n" in text
        for flag in flags:
            assert flag.help, flag.long
            assert f"{flag.long} " in text or f"{flag.long}\n" in text
    for name in accepted_flags(command.flags):
        assert name in text
    long = [line for line in text.splitlines() if len(line) > WIDTH and not line.startswith("  pychart")]
    assert long == []


@pytest.mark.parametrize("path", GROUPS)
def test_help_of_a_group_names_its_commands(path: str) -> None:
    group = GROUPS[path]
    text = describe_group(group, path)
    assert len(group.examples) >= 2
    for name, (_, purpose) in group.table.items():
        assert f"  {name} " in text
        assert purpose
    assert [line for line in text.splitlines() if len(line) > WIDTH and not line.startswith("  pychart")] == []


@pytest.mark.parametrize("path", [*GROUPS, *COMMANDS])
def test_three_ways_to_help(path: str, capfd: pytest.CaptureFixture[str]) -> None:
    words = path.split()[1:]
    shown = set()
    for args in (["help", *words], [*words, "-h"], [*words, "--help"], ["--debug", *words, "--help"]):
        assert run(args) == 0
        shown.add(capfd.readouterr().out)
    assert len(shown) == 1
    assert f"Usage:\n  {path} " in shown.pop()


def test_alone_it_shows_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert capfd.readouterr().out == describe_group(root, "pychart")


def test_help_of_what_is_no_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["help", "tmplate", "x"]) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("Unknown help topic [`tmplate` `x`]\n")
    assert run(["help", "repo", "nope"]) == 0
    assert "pychart repo [command]" in capfd.readouterr().out


def test_an_unknown_flag_comes_before_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "--foo", "-h"]) == 1
    assert capfd.readouterr().err == "Error: unknown flag: --foo\n"
    with pytest.raises(HelpWanted):
        FlagParser(()).parse_args(["-h", "--foo"])


def test_commands_and_groups_are_all_known() -> None:
    assert all(isinstance(command, Command) for command in COMMANDS.values())
    assert all(isinstance(group, Group) for group in GROUPS.values())
    assert {"pychart template", "pychart repo index", "pychart completion bash"} <= set(COMMANDS)
