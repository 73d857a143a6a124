"""Any value as an integer or a float, the way sprig's number functions take their arguments.

What cannot be converted counts as 0; there are no errors. Origin: spf13/cast, which sprig calls.
"""

from __future__ import annotations

from pychart.gostd.strconv import NumError, parse_float, parse_int
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int32, Int64, Uint8, Uint64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_INTEGER_TYPES = frozenset({int, Int64, Int32, Uint8, Uint64})
_NAMED_INTEGERS = frozenset({"time.Month", "time.Weekday"})  # cast knows these two; a time.Duration counts as 0


def to_int64(value: Any) -> int:
    """Give the value as an integer that fits int64.

    Floats lose their fraction, and those out of range (and NaN) become the smallest int64, as on amd64.
    Strings are read as Go literals: ``0x1F``, ``010`` (octal), ``1_000``; a fraction of zeros is dropped.
    """
    kind = type(value)
    if kind is int or kind is Int64:
        return int(value)
    if kind is float:
        return _truncate(value)
    if kind is str:
        return _read_integer(value)
    if kind is bool:
        return 1 if value else 0
    if _is_integer(kind):
        return int(value) if value <= INT64_MAX else int(value) - 2**64
    return 0


def to_float64(value: Any) -> float:
    """Give the value as a float; strings are read as strconv.ParseFloat reads them, else count as 0."""
    kind = type(value)
    if kind is float:
        return float(value)
    if kind is str:
        try:
            return parse_float(value)
        except NumError:
            return 0.0
    if kind is bool or _is_integer(kind):
        return float(value)
    return 0.0


def _is_integer(kind: type) -> bool:
    return kind in _INTEGER_TYPES or getattr(kind, "go_type", "") in _NAMED_INTEGERS


def _truncate(value: float) -> int:
    if INT64_MIN <= value < INT64_MAX:
        return int(value)
    return INT64_MIN


def _read_integer(text: str) -> int:
    try:
        return parse_int(_drop_zero_fraction(text), 0)
    except NumError:
        return 0


def _drop_zero_fraction(text: str) -> str:
    """Turn ``5.0`` and ``5.00`` into ``5``; ``5.`` and ``5.1`` stay as they are."""
    if "." not in text:
        return text
    zero_seen = False
    for place in range(len(text) - 1, -1, -1):
        if text[place] == "0":
            zero_seen = True
        elif text[place] != ".":
            return text
        elif zero_seen:
            return text[:place]
    return text
