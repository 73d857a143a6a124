"""Merging maps into maps."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.functions.merging import merge_into


@pytest.mark.parametrize(
    ("target", "source", "kept", "overwritten"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}),
        ({"a": 0}, {"a": 2}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": None}, {"a": 1}, {"a": None}),
        ({}, {"a": None}, {}, {"a": None}),
        ({"a": [1]}, {"a": []}, {"a": [1]}, {"a": []}),
        ({"a": {"b": 1}}, {"a": {}}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": {"b": 1}}, {"a": {"b": 2, "c": 3}}, {"a": {"b": 1, "c": 3}}, {"a": {"b": 2, "c": 3}}),
        ({"a": {"b": 1}}, {"a": "s"}, {"a": {"b": 1}}, {"a": "s"}),
        ({"a": "s"}, {"a": {}}, {"a": "s"}, {"a": {}}),
        ({"a": 0j}, {"a": 1}, {"a": 0j}, {"a": 1}),
    ],
)
def test_merge_into(
    target: dict[str, Any], source: dict[str, Any], kept: dict[str, Any], overwritten: dict[str, Any]
) -> None:
    copy = {key: dict(value) if isinstance(value, dict) else value for key, value in target.items()}
    merge_into(target, source, False)
    assert target == kept
    merge_into(copy, source, True)
    assert copy == overwritten
