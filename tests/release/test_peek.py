"""The beginning of records is enough for `list`, and where it is not, the whole is read."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pychart.errors import ReleaseError
from pychart.release import peek
from pychart.release.encode import encode_release
from pychart.release.model import Info, Release
from pychart.release.peek import peek_release

INFO = {"first_deployed": "2026-01-01T00:00:00Z", "last_deployed": "2026-01-02T00:00:00Z", "status": "deployed"}
METADATA = {"name": "web", "version": "1.0.0", "appVersion": "2"}


def pack(record: dict[str, Any], layers: int = 1) -> str:
    content = gzip.compress(json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode())
    for _ in range(layers):
        content = base64.b64encode(content)
    return content.decode()


def make(**changes: Any) -> dict[str, Any]:
    whole = {"name": "rel", "info": INFO, "chart": {"metadata": METADATA, "values": {}}, "manifest": "x" * 100_000}
    return {**whole, "version": 3, "namespace": "apps", **changes}


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: str) -> Release:
        raise AssertionError("the whole record was read")

    monkeypatch.setattr(peek, "decode_release", refuse)


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("notes", ["", "short", "é" * 3000, "long " * 30_000])
def test_the_beginning_is_enough(layers: int, notes: str) -> None:
    found = peek_release(pack(make(info={**INFO, "notes": notes}), layers), "apps", 3, layers=layers)
    assert (found.name, found.namespace, found.version, found.status) == ("rel", "apps", 3, "deployed")
    assert found.info.notes == notes
    assert found.metadata == METADATA


@pytest.mark.parametrize(
    "record",
    [
        dict(reversed(make().items())),
        make(chart={"values": {}, "metadata": METADATA}),
        {"info": INFO, "name": "rel", "chart": {"metadata": METADATA}, "version": 3},
        make(chart={"metadata": {**METADATA, "description": "d" * 2_000_000}}),
    ],
)
def test_another_order_is_read_in_full(record: dict[str, Any]) -> None:
    found = peek_release(pack(record), "apps", 3)
    assert (found.name, found.namespace, found.status) == ("rel", "apps", "deployed")
    assert {key: found.metadata[key] for key in METADATA} == METADATA


def test_one_without_a_chart() -> None:
    found = peek_release(pack({"name": "rel", "info": INFO, "version": 3}), "apps", 3)
    assert found.metadata == {}


def test_what_is_not_packed_is_read_as_it_is() -> None:
    text = json.dumps(make(), separators=(",", ":")).encode()
    assert peek_release(base64.b64encode(text).decode(), "apps", 3).name == "rel"


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("data", ["", "?", "bm9uc2Vuc2U=", "H4sIAAAAAAAA", "H4sIAAAAAAAA/w==", "W10="])
def test_nonsense_is_refused(data: str, layers: int) -> None:
    with pytest.raises(ReleaseError):
        peek_release(data, "apps", 3, layers=layers)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=5000), st.text(max_size=20), st.dictionaries(st.text(max_size=5), st.text(max_size=400)))
def test_gives_what_a_record_of_ours_says(notes: str, description: str, extra: dict[str, str]) -> None:
    info = Info("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "", description, "failed", 0, notes)
    chart = {"metadata": {**METADATA, "annotations": extra}}
    release = Release("rel", "apps", 7, info, chart)
    found = peek_release(encode_release(release), "apps", 7)
    assert (found.name, found.version, found.status) == ("rel", 7, "failed")
    assert found.info == info
    assert found.metadata == chart["metadata"]
