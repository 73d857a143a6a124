"""Durations as numbers (Helm): they take a duration, a text such as ``1h30m`` or a number of seconds.

All but mustToDuration answer 0 where the value is no duration.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.duration import SECOND, Duration, DurationError, parse_duration
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int64, kind_of, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_NONE = Duration(0)
_MOST_SECONDS = INT64_MAX // SECOND
_MOST_SECONDS_FLOAT = float(INT64_MAX) / SECOND


def must_to_duration(value: Any) -> Duration:
    """Read a duration: a duration, a text such as ``1h30m`` or ``2.5`` (seconds), or a number of seconds.

    Fails with ``could not parse duration "x"``, ``duration seconds overflow: N`` and the like. Origin: Helm.
    """
    if type(value) is Duration:
        return value
    if isinstance(value, str):
        return _read_text(value)
    if value is None:
        raise FunctionError("invalid duration")
    if isinstance(value, float):
        return _from_float(value)
    if isinstance(value, int) and not isinstance(value, bool):
        lowest = 0 if kind_of(value).startswith("uint") else -_MOST_SECONDS
        if not lowest <= value <= _MOST_SECONDS:
            raise FunctionError(f"duration seconds overflow: {int(value)}")
        return Duration(value * SECOND)
    raise FunctionError(f"unsupported duration type {type_name(value)}")


def duration_seconds(value: Any) -> float:
    """Give the seconds of a duration with their fraction; 0 where it is none. Origin: Helm."""
    return _read(value).m_Seconds()


def duration_milliseconds(value: Any) -> Int64:
    """Give the whole milliseconds of a duration; 0 where it is none. Origin: Helm."""
    return _read(value).m_Milliseconds()


def duration_microseconds(value: Any) -> Int64:
    """Give the whole microseconds of a duration; 0 where it is none. Origin: Helm."""
    return _read(value).m_Microseconds()


def duration_nanoseconds(value: Any) -> Int64:
    """Give the nanoseconds of a duration; 0 where it is none. Origin: Helm."""
    return _read(value).m_Nanoseconds()


def duration_minutes(value: Any) -> float:
    """Give the minutes of a duration with their fraction; 0 where it is none. Origin: Helm."""
    return _read(value).m_Minutes()


def duration_hours(value: Any) -> float:
    """Give the hours of a duration with their fraction; 0 where it is none. Origin: Helm."""
    return _read(value).m_Hours()


def duration_days(value: Any) -> float:
    """Give the days of 24 hours of a duration with their fraction; 0 where it is none. Origin: Helm."""
    return _read(value).m_Hours() / 24.0


def duration_weeks(value: Any) -> float:
    """Give the weeks of seven days of a duration with their fraction; 0 where it is none. Origin: Helm."""
    return _read(value).m_Hours() / 24.0 / 7.0


def duration_round_to(value: Any, multiple: Any) -> Duration:
    """Round a duration to the nearest multiple of another, halves away from zero.

    Gives 0 where the value is no duration, the value itself where the multiple is none. Origin: Helm.
    """
    duration = _read(value)
    try:
        return duration.round(must_to_duration(multiple))
    except FunctionError:
        return duration


def duration_truncate_to(value: Any, multiple: Any) -> Duration:
    """Round a duration towards zero to a multiple of another.

    Gives 0 where the value is no duration, the value itself where the multiple is none. Origin: Helm.
    """
    duration = _read(value)
    try:
        return duration.truncate(must_to_duration(multiple))
    except FunctionError:
        return duration


def _read(value: Any) -> Duration:
    try:
        return must_to_duration(value)
    except FunctionError:
        return _NONE


def _read_text(value: str) -> Duration:
    from pychart.gostd.strconv import NumError, parse_float, quote
    from pychart.gostd.strings import trim_space

    text = trim_space(value)
    if not text:
        raise FunctionError("empty duration")
    try:
        return parse_duration(text)
    except DurationError:
        pass
    try:
        seconds = parse_float(text)
    except NumError:
        raise FunctionError(f"could not parse duration {quote(value)}") from None
    return _from_float(seconds)


def _from_float(seconds: float) -> Duration:
    from pychart.gostd.fmt import sprint

    if seconds != seconds or seconds in (float("inf"), float("-inf")):
        raise FunctionError(f"invalid duration seconds: {sprint(seconds)}")
    if abs(seconds) > _MOST_SECONDS_FLOAT:
        raise FunctionError(f"duration seconds overflow: {sprint(seconds)}")
    nanoseconds = seconds * SECOND
    if abs(nanoseconds) > float(INT64_MAX):
        raise FunctionError(f"duration nanoseconds overflow: {sprint(nanoseconds)}")
    # 2**63 itself passes the test above; the processor turns it into the lowest number
    return Duration(INT64_MIN if nanoseconds >= 2.0**63 else int(nanoseconds))
