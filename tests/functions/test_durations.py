"""Duration functions. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions import durations
from pychart.gostd.types import Int64, Uint64

ROUNDED = [
    ("1h29m59s", "1h", "1h0m0s"),
    ("1h30m", "1h", "2h0m0s"),
    ("-1h30m", "1h", "-2h0m0s"),
    ("90", "1m", "2m0s"),
    ("1h", "0", "1h0m0s"),
    ("x", "1h", "0s"),
    ("1h", "x", "1h0m0s"),
    ("2562047h47m16s", "1h", "2562047h47m16.854775807s"),
]
TRUNCATED = [
    ("1h29m59s", "1h", "1h0m0s"),
    ("1h30m", "1h", "1h0m0s"),
    ("-1h30m", "1h", "-1h0m0s"),
    ("90", "1m", "1m0s"),
    ("1h", "0", "1h0m0s"),
    ("x", "1h", "0s"),
    ("1h", "x", "1h0m0s"),
    ("2562047h47m16s", "1h", "2562047h0m0s"),
]


@pytest.mark.parametrize(("value", "multiple", "expected"), ROUNDED)
def test_round_to(value: str, multiple: str, expected: str) -> None:
    assert durations.duration_round_to(value, multiple).go_string() == expected


@pytest.mark.parametrize(("value", "multiple", "expected"), TRUNCATED)
def test_truncate_to(value: str, multiple: str, expected: str) -> None:
    assert durations.duration_truncate_to(value, multiple).go_string() == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1h", "1h0m0s"),
        (" 90 ", "1m30s"),
        ("1e3", "16m40s"),
        (2.5, "2.5s"),
        (-7, "-7s"),
        (Int64(95), "1m35s"),
        (Uint64(1), "1s"),
    ],
)
def test_must_to_duration(value: Any, expected: str) -> None:
    assert durations.must_to_duration(value).go_string() == expected
    assert durations.must_to_duration(durations.must_to_duration(value)).go_string() == expected


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "empty duration"),
        ("x", 'could not parse duration "x"'),
        (None, "invalid duration"),
        (True, "unsupported duration type bool"),
        ([], "unsupported duration type []interface {}"),
        (9223372037, "duration seconds overflow: 9223372037"),
        (1e300, "duration seconds overflow: 1e+300"),
        ("NaN", "invalid duration seconds: NaN"),
        ("-inf", "invalid duration seconds: -Inf"),
    ],
)
def test_must_to_duration_refuses(value: Any, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        durations.must_to_duration(value)
    assert str(caught.value) == message


def test_numbers() -> None:
    assert durations.duration_seconds("1m1.5s") == 61.5
    assert durations.duration_milliseconds("1.5s") == 1500
    assert durations.duration_microseconds("1ms") == 1000
    assert durations.duration_nanoseconds("1us") == 1000
    assert durations.duration_minutes("90s") == 1.5
    assert durations.duration_hours("90m") == 1.5
    assert durations.duration_days("36h") == 1.5
    assert durations.duration_weeks("84h") == 0.5
    assert durations.duration_hours("x") == 0
