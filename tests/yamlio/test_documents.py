"""Documents as Helm reads them: anchors, merges, duplicate keys, block scalars; recorded from it."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.yamlio import load_map

DOCUMENTS: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ("# c", {}),
    ("null", {}),
    ("---", {}),
    ("--- # c\n", {}),
    ("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}", {"a": {"b": 1.0}, "c": {"b": 1.0}, "d": {"b": 1.0, "e": 2.0}}),
    ("a: &x 1\nb: &y [*x]\nc: &x 2\nd: *y\ne: *x", {"a": 1.0, "b": [1.0], "c": 2.0, "d": [1.0], "e": 2.0}),
    (
        "a: &x {p: 1, q: 1}\nb: &y {q: 2, r: 2}\nc: {<<: [*x, *y], r: 3}\nd: {q: 9, <<: *x}\ne: {<<: *x, q: 9}",
        {
            "a": {"p": 1.0, "q": 1.0},
            "b": {"q": 2.0, "r": 2.0},
            "c": {"p": 1.0, "q": 1.0, "r": 3.0},
            "d": {"p": 1.0, "q": 1.0},
            "e": {"p": 1.0, "q": 9.0},
        },
    ),
    ("c: {<<: {a: 1, b: 2}, b: 3}", {"c": {"a": 1.0, "b": 3.0}}),
    ('c: {"<<": {a: 1}}', {"c": {"<<": {"a": 1.0}}}),
    ("c: {!!merge <<: {a: 1}}", {"c": {"a": 1.0}}),
    ("a: &x {<<: {p: 1}}\nb: {<<: *x}", {"a": {"p": 1.0}, "b": {"p": 1.0}}),
    ("a: &x foo\nb: *x\n*x : bar", {"a": "foo", "b": "foo", "foo": "bar"}),
    ("a: &x\nb: *x", {"a": None, "b": None}),
    ("&k a: 1\nb: *k", {"a": 1.0, "b": "a"}),
    ("a: 1\na: 2\nb: {c: 1, c: 2}", {"a": 2.0, "b": {"c": 2.0}}),
    ("y: 1\nn: 2\non: 3\n1: 4\n1.50: 5\n0x10: 6", {"1": 4.0, "1.5": 5.0, "16": 6.0, "false": 2.0, "true": 3.0}),
    ("a: >\n  x\n  y\n\n   z\n", {"a": "x y\n\n z\n"}),
    ("a: |2\n   x\n\n", {"a": " x\n"}),
    ("a: |+\n  x\n\n\nb: c", {"a": "x\n\n\n", "b": "c"}),
    ('a: "x\\\n  y\\tz \\x41\\u00e9\\U0001F600"', {"a": "xy\tz A\xe9\U0001f600"}),
    ("a: 'it''s\n\n  b'", {"a": "it's\nb"}),
    ("a: b\n  c\n  d", {"a": "b c d"}),
    ("a: b\n---\nc: d", {"a": "b"}),
    ("a: 1\n...\nb: 2", {"a": 1.0}),
    ("\ufeffa: b", {"a": "b"}),
    ("a: [x, [y, {z: 1}], {b, c: }]", {"a": ["x", [True, {"z": 1.0}], {"b": None, "c": None}]}),
    ("a:\n- b\n- - c\n  - d\n- e: 1\n  f: 2", {"a": ["b", ["c", "d"], {"e": 1.0, "f": 2.0}]}),
    ("? a\n: b\n? c", {"a": "b", "c": None}),
    ("!x a: !y [1, !!str 2]", {"a": [1.0, "2"]}),
    ("%YAML 1.1\n---\na: b", {"a": "b"}),
    ("a: {b: c, d: [e]}\n", {"a": {"b": "c", "d": ["e"]}}),
    ("a: \tb", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("a:  # x\n  b # y", {"a": "b"}),
    ("a: http://x.y/z#a", {"a": "http://x.y/z#a"}),
    ('a: "#"', {"a": "#"}),
    ('a: []\nb: {}\nc: ""', {"a": [], "b": {}, "c": ""}),
    ('{"a":1,"b":[true,null,"x"]}', {"a": 1.0, "b": [True, None, "x"]}),
    ("k" * 1020 + ": v", {"k" * 1020: "v"}),
    ("\xe9: \xfc", {"\xe9": "\xfc"}),
    ("a: 2001-12-14t21:59:43.10-05:00", {"a": "2001-12-14t21:59:43.10-05:00"}),
]


@pytest.mark.parametrize(("text", "value"), DOCUMENTS)
def test_documents(text: str, value: dict[str, Any]) -> None:
    assert load_map(text) == value
    assert load_map(text.encode()) == value
