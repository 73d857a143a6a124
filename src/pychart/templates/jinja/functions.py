"""The function table as Jinja2 sees it: each function as a global and as a filter whose piped value comes last.

Arguments are checked against the table as in Go templates, with two mercies: a whole float passes for an integer, since
all numbers of values are floats, and an integer for a float. Nothing is evaluated while compiling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import pass_context
from jinja2.utils import Namespace

from pychart.errors import ArgumentError, FunctionError
from pychart.functions.bind import bind_checked, go_name
from pychart.functions.table import FUNCTIONS
from pychart.gostd.types import Int64
from pychart.templates.golang.iteration import elements, pairs
from pychart.templates.jinja.missing import Missing
from pychart.templates.jinja.objects import Function, describe_kind
from pychart.templates.jinja.operators import count, each, join_text, plain

Bind = Callable[[str], Callable[..., Any]]
"""Gives the function behind a name of the table, not checked."""

_NAMES = {"string": "text", "int": "a whole number", "map": "a map", "[]any": "a list", "float64": "a number"}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_DATA_LAST = frozenset(("include", "tpl"))
"""Functions whose last argument is the current context where it is left out."""


class OwnName(str):
    """The name of a template, and which file asks for it."""

    caller: str

    def __new__(cls, name: str, caller: str) -> OwnName:
        """Make a name."""
        made = super().__new__(cls, name)
        made.caller = caller
        return made

    go_type = "string"


def make_globals(bind: Bind, names: set[str]) -> dict[str, Function]:
    """Give the functions as globals; ``names`` are those of functions that are not in the table."""
    found = {name: Function(name, _make_global(name, bind)) for name in (*FUNCTIONS, *names)}
    found["range"] = Function("range", lambda context, args, kwargs: count(*args))
    found["namespace"] = Function("namespace", lambda context, args, kwargs: Namespace(*args, **kwargs))
    return found


def make_filters(bind: Bind, names: set[str]) -> dict[str, Callable[..., Any]]:
    """Give the functions as filters, and the filters that the dialect adds."""
    found: dict[str, Callable[..., Any]] = {name: _make_filter(name, bind) for name in (*FUNCTIONS, *names)}
    found |= {
        "(each)": each,
        "(join)": join_text,
        "(plain)": plain,
        "abs": lambda value: abs(_require_number(value)),
        "count": _length,
        "elements": lambda value: elements(plain(value)),
        "items": lambda value: list(pairs(plain(value))),
        "length": _length,
        "optional": plain,
        "string": lambda value: join_text([plain(value)]),
    }
    return found


def _make_global(name: str, bind: Bind) -> Callable[[Any, tuple[Any, ...], dict[str, Any]], Any]:
    call = _prepare(name, bind)

    def call_function(context: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        _refuse_named(name, kwargs)
        return call(args)

    def call_with_data(context: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if len(args) == 1:
            args = (*args, context.resolve_or_missing("ctx"))
        if name == "include" and args and isinstance(args[0], str):
            args = (OwnName(args[0], context.name), *args[1:])
        return call_function(context, args, kwargs)

    def make_dict(context: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        made = call(args)
        made.update((key, plain(value)) for key, value in kwargs.items())
        return made

    if name in _DATA_LAST:
        return call_with_data
    return make_dict if name == "dict" else call_function


def _make_filter(name: str, bind: Bind) -> Callable[..., Any]:
    call = _prepare(name, bind)

    def apply_filter(value: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_named(name, kwargs)
        return call((*args, value))

    @pass_context
    def apply_with_data(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        return with_data(context, (*args, value), kwargs)

    if name not in _DATA_LAST:
        return apply_filter
    with_data = _make_global(name, bind)
    return apply_with_data


def _refuse_named(name: str, kwargs: dict[str, Any]) -> None:
    if kwargs:
        raise FunctionError(f"{name} takes no named arguments")


def _prepare(name: str, bind: Bind) -> Callable[[tuple[Any, ...]], Any]:
    """Give a call of a function with checked arguments; it is bound when it is first called."""
    row = FUNCTIONS.get(name)
    parameters = row[2] if row else ("any...",)
    function: Callable[..., Any] | None = None

    def call(args: tuple[Any, ...]) -> Any:
        nonlocal function
        if function is None:
            raw = bind(name)
            function = bind_checked(name, raw, lenient=True) if row else raw
        _require_count(name, parameters, len(args))
        values = [_fit(value, _parameter(parameters, index)) for index, value in enumerate(args)]
        try:
            return function(*values)
        except ArgumentError as error:
            raise FunctionError(_word_argument(name, error, len(args))) from error

    return call


def _fit(value: Any, parameter: str) -> Any:
    value = plain(value)
    if type(value) is float and parameter in ("int", "int64") and value == value and abs(value) < 2**63:
        if value == int(value):
            return int(value) if parameter == "int" else Int64(int(value))
    elif parameter == "float64" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    elif parameter == "int" and isinstance(value, Int64):
        return int(value)
    return value


def _parameter(parameters: tuple[str, ...], index: int) -> str:
    return parameters[min(index, len(parameters) - 1)].removesuffix("...")


def _require_count(name: str, parameters: tuple[str, ...], given: int) -> None:
    if parameters and parameters[-1].endswith("..."):
        least = len(parameters) - 1
        if given < least:
            raise FunctionError(f"{name} wants at least {_count_arguments(least)}, not {given}")
    elif given != len(parameters):
        raise FunctionError(f"{name} wants {_count_arguments(len(parameters))}, not {given}")


def _count_arguments(number: int) -> str:
    return f"{number or 'no'} argument{'' if number == 1 else 's'}"


def _word_argument(name: str, error: ArgumentError, count: int) -> str:
    wanted = next((text for kind, text in _NAMES.items() if go_name(kind) == error.expected), error.expected)
    which = f"its {_ORDINALS[error.index]} argument" if error.index < len(_ORDINALS) else f"argument {error.index + 1}"
    if error.index == count - 1 and count > 1:
        which = "its last argument (what | hands on is the last)"
    found = "nothing" if error.value is None else f"a value of kind {describe_kind(error.value)}"
    return f"{name} wants {wanted} as {which}, not {found}"


def _require_number(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise FunctionError(f"a value of kind {describe_kind(value)} is no number")
    return value


def _length(value: Any) -> int:
    if isinstance(value, Missing):
        return 0
    value = plain(value)
    if isinstance(value, (str, list, dict, bytes)):
        return len(value)
    raise FunctionError(f"a value of kind {describe_kind(value)} has no length")
