from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from pychart.errors import RepositoryError
from pychart.transport import objects
from pychart.transport.objects import Bucket, ConflictError, StoredObject, is_object_url
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
    return storage.make_bucket(f"b{abs(hash(request.node.name))}")


def test_lists_two_levels(storage: Storage, place: str) -> None:
    for key in ("p/a.tgz", "p/sub/b.tgz", "p/sub/deep/c.tgz", "pp/d.tgz", "e.tgz"):
        storage.put(place, key, key.encode())
    assert sorted((one.name, one.size) for one in Bucket(f"s3://{place}/p/").list_objects()) == [
        ("a.tgz", 7),
        ("sub/b.tgz", 11),
    ]
    assert sorted(one.name for one in Bucket(f"s3://{place}").list_objects()) == ["e.tgz", "p/a.tgz", "pp/d.tgz"]
    assert Bucket(f"s3://{place}/none").list_objects() == []


def test_reads(storage: Storage, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "_BATCH_COUNT", 2)
    for key in ("a", "b", "c"):
        storage.put(place, key, key.encode() * 3)
    bucket = Bucket(f"s3://{place}")
    listed = [*bucket.list_objects(), StoredObject("gone", 1, "")]
    assert {one.name: data for one, data in bucket.read_many(listed)} == {
        "a": b"aaa",
        "b": b"bbb",
        "c": b"ccc",
        "gone": None,
    }
    assert (bucket.read("a"), bucket.read("gone")) == (b"aaa", None)
    assert bucket.find_tag("gone") == ""
    assert bucket.find_tag("a") == next(one.tag for one in listed if one.name == "a")


def test_writes_only_what_nobody_else_wrote(storage: Storage, place: str) -> None:
    bucket = Bucket(f"s3://{place}/p")
    bucket.write("x", b"1", "text/plain", "")
    assert storage.get(place, "p/x") == b"1"
    assert storage.kind(place, "p/x") == "text/plain"
    with pytest.raises(ConflictError):
        bucket.write("x", b"2", "text/plain", "")
    tag = bucket.find_tag("x")
    storage.put(place, "p/x", b"other")
    with pytest.raises(ConflictError):
        bucket.write("x", b"2", "text/plain", tag)
    bucket.write("x", b"3", "text/plain", bucket.find_tag("x"))
    assert storage.get(place, "p/x") == b"3"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (
            "gs://b/p",
            "gs://b/p: only s3:// is supported, because an index is written on the condition that nobody else did",
        ),
        ("s3://", "s3://: a bucket is named like s3://bucket/prefix"),
        ("s3://key:secret@b/p", "credentials are no part of that"),
    ],
)
def test_refuses_other_places(url: str, message: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        Bucket(url)
    assert str(caught.value).endswith(message)
    assert "secret" not in str(caught.value)


def test_tells_in_one_line_what_is_wrong(storage: Storage) -> None:
    bucket = Bucket("s3://no-such-bucket/p")
    with pytest.raises(
        RepositoryError, match=r"^cannot write s3://no-such-bucket/p: .*bucket does not exist"
    ) as caught:
        bucket.write("x", b"", "text/plain", "")
    assert "\n" not in str(caught.value)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(RepositoryError) as caught:
        Bucket("s3://b/p")
    assert str(caught.value) == "s3:// needs s3fs: pip install 'pychart[s3]'"


@pytest.mark.parametrize(
    ("text", "expected"), [("s3://b", True), ("gs://b/c", True), ("charts", False), ("./a://b", False)]
)
def test_tells_places_from_folders(text: str, expected: bool) -> None:
    assert is_object_url(text) is expected
