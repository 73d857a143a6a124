"""The other names of commands, as Helm has them."""

from __future__ import annotations

import pytest

from pychart.cli.find import find_command
from pychart.cli.main import root, run

ALIASES = {
    "dep list": "dependency list",
    "dependencies list": "dependency list",
    "dependency ls": "dependency list",
    "dep ls": "dependency list",
    "inspect values": "show values",
    "repo ls": "repo list",
    "repo rm": "repo remove",
}


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_calls_its_command(alias: str) -> None:
    path, command, rest = find_command(root, [*alias.split(), "x"])
    assert path == f"pychart {ALIASES[alias]}"
    assert command is find_command(root, ALIASES[alias].split())[1]
    assert rest == ["x"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("dependency", "dependency, dep, dependencies"),
        ("dep list", "list, ls"),
        ("show", "show, inspect"),
        ("repo rm", "remove, rm"),
    ],
)
def test_help_tells_the_other_names(words: str, line: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*words.split(), "--help"]) == 0
    assert f"\nAliases:\n  {line}\n" in capfd.readouterr().out


def test_lists_of_commands_leave_aliases_out(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = [line.split()[0] for line in capfd.readouterr().out.splitlines() if line.startswith("  ")]
    assert {"dependency", "show"} <= set(listed)
    assert not {"dep", "inspect"} & set(listed)
