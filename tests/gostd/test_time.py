"""Times, layouts and zones. Expectations recorded from Helm 4.3.1 (Go 1.27) with TZ=UTC."""

from __future__ import annotations

import pytest

from pychart.errors import ArgumentError, FunctionError
from pychart.gostd.fmt import sprint
from pychart.gostd.time import LOCAL, UTC, Month, Time, TimeError, Weekday, Zone, load_zone, now, parse_time

RFC3339 = "2006-01-02T15:04:05Z07:00"
FORMATS = [
    ("2006-01-02T15:04:05Z07:00", "2024-02-09T04:05:06+05:30"),
    ("Mon Jan _2 15:04:05 2006", "Fri Feb  9 04:05:06 2024"),
    ("Monday, 02-Jan-06 15:04:05 MST", "Friday, 09-Feb-24 04:05:06 +0530"),
    ("3:04PM", "4:05AM"),
    ("03:04pm", "04:05am"),
    ("002 __2", "040  40"),
    ("_2006", "_2024"),
    ("Janus Monkey", "Janus Monkey"),
    ("-07 -0700 -07:00:00 -070000", "+05 +0530 +05:30:00 +053000"),
    ("Z07 Z0700 Z070000 Z07:00:00", "+05 +0530 +053000 +05:30:00"),
    (".000 .999 ,000", ".070 .07 ,070"),
    ("05.000", "06.070"),
    ("January 2, 2006 é", "February 9, 2024 é"),
    ("1504 pm PM", "0405 am AM"),
    ("1/2/06 4 5", "2/9/24 5 6"),
]
METHODS = [
    ("Year", "2024"),
    ("Month", "February"),
    ("Day", "9"),
    ("Hour", "4"),
    ("Minute", "5"),
    ("Second", "6"),
    ("Nanosecond", "70809012"),
    ("Weekday", "Friday"),
    ("YearDay", "40"),
    ("Unix", "1707431706"),
    ("UnixMilli", "1707431706070"),
    ("UnixMicro", "1707431706070809"),
    ("UnixNano", "1707431706070809012"),
    ("UTC", "2024-02-08 22:35:06.070809012 +0000 UTC"),
    ("Local", "2024-02-08 22:35:06.070809012 +0000 UTC"),
    ("String", "2024-02-09 04:05:06.070809012 +0530 +0530"),
    ("IsZero", "false"),
    ("IsDST", "false"),
    ("GoString", 'time.Date(2024, time.February, 9, 4, 5, 6, 70809012, time.Location(""))'),
]
PARSES = [
    ("2006-01-02", "2024-02-29", "2024-02-29 00:00:00 +0000 UTC"),
    ("2006-01-02", "2023-02-29", 'parsing time "2023-02-29": day out of range'),
    ("2006-01-02", "2024-13-01", 'parsing time "2024-13-01": month out of range'),
    ("2006-01-02", "2024-1-1", 'parsing time "2024-1-1" as "2006-01-02": cannot parse "1-1" as "01"'),
    ("2006-01-02", "x", 'parsing time "x" as "2006-01-02": cannot parse "x" as "2006"'),
    ("2006-01-02", "2024-01-01 ", 'parsing time "2024-01-01 ": extra text: " "'),
    ("2006-002", "2024-060", "2024-02-29 00:00:00 +0000 UTC"),
    ("2006-002", "2023-366", 'parsing time "2023-366": day-of-year out of range'),
    ("Jan _2 2006", "feb  3 2020", "2020-02-03 00:00:00 +0000 UTC"),
    ("3:04PM", "12:00AM", "0000-01-01 00:00:00 +0000 UTC"),
    ("15:04", "25:00", 'parsing time "25:00": hour out of range'),
    ("2006-01-02T15:04:05Z07:00", "2024-01-01T00:00:00.5Z", "2024-01-01 00:00:00.5 +0000 UTC"),
    ("2006-01-02T15:04:05Z07:00", "2024-01-01T00:00:00,1234567890123Z", "2024-01-01 00:00:00.123456789 +0000 UTC"),
    ("2006-01-02T15:04:05Z07:00", "2024-01-01T00:00:00+05:30", "2024-01-01 00:00:00 +0530 +0530"),
    ("2006-01-02T15:04:05Z07:00", "2024-01-01T00:00:60Z", 'parsing time "2024-01-01T00:00:60Z": second out of range'),
    (
        "2006-01-02T15:04:05Z07:00",
        "2024-01-01T00:00:00+25:00",
        'parsing time "2024-01-01T00:00:00+25:00": time zone offset hour out of range',
    ),
    ("06", "68", "2068-01-01 00:00:00 +0000 UTC"),
    ("06", "69", "1969-01-01 00:00:00 +0000 UTC"),
    ("2006 MST", "2024 CEST", "2024-01-01 00:00:00 +0000 CEST"),
    ("2006 MST", "2024 GMT+3", "2024-01-01 03:00:00 +0300 GMT+3"),
    ("2006 MST", "2024 UTC", "2024-01-01 00:00:00 +0000 UTC"),
    ("05.000", "05.12", 'parsing time "05.12" as "05.000": cannot parse ".12" as ".000"'),
    ("Monday", "sunday", "0000-01-01 00:00:00 +0000 UTC"),
    ("2006", "é", 'parsing time "\\xc3\\xa9" as "2006": cannot parse "\\xc3\\xa9" as "2006"'),
    ("-0700", "+0130", "0000-01-01 00:00:00 +0130 +0130"),
    ("MST", "WITA", "0000-01-01 00:00:00 +0000 WITA"),
    ("MST", "abc", 'parsing time "abc" as "MST": cannot parse "abc" as "MST"'),
]


def _moment() -> Time:
    return parse_time(RFC3339, "2024-02-09T04:05:06.070809012+05:30")


@pytest.mark.parametrize(("layout", "expected"), FORMATS)
def test_format(layout: str, expected: str) -> None:
    assert _moment().format(layout) == expected


@pytest.mark.parametrize(("method", "expected"), METHODS)
def test_methods(method: str, expected: str) -> None:
    time = _moment()
    if method == "Local":
        time = time.in_zone(UTC)
        assert time.m_UTC().go_string() == expected
    else:
        assert sprint(getattr(time, f"m_{method}")()) == expected


@pytest.mark.parametrize(("layout", "text", "expected"), PARSES)
def test_parse(layout: str, text: str, expected: str) -> None:
    try:
        found = parse_time(layout, text, UTC).go_string()
    except TimeError as error:
        found = str(error)
    assert found == expected


def test_every_method_is_listed() -> None:
    for kind in (Time, Month, Weekday, Zone):
        assert {name[2:] for name in dir(kind) if name.startswith("m_")} == set(kind.go_methods)


def test_calendar_far_away() -> None:
    assert Time(-99999999999, 0, UTC).format("2006-01-02 Mon") == "-1199-02-15 Thu"
    assert Time(99999999999999, 0, UTC).format(RFC3339) == "3170843-11-07T09:46:39Z"


def test_years_beyond_json() -> None:
    assert parse_time("2006", "2020").json_value() == "2020-01-01T00:00:00Z"
    with pytest.raises(FunctionError, match=r"year outside of range \[0,9999\]"):
        Time(99999999999999, 0, UTC).json_value()


def test_add_date_carries_over() -> None:
    leap = parse_time("2006-01-02", "2024-01-31")
    assert leap.m_AddDate(0, 1, 0).format("2006-01-02") == "2024-03-02"
    assert leap.m_AddDate(-1, 1, -31).format("2006-01-02") == "2023-01-31"


def test_rounding_starts_in_year_one() -> None:
    time = parse_time("2006-01-02 15:04", "2024-02-07 12:31")
    assert time.m_Round(3600 * 10**9).format("15:04") == "13:00"
    assert time.m_Truncate(3600 * 10**9).format("15:04") == "12:00"
    assert time.m_Truncate(7 * 24 * 3600 * 10**9).format("Mon Jan 2") == "Mon Feb 5"
    assert time.m_Round(0).m_Equal(time)


def test_compare() -> None:
    early, late = parse_time("2006", "2020"), parse_time("2006", "2021")
    assert (early.m_Before(late), early.m_After(late), early.m_Equal(late)) == (True, False, False)
    assert late.m_Sub(early).go_string() == "8784h0m0s"
    assert early.m_Compare(late) == -1
    with pytest.raises(ArgumentError):
        early.m_Sub("2020")


def test_now_has_a_monotonic_clock() -> None:
    time = now()
    assert " m=+" in time.go_string()
    assert " m=" not in time.m_Round(0).go_string()
    assert 0 <= now().sub(time) < 10**10
    assert time.zone is LOCAL


def test_zones() -> None:
    assert load_zone("") is UTC
    assert load_zone("Local") is LOCAL
    assert load_zone("No/Such_Zone") is None
    assert load_zone("../etc/passwd") is None


def test_named_zone() -> None:
    zone = load_zone("Europe/Berlin")
    if zone is None:
        pytest.skip("no tz database here")
    summer = Time(1719835200, 0, zone)
    assert summer.format("15:04 -0700 MST") == "14:00 +0200 CEST"
    assert summer.m_IsDST()
    assert not summer.m_AddDate(0, 6, 0).m_IsDST()
    assert parse_time("2006-01-02 15:04", "2024-03-31 02:30", zone).format("15:04 MST") == "03:30 CEST"
    assert parse_time("2006-01-02 MST", "2024-01-02 CET", zone).zone is zone
