"""The Gregorian calendar without limits: days since 1970-01-01 and back.

Origin: Go's time package, whose years go far beyond what Python's datetime holds.
"""

from __future__ import annotations

_CYCLE_DAYS = 146_097
_EPOCH_SHIFT = 719_468
"""Days from 0000-03-01, where the reckoning starts, to 1970-01-01."""
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)


def is_leap(year: int) -> bool:
    """Tell whether a year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_before(month: int) -> int:
    """Give how many days of a common year lie before a month (1 to 13)."""
    return _DAYS_BEFORE[month - 1]


def days_in_month(year: int, month: int) -> int:
    """Give how many days a month has."""
    if month == 2 and is_leap(year):
        return 29
    return _DAYS_BEFORE[month] - _DAYS_BEFORE[month - 1]


def to_days(year: int, month: int, day: int) -> int:
    """Give the days since 1970-01-01; month and day may lie outside their range and then carry over."""
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    shifted = year - 1 if month <= 2 else year
    cycle, in_cycle = divmod(shifted, 400)
    in_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5
    in_days = in_cycle * 365 + in_cycle // 4 - in_cycle // 100 + in_year
    return cycle * _CYCLE_DAYS + in_days - _EPOCH_SHIFT + day - 1


def from_days(days: int) -> tuple[int, int, int]:
    """Give year, month and day of a number of days since 1970-01-01."""
    cycle, in_cycle = divmod(days + _EPOCH_SHIFT, _CYCLE_DAYS)
    in_years = (in_cycle - in_cycle // 1460 + in_cycle // 36524 - in_cycle // 146096) // 365
    in_year = in_cycle - (365 * in_years + in_years // 4 - in_years // 100)
    shifted = (5 * in_year + 2) // 153
    day = in_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return cycle * 400 + in_years + (1 if month <= 2 else 0), month, day
