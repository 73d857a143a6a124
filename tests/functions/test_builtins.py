"""The functions of Go's text/template.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import builtins
from pychart.gostd.types import Int64, IntList, ListList, NilList, StringList, StringMap, Struct, Uint8, Values
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (builtins.html, (None, "a", 1), "&lt;no value&gt;a1"),
    (builtins.html, ("<a href='x'>\"&\"",), "&lt;a href=&#39;x&#39;&gt;&#34;&amp;&#34;"),
    (builtins.html, ([1, "<"],), "[1 &lt;]"),
    (builtins.html, ("a\udcffb\x00",), "a\udcffb�"),
    (builtins.html, ("<a href='x'>\"&\"\x00",), "&lt;a href=&#39;x&#39;&gt;&#34;&amp;&#34;�"),
    (builtins.html, (), ""),
    (builtins.html, (1, 2, "a", None), "1 2a&lt;no value&gt;"),
    (builtins.html, (None,), "&lt;no value&gt;"),
    (builtins.html, ({"a": "<"},), "map[a:&lt;]"),
    (builtins.index, ("abc", 1), Uint8(98)),
    (builtins.index, (StringMap({"_0": "a", "_1": "b"}), "_1"), "b"),
    (builtins.index, (StringMap({"_0": "a", "_1": "b"}), "_5"), ""),
    (builtins.index, ("é", 0), Uint8(195)),
    (builtins.index, ("hi", 0), Uint8(104)),
    (builtins.index, ([1, 2], 0), 1),
    (builtins.index, ([1, 2], 1), 2),
    (builtins.index, ([1, 2], Int64(1)), 2),
    (builtins.index, ([1, 2], Uint8(1)), 2),
    (builtins.index, ([],), []),
    (builtins.index, ([1, [2, {"a": "bc"}]], 1, 1, "a", 0), Uint8(98)),
    (builtins.index, ({"a": 1}, "a"), 1),
    (builtins.index, ({"a": 1}, "b"), None),
    (builtins.index, ({"a": None}, "a"), None),
    (builtins.index, ("abc", 0), Uint8(97)),
    (builtins.index, ("abc",), "abc"),
    (builtins.index, ("é", 1), Uint8(169)),
    (builtins.index, (IntList([0, 1, 2]), 2), 2),
    (builtins.index, (StringList(["a", "b"]), 1, 0), Uint8(98)),
    (builtins.index, (ListList([[1, 2], [3]]), 1, 0), 3),
    (builtins.index, (StringMap({"_0": "a", "_1": "b"}), "_0"), "a"),
    (builtins.index, (StringMap({"_0": "a", "_1": "b"}), "x"), ""),
    (
        builtins.index,
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
            "b",
            "c",
        ),
        "d",
    ),
    (builtins.js, ("a'b\"c<>&=\\\n\xa0é\u2028",), "a\\'b\\\"c\\u003C\\u003E\\u0026\\u003D\\\\\\u000A\\u00A0é\\u2028"),
    (builtins.js, ("a\udcffb",), "a\udcffb"),
    (builtins.js, ("\x7f",), "\x7f"),
    (
        builtins.js,
        ("a'b\"c<>&=\\\n\xa0é\u2028\U000e0001",),
        "a\\'b\\\"c\\u003C\\u003E\\u0026\\u003D\\\\\\u000A\\u00A0é\\u2028\\uE0001",
    ),
    (builtins.js, (), ""),
    (builtins.js, (None, 1), "\\u003Cno value\\u003E1"),
    (builtins.js, ("plain",), "plain"),
    (builtins.js, ("�",), "�"),
    (
        builtins.len_,
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
        10,
    ),
    (builtins.len_, ([nan, 1],), 2),
    (builtins.len_, ("abc",), 3),
    (builtins.len_, ("é",), 2),
    (builtins.len_, ("\udcff",), 1),
    (builtins.len_, ("",), 0),
    (builtins.len_, ([1, 2],), 2),
    (builtins.len_, ({"a": 1},), 1),
    (builtins.len_, (IntList([0, 1, 2]),), 3),
    (builtins.len_, (StringMap({"_0": "a", "_1": "b"}),), 2),
    (builtins.len_, (StringList(["a", "b"]),), 2),
    (builtins.len_, ({"a": 1.0, "b": {"c": "d"}},), 2),
    (builtins.not_, (0,), True),
    (builtins.not_, ("a",), False),
    (builtins.print_, (), ""),
    (builtins.print_, ("a", "b"), "ab"),
    (builtins.print_, (1, 2), "1 2"),
    (builtins.print_, ("a", 1, 2, "b"), "a1 2b"),
    (builtins.print_, (1, "a", 2), "1a2"),
    (builtins.print_, (None, None), "<nil> <nil>"),
    (builtins.print_, ("a", None, 1), "a<nil> 1"),
    (builtins.print_, (True, False), "true false"),
    (builtins.print_, ([1, 2], [3]), "[1 2] [3]"),
    (builtins.print_, (1.0, 2.5), "1 2.5"),
    (builtins.print_, ("\udcc3", "\udca9"), "é"),
    (builtins.printf, ("%s", "a"), "a"),
    (builtins.printf, ("%s-%d", "a", 1), "a-1"),
    (builtins.printf, ("%d", "a"), "%!d(string=a)"),
    (builtins.printf, ("%v", None), "<nil>"),
    (builtins.printf, ("a",), "a"),
    (builtins.printf, ("%s",), "%!s(MISSING)"),
    (builtins.printf, ("a", 1), "a%!(EXTRA int=1)"),
    (builtins.printf, ("%5s|%-5s|%05d", "a", "b", 3), "    a|b    |00003"),
    (builtins.printf, ("%q", 'a"b'), '"a\\"b"'),
    (builtins.printf, ("%.2f", 1.005), "1.00"),
    (builtins.printf, ("%t", True), "true"),
    (builtins.printf, ("%v %v", {"a": 1}, [1, None]), "map[a:1] [1 <nil>]"),
    (builtins.printf, ("%%",), "%"),
    (builtins.printf, ("%s", ["a", 1]), "[a %!s(int=1)]"),
    (builtins.printf, ("%s", 1), "%!s(int=1)"),
    (builtins.printf, ("%x", "hi"), "6869"),
    (builtins.printf, ("%T", 1), "int"),
    (builtins.printf, ("",), ""),
    (builtins.println, ("a", 1), "a 1\n"),
    (builtins.println, (), "\n"),
    (builtins.println, (None,), "<nil>\n"),
    (builtins.urlquery, ("a b&c=é/+~*-_.", 1, None), "a+b%26c%3D%C3%A9%2F%2B~%2A-_.1%3Cno+value%3E"),
    (builtins.urlquery, (), ""),
    (builtins.urlquery, ("\udcff",), "%FF"),
    (builtins.eq, ({"a": 1.0, "b": {"c": "d"}}, None), False),
    (builtins.eq, (NilList(), None), True),
    (builtins.eq, (NilList(), NilList()), True),
    (builtins.eq, (1j, 1j), True),
    (builtins.eq, (Uint8(97), 97), True),
    (builtins.eq, (-1, Uint8(97)), False),
    (builtins.eq, (1, 1), True),
    (builtins.eq, (1, 2), False),
    (builtins.eq, (1, 2, 1), True),
    (builtins.eq, (1, Int64(1)), True),
    (builtins.eq, (1.0, 1.0), True),
    (builtins.eq, ("a", "a"), True),
    (builtins.eq, (True, True), True),
    (builtins.eq, (None, None), True),
    (builtins.eq, (None, 1), False),
    (builtins.eq, (1, None), False),
    (builtins.eq, (None, ""), False),
    (builtins.eq, (None, False), False),
    (builtins.eq, ("a", None, "a"), True),
    (builtins.eq, (None, []), False),
    (builtins.eq, ([], None), False),
    (builtins.eq, (1, 1, "x"), True),
    (builtins.eq, (Uint8(97), Uint8(97)), True),
    (builtins.eq, (Uint8(97), -97), False),
    (builtins.eq, (nan, nan), False),
    (builtins.eq, ("é", "é"), True),
    (builtins.eq, (3.0, 3.0), True),
    (builtins.eq, (None, "a"), False),
    (builtins.ge, (1, Uint8(97)), False),
    (builtins.ge, (1, 1), True),
    (builtins.ge, (1, 2), False),
    (builtins.ge, (1.0, nan), True),
    (builtins.gt, (2, 1), True),
    (builtins.gt, (1, 1), False),
    (builtins.gt, ("b", "a"), True),
    (builtins.gt, (nan, 1.0), True),
    (builtins.le, ("a", "a"), True),
    (builtins.le, (1, 1), True),
    (builtins.le, (2, 1), False),
    (builtins.le, (nan, nan), False),
    (builtins.lt, (1, 2), True),
    (builtins.lt, (2, 1), False),
    (builtins.lt, (1, 1), False),
    (builtins.lt, (1.5, 2.5), True),
    (builtins.lt, ("a", "b"), True),
    (builtins.lt, ("a", "B"), False),
    (builtins.lt, ("é", "z"), False),
    (builtins.lt, ("\uffff", "😀"), True),
    (builtins.lt, ("\udcff", "😀"), False),
    (builtins.lt, (1, Int64(2)), True),
    (builtins.lt, (-1, Uint8(97)), True),
    (builtins.lt, (Uint8(97), -1), False),
    (builtins.lt, (Uint8(97), 98), True),
    (builtins.lt, (nan, 1.0), False),
    (builtins.ne, (1, 2), True),
    (builtins.ne, (None, None), False),
    (builtins.ne, (None, "a"), True),
    (builtins.ne, ("a", "b"), True),
]

FAILURES: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (builtins.call, (None,), "call of nil"),
    (builtins.index, (None,), "index of untyped nil"),
    (builtins.index, ([1.0, "a", None], 3), "reflect: slice index out of range"),
    (builtins.index, ([1.0, "a", None], 4), "index out of range: 4"),
    (builtins.index, ("abc", 3), "reflect: string index out of range"),
    (builtins.index, ("abc", 4), "index out of range: 4"),
    (builtins.index, ({"a": 1.0, "b": {"c": "d"}}, 1), "value has type int; should be string"),
    (builtins.index, ({"a": 1.0, "b": {"c": "d"}}, None), "value is nil; should be of type string"),
    (builtins.index, ([1.0, "a", None], None), "cannot index slice/array with nil"),
    (builtins.index, ([1.0, "a", None], "a"), "cannot index slice/array with type string"),
    (builtins.index, ([1.0, "a", None], True), "cannot index slice/array with type bool"),
    (builtins.index, ([1.0, "a", None], 1.0), "cannot index slice/array with type float64"),
    (builtins.index, (None, 1), "index of untyped nil"),
    (builtins.index, ([1, None], 1, 1), "index of nil pointer"),
    (
        builtins.index,
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
            "zz",
            "a",
        ),
        "index of nil pointer",
    ),
    (builtins.index, (3, 1), "can't index item of type int"),
    (builtins.index, ([1.0, "a", None], -1), "index out of range: -1"),
    (builtins.index, ([1, 2], []), "cannot index slice/array with type []interface {}"),
    (builtins.index, ([1, 2], 2), "reflect: slice index out of range"),
    (builtins.index, ([1, 2], 3), "index out of range: 3"),
    (builtins.index, ([1, 2], -1), "index out of range: -1"),
    (builtins.index, ({"a": 1}, "b", "c"), "index of nil pointer"),
    (builtins.index, ({"a": 1}, 1.5), "value has type float64; should be string"),
    (builtins.index, ({"a": 1}, []), "value has type []interface {}; should be string"),
    (builtins.index, ({"a": 1}, True), "value has type bool; should be string"),
    (builtins.index, ("", 0), "reflect: string index out of range"),
    (builtins.index, ("a", 1.0), "cannot index slice/array with type float64"),
    (builtins.index, (1.5, 1), "can't index item of type float64"),
    (builtins.index, (True, "a"), "can't index item of type bool"),
    (builtins.index, (StringMap({"_0": "a", "_1": "b"}), 1), "value has type int; should be string"),
    (builtins.index, ({"a": 1.0, "b": {"c": "d"}}, "b", "c", "d"), "cannot index slice/array with type string"),
    (builtins.index, ({"a": 1.0, "b": {"c": "d"}}, "a", "d"), "can't index item of type float64"),
    (builtins.index, ([1.0, "a", None], 2, 1), "index of nil pointer"),
    (builtins.index, ([NilList()], 0, 0), "reflect: slice index out of range"),
    (builtins.len_, (None,), "len of nil pointer"),
    (builtins.len_, (3,), "len of type int"),
    (builtins.len_, (1.5,), "len of type float64"),
    (builtins.len_, (True,), "len of type bool"),
    (builtins.eq, (NilList(), {}), "non-comparable types []: []interface {}, map[string]interface {}: map[]"),
    (builtins.eq, ([], []), "non-comparable type []: []interface {}"),
    (builtins.eq, (1, 2, 3, "a"), "incompatible types for comparison: int and string"),
    (builtins.eq, (1, 1.0), "incompatible types for comparison: int and float64"),
    (builtins.eq, ("a", 1), "incompatible types for comparison: string and int"),
    (builtins.eq, (True, 1), "incompatible types for comparison: bool and int"),
    (builtins.eq, (1,), "missing argument for comparison"),
    (builtins.eq, ([1], [1]), "non-comparable type [%!s(int=1)]: []interface {}"),
    (builtins.eq, ([1], {}), "non-comparable types [%!s(int=1)]: []interface {}, map[string]interface {}: map[]"),
    (builtins.eq, ({}, {}), "non-comparable type map[]: map[string]interface {}"),
    (builtins.eq, ({}, 1), "incompatible types for comparison: map[string]interface {} and int"),
    (builtins.eq, (1, {}), "incompatible types for comparison: int and map[string]interface {}"),
    (builtins.eq, ("", []), "incompatible types for comparison: string and []interface {}"),
    (builtins.eq, ([], ""), "incompatible types for comparison: []interface {} and string"),
    (builtins.eq, (1, "x", 1), "incompatible types for comparison: int and string"),
    (builtins.eq, (2, 1, "x"), "incompatible types for comparison: int and string"),
    (builtins.eq, (1.5, 1j), "incompatible types for comparison: float64 and complex128"),
    (builtins.eq, (1j, 1), "incompatible types for comparison: complex128 and int"),
    (builtins.eq, (StringMap({"_0": "a"}), {}), "non-comparable type map[]: map[string]interface {}"),
    (builtins.eq, (3.0, 3), "incompatible types for comparison: float64 and int"),
    (builtins.ge, ("a", 1), "incompatible types for comparison: string and int"),
    (builtins.ge, ([], []), "invalid type for comparison"),
    (builtins.gt, (None, 1), "invalid type for comparison"),
    (builtins.gt, (1, "a"), "incompatible types for comparison: int and string"),
    (builtins.le, (True, True), "invalid type for comparison"),
    (builtins.le, (1, 1.0), "incompatible types for comparison: int and float64"),
    (builtins.le, (None, None), "invalid type for comparison"),
    (builtins.lt, (1j, 1j), "invalid type for comparison"),
    (builtins.lt, (True, False), "invalid type for comparison"),
    (builtins.lt, (None, None), "invalid type for comparison"),
    (builtins.lt, (1, 1.5), "incompatible types for comparison: int and float64"),
    (builtins.lt, ("a", 1), "incompatible types for comparison: string and int"),
    (builtins.lt, (1, "a"), "incompatible types for comparison: int and string"),
    (builtins.lt, (None, 1), "invalid type for comparison"),
    (builtins.lt, (1, None), "invalid type for comparison"),
    (builtins.lt, ([], 1), "invalid type for comparison"),
    (builtins.lt, (1, {}), "invalid type for comparison"),
    (builtins.lt, (True, 1), "incompatible types for comparison: bool and int"),
    (builtins.lt, (True, True), "invalid type for comparison"),
    (builtins.lt, (1j, 2j), "invalid type for comparison"),
    (builtins.ne, (1, 1.0), "incompatible types for comparison: int and float64"),
    (builtins.ne, ([], []), "non-comparable type []: []interface {}"),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)


@pytest.mark.parametrize(("function", "arguments", "message"), FAILURES)
def test_failure(function: Callable[..., Any], arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function(*arguments)
    assert str(failure.value) == message


@pytest.mark.parametrize("value", ["x", "ü", 1, 1.5, True, [1], {"a": 1}, Struct()])
def test_and_or_not(value: Any) -> None:
    assert builtins.and_(value, 0, 2) == 0
    assert builtins.and_(1, value) is value
    assert builtins.or_("", value, 2) is value
    assert builtins.or_(0, "") == ""
    assert not builtins.not_(value)


def test_call_names_what_was_written() -> None:
    with pytest.raises(FunctionError, match=r"^non-function \.Values\.a of type float64$"):
        builtins.call(1.0, name=".Values.a")


class _Point(Struct):
    go_type = "point"
    go_fields = ("X",)

    def __init__(self, x: int) -> None:
        self.X = x


class _Pointer(_Point):
    go_type = "*point"
    go_kind = "ptr"


def test_structs_are_compared_by_fields_and_pointers_by_identity() -> None:
    pointer = _Pointer(1)
    assert builtins.eq(_Point(1), _Point(1))
    assert not builtins.eq(_Point(1), _Point(2))
    assert builtins.eq(pointer, pointer)
    assert not builtins.eq(pointer, _Pointer(1))
    assert not builtins.eq(pointer, None)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda: builtins.len_(_Pointer(1)), "len of type point"),
        (lambda: builtins.index(_Pointer(1), 0), "can't index item of type point"),
        (lambda: builtins.eq(_Pointer(1), "a"), "incompatible types for comparison: *point and string"),
    ],
)
def test_what_structs_refuse(function: Callable[[], Any], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function()
    assert str(failure.value) == message
