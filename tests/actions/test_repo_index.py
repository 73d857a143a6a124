from __future__ import annotations

import json
from pathlib import Path

import pytest

from pychart.actions.repo_index import index_folder
from pychart.errors import RepositoryError


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
