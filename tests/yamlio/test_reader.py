"""The doors to the reader: several documents, strict reading, typed reading, other parsers."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import pychart.yamlio
from pychart.errors import YamlError
from pychart.yamlio import load, load_all, load_exact, load_list, load_map, load_strict, split_stream


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("", []),
        ("a: 1\n---\nb: 2", [{"a": 1}, {"b": 2}]),
        ("---\na: 1\n---\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("a: 1\n--- # c\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("a: 1\n--- \t\nb: 2\n", [{"a": 1}, {"b": 2}]),
        ("a: 1\r\n---\r\nb: |\r\n  x\r\n  y\r\n", [{"a": 1}, {"b": "x\ny\n"}]),
        ("# c\n---\na: 1\n---\n# d\n", [None, {"a": 1}, None]),
        ("a: |\n  x", [{"a": "x\n"}]),
        ("a: |\n  x\n\n---\n\nb: |+\n  z\n\n", [{"a": "x\n"}, {"b": "z\n\n"}]),
        ("\ufeffa: 1\n---\nb: 2", [{"a": 1}, {"b": 2}]),
        ("a: 1\n...\nb: 2", [{"a": 1}]),
    ],
)
def test_load_all(text: str, documents: list[Any]) -> None:
    assert load_all(text) == documents


@pytest.mark.parametrize(("text", "rest"), [("a: 1\n---b: 2\n", "b: 2"), ("a: 1\n--- x\n", "x"), ("--- |\n x", "|")])
def test_separators_hold_nothing_but_comments(text: str, rest: str) -> None:
    with pytest.raises(YamlError) as caught:
        split_stream(text)
    assert str(caught.value) == f"invalid Yaml document separator: {rest}"


def test_strict_reading_refuses_equal_keys() -> None:
    assert load_strict("a: 1\nb: {a: 1}") == {"a": 1.0, "b": {"a": 1.0}}
    with pytest.raises(YamlError) as caught:
        load_strict("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d:\n    e: 2\n")
    assert str(caught.value) == (
        "error converting YAML to JSON: yaml: unmarshal errors:\n"
        '  line 3: key "a" already set in map\n'
        '  line 7: key "d" already set in map'
    )


@pytest.mark.parametrize(
    ("text", "name"), [("[a]", "array"), ("a", "string"), ("5", "number"), ("y", "bool"), ("2001-01-01", "string")]
)
def test_load_map_refuses_what_is_no_map(text: str, name: str) -> None:
    with pytest.raises(YamlError) as caught:
        load_map(text)
    assert str(caught.value) == (
        f"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {name} into Go value of type "
        "map[string]interface {}"
    )


def test_load_list_refuses_what_is_no_list() -> None:
    assert load_list("- 1\n- a") == [1.0, "a"]
    assert load_list("") == []
    with pytest.raises(YamlError) as caught:
        load_list("a: 1")
    assert str(caught.value) == (
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type "
        "[]interface {}"
    )


def test_exact_reading_keeps_integers_apart() -> None:
    found = load_exact("a: 1\nb: 1.0\nc: 18446744073709551615\nd: 1e3\ne: {1: 2}")
    assert found == {"a": 1, "b": 1.0, "c": 18446744073709551615, "d": 1000.0, "e": {"1": 2}}
    assert [type(value) for value in found.values()] == [int, float, int, float, dict]
    assert type(load("a: 1")["a"]) is float


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(YamlError) as caught:
        load("a: \udcff")
    assert str(caught.value) == "error converting YAML to JSON: yaml: invalid leading UTF-8 octet"


def test_without_libyaml_the_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert load("a: &x {b: [1, y]}\nc: *x\n") == {"a": {"b": [1.0, True]}, "c": {"b": [1.0, True]}}
    with pytest.raises(YamlError) as caught:
        load("a: b: c")
    assert str(caught.value).startswith("error converting YAML to JSON: yaml: mapping values are not allowed")


def test_public_names_are_imported_when_asked_for() -> None:
    for name in pychart.yamlio.__all__:
        assert callable(getattr(pychart.yamlio, name))
    with pytest.raises(AttributeError):
        pychart.yamlio.nothing  # noqa: B018
