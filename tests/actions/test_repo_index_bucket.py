from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pychart.actions import repo_index_bucket
from pychart.actions.repo_index_bucket import index_bucket
from pychart.errors import RepositoryError
from pychart.repo.parse import parse_index
from pychart.transport.objects import Bucket, ConflictError
from tests.reference import ROOT
from tests.repo.archives import write_archive
from tests.transport.object_storage import Storage, serve_buckets


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    with serve_buckets() as found:
        yield found


@pytest.fixture
def storage(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Storage:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Storage(environment)


@pytest.fixture
def place(storage: Storage, request: pytest.FixtureRequest) -> str:
    return storage.make_bucket(f"i{abs(hash(request.node.name))}")


def publish(storage: Storage, place: str, folder: Path, name: str, version: str, key: str = "", **fields: Any) -> None:
    path = write_archive(folder, name, version, **fields)
    storage.put(place, f"charts/{key or path.name}", path.read_bytes())


def read_index(storage: Storage, place: str) -> dict[str, list[tuple[str, str]]]:
    index = parse_index(storage.get(place, "charts/index.yaml"), "index.yaml")
    return {
        name: [(one.metadata.version, (one.urls or ("",))[0]) for one in versions]
        for name, versions in index.entries.items()
    }


def test_indexes_a_bucket_as_a_folder(storage: Storage, place: str, tmp_path: Path) -> None:
    publish(storage, place, tmp_path, "a", "1.0.0")
    publish(storage, place, tmp_path, "a", "1.1.0", "sub/a b.tgz")
    storage.put(place, "charts/junk.tgz", b"junk")
    assert index_bucket(f"s3://{place}/charts", url="https://h/c") == f"s3://{place}/charts/index.yaml"
    assert read_index(storage, place) == {
        "a": [("1.1.0", "https://h/c/sub/a%20b.tgz"), ("1.0.0", "https://h/c/a-1.0.0.tgz")]
    }
    assert storage.kind(place, "charts/index.yaml") == "application/yaml"


def test_writes_a_page_beside_the_index(storage: Storage, place: str, tmp_path: Path) -> None:
    publish(storage, place, tmp_path, "a", "1.0.0", files={"README.md": b"# Hello"})
    for _ in range(2):
        index_bucket(f"s3://{place}/charts", html=True)
    assert b"<h4>Hello</h4>" in storage.get(place, "charts/index.html")
    assert storage.kind(place, "charts/index.html").startswith("text/html")
    assert list(read_index(storage, place)) == ["a"]


def test_reads_only_what_is_new(storage: Storage, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []
    thorough = Bucket.read_many

    def note(self: Bucket, objects: list[object]) -> object:
        read.append([one.name for one in objects])  # type: ignore[attr-defined]
        return thorough(self, objects)  # type: ignore[arg-type]

    monkeypatch.setattr(Bucket, "read_many", note)
    publish(storage, place, tmp_path, "a", "1.0.0")
    storage.put(place, "charts/junk.tgz", b"junk")
    for _ in range(2):
        index_bucket(f"s3://{place}/charts", cache=str(tmp_path / "cache"))
    publish(storage, place, tmp_path, "b", "1.0.0")
    publish(storage, place, tmp_path, "a", "1.0.0", description="another")
    index_bucket(f"s3://{place}/charts", cache=str(tmp_path / "cache"))
    assert read == [["a-1.0.0.tgz", "junk.tgz"], [], ["a-1.0.0.tgz", "b-1.0.0.tgz"]]
    assert b"description: another" in storage.get(place, "charts/index.yaml")


def test_what_another_publisher_does_meanwhile_is_seen(
    storage: Storage, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one publishes and indexes between our listing and our writing."""
    publish(storage, place, tmp_path, "a", "1.0.0")
    write = Bucket.write
    others = [True]

    def interfere(self: Bucket, *args: str | bytes) -> None:
        if others.pop() if others else False:
            publish(storage, place, tmp_path, "b", "1.0.0")
            index_bucket(f"s3://{place}/charts", merge=f"s3://{place}/charts/index.yaml")
            storage.delete(place, "charts/b-1.0.0.tgz")
        write(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Bucket, "write", interfere)
    index_bucket(f"s3://{place}/charts", merge=f"s3://{place}/charts/index.yaml")
    assert sorted(read_index(storage, place)) == ["a", "b"]


def test_gives_up_in_the_end(storage: Storage, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Bucket, *args: str | bytes) -> None:
        raise ConflictError

    monkeypatch.setattr(Bucket, "write", refuse)
    monkeypatch.setattr(repo_index_bucket, "_TRIES", 2)
    with pytest.raises(RepositoryError, match="others wrote it 2 times meanwhile"):
        index_bucket(f"s3://{place}/charts")


PUBLISH = """
import os, sys
from pathlib import Path
from pychart.actions.repo_index_bucket import index_bucket
from tests.repo.archives import write_archive
from tests.transport.object_storage import Storage
place, name, folder, merge = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:]
storage = Storage(dict(os.environ))
for number in range(3):
    path = write_archive(folder, name, f"1.{number}.0")
    storage.put(place, f"charts/{path.name}", path.read_bytes())
    index_bucket(f"s3://{place}/charts", merge=f"s3://{place}/charts/index.yaml" if merge else "")
    if merge:
        storage.delete(place, f"charts/{path.name}")
"""


@pytest.mark.parametrize("merge", [[], ["merge"]], ids=["all archives stay", "merging, archives go"])
def test_two_publishers_at_once_lose_nothing(storage: Storage, place: str, tmp_path: Path, merge: list[str]) -> None:
    import os

    publishers = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISH, place, name, str(tmp_path), *merge], cwd=ROOT, env=dict(os.environ)
        )
        for name in ("a", "b")
    ]
    assert [publisher.wait() for publisher in publishers] == [0, 0]
    assert {name: len(found) for name, found in read_index(storage, place).items()} == {"a": 3, "b": 3}


@pytest.mark.parametrize("content", [None, b"a: [\n"])
def test_an_index_to_merge(storage: Storage, place: str, content: bytes | None) -> None:
    merge = f"s3://{place}/old.yaml"
    if content is None:
        index_bucket(f"s3://{place}/charts", merge=merge)
        assert read_index(storage, place) == {}
        return
    storage.put(place, "old.yaml", content)
    with pytest.raises(RepositoryError, match=r"^merge failed: error converting YAML to JSON"):
        index_bucket(f"s3://{place}/charts", merge=merge)
