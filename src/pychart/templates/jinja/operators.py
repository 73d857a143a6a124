"""Operators, loops and joining of text as templates may use them: within limits, on values that fit."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from types import GeneratorType
from typing import Any

from jinja2 import Undefined

from pychart.errors import FunctionError
from pychart.functions.limits import require_list_size, require_text_size
from pychart.gostd.strings import sorted_keys
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int64
from pychart.templates.golang.printing import printed
from pychart.templates.jinja.missing import Missing, MissingError
from pychart.templates.jinja.objects import ENGINE_OBJECTS, Function, Method, describe_kind

_NUMERIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}
_MAX_EXPONENT = 64


def plain(value: Any) -> Any:
    """Give a value as functions and data take it: what is missing as None, a method's result for the method.

    Raises UndefinedError for unknown names and FunctionError for what is no data: macros, loops.
    """
    kind = type(value)
    if kind is str or kind is dict or kind is list or kind is float or kind is bool or value is None:
        return value
    if kind is int:
        return _fit_int(value)
    if isinstance(value, Missing):
        return None
    if isinstance(value, Method):
        return plain(value.call())
    if isinstance(value, Undefined):
        if kind is Undefined:
            return None
        value._fail_with_undefined_error()
    if isinstance(value, (tuple, GeneratorType, range, map, filter)):
        if isinstance(value, range):
            require_list_size(len(value))
        return [plain(item) for item in value]
    if isinstance(value, (Function, *ENGINE_OBJECTS)) or callable(value):
        raise FunctionError(f"a {describe_kind(value)} is no value; to call it, add ()")
    return value


def show(value: Any) -> str:
    """Give the text that ``{{ value }}`` writes; null is empty. Raises MissingError where the value is missing."""
    if type(value) is str:
        return value
    if isinstance(value, Missing):
        raise MissingError(value)
    value = plain(value)
    return "" if value is None else printed(value)


def join_text(values: Iterable[Any]) -> str:
    """Join values as ``~`` does."""
    texts = [show(value) for value in values]
    require_text_size(sum(map(len, texts)))
    return "".join(texts)


def each(value: Any) -> Iterable[Any]:
    """Give what ``for`` goes over: lists, the sorted keys of maps; nothing where the value is missing or null.

    Raises FunctionError for what cannot be gone over.
    """
    if isinstance(value, dict):
        return sorted_keys(value)
    if value is None or isinstance(value, Missing):
        return ()
    if isinstance(value, (list, tuple, range, GeneratorType)):
        return value
    if isinstance(value, Method):
        return each(value.call())
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    hint = "; use range(n) to count" if isinstance(value, (int, float)) else ""
    raise FunctionError(f"for cannot go over a value of kind {describe_kind(value)}{hint}")


def apply(symbol: str, left: Any, right: Any) -> Any:
    """Apply an operator. Raises FunctionError where the values do not fit or the result is too large."""
    left, right = plain(left), plain(right)
    if _is_number(left) and _is_number(right):
        return _calculate(symbol, left, right)
    if symbol == "+" and isinstance(left, str) and isinstance(right, str):
        require_text_size(len(left) + len(right))
        return left + right
    if symbol == "+" and isinstance(left, list) and isinstance(right, list):
        require_list_size(len(left) + len(right))
        return [*left, *right]
    if symbol == "*" and isinstance(left, (str, list)) and type(right) is int:
        (require_text_size if isinstance(left, str) else require_list_size)(len(left) * max(right, 0))
        return left * right
    if symbol == "%" and isinstance(left, str):
        raise FunctionError("% does not format text; use printf")
    raise FunctionError(f"{symbol} does not go with {describe_kind(left)} and {describe_kind(right)}")


def negate(symbol: str, value: Any) -> Any:
    """Apply a sign. Raises FunctionError for what is no number."""
    value = plain(value)
    if not _is_number(value):
        raise FunctionError(f"{symbol} does not go with {describe_kind(value)}")
    return -value if symbol == "-" else value


def count(*bounds: Any) -> range:
    """Give the numbers of ``range(stop)``, ``range(start, stop)`` or ``range(start, stop, step)``.

    Raises FunctionError for bounds that are no whole numbers, and where there would be too many.
    """
    whole = []
    for bound in bounds:
        number = plain(bound)
        if not _is_number(number) or number != number or number in (float("inf"), float("-inf")) or number % 1:
            raise FunctionError("range wants whole numbers")
        whole.append(_fit_int(int(number)))
    if not 1 <= len(whole) <= 3:
        raise FunctionError("range wants one to three numbers")
    if whole[2:] == [0]:
        raise FunctionError("the step of range must not be 0")
    numbers = range(*whole)
    size = -(-(numbers.stop - numbers.start) // numbers.step)
    require_list_size(max(size, 0))
    return numbers


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _calculate(symbol: str, left: Any, right: Any) -> Any:
    if symbol == "**" and abs(right) > _MAX_EXPONENT:
        left = float(left)
    try:
        result = _NUMERIC[symbol](left, right)
    except ZeroDivisionError:
        raise FunctionError(f"{show(left)} {symbol} {show(right)}: division by zero") from None
    except OverflowError:
        raise FunctionError(f"{show(left)} {symbol} {show(right)} is too large") from None
    if isinstance(result, complex):
        raise FunctionError(f"{show(left)} {symbol} {show(right)} is no real number")
    return _fit_int(result) if isinstance(result, int) else result


def _fit_int(number: int) -> int:
    if not INT64_MIN <= number <= INT64_MAX:
        raise FunctionError("a whole number must fit into 64 bits")
    return number if type(number) is int or isinstance(number, Int64) else int(number)
