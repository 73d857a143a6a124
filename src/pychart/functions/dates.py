"""Dates in templates (sprig). Layouts are Go's: the example ``2006-01-02 15:04:05`` shows the form.

Where a function takes any date, that is a time or a number of seconds since 1970; everything else means now.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd import time as gotime
from pychart.gostd.duration import HOUR, MINUTE, SECOND, Duration, DurationError, parse_duration, wrap
from pychart.gostd.types import Int32, Int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_HTML = "2006-01-02"
_SPANS = (
    (365 * 24 * HOUR, "y"),
    (30 * 24 * HOUR, "mo"),
    (24 * HOUR, "d"),
    (HOUR, "h"),
    (MINUTE, "m"),
    (SECOND, "s"),
)


def now() -> gotime.Time:
    """Give the present time in the machine's zone. Origin: sprig; Go's time.Now."""
    return gotime.now()


def date(layout: str, moment: Any) -> str:
    """Write a date in the form of the layout, in the machine's zone.

    MOMENT is a time or seconds since 1970; anything else means now. Origin: sprig.
    """
    return date_in_zone(layout, moment, "Local")


def date_in_zone(layout: str, moment: Any, zone: str) -> str:
    """Write a date in the form of the layout, in a named zone (``Europe/Berlin``); an unknown zone means UTC.

    MOMENT is a time or seconds since 1970; anything else means now. Origin: sprig.
    """
    return _read_moment(moment, (int, Int64, Int32)).in_zone(gotime.load_zone(zone) or gotime.UTC).format(layout)


def html_date(moment: Any) -> str:
    """Write a date as ``2006-01-02``, as HTML's date fields want it, in the machine's zone. Origin: sprig."""
    return date_in_zone(_HTML, moment, "Local")


def html_date_in_zone(moment: Any, zone: str) -> str:
    """Write a date as ``2006-01-02`` in a named zone; an unknown zone means UTC. Origin: sprig."""
    return date_in_zone(_HTML, moment, zone)


def date_modify(duration: str, moment: gotime.Time) -> gotime.Time:
    """Give the time a duration later (``-1.5h``); the same time where the duration is none. Origin: sprig."""
    try:
        return moment.add(parse_duration(duration))
    except DurationError:
        return moment


def must_date_modify(duration: str, moment: gotime.Time) -> gotime.Time:
    """Give the time a duration later (``-1.5h``). Fails with ``time: invalid duration "x"``. Origin: sprig."""
    try:
        return moment.add(parse_duration(duration))
    except DurationError as error:
        raise FunctionError(str(error)) from None


def to_date(layout: str, text: str) -> gotime.Time:
    """Read a time by a layout, in the machine's zone unless the text names one; year 1 where it does not fit.

    Origin: sprig; Go's time.ParseInLocation.
    """
    try:
        return gotime.parse_time(layout, text, gotime.LOCAL)
    except gotime.TimeError:
        return gotime.Time()


def must_to_date(layout: str, text: str) -> gotime.Time:
    """Read a time by a layout, in the machine's zone unless the text names one.

    Fails with ``parsing time "x" as "2006": cannot parse "x" as "2006"``. Origin: sprig.
    """
    try:
        return gotime.parse_time(layout, text, gotime.LOCAL)
    except gotime.TimeError as error:
        raise FunctionError(str(error)) from None


def unix_epoch(moment: gotime.Time) -> str:
    """Give the seconds since 1970 as a text. Origin: sprig."""
    return str(moment.m_Unix())


def ago(moment: Any) -> str:
    """Give how long ago a date was, in whole seconds: ``2h34m7s``. Origin: sprig."""
    return gotime.now().sub(_read_moment(moment, (int, Int64))).round(SECOND).go_string()


def duration(seconds: Any) -> str:
    """Write seconds, an int64 or a text of digits, as a duration: ``1m35s``; anything else is ``0s``.

    A plain number in a template is an int and so ``0s``. Origin: sprig.
    """
    from pychart.gostd.strconv import NumError, parse_int

    number = 0
    if isinstance(seconds, str):
        try:
            number = parse_int(seconds, 10)
        except NumError as error:
            number = int(error.value)
    elif type(seconds) is Int64:
        number = int(seconds)
    return wrap(number * SECOND).go_string()


def duration_round(value: Any) -> str:
    """Give the largest unit of a duration, without the rest: ``2h``, ``3mo``, ``1y``.

    VALUE is a text such as ``2h10m5s``, nanoseconds as int64, or a time (then since that time); anything else
    is ``0s``. Origin: sprig.
    """
    nanoseconds = abs(int(_read_span(value)))
    for unit, sign in _SPANS:
        if nanoseconds > unit:
            return f"{nanoseconds // unit}{sign}"
    return "0s"


def _read_moment(value: Any, numbers: tuple[type, ...]) -> gotime.Time:
    if isinstance(value, gotime.Time):
        return value
    if type(value) in numbers:
        return gotime.Time(int(value), 0, gotime.LOCAL)
    return gotime.now()


def _read_span(value: Any) -> Duration:
    if isinstance(value, str):
        try:
            return parse_duration(value)
        except DurationError:
            return Duration(0)
    if isinstance(value, gotime.Time):
        return gotime.now().sub(value)
    return Duration(value) if type(value) is Int64 else Duration(0)
