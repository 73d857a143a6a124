"""Folders that may not be written: a clear refusal, and a local chart renders all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.worlds import chart_yaml, write_files
from tests.hostile.case import play


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "world"
    write_files(
        folder, {"c/Chart.yaml": chart_yaml("c"), "c/templates/a.yaml": "kind: A\n", "home/keep": "", "out/keep": ""}
    )
    places = [folder / "home", folder / "out", folder]
    for place in places:
        place.chmod(0o555)
    yield folder
    for place in places:
        place.chmod(0o755)


@pytest.mark.parametrize(
    "line",
    [
        ["package", "c"],
        ["package", "c", "-d", "out"],
        ["create", "d"],
        ["repo", "index", "out"],
        ["template", "r", "c", "--output-dir", "out"],
    ],
)
def test_commands_say_so(line: list[str], folder: Path) -> None:
    ended = play(line, folder)
    assert ended.status == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "permission denied" in ended.stderr


def test_a_local_chart_renders(folder: Path) -> None:
    ended = play(["template", "r", "c"], folder)
    assert (ended.status, ended.stderr) == (0, "")
    assert "kind: A" in ended.stdout
