"""The calendar, checked against Python's where that reaches."""

from __future__ import annotations

import datetime

from pychart.gostd.calendar import days_before, days_in_month, from_days, is_leap, to_days

_EPOCH = datetime.date(1970, 1, 1).toordinal()


def test_agrees_with_datetime() -> None:
    for ordinal in range(1, datetime.date.max.toordinal(), 977):
        date = datetime.date.fromordinal(ordinal)
        assert from_days(ordinal - _EPOCH) == (date.year, date.month, date.day)
        assert to_days(date.year, date.month, date.day) == ordinal - _EPOCH


def test_beyond_datetime() -> None:
    for days in (-(10**9), -719_529, 10**9):
        assert to_days(*from_days(days)) == days
    assert from_days(-719_528) == (0, 1, 1)


def test_parts_carry_over() -> None:
    assert to_days(2024, 14, 1) == to_days(2025, 2, 1)
    assert to_days(2024, 0, 31) == to_days(2023, 12, 31)
    assert to_days(2023, 2, 29) == to_days(2023, 3, 1)


def test_months() -> None:
    assert [days_in_month(2023, month) for month in (1, 2, 4, 12)] == [31, 28, 30, 31]
    assert days_in_month(2024, 2) == 29
    assert [days_before(month) for month in (1, 3, 13)] == [0, 59, 365]
    assert [is_leap(year) for year in (1900, 2000, 2023, 2024, 0, -4)] == [False, True, False, True, True, True]
