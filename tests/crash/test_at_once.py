"""Several processes that write the same thing at once lose nothing of each other's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.worlds import chart_yaml, pack, write_files
from tests.crash.commands import serve
from tests.crash.killing import load_everything, start


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    load_everything()
    with serve(tmp_path_factory.mktemp("served")) as address:
        yield address


def run_all(lines: list[tuple[str, ...]], folder: Path) -> list[int]:
    """Start all, wait for all, and give their exit statuses."""
    children = [start(line, folder) for line in lines]
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def names(folder: Path) -> list[str]:
    text = (folder / "home/config/repositories.yaml").read_text()
    return sorted(line.split()[-1] for line in text.splitlines() if line.strip().removeprefix("- ").startswith("name:"))


def test_many_add_repositories(server: str, tmp_path: Path) -> None:
    wanted = [f"r{number:02}" for number in range(12)]
    assert run_all([("repo", "add", name, f"{server}/old/") for name in wanted], tmp_path) == [0] * 12
    assert names(tmp_path) == wanted


def test_some_add_and_some_remove(server: str, tmp_path: Path) -> None:
    old, new = [f"a{number}" for number in range(6)], [f"b{number}" for number in range(6)]
    assert run_all([("repo", "add", name, f"{server}/old/") for name in old], tmp_path) == [0] * 6
    lines: list[tuple[str, ...]] = []
    for one, other in zip(old, new, strict=True):
        lines += [("repo", "remove", one), ("repo", "add", other, f"{server}/new/")]
    assert run_all(lines, tmp_path) == [0] * 12
    assert names(tmp_path) == new


def test_publishers_of_one_folder(server: str, tmp_path: Path) -> None:
    assert server
    write_files(tmp_path, {f"c{number}-1.0.0.tgz": pack(f"c{number}", "1.0.0") for number in range(8)})
    for _ in range(20):
        assert (
            run_all([("repo", "index", "."), ("repo", "index", ".", "--merge", "index.yaml")] * 2, tmp_path) == [0] * 4
        )
        text = (tmp_path / "index.yaml").read_text()
        assert [f"c{number}-1.0.0.tgz" in text for number in range(8)] == [True] * 8


def test_many_update_the_dependencies_of_a_chart(server: str, tmp_path: Path) -> None:
    listed = f"dependencies:\n- {{name: web, version: 1.x, repository: '{server}/old/'}}\n"
    write_files(tmp_path, {"app/Chart.yaml": chart_yaml("app", more=listed)})
    assert run_all([("dependency", "update", "app")] * 6, tmp_path) == [0] * 6
    assert sorted(path.name for path in (tmp_path / "app/charts").iterdir()) == ["web-1.0.0.tgz"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["app"]
