from __future__ import annotations

import math
from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.gostd.json import format_number, marshal, quote_string, unmarshal, unmarshal_list, unmarshal_map
from pychart.gostd.types import Int64, IntList, ListList, NilList, NilStringMap, StringList, StringMap, Struct

# (value, toJson, toRawJson, toPrettyJson) from the reference
WRITTEN: list[tuple[Any, str, str, str]] = [
    (None, "null", "null", "null"),
    (True, "true", "true", "true"),
    (1, "1", "1", "1"),
    (Int64(-5), "-5", "-5", "-5"),
    (1.0, "1", "1", "1"),
    (1.5, "1.5", "1.5", "1.5"),
    (1e21, "1e+21", "1e+21", "1e+21"),
    (1e-07, "1e-7", "1e-7", "1e-7"),
    ("a", '"a"', '"a"', '"a"'),
    ("é\n\t\x08\x0c\x01\x7f", '"é\\n\\t\\b\\f\\u0001\x7f"', '"é\\n\\t\\b\\f\\u0001\x7f"', '"é\\n\\t\\b\\f\\u0001\x7f"'),
    (
        "<a href='x'>&",
        "\"\\u003ca href='x'\\u003e\\u0026\"",
        "\"<a href='x'>&\"",
        "\"\\u003ca href='x'\\u003e\\u0026\"",
    ),
    ("\u2028", '"\\u2028"', '"\\u2028"', '"\\u2028"'),
    ("\udcff", '"�"', '"�"', '"�"'),
    ('q"\\/', '"q\\"\\\\/"', '"q\\"\\\\/"', '"q\\"\\\\/"'),
    ([], "[]", "[]", "[]"),
    ({}, "{}", "{}", "{}"),
    ([1, [], {}], "[1,[],{}]", "[1,[],{}]", "[\n  1,\n  [],\n  {}\n]"),
    (
        {"b": [1, "x", None], "a": {}},
        '{"a":{},"b":[1,"x",null]}',
        '{"a":{},"b":[1,"x",null]}',
        '{\n  "a": {},\n  "b": [\n    1,\n    "x",\n    null\n  ]\n}',
    ),
    (b"hi\xff", '"aGn/"', '"aGn/"', '"aGn/"'),
    (StringList(["a"]), '["a"]', '["a"]', '[\n  "a"\n]'),
    (IntList([0, 1]), "[0,1]", "[0,1]", "[\n  0,\n  1\n]"),
    (ListList([[1, 2], [3]]), "[[1,2],[3]]", "[[1,2],[3]]", "[\n  [\n    1,\n    2\n  ],\n  [\n    3\n  ]\n]"),
    (StringMap({"_0": "a"}), '{"_0":"a"}', '{"_0":"a"}', '{\n  "_0": "a"\n}'),
    (
        {"😀": 1, "\ue000": 2, "Z": 3, "a": 4, "": 5},
        '{"":5,"Z":3,"a":4,"\ue000":2,"😀":1}',
        '{"":5,"Z":3,"a":4,"\ue000":2,"😀":1}',
        '{\n  "": 5,\n  "Z": 3,\n  "a": 4,\n  "\ue000": 2,\n  "😀": 1\n}',
    ),
]


class Pair(Struct):
    go_type = "x.Pair"
    go_fields = ("Second", "First")

    def __init__(self) -> None:
        self.Second = 2
        self.First = {"b": 1, "a": NilList()}


class Named(Struct):
    go_type = "*x.Named"
    go_kind = "ptr"

    def json_value(self) -> Any:
        return "its <name>"


@pytest.mark.parametrize(("value", "plain", "raw", "pretty"), WRITTEN)
def test_marshal_gives_what_the_reference_gives(value: Any, plain: str, raw: str, pretty: str) -> None:
    assert marshal(value) == plain
    assert marshal(value, escape_html=False) == raw
    assert marshal(value, indent="  ") == pretty


def test_marshal_writes_structs_in_the_order_of_their_fields() -> None:
    assert marshal(Pair()) == '{"Second":2,"First":{"a":null,"b":1}}'
    assert marshal([Named()]) == '["its \\u003cname\\u003e"]'
    assert marshal(NilStringMap()) == "null"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (math.nan, "json: unsupported value: NaN"),
        ([math.inf], "json: unsupported value: +Inf"),
        ({"a": -math.inf}, "json: unsupported value: -Inf"),
        (1j, "json: unsupported type: complex128"),
    ],
)
def test_marshal_refuses(value: Any, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        marshal(value)
    assert str(caught.value) == message


def test_marshal_refuses_a_value_that_holds_itself() -> None:
    value: dict[str, Any] = {}
    value["a"] = [value]
    with pytest.raises(FunctionError, match=r"^json: unsupported value: encountered a cycle via "):
        marshal(value)


def test_marshal_takes_a_value_that_stands_in_two_places() -> None:
    shared = {"x": 1}
    assert marshal([shared, shared]) == '[{"x":1},{"x":1}]'


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1e-6, "0.000001"),
        (9.5e-7, "9.5e-7"),
        (1e-10, "1e-10"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
        (-0.0, "-0"),
    ],
)
def test_format_number(number: float, text: str) -> None:
    assert format_number(number) == text


def test_quote_string_replaces_bytes_that_are_not_utf8() -> None:
    assert quote_string("a\udcff<") == '"a\ufffd\\u003c"'
    assert quote_string("<", escape_html=False) == '"<"'


def test_unmarshal_makes_every_number_a_float() -> None:
    value = unmarshal(' {"a": [1, -0, 2.5e3, null, true, false, "x"], "a2": {}, "b": []} ')
    assert value == {"a": [1.0, 0.0, 2500.0, None, True, False, "x"], "a2": {}, "b": []}
    assert type(value["a"][0]) is float
    assert math.copysign(1, value["a"][1]) == -1


def test_unmarshal_keeps_the_last_of_equal_keys() -> None:
    assert unmarshal('{"a":{"x":1},"a":{"y":2}}') == {"a": {"y": 2.0}}


def test_typed_targets_take_null_and_their_own_kind() -> None:
    assert unmarshal_map("null") is None
    assert unmarshal_list("null") is None
    assert unmarshal_map('{"a":1}') == {"a": 1.0}
    assert unmarshal_list("[1]") == [1.0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "json: cannot unmarshal object into Go value of type []interface {}"),
        ('"x"', "json: cannot unmarshal string into Go value of type []interface {}"),
        ("1e400", "json: cannot unmarshal number into Go value of type []interface {}"),
        ('{"a":1e400}', "json: cannot unmarshal object into Go value of type []interface {}"),
        ("[1", "unexpected end of JSON input"),
    ],
)
def test_unmarshal_list_refuses(text: str, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        unmarshal_list(text)
    assert str(caught.value) == message


def test_marshal_refuses_a_value_too_deep_for_the_stack() -> None:
    value: list[Any] = []
    for _ in range(20000):
        value = [value]
    with pytest.raises(FunctionError, match=r"^exceeded max depth$"):
        marshal(value)
