from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from pychart.errors import RepositoryError
from pychart.repo import config
from pychart.repo.config import (
    RepositoryConfig,
    RepositoryEntry,
    config_yaml,
    find_lock_path,
    load_config,
    lock_config,
    require_entries,
    save_config,
)

WRITTEN = """apiVersion: ""
generated: "0001-01-01T00:00:00Z"
repositories:
- caFile: ""
  certFile: ""
  insecure_skip_tls_verify: false
  keyFile: ""
  name: loc
  pass_credentials_all: true
  password: 'p: #'
  url: http://127.0.0.1:8765
  username: me
"""
LOC = RepositoryEntry("loc", "http://127.0.0.1:8765", "me", "p: #", pass_credentials_all=True)


def load(tmp_path: Path, text: str) -> RepositoryConfig:
    path = tmp_path / "repositories.yaml"
    path.write_text(text)
    return load_config(str(path))


def test_what_helm_wrote_is_read_and_written_the_same(tmp_path: Path) -> None:
    found = load(tmp_path, WRITTEN)
    assert found == RepositoryConfig((LOC,))
    assert config_yaml(found) == WRITTEN
    assert config_yaml(RepositoryConfig()) == 'apiVersion: ""\ngenerated: "0001-01-01T00:00:00Z"\nrepositories: []\n'


def test_time_and_version_of_the_file_are_kept(tmp_path: Path) -> None:
    text = WRITTEN.replace('""\ngen', "v1\ngen", 1).replace("0001-01-01T00:00:00Z", "2020-02-03T04:05:06.7+01:00")
    assert config_yaml(load(tmp_path, text)) == text


@pytest.mark.parametrize(
    ("text", "entries", "problem"),
    [
        ("repositories: [{name: 1, url: true}]\n", [("1", "true")], ""),
        ("repositories: [{Name: b, URL: v}]\n", [("b", "v")], ""),
        ("repositories: [{name: a, url: u, other: x}]\n", [("a", "u")], ""),
        ("repositories: [null, {name: b}]\n", [("b", "")], ""),
        ("repositories: [{name: a, url: u}]\ngenerated: bad\n", [("a", "u")], "parsing time"),
        ("repositories: [{name: [1], url: u}, {name: b, url: v}]\n", [("", "u"), ("b", "v")], "unmarshal array"),
        ("repositories: [x, {name: b, url: v}]\n", [("", ""), ("b", "v")], "unmarshal string"),
        ("repositories: x\n", [], "unmarshal string"),
        ("[a]\n", [], "unmarshal array"),
        ("a: [\n", [], "error converting YAML to JSON: yaml: line 1: did not find expected node content"),
        ("", [], ""),
    ],
)
def test_what_is_right_in_a_file_is_read(
    tmp_path: Path, text: str, entries: list[tuple[str, str]], problem: str
) -> None:
    found = load(tmp_path, text)
    assert [(entry.name, entry.url) for entry in found.entries] == entries
    assert problem in found.problem
    assert bool(found.problem) == bool(problem)


def test_a_missing_file_is_told_apart(tmp_path: Path) -> None:
    path = str(tmp_path / "none.yaml")
    found = load_config(path)
    reason = f"open {path}: no such file or directory"
    assert found == RepositoryConfig(problem=f"couldn't load repositories file ({path}): {reason}", exists=False)
    with pytest.raises(RepositoryError, match=r"^no repositories configured$"):
        require_entries(path)


def test_repositories_are_found_and_left_out_by_name() -> None:
    other = RepositoryEntry("other")
    both = RepositoryConfig((LOC, other))
    assert both.find("other") is other
    assert both.find("x") is None
    assert both.without("loc").entries == (other,)


def test_a_new_file_is_private_and_a_link_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/repositories.yaml"
    save_config(str(path), RepositoryConfig((LOC,)))
    assert path.read_text() == WRITTEN
    assert path.stat().st_mode & 0o777 == 0o600
    target = tmp_path / "target.yaml"
    target.write_text("")
    target.chmod(0o640)
    path.unlink()
    path.symlink_to(target)
    save_config(str(path), RepositoryConfig())
    assert path.is_symlink()
    assert target.read_text() == config_yaml(RepositoryConfig())
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("path", "lock"),
    [
        ("/a/repositories.yaml", "/a/repositories.lock"),
        ("/a.b/repositories", "/a.b/repositories.lock"),
        ("repositories.yaml", "repositories.lock"),
        ("/a/b.c.d", "/a/b.c.lock"),
    ],
)
def test_the_lock_is_helms(path: str, lock: str) -> None:
    assert find_lock_path(path) == lock


def test_the_lock_keeps_others_out_and_waits_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "new/repositories.yaml")
    with lock_config(path):
        descriptor = os.open(find_lock_path(path), os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    monkeypatch.setattr(config, "_LOCK_TIMEOUT", 0.05)
    with pytest.raises(RepositoryError, match="context deadline exceeded"), lock_config(path):
        pass
    os.close(descriptor)
