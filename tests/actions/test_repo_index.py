from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pychart.actions.repo_index import index_folder
from pychart.errors import RepositoryError
from pychart.repo.index import load_index
from tests.reference import ROOT
from tests.repo.archives import write_archive


@pytest.mark.parametrize("as_json", [False, True])
def test_a_missing_index_to_merge_is_made_empty(tmp_path: Path, as_json: bool) -> None:
    written = index_folder(tmp_path, merge=tmp_path / "old.yaml", as_json=as_json)
    assert written == tmp_path / "index.yaml"
    text = (tmp_path / "old.yaml").read_text()
    assert ("entries: {}\n" in text) is not as_json
    assert not as_json or json.loads(text)["entries"] == {}


def test_a_broken_index_to_merge_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("a: b: c\n")
    with pytest.raises(RepositoryError) as caught:
        index_folder(tmp_path, merge=tmp_path / "old.yaml")
    assert str(caught.value) == (
        f"merge failed: error loading {tmp_path}/old.yaml: error converting YAML to JSON: yaml:"
        " mapping values are not allowed in this context"
    )
    assert not (tmp_path / "index.yaml").exists()


PUBLISH = """
import sys
from pathlib import Path
from pychart.actions.repo_index import index_folder
from tests.repo.archives import write_archive
folder, name, merge = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
for number in range(8):
    path = write_archive(folder, name, f"1.{number}.0")
    index_folder(folder, merge=folder / "index.yaml" if merge else None, cache="")
    if merge:
        path.unlink()
"""


@pytest.mark.parametrize("merge", [[], ["merge"]], ids=["all archives stay", "merging, archives go"])
def test_two_publishers_at_once_lose_nothing(tmp_path: Path, merge: list[str]) -> None:
    commands = [[sys.executable, "-c", PUBLISH, str(tmp_path), name, *merge] for name in ("a", "b", "c")]
    publishers = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [publisher.wait() for publisher in publishers] == [0, 0, 0]
    found = load_index(tmp_path / "index.yaml").entries
    assert {name: len(versions) for name, versions in found.items()} == {"a": 8, "b": 8, "c": 8}
    assert [name for name in os.listdir(tmp_path) if name.endswith(".lock")] == []


def test_remembers_in_the_cache_folder(tmp_path: Path) -> None:
    write_archive(tmp_path / "charts", "a", "1.0.0")
    index_folder(tmp_path / "charts", cache=str(tmp_path / "cache"))
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["archives"]
