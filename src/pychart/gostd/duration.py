"""Go's time.Duration: an int64 of nanoseconds that prints as ``1h2m3.5s``.

Origin: Go's time package (ParseDuration, Duration).
"""

from __future__ import annotations

from pychart.errors import ArgumentError
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int64, wrap_int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


MICROSECOND = 1000
MILLISECOND = 1000 * MICROSECOND
SECOND = 1000 * MILLISECOND
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

_UNITS = {
    "ns": 1,
    "us": MICROSECOND,
    "\u00b5s": MICROSECOND,
    "\u03bcs": MICROSECOND,
    "ms": MILLISECOND,
    "s": SECOND,
    "m": MINUTE,
    "h": HOUR,
}
_LIMIT = 2**63
_DIGITS = frozenset("0123456789")


class DurationError(ValueError):
    """A text that is not a duration; str() is Go's text: ``time: invalid duration "x"``."""


class Duration(Int64):
    """A span of time in nanoseconds."""

    __slots__ = ()
    go_type = "time.Duration"
    go_kind = "int64"
    go_methods: ClassVar[tuple[str, ...]] = (
        "Abs",
        "Hours",
        "Microseconds",
        "Milliseconds",
        "Minutes",
        "Nanoseconds",
        "Round",
        "Seconds",
        "String",
        "Truncate",
    )

    def go_string(self) -> str:
        """Give what String() gives: ``72h3m0.5s``, ``1.5ms``, ``0s``."""
        number = int(self)
        size = abs(number)
        sign = "-" if number < 0 else ""
        if size < SECOND:
            return sign + _format_small(size)
        seconds, rest = divmod(size, SECOND)
        minutes, seconds = divmod(seconds, 60)
        text = f"{seconds}{_format_fraction(rest, 9)}s"
        if minutes:
            hours, minutes = divmod(minutes, 60)
            text = f"{hours}h{minutes}m{text}" if hours else f"{minutes}m{text}"
        return sign + text

    def round(self, multiple: int) -> Duration:
        """Round to the nearest multiple, halves away from zero; unchanged where the multiple is not positive."""
        if multiple <= 0:
            return self
        size = abs(int(self))
        rest = size % multiple
        size = size - rest if rest + rest < multiple else size - rest + multiple
        return Duration(max(-size, INT64_MIN) if self < 0 else min(size, INT64_MAX))

    def truncate(self, multiple: int) -> Duration:
        """Round towards zero to a multiple; unchanged where the multiple is not positive."""
        if multiple <= 0:
            return self
        size = abs(int(self))
        size -= size % multiple
        return Duration(-size if self < 0 else size)

    def m_String(self) -> str:  # noqa: N802
        """Give the text, as it prints."""
        return self.go_string()

    def m_Nanoseconds(self) -> Int64:  # noqa: N802
        """Give the nanoseconds."""
        return Int64(self)

    def m_Microseconds(self) -> Int64:  # noqa: N802
        """Give the whole microseconds."""
        return Int64(_quotient(self, MICROSECOND))

    def m_Milliseconds(self) -> Int64:  # noqa: N802
        """Give the whole milliseconds."""
        return Int64(_quotient(self, MILLISECOND))

    def m_Seconds(self) -> float:  # noqa: N802
        """Give the seconds with their fraction."""
        return _ratio(self, SECOND)

    def m_Minutes(self) -> float:  # noqa: N802
        """Give the minutes with their fraction."""
        return _ratio(self, MINUTE)

    def m_Hours(self) -> float:  # noqa: N802
        """Give the hours with their fraction."""
        return _ratio(self, HOUR)

    def m_Abs(self) -> Duration:  # noqa: N802
        """Give the size without the sign."""
        return Duration(min(abs(int(self)), INT64_MAX))

    def m_Round(self, multiple: Any) -> Duration:  # noqa: N802
        """Round to the nearest multiple, as :meth:`round`."""
        return self.round(require_integer(0, "time.Duration", multiple))

    def m_Truncate(self, multiple: Any) -> Duration:  # noqa: N802
        """Round towards zero to a multiple, as :meth:`truncate`."""
        return self.truncate(require_integer(0, "time.Duration", multiple))


def require_integer(index: int, expected: str, value: Any) -> int:
    """Give an argument of a method as an integer. Raises ArgumentError where it is none (Go converts integers)."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ArgumentError(index, expected, value)
    return int(value)


def saturate(nanoseconds: int) -> Duration:
    """Give the nearest duration there is, as Go's Time.Sub does."""
    return Duration(max(INT64_MIN, min(INT64_MAX, nanoseconds)))


def wrap(nanoseconds: int) -> Duration:
    """Give the duration that Go's multiplication gives: two's complement, silently."""
    return Duration(wrap_int64(nanoseconds))


def parse_duration(text: str) -> Duration:
    """Read a duration: signed numbers with fractions and units, such as ``1.5h``, ``-2m30s``, ``0``.

    Raises DurationError with the text of Go's ParseDuration.
    """
    negative = text.startswith("-")
    rest = text[1:] if text.startswith(("-", "+")) else text
    if rest == "0":
        return Duration(0)
    if not rest:
        raise _invalid(text)
    total = 0
    while rest:
        amount, rest = _read_part(rest, text)
        total += amount
        if total > _LIMIT:
            raise _invalid(text)
    if negative:
        return Duration(-total)
    if total > INT64_MAX:
        raise _invalid(text)
    return Duration(total)


def quote_text(text: str) -> str:
    r"""Quote as Go's time package does in its errors: everything beyond ASCII byte by byte (``\xc3\xa9``)."""
    parts = []
    for char in text:
        if char in '"\\':
            parts.append("\\" + char)
        elif " " <= char < "\x80":
            parts.append(char)
        else:
            parts.extend(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
    return '"' + "".join(parts) + '"'


def _read_part(rest: str, text: str) -> tuple[int, str]:
    """Read a number and its unit; give the nanoseconds and what follows."""
    whole, rest = _take_digits(rest)
    fraction = ""
    dotted = rest.startswith(".")
    if dotted:
        fraction, rest = _take_digits(rest[1:])
    if not whole and not fraction:
        raise _invalid(text)
    if len(whole.lstrip("0")) > 19 or int(whole.lstrip("0") or "0") > _LIMIT:
        raise _invalid(text)
    end = next((index for index, char in enumerate(rest) if char == "." or char in _DIGITS), len(rest))
    if end == 0:
        raise DurationError(f"time: missing unit in duration {quote_text(text)}")
    unit = _UNITS.get(rest[:end])
    if unit is None:
        raise DurationError(f"time: unknown unit {quote_text(rest[:end])} in duration {quote_text(text)}")
    number = int(whole.lstrip("0") or "0")
    if number > _LIMIT // unit:
        raise _invalid(text)
    amount = number * unit + _scale_fraction(fraction, unit)
    if amount > _LIMIT:
        raise _invalid(text)
    return amount, rest[end:]


def _invalid(text: str) -> DurationError:
    return DurationError(f"time: invalid duration {quote_text(text)}")


def _take_digits(text: str) -> tuple[str, str]:
    end = next((index for index, char in enumerate(text) if char not in _DIGITS), len(text))
    return text[:end], text[end:]


def _scale_fraction(digits: str, unit: int) -> int:
    """Give the nanoseconds of a fraction; Go stops reading digits where they no longer fit 63 bits."""
    number, scale = 0, 1.0
    for digit in digits:
        if number > (_LIMIT - 1) // 10 or number * 10 + int(digit) > _LIMIT:
            break
        number = number * 10 + int(digit)
        scale *= 10
    return int(float(number) * (float(unit) / scale)) if number else 0


def _format_small(size: int) -> str:
    if size == 0:
        return "0s"
    if size < MICROSECOND:
        return f"{size}ns"
    if size < MILLISECOND:
        return f"{size // MICROSECOND}{_format_fraction(size % MICROSECOND, 3)}\u00b5s"
    return f"{size // MILLISECOND}{_format_fraction(size % MILLISECOND, 6)}ms"


def _format_fraction(rest: int, digits: int) -> str:
    return "." + f"{rest:0{digits}d}".rstrip("0") if rest else ""


def _quotient(number: int, divisor: int) -> int:
    size = abs(int(number)) // divisor
    return -size if number < 0 else size


def _ratio(number: int, unit: int) -> float:
    """Divide as Go does, whole and rest apart: the last bit of the float depends on it."""
    whole, rest = divmod(abs(int(number)), unit)
    value = float(whole) + float(rest) / float(unit)
    return -value if number < 0 else value
