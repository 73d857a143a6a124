"""Maps: reading, changing, merging, digging.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import dicts
from pychart.gostd.types import IntList, NilList, StringList, StringMap, Struct, Values
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (dicts.dict_, (), {}),
    (dicts.dict_, ("a", 1), {"a": 1}),
    (dicts.dict_, ("a",), {"a": ""}),
    (dicts.dict_, ("a", 1, "b"), {"a": 1, "b": ""}),
    (dicts.dict_, (None, 1), {"<nil>": 1}),
    (dicts.dict_, (1, 2, 1.5, 3, True, 4), {"1": 2, "1.5": 3, "true": 4}),
    (dicts.dict_, (None,), {"<nil>": ""}),
    (dicts.dict_, ("a", 1, "a", 2), {"a": 2}),
    (dicts.dict_, ([1], 2), {"[1]": 2}),
    (dicts.dict_, ("a", None), {"a": None}),
    (dicts.get, (None, "a"), ""),
    (dicts.get, ({"a": 1}, "a"), 1),
    (dicts.get, ({"a": 1}, "b"), ""),
    (dicts.get, ({"a": None}, "a"), None),
    (dicts.get, ({}, "a"), ""),
    (dicts.set_, ({}, "a", 1), {"a": 1}),
    (dicts.set_, ({"a": 1}, "a", None), {"a": None}),
    (dicts.unset, ({"a": 1}, "a"), {}),
    (dicts.unset, ({"a": 1}, "b"), {"a": 1}),
    (dicts.has_key, (None, "a"), False),
    (dicts.has_key, ({"a": None}, "a"), True),
    (dicts.has_key, ({}, "a"), False),
    (
        dicts.has_key,
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
            "m",
        ),
        True,
    ),
    (dicts.pluck, ("a", {"a": 1}, {"b": 2}, {"a": None}), [1, None]),
    (dicts.pluck, ("a",), []),
    (dicts.pluck, ("a", None, {"a": 1}), [1]),
    (dicts.keys, (None,), StringList()),
    (dicts.keys, ({"a": 1},), StringList(["a"])),
    (dicts.keys, (), StringList()),
    (dicts.keys, ({},), StringList()),
    (dicts.keys, ({"a": 1}, {"a": 2}), StringList(["a", "a"])),
    (dicts.pick, (None, "a"), {}),
    (dicts.pick, ({"a": 1, "b": 2}, "a", "z"), {"a": 1}),
    (dicts.pick, ({"a": 1},), {}),
    (
        dicts.pick,
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
            "i",
            "f",
        ),
        {"f": 1.5, "i": 3.0},
    ),
    (dicts.omit, (None, "a"), {}),
    (dicts.omit, ({"a": 1, "b": 2}, "a", "z"), {"b": 2}),
    (dicts.omit, ({"a": 1},), {"a": 1}),
    (dicts.merge, (None, {"a": 1}), {"a": 1}),
    (dicts.merge, ({"a": 1}, None), {"a": 1}),
    (dicts.merge, ({"a": 1}, {"a": 2, "b": 3}), {"a": 1, "b": 3}),
    (dicts.merge, ({"a": {"x": 1}}, {"a": {"x": 2, "z": 3}}), {"a": {"x": 1, "z": 3}}),
    (dicts.merge, ({"a": ""}, {"a": "x"}), {"a": "x"}),
    (dicts.merge, ({"a": 0}, {"a": 5}), {"a": 5}),
    (dicts.merge, ({"a": False}, {"a": True}), {"a": True}),
    (dicts.merge, ({"a": None}, {"a": 1}), {"a": 1}),
    (dicts.merge, ({"a": [1]}, {"a": [2]}), {"a": [1]}),
    (dicts.merge, ({"a": []}, {"a": [2]}), {"a": [2]}),
    (dicts.merge, ({"a": [1]}, {"a": []}), {"a": [1]}),
    (dicts.merge, ({"a": "s"}, {"a": {"b": 1}}), {"a": "s"}),
    (dicts.merge, ({"a": {"b": 1}}, {"a": "s"}), {"a": {"b": 1}}),
    (dicts.merge, ({}, {"a": 1}, {"a": 2, "b": 2}), {"a": 1, "b": 2}),
    (dicts.merge, ({"a": {}}, {"a": {"b": 1}}), {"a": {"b": 1}}),
    (dicts.merge, ({"a": {"b": 1}}, {"a": {}}), {"a": {"b": 1}}),
    (dicts.merge, ({"a": 1}, {"a": "str"}), {"a": 1}),
    (dicts.merge, ({"a": {"b": {"c": 0}}}, {"a": {"b": {"c": 5, "d": 6}}}), {"a": {"b": {"c": 5, "d": 6}}}),
    (dicts.merge, ({"a": 1},), {"a": 1}),
    (dicts.merge, ({"a": 1}, {"a": None}), {"a": 1}),
    (dicts.merge, ({}, {"a": None}), {}),
    (dicts.merge, ({"a": ""}, {"a": []}), {"a": []}),
    (dicts.merge, ({"a": ""}, {"a": {}}), {"a": {}}),
    (dicts.merge, ({"a": "x"}, {"a": [1]}), {"a": "x"}),
    (dicts.merge, ({"a": [1]}, {"a": {"b": 1}}), {"a": [1]}),
    (dicts.merge, ({"a": {"b": 1}}, {"a": [1]}), {"a": {"b": 1}}),
    (dicts.merge, ({"a": []}, {"a": {"b": 1}}), {"a": {"b": 1}}),
    (dicts.merge, ({"a": {}}, {"a": [1]}), {"a": [1]}),
    (dicts.merge, ({"a": {}}, {"a": 5}), {"a": 5}),
    (dicts.merge, ({"a": 5}, {"a": 0}), {"a": 5}),
    (dicts.merge, ({"a": IntList([0, 1])}, {"a": [5]}), {"a": IntList([0, 1])}),
    (dicts.merge, ({"a": StringMap({"_0": "x"})}, {"a": {}}), {"a": StringMap({"_0": "x"})}),
    (dicts.merge, ({"a": {"k": 1}}, {"a": StringMap({"_0": "x"})}), {"a": {"_0": "x", "k": 1}}),
    (dicts.merge, ({"a": NilList()}, {"a": [5]}), {"a": [5]}),
    (dicts.merge, ({"a": [1]}, {"a": NilList()}), {"a": [1]}),
    (dicts.merge_overwrite, ({"a": 1}, {"a": 2, "b": 3}), {"a": 2, "b": 3}),
    (dicts.merge_overwrite, ({"a": {"x": 1, "y": 2}}, {"a": {"x": 2, "z": 3}}), {"a": {"x": 2, "y": 2, "z": 3}}),
    (dicts.merge_overwrite, ({"a": 1}, {"a": None}), {"a": None}),
    (dicts.merge_overwrite, ({"a": 1}, {"a": ""}), {"a": ""}),
    (dicts.merge_overwrite, ({"a": 1}, {"a": 0}), {"a": 0}),
    (dicts.merge_overwrite, ({"a": True}, {"a": False}), {"a": False}),
    (dicts.merge_overwrite, ({"a": [1, 2]}, {"a": []}), {"a": []}),
    (dicts.merge_overwrite, ({"a": [1, 2]}, {"a": [3]}), {"a": [3]}),
    (dicts.merge_overwrite, ({"a": {"b": 1}}, {"a": {}}), {"a": {"b": 1}}),
    (dicts.merge_overwrite, ({"a": {}}, {"a": {}}), {"a": {}}),
    (dicts.merge_overwrite, ({"a": {"b": 1}}, {"a": "s"}), {"a": "s"}),
    (dicts.merge_overwrite, ({"a": {"b": 1}}, {"a": None}), {"a": None}),
    (dicts.merge_overwrite, ({"a": {"b": 1}}, {"a": [1]}), {"a": [1]}),
    (dicts.merge_overwrite, ({"a": [1]}, {"a": {"b": 1}}), {"a": {"b": 1}}),
    (dicts.merge_overwrite, ({"a": "s"}, {"a": {"b": 1}}), {"a": {"b": 1}}),
    (dicts.merge_overwrite, ({"a": "s"}, {"a": {}}), {"a": {}}),
    (dicts.merge_overwrite, ({}, {"a": None}), {"a": None}),
    (dicts.merge_overwrite, ({"a": 1}, {"a": 2}, {"a": 3}), {"a": 3}),
    (dicts.merge_overwrite, ({"a": {"k": 1}}, {"a": StringMap({"_0": "x"})}), {"a": {"_0": "x", "k": 1}}),
    (dicts.merge_overwrite, (None, {"a": {}}), {"a": {}}),
    (
        dicts.merge_overwrite,
        ({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"c": "", "e": None}}}),
        {"a": {"b": {"c": "", "d": 2, "e": None}}},
    ),
    (dicts.must_merge, ({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
    (dicts.must_merge_overwrite, ({"a": 1}, {"a": 2}), {"a": 2}),
    (dicts.values, (None,), []),
    (dicts.values, ({"a": 1},), [1]),
    (dicts.values, ({},), []),
    (dicts.dig, ("a", "d", {"a": 1.0, "b": {"c": "d"}}), 1.0),
    (dicts.dig, ("a", "d", {"a": 1}), 1),
    (dicts.dig, ("a", "d", {}), "d"),
    (dicts.dig, ("a", "d", {"a": None}), None),
    (dicts.dig, ("a", "b", "d", {"a": {"b": 1}}), 1),
    (dicts.dig, ("a", "b", "d", {"a": {}}), "d"),
    (dicts.dig, ("a", "b", "d", {}), "d"),
    (dicts.dig, ("a", None, {}), None),
]

FAILURES: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (dicts.set_, (None, "a", 1), "assignment to entry in nil map"),
    (dicts.dig, ("a", 1), "dig needs at least three arguments"),
    (dicts.dig, ("a", "d", "x"), "interface conversion: interface {} is string, not map[string]interface {}"),
    (dicts.dig, (1, "d", {}), "interface conversion: interface {} is int, not string"),
    (
        dicts.dig,
        ("a", "b", "d", {"a": StringMap({"_0": "x"})}),
        "interface conversion: interface {} is map[string]string, not map[string]interface {}",
    ),
    (dicts.dig, ("a", "d", None), "interface conversion: interface {} is nil, not map[string]interface {}"),
    (dicts.dig, ("a", "b", "d", {"a": None}), "interface conversion: interface {} is nil, not map[string]interface {}"),
    (dicts.dig, ("a", "b", "d", {"a": 1}), "interface conversion: interface {} is int, not map[string]interface {}"),
    (
        dicts.dig,
        ("a", "b", "d", {"a": "x"}),
        "interface conversion: interface {} is string, not map[string]interface {}",
    ),
    (
        dicts.dig,
        ("a", "b", "d", {"a": []}),
        "interface conversion: interface {} is []interface {}, not map[string]interface {}",
    ),
    (
        dicts.dig,
        ("a", "b", "d", {"a": True}),
        "interface conversion: interface {} is bool, not map[string]interface {}",
    ),
    (
        dicts.dig,
        ("a", "b", "c", "d", {"a": {"b": "x"}}),
        "interface conversion: interface {} is string, not map[string]interface {}",
    ),
    (
        dicts.dig,
        (
            "m",
            "d",
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
        "interface conversion: interface {} is common.Values, not map[string]interface {}",
    ),
    (dicts.dig, ("a", {}), "dig needs at least three arguments"),
    (dicts.dig, (), "dig needs at least three arguments"),
    (dicts.dig, ("a", 1, "d", {"a": {}}), "interface conversion: interface {} is int, not string"),
    (dicts.dig, (None, "d", {}), "interface conversion: interface {} is nil, not string"),
    (
        dicts.dig,
        ("a", "b", "d", []),
        "interface conversion: interface {} is []interface {}, not map[string]interface {}",
    ),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)


@pytest.mark.parametrize(("function", "arguments", "message"), FAILURES)
def test_failure(function: Callable[..., Any], arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function(*arguments)
    assert str(failure.value) == message


def test_set_unset_and_merge_change_their_map_and_give_it_back() -> None:
    values: dict[str, Any] = {}
    assert dicts.set_(values, "a", 1) is values
    assert dicts.merge(values, {"b": 2}) is values
    assert dicts.merge_overwrite(values, {"b": 3}) is values
    assert dicts.unset(values, "a") is values
    assert values == {"b": 3}


def test_merge_shares_what_it_takes() -> None:
    taken = {"x": 1}
    merged = dicts.merge({}, {"a": taken})
    assert merged["a"] is taken
    mine: dict[str, Any] = {}
    assert dicts.merge({"a": mine}, {"a": taken})["a"] is mine
    assert mine == taken


def test_merge_with_a_part_of_itself() -> None:
    values: dict[str, Any] = {"a": {"b": 1}, "c": 2}
    dicts.merge({"a": values}, values)
    assert values["b"] == 1


def test_a_map_is_not_merged_into_an_object() -> None:
    class Version(Struct):
        go_kind = "ptr"

    version = Version()
    assert dicts.merge({"a": version}, {"a": {"b": 1}}) == ""
    assert dicts.merge_overwrite({"a": version}, {"a": {"b": 1}}) == {"a": {"b": 1}}
    with pytest.raises(FunctionError, match=r"^src and dst must be of same type$"):
        dicts.must_merge({"a": version}, {"a": {"b": 1}})


def test_the_values_of_a_chart_cannot_be_dug() -> None:
    with pytest.raises(FunctionError, match=r"^interface conversion: interface {} is common.Values, not map"):
        dicts.dig("a", "d", Values({"a": 1}))
    assert dicts.pick(Values({"a": 1}), "a") == {"a": 1}
