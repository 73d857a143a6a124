"""The values of strings, numbers and characters as templates write them (Go: newNumber in parse/node.go)."""

from __future__ import annotations

import re

from pychart.gostd.types import INT64_MAX, INT64_MIN

NumberValues = tuple[int | float | complex | None, int | None, float | None, complex | None]
"""What a Number node holds beside its text: value, int_value, float_value, complex_value."""

_FLOAT = r"(?>0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)"
_COMPLEX = rf"([+-]?{_FLOAT})([+-]{_FLOAT})i"
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10} | dict.fromkeys("01234567", 4)


def make_string(quoted: str) -> str:
    """Give the text of a string constant in double or back quotes.

    Raises ValueError("invalid syntax") where an escape is none.
    """
    if quoted[0] == '"' and "\\" not in quoted and quoted.isascii():
        return quoted[1:-1]
    from pychart.gostd.strconv import unquote

    return unquote(quoted)


def make_number(text: str, is_complex: bool = False) -> NumberValues:
    """Give every reading that Go allows of a number or character constant.

    ``is_complex`` says that the text is two numbers joined by a sign. Raises ValueError with Go's message. A number
    beyond int64 that fits uint64 has no ``value``: Go only takes it where an unsigned parameter wants it.
    """
    if text[0] == "'":
        return _make_character(text)
    if text.isdecimal() and (text[0] != "0" or len(text) == 1) and len(text) < 19:
        number = int(text)
        return number, number, float(number), None
    if is_complex:
        return _make_complex(re.match(_COMPLEX, text))
    if text[-1] == "i" and (imaginary := _make_imaginary(text)):
        return imaginary
    return _make_integer(text) or _make_float(text)


def _make_character(text: str) -> NumberValues:
    from pychart.gostd.strconv import unquote, valid_rune

    length = 1
    if text[1] == "\\":
        length = _ESCAPE_LENGTHS.get(text[2], 2)
    char = unquote(f"'{text[1 : 1 + length]}'")
    if text[1 + length :] != "'":
        raise ValueError(f"malformed character constant: {text}")
    code = ord(char)
    if text[1] != "\\":
        code = valid_rune(code)
    elif 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return code, code, float(code), None


def _make_integer(text: str) -> NumberValues | None:
    from pychart.gostd.strconv import NumError, parse_int, parse_uint

    try:
        number = parse_int(text, 0)
    except NumError:
        try:
            number = parse_uint(text, 0)
        except NumError:
            return None
        return None, None, float(number), None
    return number, number, float(number), None


def _make_float(text: str) -> NumberValues:
    from pychart.gostd.strconv import NumError, parse_float, quote

    try:
        number = parse_float(text)
    except NumError:
        raise ValueError(f"illegal number syntax: {quote(text)}") from None
    if not any(mark in text for mark in ".eEpP"):
        raise ValueError(f"integer overflow: {quote(text)}")
    return number, _whole(number), number, None


def _whole(number: float) -> int | None:
    """Give the int64 that equals the number, if one does."""
    if number == number and INT64_MIN <= number <= INT64_MAX and number == int(number):
        return int(number)
    return None


def _make_imaginary(text: str) -> NumberValues | None:
    from pychart.gostd.strconv import NumError, parse_float

    try:
        return _simplify(complex(0, parse_float(text[:-1])))
    except NumError:
        return None


def _make_complex(found: re.Match[str] | None) -> NumberValues:
    from pychart.gostd.strconv import parse_float

    if found is None:
        raise ValueError("syntax error scanning complex number")
    return _simplify(complex(parse_float(found[1]), parse_float(found[2])))


def _simplify(number: complex) -> NumberValues:
    """Let a complex number without imaginary part stand for a float, and for an int if it is whole."""
    if number.imag:
        return number, None, None, number
    return number, _whole(number.real), number.real, number
