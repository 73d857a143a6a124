"""Any value as a number; what is none counts as 0."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from pychart.functions.casting import to_float64, to_int64
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int32, Int64, Uint8, Uint64


class Month(Int64):
    go_type = "time.Month"


class Duration(Int64):
    go_type = "time.Duration"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, 7),
        (Int64(-7), -7),
        (Int32(7), 7),
        (Uint8(255), 255),
        (Uint64(2**63), INT64_MIN),
        (Month(3), 3),
        (Duration(3), 0),
        (True, 1),
        (None, 0),
        ([], 0),
        (-2.9, -2),
        (1e19, INT64_MIN),
        (nan, INT64_MIN),
        (-inf, INT64_MIN),
        (float(2**62), 2**62),
        ("9223372036854775807", INT64_MAX),
        ("9223372036854775808", 0),
        ("0x1f", 31),
        ("3.00", 3),
        ("3.0.", 3),
        ("3.01", 0),
    ],
)
def test_to_int64(value: Any, expected: int) -> None:
    assert to_int64(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, 7.0),
        (Month(3), 3.0),
        (Duration(3), 0.0),
        (True, 1.0),
        (None, 0.0),
        ("1e3", 1000.0),
        ("1e999", 0.0),
        ("x", 0.0),
        ("-inf", -inf),
        (1.5, 1.5),
    ],
)
def test_to_float64(value: Any, expected: float) -> None:
    converted = to_float64(value)
    assert converted == expected
    assert type(converted) is float
