"""The content cache gives what it was given, or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pychart.errors import OutputError, RepositoryError
from pychart.repo.content import compute_digest, find_content, parse_digest, read_content, write_content

DATA = b"an archive"
DIGEST = hashlib.sha256(DATA).hexdigest()


def test_gives_back_what_was_written(tmp_path: Path) -> None:
    path = write_content(str(tmp_path), DIGEST, DATA)
    assert path == f"{tmp_path}/{DIGEST[:2]}/{DIGEST}.chart"
    assert read_content(str(tmp_path), DIGEST) == DATA


def test_knows_nothing_of_what_was_not_written(tmp_path: Path) -> None:
    assert read_content(str(tmp_path), DIGEST) is None
    assert read_content(str(tmp_path), DIGEST, "prov") is None


@pytest.mark.parametrize("content", [b"another archive", b"", DATA + b"x", DATA[:-1]])
def test_what_does_not_fit_its_name_is_dropped(content: bytes, tmp_path: Path) -> None:
    path = Path(write_content(str(tmp_path), DIGEST, DATA))
    path.write_bytes(content)
    assert read_content(str(tmp_path), DIGEST) is None
    assert not path.exists()


def test_a_folder_in_its_place_is_left_alone(tmp_path: Path) -> None:
    path = Path(find_content(str(tmp_path), DIGEST))
    path.mkdir(parents=True)
    assert read_content(str(tmp_path), DIGEST) is None
    assert path.is_dir()


def test_a_provenance_file_bears_the_digest_of_its_archive(tmp_path: Path) -> None:
    write_content(str(tmp_path), DIGEST, b"signed", "prov")
    assert read_content(str(tmp_path), DIGEST, "prov") == b"signed"
    assert read_content(str(tmp_path), DIGEST) is None


def test_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / DIGEST[:2]).write_text("")
    with pytest.raises(OutputError):
        write_content(str(tmp_path), DIGEST, DATA)


def test_computes_sha256() -> None:
    assert compute_digest(DATA) == DIGEST


@pytest.mark.parametrize("text", [DIGEST, f"sha256:{DIGEST}", DIGEST.upper()])
def test_reads_digests_as_indexes_have_them(text: str) -> None:
    assert parse_digest(text) == DIGEST
    assert parse_digest("") == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("xyz0", "encoding/hex: invalid byte: U+0078 'x'"),
        ("abc", "encoding/hex: odd length hex string"),
        ("abcd", "invalid digest length: 2"),
        ("sha256:00", "invalid digest length: 1"),
    ],
)
def test_refuses_other_digests_in_gos_words(text: str, problem: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        parse_digest(text)
    assert str(caught.value) == problem
