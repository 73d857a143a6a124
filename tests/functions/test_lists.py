"""Lists: parts, additions, searches, and what they say to anything that is no list.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import lists
from pychart.gostd.types import Int64, IntList, ListList, NilList, StringList
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (lists.list_, (), []),
    (lists.list_, (1, "a"), [1, "a"]),
    (lists.list_, (None,), [None]),
    (lists.append, ([1], 2), [1, 2]),
    (lists.append, ([], None), [None]),
    (lists.append, ([], "x"), ["x"]),
    (lists.append, (IntList([0, 1]), "a"), [0, 1, "a"]),
    (lists.append, (StringList(["a"]), 1), ["a", 1]),
    (lists.prepend, ([1], 0), [0, 1]),
    (lists.first, ([1, 2],), 1),
    (lists.first, ([],), None),
    (lists.first, (IntList([0, 1, 2]),), 0),
    (lists.first, (StringList(["a", "b"]),), "a"),
    (lists.rest, ([1, 2, 3],), [2, 3]),
    (lists.rest, ([1],), []),
    (lists.rest, (IntList([0, 1, 2]),), [1, 2]),
    (lists.last, ([1, 2],), 2),
    (lists.last, ([],), None),
    (lists.last, (ListList([[1, 2], [3]]),), [3]),
    (lists.initial, ([1, 2, 3],), [1, 2]),
    (lists.initial, ([1],), []),
    (lists.reverse, ([1, 2, 3],), [3, 2, 1]),
    (lists.reverse, ([],), []),
    (lists.reverse, (IntList([0, 1, 2]),), [2, 1, 0]),
    (lists.uniq, ([1, 1, 2, "1", 1.0],), [1, 2, "1", 1.0]),
    (lists.uniq, ([],), []),
    (lists.uniq, (["b", "a", "b"],), ["b", "a"]),
    (lists.uniq, ([{"a": 1}, {"a": 1}, {"a": 1.0}],), [{"a": 1}, {"a": 1.0}]),
    (lists.uniq, ([None, None, 0, False, ""],), [None, 0, False, ""]),
    (lists.uniq, ([[1], [1], []],), [[1], []]),
    (lists.uniq, (StringList(["a", "a"]),), ["a"]),
    (lists.uniq, ([Int64(1), 1, True],), [Int64(1), 1, True]),
    (lists.without, ([1, 2, 3], 2), [1, 3]),
    (lists.without, (["a", "b"], "b", "c"), ["a"]),
    (lists.without, ([1, 2],), [1, 2]),
    (lists.without, ([1, None], None), [1]),
    (lists.without, ([1, 2.0], 1.0, 2), [1, 2.0]),
    (lists.without, ([], 1), []),
    (lists.has, (2, [1, 2]), True),
    (lists.has, ("2", [1, 2]), False),
    (lists.has, (1, [1.0, "a", None]), False),
    (lists.has, (1.0, [1.0, "a", None]), True),
    (lists.has, ("a", [1.0, "a", None]), True),
    (lists.has, (None, [1.0, "a", None]), True),
    (lists.has, ("a", None), False),
    (lists.has, ("a", []), False),
    (lists.has, (None, []), False),
    (lists.has, ([1], [[1]]), True),
    (lists.has, ({}, [{"a": 1}]), False),
    (lists.has, (1, IntList([0, 1, 2])), True),
    (lists.has, (Int64(1), IntList([0, 1, 2])), False),
    (lists.has, ("a", StringList(["a"])), True),
    (lists.has, (True, [1]), False),
    (lists.slice_, ([1, 2], "1"), [2]),
    (lists.slice_, (IntList([0, 1, 2, 3, 4]), 1, 3), IntList([1, 2])),
    (lists.slice_, (StringList(["a", "b", "c"]), 1), StringList(["b", "c"])),
    (lists.slice_, ([1, 2, 3, 4], 1, 3), [2, 3]),
    (lists.slice_, ([1, 2, 3], 1), [2, 3]),
    (lists.slice_, ([1, 2, 3],), [1, 2, 3]),
    (lists.slice_, ([],), None),
    (lists.slice_, ([], 1, 5), None),
    (lists.slice_, ([1, 2], 2), []),
    (lists.slice_, ([1, 2], 0, 0), []),
    (lists.slice_, ([1, 2, 3], 1.9, "2"), [2]),
    (lists.slice_, ([1, 2], 1, 2, 3), [2]),
    (lists.slice_, (IntList([0, 1, 2, 3]), 2), IntList([2, 3])),
    (lists.slice_, (StringList(["a", "b", "c"]), 0, 2), StringList(["a", "b"])),
    (lists.slice_, (ListList([[1], [2], [3]]), 1), ListList([[2], [3]])),
    (lists.concat, (), NilList()),
    (lists.concat, ([],), NilList()),
    (lists.concat, ([1], [2, 3]), [1, 2, 3]),
    (lists.concat, (IntList([0, 1]), StringList(["a", "b"])), [0, 1, "a", "b"]),
    (lists.concat, ([1],), [1]),
    (lists.chunk, (-1, [1, 2]), ListList()),
    (lists.chunk, (-2, [1]), ListList([[1]])),
    (lists.chunk, (-2, [1, 2]), ListList()),
    (lists.chunk, (2, [1, 2, 3]), ListList([[1, 2], [3]])),
    (lists.chunk, (3, []), ListList()),
    (lists.chunk, (2, [1, 2, 3, 4]), ListList([[1, 2], [3, 4]])),
    (lists.chunk, (1, [1]), ListList([[1]])),
    (lists.chunk, (100, [1, 2]), ListList([[1, 2]])),
    (lists.chunk, (2, IntList([0, 1, 2])), ListList([[0, 1], [2]])),
    (lists.chunk, (-3, [1, 2, 3]), ListList()),
    (lists.chunk, (-100, [1, 2, 3]), ListList()),
    (lists.chunk, (-2, [1, 2, 3]), ListList()),
]

FAILURES: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (lists.append, (None, 1), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.append, ("s", 1), "Cannot push on type string"),
    (lists.append, ({}, 1), "Cannot push on type map"),
    (lists.append, (1.5, 1), "Cannot push on type float64"),
    (lists.append, (1, 1), "Cannot push on type int"),
    (lists.must_append, (True, 1), "Cannot push on type bool"),
    (lists.prepend, (None, 1), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.prepend, ("a", 1), "Cannot prepend on type string"),
    (lists.first, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.first, ("abc",), "Cannot find first on type string"),
    (lists.first, ({"a": 1},), "Cannot find first on type map"),
    (lists.rest, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.rest, ("a",), "Cannot find rest on type string"),
    (lists.last, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.last, (5,), "Cannot find last on type int"),
    (lists.initial, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.initial, ("a",), "Cannot find initial on type string"),
    (lists.reverse, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.reverse, ("abc",), "Cannot find reverse on type string"),
    (lists.uniq, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.uniq, ("x",), "Cannot find uniq on type string"),
    (lists.without, (None, 1), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.without, ("a", 1), "Cannot find without on type string"),
    (lists.has, ("a", "abc"), "Cannot find has on type string"),
    (lists.has, ("a", {"a": 1}), "Cannot find has on type map"),
    (lists.slice_, ([1.0, "a", None], 0, 5), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, ([1, 2], 0, 3), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, ([1, 2], 2, 1), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, ([1, 2], -1), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, (None,), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.slice_, ([1, 2], 3, 5), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, ([1, 2], 0, -1), "reflect.Value.Slice: slice index out of bounds"),
    (lists.slice_, ("abc", 1, 2), "list should be type of slice or array but string"),
    (lists.slice_, ({}, 1), "list should be type of slice or array but map"),
    (lists.must_slice, (5,), "list should be type of slice or array but int"),
    (lists.concat, ([1], None), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.concat, ([1], "a"), "Cannot concat type string as list"),
    (lists.concat, ({},), "Cannot concat type map as list"),
    (lists.concat, (5,), "Cannot concat type int as list"),
    (lists.chunk, (0, []), "runtime error: makeslice: len out of range"),
    (lists.chunk, (0, [1]), "runtime error: makeslice: len out of range"),
    (lists.chunk, (0, [1, 2]), "runtime error: makeslice: len out of range"),
    (lists.chunk, (-2, []), "runtime error: makeslice: len out of range"),
    (lists.chunk, (-2, [1, 2, 3, 4, 5]), "runtime error: makeslice: len out of range"),
    (lists.chunk, (2, None), "runtime error: invalid memory address or nil pointer dereference"),
    (lists.chunk, (2, "a"), "Cannot chunk type string"),
    (lists.chunk, (-1, [1, 2, 3]), "runtime error: makeslice: len out of range"),
    (lists.chunk, (2, {}), "Cannot chunk type map"),
    (lists.chunk, (2, 5), "Cannot chunk type int"),
    (lists.chunk, (-1, []), "runtime error: makeslice: len out of range"),
    (lists.chunk, (-1, [1]), "runtime error: makeslice: len out of range"),
    (lists.chunk, (-3, []), "runtime error: makeslice: len out of range"),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)


@pytest.mark.parametrize(("function", "arguments", "message"), FAILURES)
def test_failure(function: Callable[..., Any], arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function(*arguments)
    assert str(failure.value) == message


def test_the_argument_stays_as_it_is() -> None:
    values = [1, 2]
    lists.append(values, 3)
    lists.prepend(values, 0)
    lists.concat(values, [4])[0] = 9
    lists.list_(*values)[0] = 9
    lists.chunk(2, values)[0][0] = 9
    assert values == [1, 2]


def test_bytes_are_a_list_of_numbers() -> None:
    assert show(lists.first(b"hi")) == "Uint8(104)"
    assert show(lists.concat([1], b"h")) == "[1, Uint8(104)]"
    assert lists.slice_(b"hello", 1, 3) == b"el"
