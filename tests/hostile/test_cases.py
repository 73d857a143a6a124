"""Every hostile input ends in one clear line or harmless output, soon, in little memory, and touches nothing else."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.commands import serve_folder
from tests.crash.killing import load_everything
from tests.hostile import archives, folders, indexes, texts
from tests.hostile.case import MEBIBYTES, SECONDS, SECRET, Case, outside, play, prepare

CASES: list[Case] = [*archives.CASES, *folders.CASES, *indexes.CASES, *texts.CASES]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    load_everything()
    with serve_folder(tmp_path_factory.getbasetemp()) as address:
        yield address


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_ends_well(case: Case, tmp_path: Path, server: str) -> None:
    folder = tmp_path / "world"
    folder.mkdir()
    before = prepare(case, folder)
    above = sorted(path.name for path in tmp_path.iterdir())
    ended = play(shlex.split(case.line.replace("$SERVER", f"{server}/{tmp_path.name}/world/served")), folder)
    assert ended.seconds < SECONDS
    assert ended.mebibytes < MEBIBYTES
    assert "Traceback" not in ended.stderr
    assert SECRET not in ended.stdout + ended.stderr
    assert outside(folder) == before
    assert sorted({path.name for path in tmp_path.iterdir()} - {"world.out", "world.err"}) == above
    if not case.says:
        assert ended.status == 0
        assert all(line.startswith("level=WARN") for line in ended.stderr.splitlines())
        assert case.shows in ended.stdout
        return
    assert ended.status == 1, ended
    errors = [line for line in ended.stderr.splitlines() if line.startswith("Error:")]
    assert len(errors) == 1
    assert case.says in ended.stdout + ended.stderr


def test_names_are_unique() -> None:
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)
