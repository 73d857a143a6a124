"""Date functions. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import dates
from pychart.gostd.time import UTC, Time
from pychart.gostd.types import Int64

MOMENT = Time(1700000000, 0, UTC)


def test_date_in_zone() -> None:
    assert dates.date_in_zone("2006-01-02 15:04:05 MST", MOMENT, "UTC") == "2023-11-14 22:13:20 UTC"
    assert dates.date_in_zone("2006-01-02", Int64(0), "UTC") == "1970-01-01"
    assert dates.date_in_zone("15:04 MST", 1700000000, "No/Zone") == "22:13 UTC"
    assert dates.html_date_in_zone(MOMENT, "UTC") == "2023-11-14"


def test_anything_else_means_now() -> None:
    year = dates.now().format("2006")
    assert dates.date("2006", "x") == dates.date("2006", 1.5) == year
    assert dates.html_date(None)[:4] == year


def test_local_functions_agree_with_the_local_zone() -> None:
    assert dates.date("2006-01-02", MOMENT) == dates.html_date(MOMENT) == MOMENT.m_Local().format("2006-01-02")


def test_date_modify() -> None:
    assert dates.date_modify("-1.5h", MOMENT).unix == 1700000000 - 5400
    assert dates.date_modify("x", MOMENT) is MOMENT
    assert dates.must_date_modify("1h", MOMENT).unix == 1700003600
    with pytest.raises(FunctionError, match=r'^time: invalid duration "x"$'):
        dates.must_date_modify("x", MOMENT)


def test_to_date() -> None:
    assert dates.to_date("2006-01-02", "2024-02-29").format("Jan 2") == "Feb 29"
    assert dates.to_date("2006-01-02", "x").m_IsZero()
    assert dates.must_to_date("2006", "2024").m_Year() == 2024
    with pytest.raises(FunctionError, match="cannot parse"):
        dates.must_to_date("2006", "x")


def test_unix_epoch() -> None:
    assert dates.unix_epoch(MOMENT) == "1700000000"


def test_ago() -> None:
    assert dates.ago(dates.now().add(-90 * 10**9)) in ("1m30s", "1m31s")
    assert dates.ago("x") == "0s"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("95", "1m35s"),
        (Int64(95), "1m35s"),
        (95, "0s"),
        (1.5, "0s"),
        ("x", "0s"),
        ("9223372036854775807", "-1s"),
        (None, "0s"),
    ],
)
def test_duration(value: Any, expected: str) -> None:
    assert dates.duration(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2h10m5s", "2h"),
        ("-2h10m5s", "2h"),
        ("60s", "60s"),
        ("61s", "1m"),
        ("24h", "24h"),
        ("25h", "1d"),
        ("721h", "1mo"),
        ("8761h", "1y"),
        ("1s", "0s"),
        ("x", "0s"),
        (Int64(3_700_000_000_000), "1h"),
        (5, "0s"),
    ],
)
def test_duration_round(value: Any, expected: str) -> None:
    assert dates.duration_round(value) == expected


def test_duration_round_since() -> None:
    assert dates.duration_round(dates.now().add(-90 * 10**9)) == "1m"
