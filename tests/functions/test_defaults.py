"""Emptiness, fallbacks and deep copies.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import defaults
from pychart.gostd.types import Int64, IntList, ListList, NilList, StringList, StringMap, Struct, Uint8, Values
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (defaults.default, ("d", None), "d"),
    (defaults.default, ("d", ""), "d"),
    (defaults.default, ("d", 0), "d"),
    (defaults.default, ("d", 0.0), "d"),
    (defaults.default, ("d", False), "d"),
    (defaults.default, ("d", []), "d"),
    (defaults.default, ("d", {}), "d"),
    (defaults.default, ("d", "x"), "x"),
    (defaults.default, ("d", 0j), "d"),
    (defaults.default, ("d", Int64(0)), "d"),
    (defaults.default, (1,), 1),
    (defaults.default, (None, ""), None),
    (defaults.default, ("d", "a", "b"), "a"),
    (defaults.default, ("d", "", "b"), "d"),
    (defaults.default, ("d", NilList()), "d"),
    (defaults.default, (0, False), 0),
    (defaults.empty, (None,), True),
    (defaults.empty, (0.0,), True),
    (defaults.empty, (" ",), False),
    (defaults.empty, ([],), True),
    (defaults.empty, (nan,), False),
    (defaults.empty, (Uint8(0),), True),
    (
        defaults.empty,
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
        False,
    ),
    (defaults.empty, ({},), True),
    (defaults.coalesce, (0, "", None, "x"), "x"),
    (defaults.coalesce, (), None),
    (defaults.coalesce, (0, ""), None),
    (defaults.all_, (1, "a"), True),
    (defaults.all_, (), True),
    (defaults.all_, (1, 0), False),
    (defaults.any_, (0, ""), False),
    (defaults.any_, (), False),
    (defaults.any_, (1,), True),
    (defaults.compact, ([0, 1, "", "a", False, None, [], {}, 0.0, " "],), [1, "a", " "]),
    (defaults.compact, ([],), []),
    (defaults.compact, (IntList([0, 1]),), [1]),
    (defaults.ternary, (1, 2, True), 1),
    (defaults.ternary, (1, None, False), None),
    (
        defaults.deep_copy,
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
    (defaults.deep_copy, ({"a": None, "l": [1, None, "x"]},), {"a": None, "l": [1, None, "x"]}),
    (defaults.deep_copy, ([1, None],), [1, None]),
    (defaults.deep_copy, (3,), 3),
    (defaults.deep_copy, ([1, [2, {"a": None}]],), [1, [2, {"a": None}]]),
    (defaults.deep_copy, ("a",), "a"),
    (defaults.deep_copy, (IntList([0, 1, 2]),), IntList([0, 1, 2])),
    (defaults.deep_copy, (ListList([[1, 2], [3]]),), ListList([[1, 2], [3]])),
    (defaults.deep_copy, (StringMap({"_0": "a", "_1": "b"}),), StringMap({"_0": "a", "_1": "b"})),
    (defaults.deep_copy, (True,), True),
    (defaults.deep_copy, (1.5,), 1.5),
    (defaults.deep_copy, ([],), []),
    (defaults.deep_copy, ({},), {}),
]

FAILURES: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (defaults.compact, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (defaults.compact, ("a",), "Cannot compact on type string"),
    (defaults.must_compact, (1,), "Cannot compact on type int"),
    (defaults.deep_copy, (None,), "reflect: call of reflect.Value.Type on zero Value"),
    (defaults.must_deep_copy, (None,), "reflect: call of reflect.Value.Type on zero Value"),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)


@pytest.mark.parametrize(("function", "arguments", "message"), FAILURES)
def test_failure(function: Callable[..., Any], arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function(*arguments)
    assert str(failure.value) == message


def test_deep_copy_shares_nothing() -> None:
    inner: dict[str, Any] = {"a": [1]}
    copied = defaults.deep_copy({"b": inner})
    inner["a"].append(2)
    assert copied == {"b": {"a": [1]}}


def test_a_struct_is_never_empty() -> None:
    assert not defaults.empty(Struct())
    assert defaults.default("d", Struct()) != "d"


def test_deep_copy_keeps_types() -> None:
    assert show(defaults.deep_copy(Values({"a": StringList(["b"])}))) == "Values({'a': StringList(['b'])})"
