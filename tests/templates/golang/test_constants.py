"""Numbers, characters and strings as templates write them; values and messages as Helm 4.3.1 gives them."""

from __future__ import annotations

import pytest

from pychart.templates.golang.constants import make_number, make_string

NUMBERS: list[tuple[str, int | float | complex | None, int | None, float | None, complex | None]] = [
    ("0", 0, 0, 0.0, None),
    ("-0", 0, 0, 0.0, None),
    ("+5", 5, 5, 5.0, None),
    ("007", 7, 7, 7.0, None),
    ("0o17", 15, 15, 15.0, None),
    ("0b101", 5, 5, 5.0, None),
    ("0x1F", 31, 31, 31.0, None),
    ("0x_1", 1, 1, 1.0, None),
    ("1_000", 1000, 1000, 1000.0, None),
    ("0x1e3", 483, 483, 483.0, None),
    ("1e3", 1000.0, 1000, 1000.0, None),
    ("1.5", 1.5, None, 1.5, None),
    (".5", 0.5, None, 0.5, None),
    ("5.", 5.0, 5, 5.0, None),
    ("1e20", 1e20, None, 1e20, None),
    ("0x1p-2", 0.25, None, 0.25, None),
    ("0x1p60", 2.0**60, 2**60, 2.0**60, None),
    ("9223372036854775807", 2**63 - 1, 2**63 - 1, 2.0**63, None),
    ("9223372036854775808", None, None, 2.0**63, None),
    ("1i", 1j, None, None, 1j),
    ("0i", 0j, 0, 0.0, 0j),
    ("'a'", 97, 97, 97.0, None),
    ("'\u00e9'", 233, 233, 233.0, None),
    (r"'\n'", 10, 10, 10.0, None),
    (r"'\''", 39, 39, 39.0, None),
    (r"'\xff'", 255, 255, 255.0, None),
    (r"'\377'", 255, 255, 255.0, None),
    (r"'\u00e9'", 233, 233, 233.0, None),
    (r"'\U0001F600'", 128512, 128512, 128512.0, None),
]


@pytest.mark.parametrize(("text", "value", "int_value", "float_value", "complex_value"), NUMBERS)
def test_number(
    text: str,
    value: complex | None,
    int_value: int | None,
    float_value: float | None,
    complex_value: complex | None,
) -> None:
    made = make_number(text)
    assert made == (value, int_value, float_value, complex_value)
    assert type(made[0]) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1+2i", 1 + 2j), ("-1-2i", -1 - 2j), ("1.5e2+2.5e-1i", 150 + 0.25j), ("1_0+2i", 10 + 2j)],
)
def test_complex_number(text: str, value: complex) -> None:
    assert make_number(text, True) == (value, None, None, value)


def test_complex_number_without_imaginary_part_may_stand_for_an_int() -> None:
    assert make_number("2+0i", True) == (2 + 0j, 2, 2.0, 2 + 0j)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("08", 'integer overflow: "08"'),
        ("1__0", 'illegal number syntax: "1__0"'),
        ("0x", 'illegal number syntax: "0x"'),
        ("0b2", 'illegal number syntax: "0b2"'),
        (".", 'illegal number syntax: "."'),
        ("-", 'illegal number syntax: "-"'),
        ("1e999", 'illegal number syntax: "1e999"'),
        ("0x1i", 'illegal number syntax: "0x1i"'),
        ("18446744073709551616", 'integer overflow: "18446744073709551616"'),
        ("-9223372036854775809", 'integer overflow: "-9223372036854775809"'),
        ("''", "invalid syntax"),
        (r"'\400'", "invalid syntax"),
        (r"'\ud800'", "invalid syntax"),
        (r"'\x4'", "invalid syntax"),
        (r"""'\"'""", "invalid syntax"),
        ("'ab'", "malformed character constant: 'ab'"),
    ],
)
def test_no_number(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        make_number(text)
    assert str(caught.value) == message


def test_no_complex_number() -> None:
    with pytest.raises(ValueError, match=r"^syntax error scanning complex number$"):
        make_number("1i+2i", True)
    with pytest.raises(ValueError, match=r'^strconv.ParseFloat: parsing "0x10": invalid syntax$'):
        make_number("0x10+1i", True)


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        ('"a b"', "a b"),
        (r'"\t\x41\u00e9\101\\\""', '\tA\u00e9A\\"'),
        ('"\u00e9"', "\u00e9"),
        (r'"\xc3\xa9"', "\u00e9"),
        (r'"\xff"', "\udcff"),
        (r"`a\n`", r"a\n"),
        ("`a\r\nb`", "a\nb"),
    ],
)
def test_string(quoted: str, text: str) -> None:
    assert make_string(quoted) == text


@pytest.mark.parametrize("quoted", [r'"\q"', r'"\x4"', r'"\ud800"', r"""  "\'"  """.strip()])
def test_no_string(quoted: str) -> None:
    with pytest.raises(ValueError, match=r"^invalid syntax$"):
        make_string(quoted)
