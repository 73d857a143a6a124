"""The values of strings, numbers and characters as templates write them (Go: newNumber in parse/node.go)."""

from __future__ import annotations

from pychart.gostd.types import INT64_MAX, INT64_MIN

NumberValues = tuple[int | float | complex | None, int | None, float | None, complex | None]
"""What a Number node holds beside its text: value, int_value, float_value, complex_value."""

_UINT64_MAX = 2**64 - 1


def make_string(quoted: str) -> str:
    """Give the text of a string constant in double or back quotes.

    Raises ValueError("invalid syntax") where an escape is none.
    """
    if quoted[0] == '"' and "\\" not in quoted and quoted.isascii():
        return quoted[1:-1]
    from pychart.gostd.strconv import unquote

    return unquote(quoted)


def make_number(text: str) -> NumberValues:
    """Give every reading that Go allows of a number or character constant.

    Raises ValueError with Go's message. A number beyond int64 that fits uint64 has no ``value``: Go only takes it
    where an unsigned parameter wants it.
    """
    if text[0] == "'":
        return _make_character(text)
    if text.isdecimal() and (text[0] != "0" or len(text) == 1) and len(text) < 19:
        number = int(text)
        return number, number, float(number), None
    if text[-1] == "i":
        return _make_complex(text)
    return _make_integer(text) or _make_float(text)


def _make_character(text: str) -> NumberValues:
    from pychart.gostd.strconv import unquote

    code = ord(unquote(text))
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


def _make_complex(text: str) -> NumberValues:
    from pychart.gostd.strconv import parse_float

    body = text[:-1]
    cut = max(body.rfind("+", 1), body.rfind("-", 1))
    number = complex(0, parse_float(body)) if cut < 1 else complex(parse_float(body[:cut]), parse_float(body[cut:]))
    if number.imag:
        return number, None, None, number
    whole = _whole(number.real)
    return number, whole, number.real, number
