"""From a row of the function table to what lowered templates call.

A function comes in up to three forms:

    raw      the function itself, where the types of the arguments are known to fit
    checked  arguments are checked as Go checks them; nil is no map and no list (it came from a map or a list)
    lenient  as checked, but nil passes for a map or a list (it is the empty result of a pipeline)

Origin of the rules: Go's text/template (exec.go validateType).
"""

from __future__ import annotations

import sys

from pychart.errors import ArgumentError, FunctionError
from pychart.functions.table import FUNCTIONS
from pychart.gostd.types import Int64, Uint64, Values, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Function = Callable[..., Any]


_Check = tuple[set[type], str]

NIL_PARAMETERS = frozenset(("any", "map", "[]any"))
"""The parameter types that an invalid nil passes for."""

_NONE = type(None)
_checks: dict[tuple[str, bool], _Check] = {}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "int": (int,),
    "int64": (Int64,),
    "uint64": (Uint64,),
    "uint32": (),
    "bool": (bool,),
    "float64": (float,),
    "map": (dict, Values),
    "[]any": (list,),
}
_GO_NAMES = {"map": "map[string]interface {}", "[]any": "[]interface {}", "certificate": "sprig.certificate"}
_ALSO_FITS = {"map": ("common.Values",)}


def go_name(parameter: str) -> str:
    """Give a parameter type of the table as Go spells it."""
    return _GO_NAMES.get(parameter, parameter)


def bind_raw(name: str) -> Function:
    """Give the function behind a name, its module imported now.

    Raises FunctionError where the table's row leads nowhere.
    """
    module_name, attribute, _, _ = FUNCTIONS[name]
    full_name = f"{__package__}.{module_name}"
    try:
        __import__(full_name)
        function: Function = getattr(sys.modules[full_name], attribute)
    except (ImportError, AttributeError) as error:
        raise FunctionError(f"function {name} is not available: {error}") from error
    return function


def bind_checked(name: str, function: Function, lenient: bool = False) -> Function:
    """Wrap a function so that its arguments are checked against its row; unchanged where all may be anything."""
    parameters = FUNCTIONS[name][2]
    if not parameters or all(parameter.startswith("any") for parameter in parameters):
        return function
    checks = [_check(parameter.removesuffix("..."), lenient) for parameter in parameters]
    if parameters[-1].endswith("..."):
        return _wrap_variadic(function, checks)
    return _WRAPPERS.get(len(checks), _wrap_many)(function, checks)


def fit(value: Any, index: int, parameter: str) -> Any:
    """Check one argument as the checked form does, and give it back. Raises ArgumentError."""
    _require(value, index, _check(parameter, False))
    return value


def fit_lenient(value: Any, index: int, parameter: str) -> Any:
    """Check one argument as the lenient form does, and give it back. Raises ArgumentError."""
    _require(value, index, _check(parameter, True))
    return value


def _check(parameter: str, lenient: bool) -> _Check | None:
    """Give the check of a parameter, one for all functions, so that what fits is learnt once."""
    if parameter == "any":
        return None
    known = _checks.get((parameter, lenient))
    if known is None:
        known = _checks[parameter, lenient] = _make_check(parameter, lenient)
    return known


def _make_check(parameter: str, lenient: bool) -> _Check:
    types = set(_TYPES.get(parameter, ()))
    if lenient and parameter in NIL_PARAMETERS:
        types.add(_NONE)
    return types, parameter


def _require(value: Any, index: int, check: _Check | None) -> None:
    """Raise ArgumentError unless the value's Go type is the parameter's; types that fit are learnt."""
    if check is None or type(value) in check[0]:
        return
    types, parameter = check
    found = type_name(value)
    if found.lstrip("*") == go_name(parameter) or found in _ALSO_FITS.get(parameter, ()):
        types.add(type(value))
        return
    raise ArgumentError(index, go_name(parameter), value)


def _wrap_one(function: Function, checks: list[_Check | None]) -> Function:
    (check,) = checks
    types = check[0] if check else set()

    def call(a: Any) -> Any:
        if type(a) not in types:
            _require(a, 0, check)
        return function(a)

    return call


def _wrap_two(function: Function, checks: list[_Check | None]) -> Function:
    first, second = checks
    if first is None and second:
        return _wrap_second(function, second)
    if second is None and first:
        return _wrap_first(function, first)
    first_types, second_types = (first or (set(),))[0], (second or (set(),))[0]

    def call(a: Any, b: Any) -> Any:
        if type(a) not in first_types:
            _require(a, 0, first)
        if type(b) not in second_types:
            _require(b, 1, second)
        return function(a, b)

    return call


def _wrap_first(function: Function, check: _Check) -> Function:
    types = check[0]

    def call(a: Any, b: Any) -> Any:
        if type(a) not in types:
            _require(a, 0, check)
        return function(a, b)

    return call


def _wrap_second(function: Function, check: _Check) -> Function:
    types = check[0]

    def call(a: Any, b: Any) -> Any:
        if type(b) not in types:
            _require(b, 1, check)
        return function(a, b)

    return call


def _wrap_three(function: Function, checks: list[_Check | None]) -> Function:
    first, second, third = checks

    def call(a: Any, b: Any, c: Any) -> Any:
        _require(a, 0, first)
        _require(b, 1, second)
        _require(c, 2, third)
        return function(a, b, c)

    return call


def _wrap_many(function: Function, checks: list[_Check | None]) -> Function:
    def call(*arguments: Any) -> Any:
        for index, argument in enumerate(arguments):
            _require(argument, index, checks[index])
        return function(*arguments)

    return call


def _wrap_variadic(function: Function, checks: list[_Check | None]) -> Function:
    last = len(checks) - 1

    def call(*arguments: Any) -> Any:
        for index, argument in enumerate(arguments):
            _require(argument, index, checks[min(index, last)])
        return function(*arguments)

    return call


_WRAPPERS: dict[int, Callable[[Function, list[_Check | None]], Function]] = {
    1: _wrap_one,
    2: _wrap_two,
    3: _wrap_three,
}
