from __future__ import annotations

from pathlib import Path

import pytest

from pychart.errors import RepositoryError
from pychart.repo.cache import find_charts_path, find_index_path, remove_cached


def test_files_are_named_as_helm_names_them() -> None:
    assert find_index_path("/c", "stable") == "/c/stable-index.yaml"
    assert find_charts_path("/c", "stable") == "/c/stable-charts.txt"
    assert find_index_path("/c/", "") == "/c/index.yaml"


def test_what_is_cached_of_one_repository_is_removed(tmp_path: Path) -> None:
    for name in ("a-index.yaml", "a-charts.txt", "b-index.yaml"):
        (tmp_path / name).write_text("x")
    remove_cached(str(tmp_path), "a")
    remove_cached(str(tmp_path), "a")
    remove_cached(str(tmp_path / "missing"), "a")
    assert [path.name for path in tmp_path.iterdir()] == ["b-index.yaml"]


def test_a_name_does_not_lead_out_of_the_cache(tmp_path: Path) -> None:
    outside = tmp_path / "x-index.yaml"
    outside.write_text("x")
    (tmp_path / "cache").mkdir()
    remove_cached(str(tmp_path / "cache"), "../x")
    assert outside.exists()


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a-index.yaml").mkdir()
    with pytest.raises(RepositoryError, match=r"^can't remove index file .*/a-index.yaml: is a directory$"):
        remove_cached(str(tmp_path), "a")
