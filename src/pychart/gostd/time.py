"""Go's time.Time: an instant with nanoseconds, a zone, and for ``now`` a monotonic clock.

Origin: Go's time package.
"""

from __future__ import annotations

import time as _clock

from pychart.errors import ArgumentError, FunctionError
from pychart.gostd.calendar import from_days, to_days
from pychart.gostd.duration import (
    SECOND,
    Duration,
    DurationError,
    parse_duration,
    require_integer,
    saturate,
)
from pychart.gostd.layout import DAYS, MONTHS, Moment, format_moment
from pychart.gostd.timeparse import Reading, TimeError
from pychart.gostd.types import Int64, Struct, wrap_int64
from pychart.gostd.zone import LOCAL, UTC, Zone, load_zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


__all__ = [
    "LOCAL",
    "UTC",
    "Duration",
    "DurationError",
    "Month",
    "Time",
    "TimeError",
    "Weekday",
    "Zone",
    "format_time",
    "load_zone",
    "now",
    "parse_duration",
    "parse_time",
]

RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00"
_STRING_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST"
_DAY_SECONDS = 86400
_ZERO_UNIX = -62_135_596_800
"""0001-01-01 in seconds since 1970: Go's zero time."""
_PROCESS_START = _clock.monotonic_ns()


class Month(int):
    """Go's time.Month: an int that prints its English name."""

    __slots__ = ()
    go_type = "time.Month"
    go_kind = "int"
    go_methods: ClassVar[tuple[str, ...]] = ("String",)

    def go_string(self) -> str:
        """Give the English name."""
        return MONTHS[self - 1]

    def m_String(self) -> str:  # noqa: N802
        """Give the English name."""
        return self.go_string()


class Weekday(int):
    """Go's time.Weekday: an int, 0 for Sunday, that prints its English name."""

    __slots__ = ()
    go_type = "time.Weekday"
    go_kind = "int"
    go_methods: ClassVar[tuple[str, ...]] = ("String",)

    def go_string(self) -> str:
        """Give the English name."""
        return DAYS[self]

    def m_String(self) -> str:  # noqa: N802
        """Give the English name."""
        return self.go_string()


class Time(Struct):
    """An instant that does not change."""

    __slots__ = ("_local", "monotonic", "nanosecond", "unix", "zone")
    go_type: ClassVar[str] = "time.Time"
    go_kind: ClassVar[str] = "struct"
    go_methods: ClassVar[tuple[str, ...]] = (
        "Add",
        "AddDate",
        "After",
        "Before",
        "Compare",
        "Day",
        "Equal",
        "Format",
        "GoString",
        "Hour",
        "In",
        "IsDST",
        "IsZero",
        "Local",
        "Location",
        "MarshalJSON",
        "MarshalText",
        "Minute",
        "Month",
        "Nanosecond",
        "Round",
        "Second",
        "String",
        "Sub",
        "Truncate",
        "UTC",
        "Unix",
        "UnixMicro",
        "UnixMilli",
        "UnixNano",
        "Weekday",
        "Year",
        "YearDay",
    )

    def __init__(
        self, unix: int = _ZERO_UNIX, nanosecond: int = 0, zone: Zone = UTC, monotonic: int | None = None
    ) -> None:
        self.unix = unix
        self.nanosecond = nanosecond
        self.zone = zone
        self.monotonic = monotonic
        self._local: tuple[str, int, bool] | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Time):
            return NotImplemented
        return (self.unix, self.nanosecond) == (other.unix, other.nanosecond) and self.zone is other.zone

    def __hash__(self) -> int:
        return hash((self.unix, self.nanosecond))

    def __repr__(self) -> str:
        return f"<Time {self.go_string()}>"

    @property
    def instant(self) -> int:
        """Give the nanoseconds since 1970."""
        return self.unix * SECOND + self.nanosecond

    def local(self) -> tuple[str, int, bool]:
        """Give the zone's abbreviation, offset and summer time at this instant."""
        if self._local is None:
            self._local = self.zone.lookup(self.unix)
        return self._local

    def date(self) -> tuple[int, int, int]:
        """Give year, month and day in the zone."""
        return from_days((self.unix + self.local()[1]) // _DAY_SECONDS)

    def clock(self) -> tuple[int, int, int]:
        """Give hour, minute and second in the zone."""
        minutes, second = divmod((self.unix + self.local()[1]) % _DAY_SECONDS, 60)
        return minutes // 60, minutes % 60, second

    def in_zone(self, zone: Zone) -> Time:
        """Give the same instant in another zone."""
        return Time(self.unix, self.nanosecond, zone, self.monotonic)

    def format(self, layout: str) -> str:
        """Write the instant in the form of the layout."""
        name, offset, _ = self.local()
        days = (int(self.m_Weekday()), self.m_YearDay())
        moment = Moment(self.date(), (*self.clock(), self.nanosecond), days, (name, offset))
        return format_moment(moment, layout)

    def add(self, duration: int) -> Time:
        """Give the instant a duration later."""
        unix, nanosecond = divmod(self.instant + int(duration), SECOND)
        monotonic = None if self.monotonic is None else self.monotonic + int(duration)
        return Time(unix, nanosecond, self.zone, monotonic)

    def sub(self, other: Time) -> Duration:
        """Give the time that passed since another instant, by the monotonic clock where both have one."""
        if self.monotonic is not None and other.monotonic is not None:
            return saturate(self.monotonic - other.monotonic)
        return saturate(self.instant - other.instant)

    def compare(self, other: Time) -> int:
        """Give -1, 0 or 1: whether this instant is before, at or after the other."""
        mine, theirs = self.instant, other.instant
        if self.monotonic is not None and other.monotonic is not None:
            mine, theirs = self.monotonic, other.monotonic
        return (mine > theirs) - (mine < theirs)

    def go_string(self) -> str:
        """Give what String() gives, with the monotonic clock's reading where there is one."""
        text = self.format(_STRING_LAYOUT)
        if self.monotonic is None:
            return text
        seconds, rest = divmod(abs(self.monotonic), SECOND)
        return f"{text} m={'-' if self.monotonic < 0 else '+'}{seconds}.{rest:09d}"

    def json_value(self) -> str:
        """Give RFC 3339 with nanoseconds. Raises FunctionError for years that it cannot hold."""
        return self._marshal("MarshalJSON")

    def _marshal(self, method: str) -> str:
        if not 0 <= self.date()[0] <= 9999:
            raise FunctionError(f"Time.{method}: year outside of range [0,9999]")
        if abs(self.local()[1]) >= 24 * 3600:
            raise FunctionError(f"Time.{method}: timezone hour outside of range [0,23]")
        return self.format(RFC3339_NANO)

    # What templates call.

    def m_Add(self, duration: Any) -> Time:  # noqa: N802
        """Give the instant a duration later."""
        return self.add(require_integer(0, "time.Duration", duration))

    def m_AddDate(self, years: Any, months: Any, days: Any) -> Time:  # noqa: N802
        """Give the instant so many years, months and days later; 31 February becomes 2 or 3 March."""
        numbers = [require_integer(index, "int", value) for index, value in enumerate((years, months, days))]
        year, month, day = (a + b for a, b in zip(self.date(), numbers, strict=True))
        return make_time((year, month, day), (*self.clock(), self.nanosecond), self.zone)

    def m_After(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this instant is after the other."""
        return self.compare(_require_time(other)) > 0

    def m_Before(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this instant is before the other."""
        return self.compare(_require_time(other)) < 0

    def m_Compare(self, other: Any) -> int:  # noqa: N802
        """Give -1, 0 or 1, as :meth:`compare`."""
        return self.compare(_require_time(other))

    def m_Equal(self, other: Any) -> bool:  # noqa: N802
        """Tell whether both are the same instant, whatever their zones."""
        return self.compare(_require_time(other)) == 0

    def m_Format(self, layout: Any) -> str:  # noqa: N802
        """Write the instant in the form of the layout."""
        if not isinstance(layout, str):
            raise ArgumentError(0, "string", layout)
        return self.format(layout)

    def m_In(self, zone: Any) -> Time:  # noqa: N802
        """Give the same instant in another zone, which .Location of another time gives."""
        if zone is None:
            raise FunctionError("time: missing Location in call to Time.In")
        if not isinstance(zone, Zone):
            raise ArgumentError(0, "*time.Location", zone)
        return self.in_zone(zone)

    def m_UTC(self) -> Time:  # noqa: N802
        """Give the same instant in UTC."""
        return self.in_zone(UTC)

    def m_Local(self) -> Time:  # noqa: N802
        """Give the same instant in the machine's zone."""
        return self.in_zone(LOCAL)

    def m_Location(self) -> Zone:  # noqa: N802
        """Give the zone."""
        return self.zone

    def m_Sub(self, other: Any) -> Duration:  # noqa: N802
        """Give the time that passed since another instant."""
        return self.sub(_require_time(other))

    def m_Round(self, multiple: Any) -> Time:  # noqa: N802
        """Round to the nearest multiple of a duration since year 1."""
        size = require_integer(0, "time.Duration", multiple)
        rest = (self.instant - _ZERO_UNIX * SECOND) % size if size > 0 else 0
        stripped = Time(self.unix, self.nanosecond, self.zone)
        return stripped.add(-rest if rest + rest < size or not rest else size - rest)

    def m_Truncate(self, multiple: Any) -> Time:  # noqa: N802
        """Go back to a multiple of a duration since year 1."""
        size = require_integer(0, "time.Duration", multiple)
        rest = (self.instant - _ZERO_UNIX * SECOND) % size if size > 0 else 0
        return Time(self.unix, self.nanosecond, self.zone).add(-rest)

    def m_Year(self) -> int:  # noqa: N802
        """Give the year."""
        return self.date()[0]

    def m_Month(self) -> Month:  # noqa: N802
        """Give the month, which prints its name."""
        return Month(self.date()[1])

    def m_Day(self) -> int:  # noqa: N802
        """Give the day of the month."""
        return self.date()[2]

    def m_Hour(self) -> int:  # noqa: N802
        """Give the hour."""
        return self.clock()[0]

    def m_Minute(self) -> int:  # noqa: N802
        """Give the minute."""
        return self.clock()[1]

    def m_Second(self) -> int:  # noqa: N802
        """Give the second."""
        return self.clock()[2]

    def m_Nanosecond(self) -> int:  # noqa: N802
        """Give the nanosecond."""
        return self.nanosecond

    def m_Weekday(self) -> Weekday:  # noqa: N802
        """Give the day of the week, which prints its name."""
        return Weekday(((self.unix + self.local()[1]) // _DAY_SECONDS + 4) % 7)

    def m_YearDay(self) -> int:  # noqa: N802
        """Give the day of the year, from 1."""
        days = (self.unix + self.local()[1]) // _DAY_SECONDS
        return days - to_days(self.date()[0], 1, 1) + 1

    def m_Unix(self) -> Int64:  # noqa: N802
        """Give the seconds since 1970."""
        return wrap_int64(self.unix)

    def m_UnixMilli(self) -> Int64:  # noqa: N802
        """Give the milliseconds since 1970."""
        return wrap_int64(self.instant // 1_000_000)

    def m_UnixMicro(self) -> Int64:  # noqa: N802
        """Give the microseconds since 1970."""
        return wrap_int64(self.instant // 1000)

    def m_UnixNano(self) -> Int64:  # noqa: N802
        """Give the nanoseconds since 1970."""
        return wrap_int64(self.instant)

    def m_IsZero(self) -> bool:  # noqa: N802
        """Tell whether this is the zero time, 1 January of year 1 in UTC."""
        return self.unix == _ZERO_UNIX and self.nanosecond == 0

    def m_IsDST(self) -> bool:  # noqa: N802
        """Tell whether summer time holds."""
        return self.local()[2]

    def m_String(self) -> str:  # noqa: N802
        """Give the text, as it prints."""
        return self.go_string()

    def m_GoString(self) -> str:  # noqa: N802
        """Give the instant as Go source."""
        from pychart.gostd.duration import quote_text

        year, month, day = self.date()
        known = {UTC: "time.UTC", LOCAL: "time.Local"}
        zone = known.get(self.zone) or f"time.Location({quote_text(self.zone.name)})"
        numbers = ", ".join(str(number) for number in (day, *self.clock(), self.nanosecond))
        return f"time.Date({year}, time.{MONTHS[month - 1]}, {numbers}, {zone})"

    def m_MarshalJSON(self) -> bytes:  # noqa: N802
        """Give RFC 3339 with nanoseconds as a JSON string."""
        return f'"{self._marshal("MarshalJSON")}"'.encode()

    def m_MarshalText(self) -> bytes:  # noqa: N802
        """Give RFC 3339 with nanoseconds."""
        return self._marshal("MarshalText").encode()


def now() -> Time:
    """Give the present instant in the machine's zone."""
    unix, nanosecond = divmod(_clock.time_ns(), SECOND)
    return Time(unix, nanosecond, LOCAL, _clock.monotonic_ns() - _PROCESS_START)


def make_time(date: tuple[int, int, int], clock: tuple[int, int, int, int], zone: Zone) -> Time:
    """Give the instant of a date and time of day in a zone; a time that a change of clocks skips is moved."""
    hour, minute, second, nanosecond = clock
    unix = to_days(*date) * _DAY_SECONDS + hour * 3600 + minute * 60 + second
    offset = zone.lookup(unix)[1]
    if offset:
        offset = zone.lookup(unix - offset)[1]
    return Time(unix - offset, nanosecond, zone)


def format_time(time: Time, layout: str) -> str:
    """Write an instant in the form of Go's layout."""
    return time.format(layout)


def parse_time(layout: str, text: str, zone: Zone = UTC) -> Time:
    """Read an instant by Go's layout; ``zone`` holds where the text names none (Go: ParseInLocation).

    Raises TimeError with Go's text.
    """
    reading = Reading(text)
    reading.read(layout, text)
    date = (reading.year, reading.month, reading.day)
    clock = (reading.hour, reading.minute, reading.second, reading.nanosecond)
    if reading.is_utc:
        return make_time(date, clock, UTC)
    if reading.offset is None and not reading.abbreviation:
        return make_time(date, clock, zone)
    plain = make_time(date, clock, UTC)
    if reading.offset is not None:
        return _place_offset(plain, reading.offset, reading.abbreviation, zone)
    return _place_abbreviation(plain, reading.abbreviation, zone)


def _place_offset(plain: Time, offset: int, abbreviation: str, zone: Zone) -> Time:
    unix = plain.unix - offset
    name, usual, _ = zone.lookup(unix)
    fits = usual == offset and abbreviation in ("", name)
    return Time(unix, plain.nanosecond, zone if fits else Zone(abbreviation, offset))


def _place_abbreviation(plain: Time, abbreviation: str, zone: Zone) -> Time:
    known = zone.lookup_name(abbreviation, plain.unix)
    if known is not None:
        return Time(plain.unix - known, plain.nanosecond, zone)
    offset = int(abbreviation[3:]) * 3600 if abbreviation.startswith("GMT") and len(abbreviation) > 3 else 0
    return Time(plain.unix, plain.nanosecond, Zone(abbreviation, offset))  # Go leaves the instant in UTC


def _require_time(value: Any) -> Time:
    if not isinstance(value, Time):
        raise ArgumentError(0, "time.Time", value)
    return value
