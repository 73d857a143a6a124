"""Decimal arithmetic on floats: 0.1 + 0.2 is 0.3.

Each float stands for the shortest decimal that reads back as the same float; the four operations work on decimals
and the last result becomes a float again. Quotients keep 16 digits behind the point, rounded half away from zero.
Origin: shopspring/decimal, which sprig's addf, subf, mulf and divf call.
"""

from __future__ import annotations

import math

from pychart.errors import FunctionError
from pychart.gostd.strconv import format_float

Decimal = tuple[int, int]
"""A coefficient and the power of ten that it is multiplied with."""

_QUOTIENT_DIGITS = 16


def from_float(value: float) -> Decimal:
    """Give the decimal that a float stands for; infinities and NaN raise FunctionError."""
    if not math.isfinite(value):
        raise FunctionError(f"Cannot create a Decimal from {format_float(value)}")
    mantissa, _, exponent = repr(value).partition("e")
    whole, _, fraction = mantissa.partition(".")
    return int(whole + fraction), int(exponent or 0) - len(fraction)


def to_float(value: Decimal) -> float:
    """Give the float nearest to a decimal, an infinity when it is too large."""
    coefficient, exponent = value
    try:
        if exponent >= 0:
            return float(coefficient * int(10**exponent))
        return coefficient / int(10**-exponent)
    except OverflowError:
        return math.inf if coefficient > 0 else -math.inf


def add(left: Decimal, right: Decimal) -> Decimal:
    """Give left + right."""
    exponent = min(left[1], right[1])
    return _scale(left, exponent) + _scale(right, exponent), exponent


def subtract(left: Decimal, right: Decimal) -> Decimal:
    """Give left - right."""
    return add(left, (-right[0], right[1]))


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """Give left * right, exactly."""
    return left[0] * right[0], left[1] + right[1]


def divide(left: Decimal, right: Decimal) -> Decimal:
    """Give left / right to 16 digits behind the point; FunctionError when right is 0."""
    if right[0] == 0:
        raise FunctionError("decimal division by 0")
    numerator, denominator = abs(left[0]), abs(right[0])
    shift = left[1] - right[1] + _QUOTIENT_DIGITS
    if shift >= 0:
        numerator *= 10**shift
    else:
        denominator *= 10**-shift
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest >= denominator:
        quotient += 1
    negative = (left[0] < 0) != (right[0] < 0)
    return -quotient if negative else quotient, -_QUOTIENT_DIGITS


def _scale(value: Decimal, exponent: int) -> int:
    return int(value[0] * 10 ** (value[1] - exponent))
