"""What a value is (sprig): its Go type, its kind, and whether two values are the same through and through."""

from __future__ import annotations

from pychart.gostd.types import NilList, Struct, kind_of, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


__all__ = ["deep_equal", "kind_is", "kind_of", "type_is", "type_is_like", "type_of"]

_Pairs = set[tuple[int, int]]


def type_of(value: Any) -> str:
    """Name a value's Go type.

    ``typeOf VALUE`` gives string: ``string``, ``float64``, ``map[string]interface {}``, ``<nil>``. Origin: sprig.
    """
    return type_name(value)


def type_is(name: str, value: Any) -> bool:
    """Tell whether a value's Go type is called NAME.

    ``typeIs NAME VALUE`` gives bool. Origin: sprig.
    """
    return name == type_name(value)


def type_is_like(name: str, value: Any) -> bool:
    """Tell whether a value's Go type is called NAME or is a pointer to that type.

    ``typeIsLike NAME VALUE`` gives bool. Origin: sprig.
    """
    return type_name(value) in (name, "*" + name)


def kind_is(kind: str, value: Any) -> bool:
    """Tell whether a value is of a kind.

    ``kindIs KIND VALUE`` gives bool; KIND is ``map``, ``slice``, ``string``, ``int``, ``float64``, ``bool``,
    ``invalid`` (for nil) and so on. Origin: sprig.
    """
    return kind == kind_of(value)


def deep_equal(left: Any, right: Any) -> bool:
    """Tell whether two values have the same type and equal contents.

    ``deepEqual LEFT RIGHT`` gives bool; 1 and 1.0 differ, so do nil and an empty list. Origin: Go's
    reflect.DeepEqual.
    """
    return _equal(left, right, set())


def _equal(left: Any, right: Any, compared: _Pairs) -> bool:
    if type(left) is not type(right) and not _are_like_types(left, right):
        return False
    if isinstance(left, (list, dict)):
        return _equal_containers(left, right, compared)
    if isinstance(left, Struct):
        return _equal_structs(left, right, compared)
    return bool(left == right)


def _are_like_types(left: Any, right: Any) -> bool:
    """Tell whether two Python types stand for one Go type; a nil list differs from an empty one."""
    return type_name(left) == type_name(right) and NilList not in (type(left), type(right))


def _equal_containers(left: Any, right: Any, compared: _Pairs) -> bool:
    if left is right:  # as in Go, where even a NaN inside does not make a list differ from itself
        return True
    if len(left) != len(right):
        return False
    pair = (id(left), id(right))
    if pair in compared:  # a map may contain itself
        return True
    compared.add(pair)
    if isinstance(left, list):
        return all(_equal(one, other, compared) for one, other in zip(left, right, strict=True))
    return all(key in right and _equal(value, right[key], compared) for key, value in left.items())


def _equal_structs(left: Struct, right: Struct, compared: _Pairs) -> bool:
    if left is right or left == right:
        return True
    if not left.go_fields:
        return False
    return all(_equal(getattr(left, name), getattr(right, name), compared) for name in left.go_fields)
