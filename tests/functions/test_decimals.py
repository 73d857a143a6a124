"""Decimal arithmetic on floats."""

from __future__ import annotations

from math import inf, nan

import pytest

from pychart.errors import FunctionError
from pychart.functions import decimals


@pytest.mark.parametrize("value", [0.0, 1.0, -0.1, 1e300, 5e-324, 123456.789, 1e22, -2.5e-7])
def test_a_float_comes_back(value: float) -> None:
    assert decimals.to_float(decimals.from_float(value)) == value


@pytest.mark.parametrize(("value", "name"), [(inf, r"\+Inf"), (-inf, "-Inf"), (nan, "NaN")])
def test_not_every_float_is_a_decimal(value: float, name: str) -> None:
    with pytest.raises(FunctionError, match=f"^Cannot create a Decimal from {name}$"):
        decimals.from_float(value)


def test_operations() -> None:
    tenth, fifth = decimals.from_float(0.1), decimals.from_float(0.2)
    assert decimals.to_float(decimals.add(tenth, fifth)) == 0.3
    assert decimals.to_float(decimals.subtract(tenth, fifth)) == -0.1
    assert decimals.to_float(decimals.multiply(tenth, fifth)) == 0.02
    assert decimals.to_float(decimals.divide(tenth, fifth)) == 0.5


@pytest.mark.parametrize(
    ("left", "right", "quotient"),
    [
        ((2, 0), (3, 0), 6666666666666667),
        ((-2, 0), (3, 0), -6666666666666667),
        ((5, -17), (1, 0), 1),
        ((4, -17), (1, 0), 0),
    ],
)
def test_quotients_are_rounded_half_away_from_zero(
    left: decimals.Decimal, right: decimals.Decimal, quotient: int
) -> None:
    assert decimals.divide(left, right) == (quotient, -16)


def test_too_large_for_a_float() -> None:
    assert decimals.to_float((1, 400)) == inf
    assert decimals.to_float((-1, 400)) == -inf
    assert decimals.to_float((1, -400)) == 0
