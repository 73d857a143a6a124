"""Regular expressions. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions import regex
from pychart.functions.json import to_json


def test_match() -> None:
    assert regex.regex_match("^[a-z]+$", "abc") is True
    assert regex.regex_match("^[a-z]+$", "abc\n") is False
    assert regex.regex_match("(", "(") is False
    assert regex.must_regex_match("b", "abc") is True


def test_matching_takes_linear_time() -> None:
    assert regex.regex_match("^(a+)+$", "a" * 5000 + "b") is False


@pytest.mark.parametrize(
    ("pattern", "text", "limit", "expected"),
    [
        ("a*", "baac", -1, ["", "aa", ""]),
        ("a*?", "aa", -1, ["", "", ""]),
        ("a|ab", "abab", -1, ["a", "a"]),
        ("a", "aaa", 2, ["a", "a"]),
        ("a", "aaa", 0, []),
        ("x", "aaa", -1, []),
        (".", "\udcffé", -1, ["\udcff", "é"]),
        ("\ufffd", "a\udcff", -1, ["\udcff"]),
        ("(?m)^", "a\nb", -1, ["", ""]),
        ("\\pL+", "αβ-é", -1, ["αβ", "é"]),
    ],
)
def test_find_all(pattern: str, text: str, limit: int, expected: list[str]) -> None:
    assert list(regex.regex_find_all(pattern, text, limit)) == expected
    assert list(regex.must_regex_find_all(pattern, text, limit)) == expected


def test_nil_lists() -> None:
    assert to_json(regex.regex_find_all("x", "y", -1)) == "null"
    assert to_json(regex.regex_find_all("y", "y", -1)) == '["y"]'
    assert to_json(regex.regex_split("x", "y", 0)) == "null"
    assert to_json(regex.regex_split("", "", -1)) == "[]"


def test_find() -> None:
    assert regex.regex_find("[0-9]+", "ab12cd3") == "12"
    assert regex.regex_find("z", "ab") == ""
    assert regex.must_regex_find("(a|ab)(c|bcd)", "abcd") == "abcd"


@pytest.mark.parametrize(
    ("pattern", "text", "limit", "expected"),
    [
        ("a", "banana", -1, ["b", "n", "n", ""]),
        ("a", "banana", 2, ["b", "nana"]),
        ("a", "banana", 0, []),
        ("", "abc", -1, ["a", "b", "c"]),
        ("x*", "axbxc", -1, ["a", "b", "c"]),
        ("a", "", -1, [""]),
        ("", "", -1, []),
        ("-", "abc", -1, ["abc"]),
    ],
)
def test_split(pattern: str, text: str, limit: int, expected: list[str]) -> None:
    assert list(regex.regex_split(pattern, text, limit)) == expected
    assert list(regex.must_regex_split(pattern, text, limit)) == expected


@pytest.mark.parametrize(
    ("pattern", "text", "replacement", "expected"),
    [
        ("a(x*)b", "-ab-axxb-", "${1}W", "-W-xxW-"),
        ("a(x*)b", "-ab-axxb-", "$1W", "---"),
        ("(?P<n>a)", "abc", "<$n>", "<a>bc"),
        ("(?<n>a)b", "abc", "${n}$$", "a$c"),
        ("a", "abc", "$", "$bc"),
        ("a", "abc", "${1", "${1bc"),
        ("(a)(b)?", "a", "$2|$01|$9|$0", "|||a"),
        ("x*", "abc", "-", "-a-b-c-"),
        ("a*", "baac", "X", "XbXcX"),
        ("\\n", "a\nb", "\\0", "a\\0b"),
    ],
)
def test_replace_all(pattern: str, text: str, replacement: str, expected: str) -> None:
    assert regex.regex_replace_all(pattern, text, replacement) == expected
    assert regex.must_regex_replace_all(pattern, text, replacement) == expected


def test_replace_all_literal() -> None:
    assert regex.regex_replace_all_literal("a(x)", "axb", "$1") == "$1b"
    assert regex.must_regex_replace_all_literal("a", "a\udcff", "$") == "$\udcff"


def test_quote_meta() -> None:
    assert regex.regex_quote_meta("a.b*[c]{1}\\-~") == "a\\.b\\*\\[c\\]\\{1\\}\\\\-~"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(", "missing closing ): `(`"),
        ("a)", "unexpected ): `a)`"),
        ("[a", "missing closing ]: `[a`"),
        ("[b-a]", "invalid character class range: `b-a`"),
        ("*", "missing argument to repetition operator: `*`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a\\", "trailing backslash at end of expression: ``"),
        ("\\8", "invalid escape sequence: `\\8`"),
        ("\\C", "invalid escape sequence: `\\C`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?<=a)b", "invalid named capture: `(?<=a)b`"),
        ("(?P<n", "invalid named capture: `(?P<n`"),
        ("x\udcff", "invalid UTF-8: `\udcff`"),
    ],
)
def test_bad_patterns(pattern: str, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        regex.must_regex_find(pattern, "a")
    assert str(caught.value) == f"error parsing regexp: {message}"


def test_bad_patterns_are_shown_in_front() -> None:
    with pytest.raises(FunctionError) as caught:
        regex.regex_find("`(", "a")
    assert str(caught.value) == 'regexp: Compile("`("): error parsing regexp: missing closing ): ``(`'
    with pytest.raises(FunctionError) as caught:
        regex.regex_split("(", "a", -1)
    assert str(caught.value) == "regexp: Compile(`(`): error parsing regexp: missing closing ): `(`"
