"""Records that somebody else has put beside ours: each is refused by name, and the others are read."""

from __future__ import annotations

import base64
import copy
import gzip
import json
import resource
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pychart.errors import ReleaseError
from pychart.release.decode import MAX_BYTES, decode_release
from tests.fakes.apiserver import ApiServer
from tests.release.forked import run
from tests.release.twins import Side, unpack, write_chart

PREFIX = "sh.helm.release.v1."


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    folder = tmp_path_factory.mktemp("records")
    with ApiServer(delay=0.0) as api:
        write_chart(folder / "web")
        made = Side(folder, api)
        assert run(made, "install rel web --no-hooks").status == 0
        yield made


@pytest.fixture(scope="module")
def good(side: Side) -> dict[str, Any]:
    return side.record("rel", 1)


def pack(text: bytes) -> str:
    return base64.b64encode(gzip.compress(text, 9)).decode()


def changed(path: str, value: Any) -> Callable[[dict[str, Any]], str]:
    """Give a record with another value in one place."""

    def make(record: dict[str, Any]) -> str:
        record = copy.deepcopy(record)
        *above, last = path.split(".")
        place: Any = record
        for name in above:
            place = place[int(name) if isinstance(place, list) else name]
        place[last] = value
        return pack(json.dumps(record).encode())

    return make


RECORDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "nothing": lambda record: "",
    "no base64": lambda record: "!!!",
    "no gzip": lambda record: base64.b64encode(b"\x1f\x8b\x08nonsense").decode(),
    "half a gzip": lambda record: pack(json.dumps(record).encode())[:200],
    "no JSON": lambda record: pack(b"{"),
    "a list": lambda record: pack(b"[1]"),
    "null": lambda record: pack(b"null"),
    "a bomb": lambda record: pack(bytes(MAX_BYTES + 1)),
    "100,000 brackets": lambda record: pack(b'{"name":' + b"[" * 100_000),
    "five million maps": lambda record: pack(b'{"config":{"a":[' + b"{}," * 5_000_000 + b"{}]}}"),
    "an integer of a million digits": lambda record: pack(b'{"name":"bad","version":' + b"9" * 1_000_000 + b"}"),
    "an infinite version": lambda record: pack(b'{"name":"bad","version":1e999}'),
    "another release": changed("name", "rel"),
    "another revision": changed("version", 99),
    "another namespace": changed("namespace", "kube-system"),
    "a name that is a map": changed("name", {}),
    "info that is a list": changed("info", []),
    "a status that is a number": changed("info.status", 5),
    "a time that is none": changed("info.last_deployed", "\x1b[2J2026"),
    "a day that is none": changed("info.last_deployed", "2026-02-29T00:00:00Z"),
    "a chart that is a text": changed("chart", "x"),
    "metadata that is a list": changed("chart.metadata", [1]),
    "annotations of numbers": changed("chart.metadata.annotations", {"a": 1}),
    "dependencies of texts": changed("chart.metadata.dependencies", ["a"]),
    "values that are a list": changed("chart.values", [1]),
    "templates of numbers": changed("chart.templates", [1]),
    "config that is a list": changed("config", [1]),
    "hooks that are a map": changed("hooks", {"a": 1}),
    "an event that is a number": changed("hooks.0.events", [1]),
    "a weight that is a text": changed("hooks.0.weight", "x"),
    "a manifest that is a list": changed("manifest", ["a"]),
}
COMMANDS = ("status bad", "history bad", "get all bad", "get metadata bad", "upgrade bad web", "uninstall bad")


@pytest.mark.parametrize("name", RECORDS)
def test_a_hostile_record(name: str, side: Side, good: dict[str, Any]) -> None:
    record = good | {"name": "bad", "version": 1}
    put(side, "bad", 1, RECORDS[name](record))
    listed = run(side, "list -o json")
    # What only the whole record shows, `list` does not look at.
    shown = [one["name"] for one in json.loads(listed.stdout)]
    assert "rel" in shown
    assert "bad" in shown or f"{PREFIX}bad.v1" in listed.stderr
    for line in COMMANDS:
        answer = run(side, line)
        assert "Traceback" not in answer.stderr, line
        assert f"{PREFIX}bad.v1" in answer.stderr, line
        errors = [one for one in answer.stderr.splitlines() if one.startswith("Error:")]
        assert (answer.status, len(errors)) == ((0, 0) if line == "history bad" else (1, 1)), line
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    assert children < own + 512 * 1024
    assert PREFIX + "rel.v1" in side.api.names("secrets")


def put(side: Side, name: str, version: int, data: str) -> None:
    api, key = side.api, f"{PREFIX}{name}.v{version}"
    kind = api.kind("", "secrets")
    if key in api.names("secrets"):
        api.delete(kind, "default", key)
    labels = {"name": name, "owner": "helm", "status": "deployed", "version": str(version)}
    secret = {
        "metadata": {"name": key, "labels": labels},
        "type": "helm.sh/release.v1",
        "data": {"release": base64.b64encode(data.encode()).decode()},
    }
    api.create(kind, secret, manager="somebody", namespace="default")


def test_a_bad_revision_hides_no_good_one(side: Side, good: dict[str, Any]) -> None:
    put(side, "two", 1, pack(json.dumps(good | {"name": "two"}).encode()))
    put(side, "two", 2, "!!!")
    listed = run(side, "list -o json")
    assert [one["revision"] for one in json.loads(listed.stdout) if one["name"] == "two"] == ["1"]
    assert f"key={PREFIX}two.v2" in listed.stderr
    history = run(side, "history two -o json")
    assert [one["revision"] for one in json.loads(history.stdout)] == [1]
    assert f"key={PREFIX}two.v2" in history.stderr


def test_a_record_that_nearly_is_too_large() -> None:
    data = pack(b'{"name":"a","manifest":"' + b" " * (MAX_BYTES - 100) + b'"}')
    assert len(decode_release(data).manifest) == MAX_BYTES - 100
    with pytest.raises(ReleaseError, match="larger than 67108864 bytes"):
        decode_release(base64.b64encode(zlib.compress(bytes(MAX_BYTES), wbits=31)).decode())


def test_good_records_are_read_as_they_are(side: Side, good: dict[str, Any]) -> None:
    packed = unpack(side.api.get("secrets", f"{PREFIX}rel.v1"))
    assert packed == good
    release = decode_release(pack(json.dumps(good).encode()))
    assert (release.name, release.version, release.status) == ("rel", 1, "deployed")
    assert sorted(hook.name for hook in release.hooks) == ["rel-hook", "rel-test"]
