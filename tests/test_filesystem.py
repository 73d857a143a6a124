from __future__ import annotations

import os
from pathlib import Path

import pytest

from pychart.errors import OutputError, ValuesError
from pychart.filesystem import atomic_write, glob, make_folder, read_file, write_below


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"one")
    atomic_write(path, b"two", mode=0o600)
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["a"]


def test_replaces_a_link_instead_of_following_it(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(victim)
    atomic_write(tmp_path / "link", b"new")
    assert victim.read_bytes() == b"mine"
    assert (tmp_path / "link").read_bytes() == b"new"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_keeps_the_old_file_when_a_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OutputError) as caught:
        atomic_write(path, b"new")
    monkeypatch.undo()
    assert str(caught.value) == f"cannot write {path}: no space left on device"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_says_why_it_cannot_write(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no/a: no such file or directory"):
        atomic_write(tmp_path / "no" / "a", b"")
    with pytest.raises(OutputError, match="is a directory"):
        atomic_write(tmp_path, b"")
    with pytest.raises(OutputError, match=r"null (byte|character)"):
        atomic_write(f"{tmp_path}/a\0b", b"")


def test_writes_below_a_folder(tmp_path: Path) -> None:
    shown = write_below(tmp_path / "out", "c/templates/a.yaml", b"1\n")
    write_below(tmp_path / "out", "c/templates/a.yaml", b"2\n", append=True)
    assert shown == f"{tmp_path}/out/c/templates/a.yaml"
    assert Path(shown).read_bytes() == b"1\n2\n"
    write_below(tmp_path / "out", "c/templates/a.yaml", b"3\n")
    assert Path(shown).read_bytes() == b"3\n"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "", ".", "a\0b"])
def test_writes_nothing_outside(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    with pytest.raises(OutputError, match="leads outside"):
        write_below(out, name, b"x")
    assert os.listdir(tmp_path) == []


def test_walks_through_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "f").write_bytes(b"mine")
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(outside)
    (root / "f").symlink_to(outside / "f")
    with pytest.raises(OutputError):
        write_below(root, "link/a", b"x")
    with pytest.raises(OutputError):
        write_below(root, "f", b"x", append=True)
    write_below(root, "f", b"x")
    assert (outside / "f").read_bytes() == b"mine"
    assert os.listdir(outside) == ["f"]


def test_makes_folders(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(OutputError, match="already exists and is not a directory"):
        make_folder(tmp_path / "f")


def test_reads(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_file(tmp_path / "a", limit=5) == b"12345"
    with pytest.raises(ValuesError, match="larger than the maximum size 4"):
        read_file(tmp_path / "a", limit=4, error=ValuesError)
    with pytest.raises(ValuesError) as caught:
        read_file("no.yaml", error=ValuesError)
    assert str(caught.value) == "open no.yaml: no such file or directory"
    with pytest.raises(ValuesError, match="is a directory"):
        read_file(tmp_path, error=ValuesError)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*", ["a", "b.tgz", "c.tgz"]),
        ("?.tgz", ["b.tgz", "c.tgz"]),
        ("[bx].tgz", ["b.tgz"]),
        ("a", ["a"]),
        ("a/*", ["a/d.tgz"]),
        ("*/d*", ["a/d.tgz"]),
        ("x", []),
        ("x/*", []),
        ("b.tgz/*", []),
    ],
)
def test_glob_gives_what_matches(tmp_path: Path, pattern: str, found: list[str]) -> None:
    (tmp_path / "a").mkdir()
    for name in ("b.tgz", "c.tgz", "a/d.tgz"):
        (tmp_path / name).write_text("")
    assert glob(f"{tmp_path}/{pattern}") == [f"{tmp_path}/{name}" for name in found]


def test_glob_refuses_what_is_no_pattern(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^syntax error in pattern$"):
        glob(f"{tmp_path}/[")
