"""What a plain YAML scalar means to goyaml.v2: YAML 1.1's words, Go's numbers, everything else text.

The rules are those of go.yaml.in/yaml/v2 (resolve): bools in eleven spellings each way, integers in Go's literal
forms with underscores, no base-60 numbers, dates that stay text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class DecodeError(Exception):
    """What goyaml refuses once a document is parsed: syntax errors further down are told before it."""


_TRUE = ("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
_FALSE = ("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
_NULL = ("", "~", "null", "Null", "NULL")
_INFINITE = (".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF")

WORDS: dict[str, Any] = {
    **dict.fromkeys(_TRUE, True),
    **dict.fromkeys(_FALSE, False),
    **dict.fromkeys(_NULL),
    **dict.fromkeys(_INFINITE, float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}

_TAG = "tag:yaml.org,2002:"
_RESOLVABLE = frozenset(_TAG + name for name in ("str", "bool", "int", "float", "null", "timestamp"))

_INT_MAX = 2**63 - 1
_INT_MIN = -(2**63)
_UINT_MAX = 2**64 - 1
_BASES = {"0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2}
_DIGITS = {
    2: frozenset("01"),
    8: frozenset("01234567"),
    16: frozenset("0123456789abcdefABCDEF"),
}
_FLOAT_CHARACTERS = frozenset("0123456789+-.eE_")
_NUMBER_STARTS = frozenset("0123456789+-.")


def resolve(text: str) -> Any:
    """Give the value of a plain scalar: None, a bool, an int (within int64 or uint64), a float, or the text.

    Origin: resolve() of go.yaml.in/yaml/v2.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] in _NUMBER_STARTS:
        return _resolve_number(text)
    return text


def _resolve_number(text: str) -> Any:
    if text[0] == ".":
        number = _read_float(text)
        return text if number is None else number
    plain = text.replace("_", "")
    integer = _read_int(plain)
    if integer is not None:
        return integer
    number = _read_float(plain)
    if number is not None:
        return number
    if plain.startswith("0b"):
        # Go reads what follows 0b as a number of its own, sign included: 0b-1 is -1.
        integer = _read_signed(plain[2:], 2)
        if integer is not None:
            return integer
    return text


def _read_int(plain: str) -> int | None:
    """Read an integer as strconv.ParseInt and then ParseUint do with base 0."""
    sign = plain[:1] if plain[:1] in ("+", "-") else ""
    digits = plain[len(sign) :]
    base = _BASES.get(digits[:2])
    if base is not None:
        digits = digits[2:]
    elif len(digits) > 1 and digits[0] == "0":
        base = 8
        digits = digits[1:]
    else:
        base = 10
    return _make_int(sign, digits, base)


def _read_signed(plain: str, base: int) -> int | None:
    sign = plain[:1] if plain[:1] in ("+", "-") else ""
    return _make_int(sign, plain[len(sign) :], base)


def _make_int(sign: str, digits: str, base: int) -> int | None:
    if base == 10:
        if not (digits.isdigit() and digits.isascii()) or len(digits) > 20:
            return None
    elif not digits or not _DIGITS[base].issuperset(digits):
        return None
    elif len(digits) > 64:
        digits = digits.lstrip("0") or "0"
        if len(digits) > 64:
            return None
    number = int(digits, base)
    if sign == "-":
        return -number if -number >= _INT_MIN else None
    return number if number <= (_INT_MAX if sign else _UINT_MAX) else None


def _read_float(plain: str) -> float | None:
    if not _FLOAT_CHARACTERS.issuperset(plain):
        return None
    try:
        number = float(plain)
    except ValueError:
        return None
    if number in (float("inf"), float("-inf")):
        return None
    return number


def is_timestamp(text: str) -> bool:
    """Tell whether goyaml reads the text as a date or a time, which it therefore quotes when it is a string.

    Origin: parseTimestamp() of go.yaml.in/yaml/v2 with the ranges of Go's time.Parse.
    """
    if len(text) < 8 or text[4] != "-" or not (text[:4].isdigit() and text.isascii()):
        return False
    import re

    found = re.fullmatch(
        r"(\d{4})-(\d\d?)-(\d\d?)"
        r"(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))| (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?)?",
        text,
    )
    if not found:
        return False
    year, month, day, *clock = (int(part or 0) for part in found.groups())
    hour, minute, second, zone_hour, zone_minute, hour2, minute2, second2 = clock
    return (
        1 <= month <= 12
        and 1 <= day <= _days_in(year, month)
        and max(hour, hour2) < 24
        and max(minute, minute2, second, second2, zone_minute) < 60
        and zone_hour <= 24
    )


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def is_base60(text: str) -> bool:
    """Tell whether YAML 1.1 would read the text as a base-60 number, which goyaml never reads but quotes."""
    if ":" not in text or text[0] not in "+-0123456789":
        return False
    head, *parts = text.lstrip("+-" if text[1:2] not in ("+", "-") else "").split(":")
    if not (head[:1].isdigit() and head.replace("_", "").isdigit() and text.isascii()):
        return False
    last, point, rest = parts[-1].partition(".")
    if point and rest.replace("_", "") and not rest.replace("_", "").isdigit():
        return False
    parts[-1] = last
    return all(part.isdigit() and (len(part) == 1 or (len(part) == 2 and part[0] < "6")) for part in parts)


def format_float32(number: float) -> str:
    """Write a float as strconv.FormatFloat(number, 'g', -1, 32) does: the shortest digits that name a float32.

    sigs.k8s.io/yaml writes the float keys of a map so, and floats where Go wants a string.
    """
    import struct

    from pychart.gostd.strconv import format_float

    try:
        single = struct.unpack("f", struct.pack("f", number))[0]
    except OverflowError:
        return "+Inf" if number > 0 else "-Inf"
    if single in (float("inf"), float("-inf")):
        return "+Inf" if single > 0 else "-Inf"
    if single != single:
        return "NaN"
    # No two decimals of six digits are the same float32, unless it is too small for all of its bits.
    for digits in range(6 if abs(single) > 1.2e-38 else 1, 10):
        shortest = f"{single:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(shortest)))[0] == single:
            break
    return format_float(float(shortest))


def go_text(value: Any) -> Any:
    """Give what sigs.k8s.io/yaml makes of a scalar whose Go target is a string: ``1.10`` is "1.1", ``true`` "true".

    Takes what load_exact() gave; lists, maps and null come back as they are.
    """
    if value is True:
        return "true"
    if value is False:
        return "false"
    if type(value) is int:
        return str(value)
    if type(value) is float:
        return format_float32(value)
    return value


def key_text(value: Any) -> str:
    """Give a map key as text: floats as float32, infinities in YAML's spelling."""
    text = str(go_text(value))
    if type(value) is float:
        return {"+Inf": ".inf", "-Inf": "-.inf", "NaN": ".nan"}.get(text, text)
    return text


def read_tagged(tag: str, text: str) -> Any:
    """Give the value of a scalar that has a tag; raises DecodeError where the text does not fit the tag."""
    if tag == _TAG + "binary":
        return _read_binary(text)
    if tag not in _RESOLVABLE or tag == _TAG + "str":
        return text
    value = resolve(text)
    found = _tag_of(value, text)
    if tag == _TAG + "float" and type(value) is int:
        return float(value) if value < 2**63 else _refuse_tag(found, text, tag)
    return value if found == tag else _refuse_tag(found, text, tag)


def _tag_of(value: Any, text: str) -> str:
    if type(value) is str:
        return _TAG + ("timestamp" if is_timestamp(text) else "str")
    return _TAG + {bool: "bool", int: "int", float: "float", type(None): "null"}[type(value)]


def _refuse_tag(found: str, text: str, tag: str) -> Any:
    short_found, short_tag = (name.replace(_TAG, "!!") for name in (found, tag))
    raise DecodeError(f"yaml: cannot decode {short_found} `{text}` as a {short_tag}")


def _read_binary(text: str) -> str:
    import base64
    import binascii

    try:
        data = base64.b64decode(text.replace("\r", "").replace("\n", ""), validate=True)
    except (binascii.Error, ValueError):
        raise DecodeError("yaml: !!binary value contains invalid base64 data") from None
    return replace_invalid(data.decode("utf-8", "surrogateescape"))


def replace_invalid(text: str) -> str:
    """Put U+FFFD for every byte that is not UTF-8, as Go's JSON encoder does."""
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
