"""Durations. Expectations recorded from Helm 4.3.1 (Go 1.27)."""

from __future__ import annotations

import pytest

from pychart.errors import ArgumentError
from pychart.gostd.duration import Duration, DurationError, parse_duration, saturate, wrap

DURATIONS = [
    ("1h", "1h0m0s"),
    ("1.5h", "1h30m0s"),
    ("-1h30m5.5s", "-1h30m5.5s"),
    ("0", "0s"),
    ("1us", "1µs"),
    ("1ns", "1ns"),
    ("1.5ns", "1ns"),
    (".5s", "500ms"),
    ("100ms", "100ms"),
    ("1m1m1m", "3m0s"),
    ("2562047h47m16.854775807s", "2562047h47m16.854775807s"),
    ("-2562047h47m16.854775808s", "-2562047h47m16.854775808s"),
    ("1.123456789h", "1h7m24.4444404s"),
    ("72h3m0.5s", "72h3m0.5s"),
]
BAD_DURATIONS = [
    ("", 'time: invalid duration ""'),
    ("x", 'time: invalid duration "x"'),
    ("1", 'time: missing unit in duration "1"'),
    ("1d", 'time: unknown unit "d" in duration "1d"'),
    ("1h 2m", 'time: unknown unit "h " in duration "1h 2m"'),
    (".s", 'time: invalid duration ".s"'),
    ("2562048h", 'time: invalid duration "2562048h"'),
    ("99999999999999999999h", 'time: invalid duration "99999999999999999999h"'),
    ("é", 'time: invalid duration "\\xc3\\xa9"'),
    ('1"s', 'time: unknown unit "\\"s" in duration "1\\"s"'),
]


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_parse_and_print(text: str, expected: str) -> None:
    assert parse_duration(text).go_string() == expected


@pytest.mark.parametrize(("text", "message"), BAD_DURATIONS)
def test_parse_refuses(text: str, message: str) -> None:
    with pytest.raises(DurationError) as caught:
        parse_duration(text)
    assert str(caught.value) == message


def test_methods() -> None:
    duration = parse_duration("-1h30m0.0015s")
    assert duration.m_Hours() == -1.5000004166666665
    assert duration.m_Minutes() == -90.000025
    assert duration.m_Seconds() == -5400.0015
    assert duration.m_Milliseconds() == -5400001
    assert duration.m_Microseconds() == -5400001500
    assert duration.m_Nanoseconds() == -5400001500000
    assert duration.m_Abs().m_String() == "1h30m0.0015s"
    assert duration.m_Round(3600 * 10**9).go_string() == "-2h0m0s"
    assert duration.m_Truncate(3600 * 10**9).go_string() == "-1h0m0s"
    with pytest.raises(ArgumentError):
        duration.m_Round("1h")


def test_every_method_is_listed() -> None:
    assert {name[2:] for name in dir(Duration) if name.startswith("m_")} == set(Duration.go_methods)


def test_limits() -> None:
    assert saturate(2**70) == 2**63 - 1
    assert wrap(2**63) == -(2**63)
    assert Duration(-(2**63)).m_Abs() == 2**63 - 1
