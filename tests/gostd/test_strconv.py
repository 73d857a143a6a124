from __future__ import annotations

import math

import pytest

from pychart.gostd import strconv

# (text, quote, quote_to_ascii) from the reference
QUOTED = [
    ("", '""', '""'),
    ("plain", '"plain"', '"plain"'),
    ('a"b', '"a\\"b"', '"a\\"b"'),
    ("a\\b", '"a\\\\b"', '"a\\\\b"'),
    ("a\nb\tc\rd", '"a\\nb\\tc\\rd"', '"a\\nb\\tc\\rd"'),
    ("\x07\x08\x0c\x0b", '"\\a\\b\\f\\v"', '"\\a\\b\\f\\v"'),
    ("\x00\x1f\x7f", '"\\x00\\x1f\\x7f"', '"\\x00\\x1f\\x7f"'),
    ("é ß 日本", '"é ß 日本"', '"\\u00e9 \\u00df \\u65e5\\u672c"'),
    ("\xa0\u200b\u2028\ufeff", '"\\u00a0\\u200b\\u2028\\ufeff"', '"\\u00a0\\u200b\\u2028\\ufeff"'),
    ("😀", '"😀"', '"\\U0001f600"'),
    ("\U000e0001", '"\\U000e0001"', '"\\U000e0001"'),
    ("\ue000", '"\\ue000"', '"\\ue000"'),
    ("\udcff\udcc3", '"\\xff\\xc3"', '"\\xff\\xc3"'),
    ("é\udcc3", '"é\\xc3"', '"\\u00e9\\xc3"'),
    ("\u0378", '"\\u0378"', '"\\u0378"'),
    ("\U0001e6c0", '"\U0001e6c0"', '"\\U0001e6c0"'),
    ("�", '"�"', '"\\ufffd"'),
    ("'`", '"\'`"', '"\'`"'),
]

# (number, %v, JSON) from the reference
FLOATS = [
    (0.0, "0", "0"),
    (-0.0, "-0", "-0"),
    (1.0, "1", "1"),
    (-1.5, "-1.5", "-1.5"),
    (0.1, "0.1", "0.1"),
    (100.0, "100", "100"),
    (999999.0, "999999", "999999"),
    (1000000.0, "1e+06", "1000000"),
    (1234567.0, "1.234567e+06", "1234567"),
    (1234567.5, "1.2345675e+06", "1234567.5"),
    (-1000000.0, "-1e+06", "-1000000"),
    (123456789012.0, "1.23456789012e+11", "123456789012"),
    (1000000000000000.0, "1e+15", "1000000000000000"),
    (1e16, "1e+16", "10000000000000000"),
    (1e20, "1e+20", "100000000000000000000"),
    (1e21, "1e+21", "1e+21"),
    (1e22, "1e+22", "1e+22"),
    (1.5e300, "1.5e+300", "1.5e+300"),
    (0.0001, "0.0001", "0.0001"),
    (1e-05, "1e-05", "0.00001"),
    (1.25e-07, "1.25e-07", "1.25e-7"),
    (5e-324, "5e-324", "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308", "1.7976931348623157e+308"),
    (0.30000000000000004, "0.30000000000000004", "0.30000000000000004"),
    (0.6666666666666666, "0.6666666666666666", "0.6666666666666666"),
    (1e-06, "1e-06", "0.000001"),
    (9.5e-07, "9.5e-07", "9.5e-7"),
    (1e21, "1e+21", "1e+21"),
]


@pytest.mark.parametrize(("text", "quoted", "in_ascii"), QUOTED)
def test_quote_gives_what_the_reference_gives(text: str, quoted: str, in_ascii: str) -> None:
    assert strconv.quote(text) == quoted
    assert strconv.quote_to_ascii(text) == in_ascii


@pytest.mark.parametrize("text", [text for text, _, _ in QUOTED])
def test_unquote_takes_quote_back(text: str) -> None:
    assert strconv.unquote(strconv.quote(text)) == text


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        (97, "'a'"),
        (39, r"'\''"),
        (34, "'\"'"),
        (10, r"'\n'"),
        (0xD800, "'\ufffd'"),
        (-1, "'\ufffd'"),
        (0x110000, "'\ufffd'"),
    ],
)
def test_quote_rune(code: int, quoted: str) -> None:
    assert strconv.quote_rune(code) == quoted


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ('""', ""),
        (r'"a\tb\\\"\x41\101\u00e9\U0001F600"', 'a\tb\\"AA\u00e9\U0001f600'),
        (r'"\xc3\xa9 \xff"', "é \udcff"),
        ("`a\\n\rb\n`", "a\\nb\n"),
        ("'x'", "x"),
        (r"'\''", "'"),
        ("'é'", "é"),
        ('"it\'s"', "it's"),
        (r'"\a\b\f\n\r\v"', "\a\b\f\n\r\v"),
    ],
)
def test_unquote(literal: str, value: str) -> None:
    assert strconv.unquote(literal) == value


@pytest.mark.parametrize(
    "literal",
    [
        "",
        '"',
        "x",
        '"a',
        'a"',
        '"a"b"',
        "'ab'",
        r"'\"'",
        r'"\'"',
        r'"\q"',
        r'"\x4"',
        r'"\x4g"',
        r'"\400"',
        r'"\08"',
        r'"\ud800"',
        r'"\U00110000"',
        '"a\nb"',
        "`a`b`",
        '"\\"',
        r'"\u12"',
        "'a\n'",
        "''a'",
        r'"a\nb"c"',
    ],
)
def test_unquote_refuses(literal: str) -> None:
    with pytest.raises(ValueError, match=r"^invalid syntax$"):
        strconv.unquote(literal)


@pytest.mark.parametrize(("number", "printed", "_json"), FLOATS)
def test_format_float_prints_as_the_reference_does(number: float, printed: str, _json: str) -> None:
    assert strconv.format_float(number) == printed


@pytest.mark.parametrize(
    ("number", "verb", "precision", "text"),
    [
        (1.5, "e", -1, "1.5e+00"),
        (123456.789, "E", -1, "1.23456789E+05"),
        (1e-7, "f", -1, "0.0000001"),
        (1e22, "f", -1, "10000000000000000000000"),
        (0.0, "e", -1, "0e+00"),
        (-0.0, "f", -1, "-0"),
        (1e6, "G", -1, "1E+06"),
        (2.5, "f", 0, "2"),
        (3.5, "f", 0, "4"),
        (0.1, "f", 20, "0.10000000000000000555"),
        (100.0, "g", 2, "1e+02"),
        (1.0, "x", -1, "0x1p+00"),
        (-1.9999, "x", 2, "-0x1.00p+01"),
        (0.1, "X", -1, "0X1.999999999999AP-04"),
        (5e-324, "x", -1, "0x1p-1074"),
        (0.0, "x", 3, "0x0.000p+00"),
        (1.0, "b", -1, "4503599627370496p-52"),
        (5e-324, "b", -1, "1p-1074"),
        (0.0, "b", -1, "0p-1074"),
        (math.inf, "f", 2, "+Inf"),
        (math.nan, "e", -1, "NaN"),
    ],
)
def test_format_float_in_other_forms(number: float, verb: str, precision: int, text: str) -> None:
    assert strconv.format_float(number, verb, precision) == text


@pytest.mark.parametrize(
    ("text", "base", "number"),
    [
        ("42", 10, 42),
        ("-42", 10, -42),
        ("+7", 10, 7),
        ("0042", 10, 42),
        ("0x1F", 0, 31),
        ("-0X1f", 0, -31),
        ("010", 0, 8),
        ("0o17", 0, 15),
        ("0b101", 0, 5),
        ("1_000", 0, 1000),
        ("0x_ff", 0, 255),
        ("0", 0, 0),
        ("00", 0, 0),
        ("ff", 16, 255),
        ("z", 36, 35),
        ("9223372036854775807", 10, 2**63 - 1),
        ("-9223372036854775808", 10, -(2**63)),
    ],
)
def test_parse_int(text: str, base: int, number: int) -> None:
    assert strconv.parse_int(text, base) == number


@pytest.mark.parametrize(
    ("text", "base", "reason"),
    [
        ("", 10, "invalid syntax"),
        ("-", 0, "invalid syntax"),
        ("1.5", 10, "invalid syntax"),
        ("08", 0, "invalid syntax"),
        ("0x", 0, "invalid syntax"),
        ("1_000", 10, "invalid syntax"),
        ("1__0", 0, "invalid syntax"),
        ("_1", 0, "invalid syntax"),
        ("1_", 0, "invalid syntax"),
        (" 1", 10, "invalid syntax"),
        ("\u0661", 10, "invalid syntax"),
        ("--1", 10, "invalid syntax"),
        ("9223372036854775808", 10, "value out of range"),
        ("-9223372036854775809", 10, "value out of range"),
        ("99999999999999999999x", 10, "value out of range"),
        ("9223372036854775808x", 10, "invalid syntax"),
    ],
)
def test_parse_int_refuses(text: str, base: int, reason: str) -> None:
    with pytest.raises(strconv.NumError) as caught:
        strconv.parse_int(text, base)
    assert str(caught.value) == f"strconv.ParseInt: parsing {strconv.quote(text)}: {reason}"


def test_numbers_out_of_range_come_with_the_nearest_limit() -> None:
    with pytest.raises(strconv.NumError) as low:
        strconv.parse_int("-1e9".replace("e9", "0" * 30))
    with pytest.raises(strconv.NumError) as narrow:
        strconv.parse_int("300", 10, 8)
    with pytest.raises(strconv.NumError) as unsigned:
        strconv.parse_uint("18446744073709551616")
    assert (low.value.value, narrow.value.value, unsigned.value.value) == (-(2**63), 127, 2**64 - 1)


def test_each_parser_names_itself() -> None:
    with pytest.raises(strconv.NumError, match=r'^strconv\.ParseUint: parsing "-1": invalid syntax$'):
        strconv.parse_uint("-1")
    with pytest.raises(strconv.NumError, match=r'^strconv\.Atoi: parsing "x\\n": invalid syntax$'):
        strconv.atoi("x\n")
    with pytest.raises(strconv.NumError, match=r'^strconv\.ParseFloat: parsing "1e400": value out of range$') as caught:
        strconv.parse_float("1e400")
    assert caught.value.value == math.inf


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1.0),
        ("-1.5", -1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1E-3", 0.001),
        ("1_000.5", 1000.5),
        ("1e-400", 0.0),
        ("0x1p4", 16.0),
        ("0x1.8p1", 3.0),
        ("0X.8P0", 0.5),
        ("0x_1p0", 1.0),
        ("inf", math.inf),
        ("-Infinity", -math.inf),
        ("0x1.fffffffffffff8p0", 2.0),
        ("00012", 12.0),
    ],
)
def test_parse_float(text: str, number: float) -> None:
    assert strconv.parse_float(text) == number


def test_parse_float_knows_nan() -> None:
    assert math.isnan(strconv.parse_float("NaN"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+",
        ".",
        "1e",
        "1e+",
        "0x1",
        "0x1.8",
        "0xp1",
        "1__0",
        "_1",
        "1_",
        "1_.5",
        "+nan",
        "infi",
        " 1",
        "1 ",
        "1f",
        "\u0661",
        "1e_5",
    ],
)
def test_parse_float_refuses(text: str) -> None:
    with pytest.raises(strconv.NumError, match="invalid syntax"):
        strconv.parse_float(text)


@pytest.mark.parametrize(
    ("text", "can"), [("a\tb", True), ("é", True), ("a`b", False), ("a\n", False), ("\ufeff", False), ("\udcff", False)]
)
def test_can_backquote(text: str, can: bool) -> None:
    assert strconv.can_backquote(text) is can
