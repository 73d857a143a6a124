"""Numbers in templates (sprig): conversion, integer and decimal arithmetic, rounding, ranges of integers.

Integer functions take any value and convert it as ``int64`` does; their results wrap around at 64 bits.
Functions that end in f convert as ``float64`` does. What cannot be converted counts as 0.
"""

from __future__ import annotations

import math

from pychart.errors import FunctionError
from pychart.functions import decimals
from pychart.functions.casting import to_float64, to_int64
from pychart.functions.limits import require_list_size
from pychart.gostd.strconv import NumError, parse_int
from pychart.gostd.types import Int64, IntList, wrap_int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


_DIVIDE_BY_ZERO = "runtime error: integer divide by zero"


def atoi(text: str) -> int:
    """Read a decimal integer.

    ``atoi TEXT`` gives int; 0 if TEXT is anything else, the nearest limit if it is out of range. Origin: sprig.
    """
    try:
        return parse_int(text)
    except NumError as error:
        return int(error.value)


def int64(value: Any) -> Int64:
    """Convert any value to an int64.

    ``int64 VALUE`` gives int64: floats lose their fraction, strings may have a prefix (``0x1F``, ``0o17``, ``010``),
    true is 1; anything else is 0. Origin: sprig; spf13/cast.
    """
    return Int64(to_int64(value))


def int_(value: Any) -> int:
    """Convert any value to an int, as ``int64`` does.

    ``int VALUE`` gives int. Origin: sprig; spf13/cast.
    """
    return to_int64(value)


def float64(value: Any) -> float:
    """Convert any value to a float64.

    ``float64 VALUE`` gives float64; true is 1, what is no number is 0. Origin: sprig; spf13/cast.
    """
    return to_float64(value)


def to_decimal(value: Any) -> Int64:
    """Read the value's text as an octal number, such as a file mode.

    ``toDecimal VALUE`` gives int64; 0 if the text is not octal. Origin: sprig.
    """
    from pychart.gostd.fmt import sprint

    try:
        return Int64(parse_int(sprint(value), 8))
    except NumError:
        return Int64(0)


def until(count: int) -> IntList:
    """Count from 0 up to, or down to, COUNT, which is left out.

    ``until COUNT`` gives []int; ``until -2`` is [0 -1]. Origin: sprig.
    """
    return until_step(0, count, -1 if count < 0 else 1)


def until_step(start: int, stop: int, step: int) -> IntList:
    """Count from START to STOP, which is left out, in steps of STEP.

    ``untilStep START STOP STEP`` gives []int; empty if STEP is 0 or leads the wrong way. Origin: sprig.
    """
    if step == 0:
        return IntList()
    numbers = range(start, stop, step)
    require_list_size(len(numbers))
    return IntList(numbers)


def seq(*numbers: int) -> str:
    """Give a sequence of integers as one text, separated by spaces; the end is part of it.

    ``seq END``, ``seq START END`` or ``seq START STEP END`` gives string; "" for any other number of arguments or
    a STEP that leads the wrong way. Origin: sprig, after the shell command.
    """
    if len(numbers) == 1:
        start, end, step = 1, numbers[0], None
    elif len(numbers) == 2:
        start, end, step = numbers[0], numbers[1], None
    elif len(numbers) == 3:
        start, step, end = numbers
    else:
        return ""
    direction = -1 if end < start else 1
    if direction < 0 and step is not None and step > 0:
        return ""
    return " ".join(map(str, until_step(start, end + direction, direction if step is None else step)))


def add1(value: Any) -> Int64:
    """Add 1.

    ``add1 VALUE`` gives int64. Origin: sprig.
    """
    return wrap_int64(to_int64(value) + 1)


def add(*values: Any) -> Int64:
    """Add up integers.

    ``add VALUE...`` gives int64, 0 without arguments. Origin: sprig.
    """
    return wrap_int64(sum(map(to_int64, values)))


def sub(left: Any, right: Any) -> Int64:
    """Subtract integers.

    ``sub LEFT RIGHT`` gives int64. Origin: sprig.
    """
    return wrap_int64(to_int64(left) - to_int64(right))


def div(left: Any, right: Any) -> Int64:
    """Divide integers and drop the fraction.

    ``div LEFT RIGHT`` gives int64. Fails with ``runtime error: integer divide by zero``. Origin: sprig.
    """
    dividend, divisor = to_int64(left), to_int64(right)
    if divisor == 0:
        raise FunctionError(_DIVIDE_BY_ZERO)
    quotient = abs(dividend) // abs(divisor)
    return wrap_int64(-quotient if (dividend < 0) != (divisor < 0) else quotient)


def mod(left: Any, right: Any) -> Int64:
    """Give the rest of an integer division; it has the sign of LEFT.

    ``mod LEFT RIGHT`` gives int64. Fails with ``runtime error: integer divide by zero``. Origin: sprig.
    """
    dividend, divisor = to_int64(left), to_int64(right)
    if divisor == 0:
        raise FunctionError(_DIVIDE_BY_ZERO)
    rest = abs(dividend) % abs(divisor)
    return Int64(-rest if dividend < 0 else rest)


def mul(first: Any, *others: Any) -> Int64:
    """Multiply integers.

    ``mul FIRST OTHER...`` gives int64. Origin: sprig.
    """
    product = to_int64(first)
    for value in others:
        product = wrap_int64(product * to_int64(value))
    return Int64(product)


def add1f(value: Any) -> float:
    """Add 1 to a number with a fraction.

    ``add1f VALUE`` gives float64. Fails on infinities and NaN. Origin: sprig; shopspring/decimal.
    """
    return _calculate(value, (1,), decimals.add)


def addf(*values: Any) -> float:
    """Add up numbers with fractions, in decimal: ``addf 0.1 0.2`` is 0.3.

    ``addf VALUE...`` gives float64. Fails on infinities and NaN. Origin: sprig; shopspring/decimal.
    """
    return _calculate(0.0, values, decimals.add)


def subf(first: Any, *others: Any) -> float:
    """Subtract each OTHER from FIRST, in decimal.

    ``subf FIRST OTHER...`` gives float64. Fails on infinities and NaN. Origin: sprig; shopspring/decimal.
    """
    return _calculate(first, others, decimals.subtract)


def divf(first: Any, *others: Any) -> float:
    """Divide FIRST by each OTHER in turn, in decimal, to 16 digits behind the point.

    ``divf FIRST OTHER...`` gives float64. Fails with ``decimal division by 0``, and on infinities and NaN.
    Origin: sprig; shopspring/decimal.
    """
    return _calculate(first, others, decimals.divide)


def mulf(first: Any, *others: Any) -> float:
    """Multiply numbers with fractions, in decimal.

    ``mulf FIRST OTHER...`` gives float64. Fails on infinities and NaN. Origin: sprig; shopspring/decimal.
    """
    return _calculate(first, others, decimals.multiply)


def max_(first: Any, *others: Any) -> Int64:
    """Give the largest of some integers.

    ``max FIRST OTHER...`` gives int64; floats lose their fraction first. ``biggest`` is the same. Origin: sprig.
    """
    return Int64(max([to_int64(first), *map(to_int64, others)]))


def min_(first: Any, *others: Any) -> Int64:
    """Give the smallest of some integers.

    ``min FIRST OTHER...`` gives int64; floats lose their fraction first. Origin: sprig.
    """
    return Int64(min([to_int64(first), *map(to_int64, others)]))


def maxf(first: Any, *others: Any) -> float:
    """Give the largest of some numbers with fractions; NaN if one of them is NaN.

    ``maxf FIRST OTHER...`` gives float64. Origin: sprig; Go's math.Max.
    """
    largest = to_float64(first)
    for value in map(to_float64, others):
        if math.inf in (largest, value):
            largest = math.inf
        elif value != value or value > largest or (value == largest == 0 and math.copysign(1, value) > 0):
            largest = value
    return largest


def minf(first: Any, *others: Any) -> float:
    """Give the smallest of some numbers with fractions; NaN if one of them is NaN.

    ``minf FIRST OTHER...`` gives float64. Origin: sprig; Go's math.Min.
    """
    return -maxf(-to_float64(first), *(-to_float64(value) for value in others))


def ceil(value: Any) -> float:
    """Round up to a whole number.

    ``ceil VALUE`` gives float64. Origin: sprig.
    """
    return _ceil(to_float64(value))


def floor(value: Any) -> float:
    """Round down to a whole number.

    ``floor VALUE`` gives float64. Origin: sprig.
    """
    return _floor(to_float64(value))


def round_(value: Any, places: int, *round_on: float) -> float:
    """Round to PLACES digits behind the point; up if the rest is at least ROUND_ON, which is 0.5 unless given.

    ``round VALUE PLACES [ROUND_ON]`` gives float64. Negative numbers never meet ROUND_ON and go down:
    -2.4 becomes -3. Origin: sprig.
    """
    power = _power_of_ten(places)
    scaled = power * to_float64(value)
    fraction = math.modf(scaled)[0] if math.isfinite(scaled) else math.nan
    threshold = round_on[0] if round_on else 0.5
    return _quotient(_ceil(scaled) if fraction >= threshold else _floor(scaled), power)


def _calculate(
    first: Any,
    others: tuple[Any, ...],
    operation: Callable[[decimals.Decimal, decimals.Decimal], decimals.Decimal],
) -> float:
    result = decimals.from_float(to_float64(first))
    for value in others:
        result = operation(result, decimals.from_float(to_float64(value)))
    return decimals.to_float(result)


def _ceil(value: float) -> float:
    return math.copysign(math.ceil(value), value) if math.isfinite(value) else value


def _floor(value: float) -> float:
    return math.copysign(math.floor(value), value) if math.isfinite(value) else value


def _power_of_ten(exponent: int) -> float:
    """Give Go's math.Pow(10, exponent): by squaring, so that even its rounding errors are the same."""
    mantissa, base_exponent = math.frexp(10.0)
    result, result_exponent = 1.0, 0
    steps = abs(exponent)
    while steps:
        if not -4096 <= base_exponent <= 4096:  # certain overflow or underflow
            result_exponent += base_exponent
            break
        if steps & 1:
            result *= mantissa
            result_exponent += base_exponent
        mantissa *= mantissa
        base_exponent *= 2
        if mantissa < 0.5:
            mantissa += mantissa
            base_exponent -= 1
        steps >>= 1
    if exponent < 0:
        result, result_exponent = 1 / result, -result_exponent
    try:
        return math.ldexp(result, result_exponent)
    except OverflowError:
        return math.inf


def _quotient(left: float, right: float) -> float:
    """Divide as IEEE 754 does, where Python raises ZeroDivisionError."""
    if right:
        return left / right
    if left == 0 or left != left:
        return math.nan
    return math.copysign(math.inf, left)
