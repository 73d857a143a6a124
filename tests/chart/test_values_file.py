from __future__ import annotations

import time
from typing import Any

import pytest

from pychart.chart.values_file import load_values, merge_maps


# As helm v4.3.1 reads them, seen through `{{ .Values | toJson }}`.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("null", {}),
        ("# only a comment\n", {}),
        ("---\n---\n", {}),
        ("a: 1\n---\nb: 2\n--- # x\nc: 3\n", {"a": 1.0, "b": 2.0, "c": 3.0}),
        ("---\na: 1\n---\na: 2\n", {"a": 2.0}),
        ("a: {x: 1, v: [1]}\n---\na: {v: [2], z: null}\n", {"a": {"x": 1.0, "v": [2.0], "z": None}}),
        ("a: 1\n...\nb: 2\n", {"a": 1.0}),
        ("a: 1\n  ---\nb: 1", {"a": "1 ---", "b": 1.0}),
        ("b: |\n  x\n---\nc: 1", {"b": "x\n", "c": 1.0}),
        ("a: 1\r\n---\r\nb: 2\r\n", {"a": 1.0, "b": 2.0}),
        ("5: 1\n", {"5": 1.0}),
    ],
)
def test_documents_are_merged(text: str, expected: dict[str, Any]) -> None:
    assert load_values(text.encode()) == expected


def test_merging_changes_neither_side() -> None:
    base = {"a": {"b": 1}, "c": 1}
    over = {"a": {"d": 2}, "c": {"e": 1}}
    assert merge_maps(base, over) == {"a": {"b": 1, "d": 2}, "c": {"e": 1}}
    assert base == {"a": {"b": 1}, "c": 1}
    assert over == {"a": {"d": 2}, "c": {"e": 1}}


def test_many_documents_after_a_large_one() -> None:
    text = "".join(f"k{n}: {{a: 1}}\n" for n in range(20_000)) + "---\nk7: {b: 2}\n" * 20_000
    begin = time.process_time()
    values = load_values(text.encode())
    assert time.process_time() - begin < 8
    assert values["k7"] == {"a": 1.0, "b": 2.0}
    assert len(values) == 20_000
