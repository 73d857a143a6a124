from __future__ import annotations

import pty
import subprocess
import sys
from os import close, environ, read

import pytest

from pychart.cli.colour import find_mode
from pychart.cli.main import run

MODES = {
    "template c": "auto",
    "template c --color foo": "foo",
    "--colour=bar nope": "bar",
    "version --color always --color never": "never",
    "version --color=": "",
    "version --foo --color x": "x",
    "version --foo x --color x": "x",
    "version -z --color x": "x",
    "version --qps y --color x": "auto",
    "version --qps 1 --color x": "x",
    "version -n --color x": "auto",
    "version -h --color x": "auto",
    "version -- --color x": "auto",
    "version --color": "auto",
}


@pytest.mark.parametrize("line", MODES)
def test_the_mode_is_read_before_the_command(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("HELM_COLOR", raising=False)
    assert find_mode(line.split()) == MODES[line]


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({"NO_COLOR": "1", "HELM_COLOR": "always"}, "never"),
        ({"NO_COLOR": "", "HELM_COLOR": "always"}, "always"),
        ({"HELM_COLOR": "pink"}, "auto"),
    ],
)
def test_the_environment_chooses_where_no_flag_does(
    environment: dict[str, str], mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert find_mode(["version"]) == mode
    assert find_mode(["version", "--color", "always"]) == "always"


@pytest.mark.parametrize("args", [["template", "c", "--color", "foo"], ["--colour=foo", "nope"]])
def test_a_bad_mode_is_refused_first(args: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 1
    expected = (
        r'level=WARN msg="command failed" error="invalid color mode \"foo\": must be one of: never, auto, always"'
    )
    assert capfd.readouterr().err == expected + "\n"


def run_in_terminal(*args: str, **environment: str) -> str:
    """Run pychart with its stderr on a terminal and give what it shows there."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in environ.items() if name not in ("NO_COLOR", "HELM_COLOR")} | environment
    command = [sys.executable, "-m", "pychart", *args]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, env=env, check=False)
    close(theirs)
    shown = b""
    try:
        while piece := read(ours, 4096):
            shown += piece
    except OSError:
        pass
    finally:
        close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_terminals_get_colour_and_advice() -> None:
    assert run_in_terminal("template", "--vaules", "x") == (
        "\x1b[31mError:\x1b[0m unknown flag: --vaules\n\x1b[33m  help: Did you mean --values?\x1b[0m\n"
    )
    assert run_in_terminal("repo", "idnex") == '\x1b[33mThere is no "pychart repo idnex": did you mean index?\x1b[0m\n'


@pytest.mark.parametrize(("args", "environment"), [((), {"NO_COLOR": "1"}), (("--color=never",), {})])
def test_terminals_get_no_colour_where_it_is_unwanted(args: tuple[str, ...], environment: dict[str, str]) -> None:
    shown = run_in_terminal("template", "--vaules", "x", *args, **environment)
    assert shown == "Error: unknown flag: --vaules\n  help: Did you mean --values?\n"


@pytest.mark.parametrize("args", [["template", "--vaules", "x"], ["template", "--vaules", "x", "--color=always"]])
def test_pipes_get_the_error_alone(args: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 1
    assert capfd.readouterr().err == "Error: unknown flag: --vaules\n"
