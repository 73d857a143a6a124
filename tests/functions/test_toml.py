"""TOML functions. Expectations recorded from Helm 4.3.1 (BurntSushi/toml 1.6)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from pychart.errors import FunctionError
from pychart.functions.dates import to_date
from pychart.functions.durations import must_to_duration
from pychart.functions.semver import semver
from pychart.functions.toml import from_toml, must_to_toml, to_toml
from pychart.gostd.fmt import sprint
from pychart.gostd.types import Int64, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local dates take the machine's offset, as in Go."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


DOCUMENTS = [
    ("a=1", "map[a:1]"),
    ("a=2020-01-02", "map[a:2020-01-02 00:00:00 +0000 date-local]"),
    ("a=03:04:05", "map[a:0000-01-01 03:04:05 +0000 time-local]"),
    ("a.b.c=1\na.b.d=2", "map[a:map[b:map[c:1 d:2]]]"),
    ("[[a]]\nb=1\n[[a]]\nb=2\n[a.c]\nx=1", "map[a:[map[b:1] map[b:2 c:map[x:1]]]]"),
    ("a={b.c=1,b.d=2}", "map[a:map[b:map[c:1 d:2]]]"),
    ("a=[[1,2],['x']]", "map[a:[[1 2] [x]]]"),
    ("a={\nb=1,\n}", "map[a:map[b:1]]"),
    ('a="""\nx\\\n   y"""', "map[a:xy]"),
    ("a='''x'y'''", "map[a:x'y]"),
    ('a="\\u00e9\\x41\\e"', "map[a:éA\x1b]"),
    ("a=0x1F", "map[a:31]"),
    ("a=1_000", "map[a:1000]"),
    ("a=1e3", "map[a:1000]"),
    ("a=-inf", "map[a:-Inf]"),
    ('a="""""""', 'map[a:"]'),
]
BAD_DOCUMENTS = [
    ("a=1\na=2", "toml: line 2 (last key \"a\"): Key 'a' has already been defined."),
    ("[a]\n[a]", "toml: line 2: Key 'a' has already been defined."),
    ("a=", 'toml: line 1 (last key "a"): unexpected EOF; expected value'),
    ("a", "toml: line 1: unexpected EOF; expected key separator '='"),
    ("a =\nb", "toml: line 1 (last key \"a\"): expected value but found '\\n' instead"),
    ("=1", "toml: line 1: unexpected '=': key name appears blank"),
    ("a.=1", "toml: line 1: unexpected '='"),
    ("a b=1", "toml: line 1: expected '.' or '=', but got 'b' instead"),
    ("a=1 b", ("toml: line 1: expected a top-level item to end with a newline, comment, or EOF, but got 'b' instead")),
    ("a=01", 'toml: line 1 (last key "a"): Invalid integer "01": cannot have leading zeroes'),
    ("a=1__0", ('toml: line 1 (last key "a"): Invalid integer "1__0": underscores must be surrounded by digits')),
    ("a=1.", ('toml: line 1 (last key "a"): Invalid float "1.": \'.\' must be followed by one or more digits')),
    ("a=.5", "toml: line 1 (last key \"a\"): floats must start with a digit, not '.'"),
    ("a=1e400", 'toml: line 1 (last key "a"): 1e400 is out of range for float64'),
    ("a=9223372036854775808", 'toml: line 1 (last key "a"): 9223372036854775808 is out of range for int64'),
    ("a=0b2", "toml: line 1 (last key \"a\"): not a binary number: '0b2'"),
    ("a=+0x1", "toml: line 1 (last key \"a\"): cannot use sign with non-decimal numbers: '+0x'"),
    ("a=tru", 'toml: line 1 (last key "a"): expected value but found "tru" instead'),
    ('a="x', 'toml: line 1 (last key "a"): unexpected EOF; expected \'"\''),
    ('a="x\ny"', 'toml: line 1 (last key "a"): strings cannot contain newlines'),
    ('a="\\q"', "toml: line 1 (last key \"a\"): invalid escape in string '\\q'"),
    (
        'a="\\u12"',
        ('toml: line 1 (last key "a"): expected four hexadecimal digits after \'\\u\', but got "\\\\u12\\"" instead'),
    ),
    ("a=[1 2]", ("toml: line 1 (last key \"a\"): expected a comma (',') or array terminator (']'), but got '2'")),
    ("a=[,]", 'toml: line 1 (last key "a"): unexpected comma'),
    (
        "a={b=1 c=2}",
        ("toml: line 1 (last key \"a.b\"): expected a comma or an inline table terminator '}', but got 'c' instead"),
    ),
    ("a={b=1,b=2}", "toml: line 1 (last key \"a.b\"): Key 'a.b' has already been defined."),
    ("[]", "toml: line 1: unexpected end of table name (table names cannot be empty)"),
    ("[a", "toml: line 1: expected '.' or ']' to end table name, but got '\\x00' instead"),
    ("[a b]", "toml: line 1: expected '.' or ']' to end table name, but got 'b' instead"),
    ("[[a]", ("toml: line 1: expected end of table array name delimiter ']', but got '\\x00' instead")),
    ("a=2020-13-01", 'toml: line 1 (last key "a"): invalid datetime: "2020-13-01"'),
    ("[x]\ny=!", "toml: line 2 (last key \"x.y\"): expected value but found '!' instead"),
    ('[x]\n"y z"=!', "toml: line 2 (last key \"x.y z\"): expected value but found '!' instead"),
    ("a=1\x01", ("toml: line 1 (last key \"a\"): TOML files cannot contain control characters: '0x01'")),
    ("a=\udcff", 'toml: line 1 (last key "a"): invalid UTF-8 byte: 0xff'),
    ("a=[1]\n[[a]]", "toml: line 2: Key 'a' was already created and cannot be used as an array."),
    ("a=[{x=1}]\n[a.b]", "toml: line 2: Key 'a' was already created as a hash."),
    ("a=1-1", 'toml: line 1 (last key "a"): invalid datetime: "1-1"'),
    ("\x00", ("toml: line 1: files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8")),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_from_toml(text: str, expected: str) -> None:
    assert sprint(from_toml(text)) == expected


@pytest.mark.parametrize(("text", "message"), BAD_DOCUMENTS)
def test_from_toml_names_the_fault(text: str, message: str) -> None:
    assert from_toml(text) == {"Error": message}


def test_types() -> None:
    table = from_toml("a=1\nb=1.0\nc=2020-01-02\n[[d]]\n")
    assert [type_name(table[key]) for key in "abcd"] == [
        "int64",
        "float64",
        "time.Time",
        "[]map[string]interface {}",
    ]


def test_deep_nesting_is_refused() -> None:
    assert from_toml("a=" + "[" * 5000) == {"Error": 'toml: line 1 (last key "a"): values nest too deeply'}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, ""),
        ({"b": 1.0, "a": Int64(2), "c": None}, "a = 2\nb = 1.0\n"),
        ({"a": 1234567.0, "b": 1e21, "c": 0.5}, "a = 1.234567e+06\nb = 1e+21\nc = 0.5\n"),
        ({"a": {"b": {"c": True}}, "z": "x"}, 'z = "x"\n\n[a]\n  [a.b]\n    c = true\n'),
        ({"a": [{"b": 1}, {}]}, "[[a]]\n  b = 1\n\n[[a]]\n"),
        ({"a": [[{"b": 1, "c": None}], "x"]}, 'a = [[{b = 1, }], "x"]\n'),
        ({"k k": {"": 1}}, '["k k"]\n  "" = 1\n'),
        ({"a": 'q"\t\x01é'}, 'a = "q\\"\\t\\u0001é"\n'),
        ({"a": semver("v1.2")}, 'a = "1.2.0"\n'),
        ({"a": must_to_duration("1h")}, 'a = "1h0m0s"\n'),
        ({"a": to_date("2006 MST", "2020 UTC")}, "a = 2020-01-01T00:00:00Z\n"),
        ([1, 2], "[1, 2]"),
        ([{"a": 1}], "toml: top-level values must be Go maps or structs"),
        ({"a": [None]}, "toml: cannot encode array with nil element"),
    ],
)
def test_to_toml(value: Any, expected: str) -> None:
    assert to_toml(value) == expected


@pytest.mark.parametrize("text", ["a = 2020-01-02\n", "a = 03:04:05\n", "a = 2020-01-02T03:04:05\n", "a = -nan\n"])
def test_there_and_back(text: str) -> None:
    assert must_to_toml(from_toml(text)) == text


def test_must_to_toml_refuses() -> None:
    with pytest.raises(FunctionError, match="cannot encode array with nil element"):
        must_to_toml({"a": [None]})
    with pytest.raises(FunctionError, match=r"reflect: call of reflect\.Value\.Type on zero Value"):
        must_to_toml(None)
