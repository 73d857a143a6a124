"""Types, kinds and deep equality.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import pytest

from pychart.functions import reflection
from pychart.gostd.types import Int64, IntList, ListList, NilList, StringList, StringMap, Struct, Uint8, Values
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (reflection.type_of, (None,), "<nil>"),
    (reflection.type_of, (1,), "int"),
    (reflection.type_of, (Int64(1),), "int64"),
    (reflection.type_of, (1.5,), "float64"),
    (reflection.type_of, ("a",), "string"),
    (reflection.type_of, (True,), "bool"),
    (reflection.type_of, (1j,), "complex128"),
    (reflection.type_of, ([],), "[]interface {}"),
    (reflection.type_of, (NilList(),), "[]interface {}"),
    (reflection.type_of, ({},), "map[string]interface {}"),
    (reflection.type_of, (IntList([0]),), "[]int"),
    (reflection.type_of, (StringList([""]),), "[]string"),
    (reflection.type_of, (StringMap({"_0": ""}),), "map[string]string"),
    (reflection.type_of, (ListList([[1]]),), "[][]interface {}"),
    (reflection.type_of, (Uint8(97),), "uint8"),
    (
        reflection.type_of,
        (
            Values(
                {
                    "b": True,
                    "big": 1234567.0,
                    "e": [],
                    "em": {},
                    "f": 1.5,
                    "i": 3.0,
                    "l": [1.0, "a", None],
                    "m": {"a": 1.0, "b": {"c": "d"}},
                    "s": "text",
                    "z": 0.0,
                }
            ),
        ),
        "common.Values",
    ),
    (reflection.type_of, ({"a": 1.0, "b": {"c": "d"}},), "map[string]interface {}"),
    (reflection.type_of, ("YQ==",), "string"),
    (reflection.type_is, ("string", "a"), True),
    (reflection.type_is, ("int", 1.0), False),
    (reflection.type_is, ("<nil>", None), True),
    (reflection.type_is, ("map[string]interface {}", {}), True),
    (reflection.type_is_like, ("int", 1), True),
    (reflection.type_is_like, ("string", 1), False),
    (reflection.kind_of, (None,), "invalid"),
    (reflection.kind_of, ("a",), "string"),
    (reflection.kind_of, (1,), "int"),
    (reflection.kind_of, (1.5,), "float64"),
    (reflection.kind_of, (Int64(1),), "int64"),
    (reflection.kind_of, ([],), "slice"),
    (reflection.kind_of, (NilList(),), "slice"),
    (reflection.kind_of, ({},), "map"),
    (reflection.kind_of, (IntList([0]),), "slice"),
    (reflection.kind_of, (StringMap({"_0": "a"}),), "map"),
    (reflection.kind_of, (Uint8(97),), "uint8"),
    (
        reflection.kind_of,
        (
            Values(
                {
                    "b": True,
                    "big": 1234567.0,
                    "e": [],
                    "em": {},
                    "f": 1.5,
                    "i": 3.0,
                    "l": [1.0, "a", None],
                    "m": {"a": 1.0, "b": {"c": "d"}},
                    "s": "text",
                    "z": 0.0,
                }
            ),
        ),
        "map",
    ),
    (reflection.kind_of, (True,), "bool"),
    (reflection.kind_of, (1j,), "complex128"),
    (reflection.kind_is, ("map", {}), True),
    (reflection.kind_is, ("invalid", None), True),
    (reflection.kind_is, ("slice", []), True),
    (reflection.kind_is, ("int", 1.0), False),
    (reflection.deep_equal, (1, 1), True),
    (reflection.deep_equal, (1, 1.0), False),
    (reflection.deep_equal, (1, Int64(1)), False),
    (reflection.deep_equal, (1, True), False),
    (reflection.deep_equal, ("a", "a"), True),
    (reflection.deep_equal, (None, None), True),
    (reflection.deep_equal, (None, False), False),
    (reflection.deep_equal, (None, []), False),
    (reflection.deep_equal, ([], []), True),
    (reflection.deep_equal, ([], NilList()), False),
    (reflection.deep_equal, (NilList(), NilList()), True),
    (reflection.deep_equal, ([1, "a"], [1, "a"]), True),
    (reflection.deep_equal, ([1], [1.0]), False),
    (reflection.deep_equal, ([1], [1, 2]), False),
    (reflection.deep_equal, ({"a": [1, {}]}, {"a": [1, {}]}), True),
    (reflection.deep_equal, ({"a": 1}, {"b": 1}), False),
    (reflection.deep_equal, ({"a": None}, {}), False),
    (reflection.deep_equal, ({"a": None}, {"b": None}), False),
    (reflection.deep_equal, ({"a": 1.0, "b": {"c": "d"}}, {"m": {"a": 1.0, "b": {"c": "d"}}}), False),
    (
        reflection.deep_equal,
        (
            Values(
                {
                    "b": True,
                    "big": 1234567.0,
                    "e": [],
                    "em": {},
                    "f": 1.5,
                    "i": 3.0,
                    "l": [1.0, "a", None],
                    "m": {"a": 1.0, "b": {"c": "d"}},
                    "s": "text",
                    "z": 0.0,
                }
            ),
            {
                "b": True,
                "big": 1234567.0,
                "e": [],
                "em": {},
                "f": 1.5,
                "i": 3.0,
                "l": [1.0, "a", None],
                "m": {"a": 1.0, "b": {"c": "d"}},
                "s": "text",
                "z": 0.0,
            },
        ),
        False,
    ),
    (
        reflection.deep_equal,
        (
            Values(
                {
                    "b": True,
                    "big": 1234567.0,
                    "e": [],
                    "em": {},
                    "f": 1.5,
                    "i": 3.0,
                    "l": [1.0, "a", None],
                    "m": {"a": 1.0, "b": {"c": "d"}},
                    "s": "text",
                    "z": 0.0,
                }
            ),
            Values(
                {
                    "b": True,
                    "big": 1234567.0,
                    "e": [],
                    "em": {},
                    "f": 1.5,
                    "i": 3.0,
                    "l": [1.0, "a", None],
                    "m": {"a": 1.0, "b": {"c": "d"}},
                    "s": "text",
                    "z": 0.0,
                }
            ),
        ),
        True,
    ),
    (reflection.deep_equal, (IntList([0, 1]), [0, 1]), False),
    (reflection.deep_equal, (StringList(["a"]), ["a"]), False),
    (reflection.deep_equal, (StringMap({"_0": "a"}), {"_0": "a"}), False),
    (reflection.deep_equal, (nan, nan), False),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)


def test_maps_that_contain_themselves() -> None:
    left: dict[str, Any] = {}
    left["a"] = left
    right: dict[str, Any] = {}
    right["a"] = right
    assert reflection.deep_equal(left, right)
    right["b"] = 1
    assert not reflection.deep_equal(left, right)


def test_structs_are_compared_by_their_fields() -> None:
    class Point(Struct):
        go_fields = ("X",)

        def __init__(self, x: int) -> None:
            self.X = x

    assert reflection.deep_equal(Point(1), Point(1))
    assert not reflection.deep_equal(Point(1), Point(2))
    assert not reflection.deep_equal([Point(1)], [Point(2)])
