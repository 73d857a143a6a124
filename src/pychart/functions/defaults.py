"""Emptiness and what to take instead (sprig), and deep copies.

Empty are nil, false, zeros, and texts, lists and maps without contents; a struct never is. Python's truth is the
same for all the types that stand for Go's.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions.sequences import require_elements
from pychart.gostd.types import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def default(fallback: Any, *given: Any) -> Any:
    """Give GIVEN, or FALLBACK if GIVEN is empty.

    ``default FALLBACK GIVEN`` gives any; without GIVEN it gives FALLBACK. Origin: sprig.
    """
    return (given[0] or fallback) if given else fallback


def empty(value: Any) -> bool:
    """Tell whether a value is empty.

    ``empty VALUE`` gives bool. Origin: sprig.
    """
    return not value


def coalesce(*values: Any) -> Any:
    """Give the first value that is not empty, else nil.

    ``coalesce VALUE...`` gives any. Origin: sprig.
    """
    for value in values:
        if value:
            return value
    return None


def all_(*values: Any) -> bool:
    """Tell whether no value is empty.

    ``all VALUE...`` gives bool; true without values. Origin: sprig.
    """
    return all(values)


def any_(*values: Any) -> bool:
    """Tell whether some value is not empty.

    ``any VALUE...`` gives bool; false without values. Origin: sprig.
    """
    return any(values)


def compact(values: Any) -> list[Any]:
    """Give a list's elements that are not empty.

    ``compact LIST`` gives []interface {}. Fails with ``Cannot compact on type string``. Origin: sprig.
    """
    return [element for element in require_elements(values, "Cannot compact on type") if element]


def ternary(if_true: Any, if_false: Any, condition: bool) -> Any:
    """Choose between two values.

    ``ternary IF_TRUE IF_FALSE CONDITION`` gives any; CONDITION must be a bool. Origin: sprig.
    """
    return if_true if condition else if_false


def deep_copy(value: Any) -> Any:
    """Copy a value with all that it contains.

    ``deepCopy VALUE`` gives any. nil fails with ``reflect: call of reflect.Value.Type on zero Value``. Origin:
    sprig; mitchellh/copystructure.
    """
    if value is None:
        raise FunctionError("reflect: call of reflect.Value.Type on zero Value")
    return _copy(value)


must_compact = compact
must_deep_copy = deep_copy


def _copy(value: Any) -> Any:
    kind = type(value)
    if kind is dict:
        return {key: _copy(element) for key, element in value.items()}
    if kind is list:
        return [_copy(element) for element in value]
    if isinstance(value, dict):
        return kind((key, _copy(element)) for key, element in value.items())
    if isinstance(value, list):
        return kind([_copy(element) for element in value])
    if isinstance(value, Struct):
        return value  # templates cannot change a struct, so that sharing it shows nowhere
    return value
