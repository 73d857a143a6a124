"""--set and its kin; results and messages are those of Helm 4.3.1 for the same flags."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FetchError, ValuesError
from pychart.gostd.types import Int64
from pychart.values.set_flags import (
    parse_set,
    parse_set_file,
    parse_set_json,
    parse_set_literal,
    parse_set_string,
)


def from_file() -> dict[str, Any]:
    return {"m": {"a": 1.0}, "l": ["p", {"k": "v"}, [7.0]], "s": "text", "n": 1.5, "b": True}


SET: list[tuple[str, dict[str, Any]]] = [
    ("a=1,b=x", {"a": 1, "b": "x"}),
    ("a.b.c=1,a.b.d=2", {"a": {"b": {"c": 1, "d": 2}}}),
    ("a[0]=x,a[2].b=1,c[1][0]=z", {"a": ["x", None, {"b": 1}], "c": [None, ["z"]]}),
    ("a={1,x,true},b=2", {"a": [1, "x", True], "b": 2}),
    ("a={}", {"a": [""]}),
    ("a={},b=1", {"a": [""], "b": 1}),
    ("a={1,2}b=3", {"a": [1, 2], "b": 3}),
    ("a=b=c", {"a": "b=c"}),
    ("a=x\\,y\\=\\.\\\\,b=1", {"a": "x,y=.\\", "b": 1}),
    ("a\\.b=1,a\\[0\\]=2", {"a.b": 1, "a[0]": 2}),
    ("a=1,", {"a": 1}),
    ("", {}),
    ("=1", {}),
    ("a=", {"a": ""}),
    ("a=,b=2", {"a": "", "b": 2}),
    ("a.=", {}),
    ("a[0]", {"a": []}),
    ("a[0", {}),
    ("a[1]=", {"a": [None, ""]}),
    ("a[1].b=", {"a": []}),
    ("a[0].", {"a": []}),
    ("a=\"x y\",b='z'", {"a": '"x y"', "b": "'z'"}),
    ("a= x ,b=1", {"a": " x ", "b": 1}),
    ("é.ü=ß", {"é": {"ü": "ß"}}),
    ("a={x\\,y,\\}}", {"a": ["x,y", "}"]}),
    ("a=l1\nl2", {"a": "l1\nl2"}),
    ("a=\\", {"a": ""}),
    ("a={1},a[0].b=2", {"a": [{"b": 2}]}),
    ("a[1]=x,a[0].b=y", {"a": [{"b": "y"}, "x"]}),
    ("a=Null,b=TRUE,c=False,d=TrUe", {"a": None, "b": True, "c": False, "d": True}),
    ("a=falſe", {"a": False}),
    ("a=1,a=2", {"a": 2}),
]

SET_ERRORS = [
    ("a", 'key "a" has no value'),
    ("a,b=1", 'key "a" has no value (cannot end with ,)'),
    ("a=1,,b=2", 'key "" has no value (cannot end with ,)'),
    ("a.b", 'key "b" has no value'),
    ("a.=1", 'key map "a" has no value'),
    ("a.b.=1", 'key map "b" has no value'),
    ("a={1,2", "list must terminate with '}'"),
    ("a={{1,2},{3}}", 'key "{3}}" has no value'),
    ("a[x]=1", 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'),
    ("a[]=1", 'error parsing index: strconv.Atoi: parsing "": invalid syntax'),
    ("a[-1]=1", "negative -1 index not allowed"),
    ("a[65537]=1", "index of 65537 is greater than maximum supported index of 65536"),
    ("a[0]x=1", "unexpected data at end of array index: ['x']"),
    ("a[0]xy", "unexpected data at end of array index: ['x' 'y']"),
    (
        "a[99999999999999999999]=1",
        'error parsing index: strconv.Atoi: parsing "99999999999999999999": value out of range',
    ),
    ("a\\", 'key "a" has no value'),
    ("a=1,a.b=2", "unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}"),
    ("a=null,a.b=2", "unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}"),
    ("a=null,a[0]=2", "unable to parse key: interface conversion: interface {} is nil, not []interface {}"),
    ("a={1},a[0][0]=2", "unable to parse key: interface conversion: interface {} is int64, not []interface {}"),
    (
        "a={1},a.b=2",
        "unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}",
    ),
]

SET_OVER_FILE: list[tuple[str, dict[str, Any]]] = [
    ("l[1].k=w", {"b": True, "l": ["p", {"k": "w"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("l[2][1]=8", {"b": True, "l": ["p", {"k": "v"}, [7, 8]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("l[0].x=1", {"b": True, "l": [{"x": 1}, {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("l[3]=q", {"b": True, "l": ["p", {"k": "v"}, [7], "q"], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("m.b=2", {"b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1, "b": 2}, "n": 1.5, "s": "text"}),
    ("m=1", {"b": True, "l": ["p", {"k": "v"}, [7]], "m": 1, "n": 1.5, "s": "text"}),
    ("m=null", {"b": True, "l": ["p", {"k": "v"}, [7]], "m": None, "n": 1.5, "s": "text"}),
]

SET_OVER_FILE_ERRORS = [
    ("s.x=1", "unable to parse key: interface conversion: interface {} is string, not map[string]interface {}"),
    ("n.x=1", "unable to parse key: interface conversion: interface {} is float64, not map[string]interface {}"),
    ("b[0]=1", "unable to parse key: interface conversion: interface {} is bool, not []interface {}"),
    (
        "m[0]=1",
        "unable to parse key: interface conversion: interface {} is map[string]interface {}, not []interface {}",
    ),
    ("l.x=1", "unable to parse key: interface conversion: interface {} is []interface {}, not map[string]interface {}"),
    ("l[0][0]=1", "unable to parse key: interface conversion: interface {} is string, not []interface {}"),
    (
        "l[1][0]=1",
        "unable to parse key: interface conversion: interface {} is map[string]interface {}, not []interface {}",
    ),
]

LITERAL: list[tuple[str, dict[str, Any]]] = [
    ("a.b={x,y}=z\\,null", {"a": {"b": "{x,y}=z\\,null"}}),
    ("a=", {"a": ""}),
    ("a[0]=x,b", {"a": ["x,b"]}),
    ("a[0].b=1", {"a": [{"b": "1"}]}),
    ("a\\.b=1", {"a\\": {"b": "1"}}),
    ("a,b=1", {"a,b": "1"}),
    ("a[0", {}),
    ("a.b[1][1]=true", {"a": {"b": [None, [None, "true"]]}}),
    ("=1", {}),
    ("", {}),
]

LITERAL_ERRORS = [
    ("a", 'key "a" has no value'),
    ("a.b", 'key "b" has no value'),
    ("a.=1", 'key map "a" has no value'),
    ("a[0]x=1", "unexpected data at end of array index: ['x']"),
    ("a[-1]=1", "negative -1 index not allowed"),
    ("a[x]=1", 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'),
]

JSON: list[tuple[str, dict[str, Any]]] = [
    ('a=1,b="x"', {"a": 1, "b": "x", "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    (
        'a.b[1]={"x":1}',
        {"a": {"b": [None, {"x": 1}]}, "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"},
    ),
    ("a=", {"a": None, "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("a=,b=1", {"a": None, "b": 1, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    (
        "a= [1, 2] , b=true",
        {" b": True, "a": [1, 2], "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"},
    ),
    (
        '{"a":{"b":1},"c":null}',
        {"a": {"b": 1}, "b": True, "c": None, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"},
    ),
    (' {"a":1} ', {"a": 1, "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("a=1 b=2", {"a": 1, "b": 2, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ('a="\\u00e9\\ud800"', {"a": "é�", "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("a[0]=null", {"a": [None], "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ("a[1]=", {"a": [None, None], "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ('a="x"y=2', {"a": "x", "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text", "y": 2}),
    ('a={"x":1,"x":2}', {"a": {"x": 2}, "b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
    ('m={"c":2}', {"b": True, "l": ["p", {"k": "v"}, [7]], "m": {"c": 2}, "n": 1.5, "s": "text"}),
    ('{"m":{"c":[]},"l":1}', {"b": True, "l": 1, "m": {"a": 1, "c": []}, "n": 1.5, "s": "text"}),
    ("", {"b": True, "l": ["p", {"k": "v"}, [7]], "m": {"a": 1}, "n": 1.5, "s": "text"}),
]

JSON_ERRORS = [
    ("a=01", "a=01"),
    ("a=1x", "a=1x"),
    ("a={bad}", "a={bad}"),
    ('{"a":', 'JSON: {"a":'),
    ('{"a":1}}', 'JSON: {"a":1}}'),
    ("a=1e999", "a=1e999"),
    ("a.b", "a.b"),
    ("a", "a"),
    ("a=nul", "a=nul"),
    ("a=1,a.b=2", "a=1,a.b=2"),
    ("a=tru,b=1", "a=tru,b=1"),
]


@pytest.mark.parametrize(("text", "values"), SET)
def test_set(text: str, values: dict[str, Any]) -> None:
    into: dict[str, Any] = {}
    parse_set(text, into)
    assert into == values


@pytest.mark.parametrize(("text", "message"), SET_ERRORS)
def test_set_refuses(text: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        parse_set(text, {})
    assert str(caught.value) == f"failed parsing --set data: {message}"


@pytest.mark.parametrize(("text", "values"), SET_OVER_FILE)
def test_set_changes_what_is_there(text: str, values: dict[str, Any]) -> None:
    into = from_file()
    parse_set(text, into)
    assert into == values


@pytest.mark.parametrize(("text", "message"), SET_OVER_FILE_ERRORS)
def test_set_refuses_a_path_through_other_types(text: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        parse_set(text, from_file())
    assert str(caught.value) == f"failed parsing --set data: {message}"


def test_set_types() -> None:
    into: dict[str, Any] = {}
    parse_set(
        "i=12,neg=-5,plus=+5,z=0,lead=007,neglead=-07,f=1.5,e=1e3,hex=0x10,us=1_0,minuszero=-0,"
        "max=9223372036854775807,over=9223372036854775808,yes=yes,tilde=~,space= 1,true={true}",
        into,
    )
    assert into == {
        "i": 12, "neg": -5, "plus": 5, "z": 0, "lead": "007", "neglead": -7, "f": "1.5", "e": "1e3", "hex": "0x10",
        "us": "1_0", "minuszero": 0, "max": 9223372036854775807, "over": "9223372036854775808", "yes": "yes",
        "tilde": "~", "space": " 1", "true": [True],
    }  # fmt: skip
    assert {type(into[key]) for key in ("i", "neg", "plus", "z", "neglead", "minuszero", "max")} == {Int64}


def test_set_string_types_nothing() -> None:
    into: dict[str, Any] = {}
    parse_set_string("a=12,b=true,c=null,l={1,2},e=,x[0]=0", into)
    assert into == {"a": "12", "b": "true", "c": "null", "e": "", "l": ["1", "2"], "x": ["0"]}
    with pytest.raises(ValuesError, match=r'^failed parsing --set-string data: key "a" has no value$'):
        parse_set_string("a", {})


@pytest.mark.parametrize(("text", "values"), LITERAL)
def test_set_literal(text: str, values: dict[str, Any]) -> None:
    into: dict[str, Any] = {}
    parse_set_literal(text, into)
    assert into == values


@pytest.mark.parametrize(("text", "message"), LITERAL_ERRORS)
def test_set_literal_refuses(text: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        parse_set_literal(text, {})
    assert str(caught.value) == f"failed parsing --set-literal data: {message}"


@pytest.mark.parametrize(("text", "values"), JSON)
def test_set_json(text: str, values: dict[str, Any]) -> None:
    into = from_file()
    parse_set_json(text, into)
    assert into == values


def test_set_json_numbers_are_floats() -> None:
    into: dict[str, Any] = {}
    parse_set_json("a=1,b=[2]", into)
    assert (type(into["a"]), type(into["b"][0])) == (float, float)


@pytest.mark.parametrize(("text", "message"), JSON_ERRORS)
def test_set_json_refuses(text: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        parse_set_json(text, from_file())
    assert str(caught.value) == f"failed parsing --set-json data {message}"


def test_set_file_puts_what_the_reader_gives() -> None:
    into: dict[str, Any] = {}
    parse_set_file("a.b=f.txt,c=x\\,y,l={p,q},e=", into, lambda path: f"<{path}>")
    assert into == {"a": {"b": "<f.txt>"}, "c": "<x,y>", "l": ["<p>", "<q>"], "e": ""}


def test_set_file_names_the_flag_when_the_reader_fails() -> None:
    def read(path: str) -> str:
        raise FetchError(f"open {path}: no such file or directory")

    with pytest.raises(ValuesError) as caught:
        parse_set_file("a=nope.txt", {}, read)
    assert str(caught.value) == "failed parsing --set-file data: open nope.txt: no such file or directory"


def test_bytes_that_are_not_utf8_become_replacement_characters() -> None:
    into: dict[str, Any] = {}
    parse_set("a\udcff=\udce2\udc82b", into)
    assert into == {"a\ufffd": "\ufffd\ufffdb"}


def test_thirty_dots_are_the_limit() -> None:
    into: dict[str, Any] = {}
    parse_set("a." * 30 + "a=1", into)
    depth, value = 0, into
    while isinstance(value, dict):
        depth, value = depth + 1, value["a"]
    assert depth == 31
    message = "value name nested level is greater than maximum supported nested level of 30$"
    for parse in (parse_set, parse_set_string, parse_set_literal):
        with pytest.raises(ValuesError, match=message):
            parse("a." * 31 + "a=1", {})


def test_list_indexes_nest_far_enough_but_not_without_end() -> None:
    into: dict[str, Any] = {}
    parse_set("a" + "[0]" * 100 + "=1,b" + "[0]" * 100 + "=1", into)
    depth, value = 0, into["a"]
    while isinstance(value, list):
        depth, value = depth + 1, value[0]
    assert depth == 100
    for text in ("a" + "[0]" * 101 + "=1", "a" + "[0].a" * 101 + "=1", "a" + "[0]" * 100_000):
        with pytest.raises(ValuesError, match=r"greater than maximum supported number of 100$"):
            parse_set(text, {})
