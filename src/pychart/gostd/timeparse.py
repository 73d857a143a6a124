"""Reading dates by a layout: what the text says, and why it does not fit.

Origin: Go's time package (Parse).
"""

from __future__ import annotations

from pychart.gostd.calendar import days_before, days_in_month, is_leap
from pychart.gostd.duration import quote_text
from pychart.gostd.layout import DAYS, MONTHS, is_fraction, split_layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_DIGITS = frozenset("0123456789")
_UPPER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_SHORT_MONTHS = tuple(name[:3] for name in MONTHS)
_SHORT_DAYS = tuple(name[:3] for name in DAYS)


class TimeError(ValueError):
    """A text that does not fit the layout; str() is Go's text: ``parsing time "x" as "2006": cannot parse ...``."""


class _MismatchError(Exception):
    """The text has no value for the element."""


class _OutOfRangeError(Exception):
    """The value read makes no sense; str() names the element's quantity."""


class Reading:
    """What was read: the parts of a date, and the zone as offset or abbreviation where one was given."""

    __slots__ = (
        "_following",
        "_half",
        "_rest",
        "abbreviation",
        "day",
        "hour",
        "is_utc",
        "minute",
        "month",
        "nanosecond",
        "offset",
        "second",
        "year",
        "year_day",
    )

    def __init__(self, text: str) -> None:
        self.year = 0
        self.month = self.day = self.year_day = -1
        self.hour = self.minute = self.second = self.nanosecond = 0
        self.is_utc = False
        self.offset: int | None = None
        self.abbreviation = ""
        self._half = ""
        self._rest = text
        self._following = ""

    def read(self, layout: str, text: str) -> None:
        """Read the whole text. Raises TimeError with Go's words."""
        chunks = split_layout(layout)
        for index, (literal, element) in enumerate(chunks):
            if not self._skip(literal):
                raise _cannot_parse(text, layout, self._rest, literal)
            if not element:
                if self._rest:
                    raise TimeError(f"parsing time {quote_text(text)}: extra text: {quote_text(self._rest)}")
                break
            self._following = chunks[index + 1][1]
            hold = self._rest
            try:
                self._read_element(element)
            except _OutOfRangeError as error:
                raise TimeError(f"parsing time {quote_text(text)}: {error} out of range") from None
            except _MismatchError:
                raise _cannot_parse(text, layout, hold, element) from None
        self._finish(text)

    def _read_element(self, element: str) -> None:
        reader = _READERS.get(element)
        if reader:
            reader(self)
        elif element[0] in "Z-":
            self._read_offset(element)
        elif element[1] == "0":
            self._require_length(len(element))
            self._read_nanoseconds(len(element))
        else:
            self._read_optional_fraction()

    def _finish(self, text: str) -> None:
        if self._half == "pm" and self.hour < 12:
            self.hour += 12
        elif self._half == "am" and self.hour == 12:
            self.hour = 0
        try:
            if self.year_day >= 0:
                self._set_from_year_day()
            self.month = 1 if self.month < 0 else self.month
            self.day = 1 if self.day < 0 else self.day
            if not 1 <= self.day <= days_in_month(self.year, self.month):
                raise _OutOfRangeError("day out of range")
        except _OutOfRangeError as error:
            raise TimeError(f"parsing time {quote_text(text)}: {error}") from None

    def _set_from_year_day(self) -> None:
        year_day = self.year_day
        month = day = 0
        if is_leap(self.year):
            if year_day == 60:
                month, day = 2, 29
            elif year_day > 60:
                year_day -= 1
        if not 1 <= year_day <= 365:
            raise _OutOfRangeError("day-of-year out of range")
        if not month:
            month = next(m for m in range(12, 0, -1) if days_before(m) < year_day)
            day = year_day - days_before(month)
        if self.month >= 0 and self.month != month:
            raise _OutOfRangeError("day-of-year does not match month")
        if self.day >= 0 and self.day != day:
            raise _OutOfRangeError("day-of-year does not match day")
        self.month, self.day = month, day

    def _skip(self, literal: str) -> bool:
        """Step over a literal text; a run of spaces matches any run of spaces, and the end."""
        while literal:
            if literal[0] == " ":
                if self._rest and self._rest[0] != " ":
                    return False
                literal = literal.lstrip(" ")
                self._rest = self._rest.lstrip(" ")
            elif self._rest[:1] != literal[0]:
                return False
            else:
                literal, self._rest = literal[1:], self._rest[1:]
        return True

    def _take(self, count: int) -> str:
        self._require_length(count)
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def _require_length(self, count: int) -> None:
        if len(self._rest) < count:
            raise _MismatchError

    def _take_number(self, fixed: bool) -> int:
        """Take one or two digits, exactly two where ``fixed``."""
        count = _count_digits(self._rest[:2])
        if count == 0 or (fixed and count == 1):
            raise _MismatchError
        return int(self._take(count))

    def _take_name(self, names: tuple[str, ...]) -> int:
        for index, name in enumerate(names):
            found = self._rest[: len(name)]
            if found.isascii() and found.lower() == name.lower():
                self._rest = self._rest[len(name) :]
                return index
        raise _MismatchError

    def _read_short_year(self) -> None:
        year = _parse_signed(self._take(2))
        self.year = year + (1900 if year >= 69 else 2000)

    def _read_year(self) -> None:
        if self._rest[:1] not in _DIGITS:
            raise _MismatchError
        self.year = _parse_signed(self._take(4))

    def _read_month(self, fixed: bool) -> None:
        self.month = self._take_number(fixed)
        if not 1 <= self.month <= 12:
            raise _OutOfRangeError("month")

    def _read_month_name(self, names: tuple[str, ...]) -> None:
        self.month = self._take_name(names) + 1

    def _read_padded_day(self) -> None:
        self._rest = self._rest.removeprefix(" ")
        self.day = self._take_number(False)

    def _read_day(self, fixed: bool) -> None:
        self.day = self._take_number(fixed)

    def _read_year_day(self, fixed: bool) -> None:
        if not fixed:
            self._rest = self._rest.removeprefix(" ").removeprefix(" ")
        count = _count_digits(self._rest[:3])
        if count == 0 or (fixed and count != 3):
            raise _MismatchError
        self.year_day = int(self._take(count))

    def _read_hour(self, fixed: bool, highest: int) -> None:
        self.hour = self._take_number(fixed)
        if self.hour > highest:
            raise _OutOfRangeError("hour")

    def _read_minute(self, fixed: bool) -> None:
        self.minute = self._take_number(fixed)
        if self.minute >= 60:
            raise _OutOfRangeError("minute")

    def _read_second(self, fixed: bool) -> None:
        self.second = self._take_number(fixed)
        if self.second >= 60:
            raise _OutOfRangeError("second")
        # a fraction may follow although the layout has none
        if not is_fraction(self._following):
            self._read_optional_fraction()

    def _read_half(self, upper: bool) -> None:
        half = self._take(2)
        if half.lower() not in ("am", "pm") or half != (half.upper() if upper else half.lower()):
            raise _MismatchError
        self._half = half.lower()

    def _read_optional_fraction(self) -> None:
        if self._rest[:1] in (".", ",") and self._rest[1:2] in _DIGITS and len(self._rest) > 1:
            self._read_nanoseconds(1 + _count_digits(self._rest[1:]))

    def _read_nanoseconds(self, length: int) -> None:
        """Read a separator and digits, ``length`` characters in all."""
        taken = self._take(length)[:10]
        if taken[0] not in ".,":
            raise _MismatchError
        number = _parse_signed(taken[1:])
        if number < 0:
            raise _OutOfRangeError("fractional second")
        self.nanosecond = number * 10 ** (10 - len(taken))

    def _read_offset(self, element: str) -> None:
        if element[0] == "Z" and self._rest[:1] == "Z":
            self._rest = self._rest[1:]
            self.is_utc = True
            return
        taken = self._take(len(element))
        if ":" in element and any(taken[at] != ":" for at in range(3, len(element), 3)):
            raise _MismatchError
        sign, digits = taken[0], taken[1:].replace(":", "") if ":" in element else taken[1:]
        parts = [digits[at : at + 2] for at in range(0, len(digits), 2)]
        numbers = [int(part) if _count_digits(part) == 2 else None for part in parts]
        hours, minutes, seconds = [*numbers, 0, 0][:3]
        for value, limit, what in ((hours, 24, "hour"), (minutes, 60, "minute"), (seconds, 60, "second")):
            if value is None:
                break
            if value > limit:
                raise _OutOfRangeError(f"time zone offset {what}")
        if hours is None or minutes is None or seconds is None or sign not in "+-":
            raise _MismatchError
        offset = (hours * 60 + minutes) * 60 + seconds
        self.offset = -offset if sign == "-" else offset

    def _read_abbreviation(self) -> None:
        if self._rest.startswith("UTC"):
            self._rest = self._rest[3:]
            self.is_utc = True
            return
        length = _abbreviation_length(self._rest)
        if not length:
            raise _MismatchError
        self.abbreviation = self._take(length)


def _cannot_parse(text: str, layout: str, found: str, element: str) -> TimeError:
    return TimeError(
        f"parsing time {quote_text(text)} as {quote_text(layout)}: "
        f"cannot parse {quote_text(found)} as {quote_text(element)}"
    )


def _count_digits(text: str) -> int:
    return next((index for index, char in enumerate(text) if char not in _DIGITS), len(text))


def _parse_signed(text: str) -> int:
    digits = text[1:] if text[:1] in ("+", "-") else text
    if _count_digits(digits) != len(digits):
        raise _MismatchError
    number = int(digits or "0")
    return -number if text.startswith("-") else number


def _abbreviation_length(text: str) -> int:
    """Tell how much of the text looks like a zone's abbreviation; 0 if nothing does."""
    if len(text) < 3:
        return 0
    if text[:4] in ("ChST", "MeST"):
        return 4
    if text.startswith("GMT"):
        return 3 + _signed_offset_length(text[3:])
    if text[0] in "+-":
        return _signed_offset_length(text)
    upper = next((index for index, char in enumerate(text[:6]) if char not in _UPPER), min(len(text), 6))
    if upper == 5:
        return 5 if text[4] == "T" else 0
    if upper == 4:
        return 4 if text[3] == "T" or text[:4] == "WITA" else 0
    return 3 if upper == 3 else 0


def _signed_offset_length(text: str) -> int:
    if text[:1] not in ("+", "-"):
        return 0
    count = _count_digits(text[1:])
    digits = text[1 : 1 + count].lstrip("0")
    if not count or len(digits) > 2 or int(digits or "0") > 23:
        return 0
    return 1 + count


_READERS: dict[str, Callable[[Reading], object]] = {
    "06": Reading._read_short_year,
    "2006": Reading._read_year,
    "Jan": lambda r: r._read_month_name(_SHORT_MONTHS),
    "January": lambda r: r._read_month_name(MONTHS),
    "1": lambda r: r._read_month(False),
    "01": lambda r: r._read_month(True),
    "Mon": lambda r: r._take_name(_SHORT_DAYS),
    "Monday": lambda r: r._take_name(DAYS),
    "2": lambda r: r._read_day(False),
    "_2": Reading._read_padded_day,
    "02": lambda r: r._read_day(True),
    "__2": lambda r: r._read_year_day(False),
    "002": lambda r: r._read_year_day(True),
    "15": lambda r: r._read_hour(False, 23),
    "3": lambda r: r._read_hour(False, 12),
    "03": lambda r: r._read_hour(True, 12),
    "4": lambda r: r._read_minute(False),
    "04": lambda r: r._read_minute(True),
    "5": lambda r: r._read_second(False),
    "05": lambda r: r._read_second(True),
    "PM": lambda r: r._read_half(True),
    "pm": lambda r: r._read_half(False),
    "MST": Reading._read_abbreviation,
}
