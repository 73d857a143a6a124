"""How eq, lt and their kin compare: integers with integers, floats with floats, strings with strings.

Origin: Go's text/template (funcs.go).
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.strings import sort_key
from pychart.gostd.types import NilList, Struct, kind_of, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_BAD_TYPE = "invalid type for comparison"
_BASIC_KINDS: dict[type, str] = {str: "string", bool: "bool", int: "int", float: "float", complex: "complex"}
_INTEGERS = ("int", "uint")
_NUMBERS = frozenset({int, float})


def is_equal(left: Any, right: Any) -> bool:
    """Tell whether two values are equal; nil equals only nil.

    Raises FunctionError for kinds that do not go together, and for two maps or two lists.
    """
    kind, other = basic_kind(left), basic_kind(right)
    if kind == other:
        return bool(left == right) if kind else _is_equal_object(left, right)
    if kind in _INTEGERS and other in _INTEGERS:
        return bool(left == right)
    if left is None or right is None:
        return False
    raise _incompatible(left, right)


def is_less(left: Any, right: Any) -> bool:
    """Tell whether left comes before right; strings are compared byte by byte.

    Raises FunctionError for values without an order and for kinds that do not go together.
    """
    if type(left) is type(right) and type(left) in _NUMBERS:
        return bool(left < right)
    kind, other = basic_kind(left), basic_kind(right)
    if not kind or not other:
        raise FunctionError(_BAD_TYPE)
    if kind != other and not (kind in _INTEGERS and other in _INTEGERS):
        raise _incompatible(left, right)
    if kind in ("bool", "complex"):
        raise FunctionError(_BAD_TYPE)
    if kind == "string" and not (left.isascii() and right.isascii()):
        return sort_key(left) < sort_key(right)
    return bool(left < right)


def basic_kind(value: Any) -> str:
    """Give bool, int, uint, float, complex or string; "" for nil, maps, lists and structs."""
    kind = _BASIC_KINDS.get(type(value))
    if kind is None:
        name = kind_of(value)
        kind = "uint" if name.startswith("uint") else "int" if name.startswith("int") else ""
        _BASIC_KINDS[type(value)] = kind
    return kind


def _incompatible(left: Any, right: Any) -> FunctionError:
    return FunctionError(f"incompatible types for comparison: {type_name(left)} and {type_name(right)}")


def _is_equal_object(left: Any, right: Any) -> bool:
    if left is not None and right is not None and kind_of(left) != kind_of(right):
        raise FunctionError(
            f"non-comparable types {_show(left)}: {type_name(left)}, {type_name(right)}: {_show(right, '%v')}"
        )
    if _is_nil(left) or _is_nil(right):
        return _is_nil(left) and _is_nil(right)
    if not isinstance(right, Struct):
        raise FunctionError(f"non-comparable type {_show(right)}: {type_name(right)}")
    return _is_equal_struct(left, right)


def _is_nil(value: Any) -> bool:
    return value is None or type(value) is NilList


def _show(value: Any, verb: str = "%s") -> str:
    from pychart.gostd.fmt import sprintf

    return sprintf(verb, value)


def _is_equal_struct(left: Any, right: Struct) -> bool:
    """Compare pointers by what they point to being the same object, structs field by field."""
    if left is right:
        return True
    if type(left) is not type(right) or kind_of(right) == "ptr":
        return False
    if left == right:
        return True
    names = right.go_fields
    return bool(names) and all(getattr(left, name) == getattr(right, name) for name in names)
