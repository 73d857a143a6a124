from __future__ import annotations

import pytest

from pychart.cli.find import find_command
from pychart.cli.main import root, run
from pychart.cli.suggest import find_near
from pychart.errors import UsageError

FOUND = {
    "template c": ("pychart template", ["c"]),
    "--debug template c": ("pychart template", ["--debug", "c"]),
    "-n x template c": ("pychart template", ["-n", "x", "c"]),
    "--show-only x template c": ("pychart template", ["--show-only", "x", "c"]),
    "--show-only=x template c": ("pychart template", ["--show-only=x", "c"]),
    "repo --debug index x": ("pychart repo index", ["--debug", "x"]),
    "repo nope": ("pychart repo", ["nope"]),
    "--help template": ("pychart", ["--help", "template"]),
    "-- template c": ("pychart", ["--", "template", "c"]),
    "-": ("pychart", ["-"]),
    "": ("pychart", []),
}

UNKNOWN = {
    "nope": 'unknown command "nope" for "pychart"\nRun \'pychart --help\' for usage.',
    "tmplate": (
        'unknown command "tmplate" for "pychart"\n\nDid you mean this?\n\ttemplate\n\nRun \'pychart --help\' for usage.'
    ),
    "--foo template nope": 'unknown command "nope" for "pychart"\nRun \'pychart --help\' for usage.',
}


@pytest.mark.parametrize("line", FOUND)
def test_finds_commands_as_cobra_does(line: str) -> None:
    path, _, rest = find_command(root, line.split())
    assert (path, rest) == FOUND[line]


@pytest.mark.parametrize("line", UNKNOWN)
def test_unknown_commands_are_answered_with_suggestions(line: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_command(root, line.split())
    assert str(caught.value) == UNKNOWN[line]


def test_flags_of_the_command_may_stand_before_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--short", "x", "version"]) == 1
    assert capfd.readouterr().err.startswith('Error: "pychart version" accepts no arguments')
    assert run(["--foo", "x", "template", "c"]) == 1
    assert capfd.readouterr().err == "Error: unknown flag: --foo\n"


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("vaules", ["values"]),
        ("valu", ["values"]),
        ("VALUES", ["values"]),
        ("se", ["set", "set-file"]),
        ("zzz", []),
    ],
)
def test_near_words(word: str, near: list[str]) -> None:
    assert find_near(word, ["values", "set", "set-file", "output-dir"]) == near
