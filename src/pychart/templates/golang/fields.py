"""Fields: ``.a.b.c`` on maps, structs and their methods (Go: exec.go evalField).

Go knows two nils. A pipeline that gave nothing is an invalid value: its fields are nothing too, silently. A nil that
a map or a list holds is an interface: to ask it for a field is an error. Which of the two stands at the start of
a chain is known while lowering: ``get`` takes the first, ``get_item`` the second. Within a chain it is always
the second. Plain maps are looked up here without a detour; all else goes through ``_walk``.
"""

from __future__ import annotations

from pychart.errors import ArgumentError, FunctionError
from pychart.gostd.types import StringMap, Struct, Values, type_name
from pychart.templates.golang.exec_errors import ExecError, MethodError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Checks = tuple[tuple[str, type] | None, ...]
    Signature = tuple[int, int | None, Checks]
    """How many arguments a method takes, least and most (None: any number), and the Go types it wants."""


MAP_METHODS = frozenset(
    ("AsConfig", "AsMap", "AsSecrets", "Encode", "Get", "GetBytes", "Glob", "Lines", "PathValue", "Table", "YAML")
)
"""Methods that maps can have (.Values, .Files); a chain with such a name is not looked up as plain maps."""

_INTERFACE = "interface {}"
_PARAMETERS = {"str": ("string", str), "int": ("int", int), "bool": ("bool", bool)}


def get1(value: Any, name: str) -> Any:
    """Give ``value.name``; nil where value is nil."""
    try:
        return value.get(name)
    except AttributeError:
        return _walk(value, (name,), False)


def get2(value: Any, first: str, second: str) -> Any:
    """Give ``value.first.second``; nil where value is nil."""
    try:
        return value[first].get(second)
    except (AttributeError, KeyError, TypeError):
        return _walk(value, (first, second), False)


def get3(value: Any, first: str, second: str, third: str) -> Any:
    """Give ``value.first.second.third``; nil where value is nil."""
    try:
        return value[first][second].get(third)
    except (AttributeError, KeyError, TypeError):
        return _walk(value, (first, second, third), False)


def get4(value: Any, first: str, second: str, third: str, fourth: str) -> Any:
    """Give ``value.first.second.third.fourth``; nil where value is nil."""
    try:
        return value[first][second][third].get(fourth)
    except (AttributeError, KeyError, TypeError):
        return _walk(value, (first, second, third, fourth), False)


def get5(value: Any, first: str, second: str, third: str, fourth: str, fifth: str) -> Any:
    """Give ``value.first.second.third.fourth.fifth``; nil where value is nil."""
    try:
        return value[first][second][third][fourth].get(fifth)
    except (AttributeError, KeyError, TypeError):
        return _walk(value, (first, second, third, fourth, fifth), False)


def get(value: Any, *names: str) -> Any:
    """Give a field of a field at any depth, methods included; nil where value is nil."""
    return _walk(value, names, False)


def get_item(value: Any, *names: str) -> Any:
    """Give a field of what a range, a map or a list held: nil has no fields there.

    Raises ExecError in Go's words.
    """
    return _walk(value, names, True)


def get_item1(value: Any, name: str) -> Any:
    """Give ``value.name`` of what a range held. Raises ExecError where value is nil."""
    try:
        return value.get(name)
    except AttributeError:
        return _walk(value, (name,), True)


def get_item2(value: Any, first: str, second: str) -> Any:
    """Give ``value.first.second`` of what a range held. Raises ExecError where value is nil."""
    try:
        return value[first].get(second)
    except (AttributeError, KeyError, TypeError):
        return _walk(value, (first, second), True)


def call_field(value: Any, names: tuple[str, ...], is_item: bool, *arguments: Any) -> Any:
    """Call the method at the end of a chain with arguments; only methods take any.

    Raises ExecError, ArgumentError, and MethodError for what the method itself says.
    """
    declared = _INTERFACE if is_item else ""
    for name in names[:-1]:
        value, declared = _field(value, name, declared, ()), _element_type(value)
    return _field(value, names[-1], declared, arguments)


def require_method(value: Any, names: tuple[str, ...], is_item: bool, count: int) -> bool:
    """Refuse what call_field would refuse whatever the arguments are; Go does so before it evaluates them.

    Tells whether it evaluates them at all: a field of nothing is nothing. Raises ExecError.
    """
    declared = _INTERFACE if is_item else ""
    for name in names[:-1]:
        value, declared = _field(value, name, declared, ()), _element_type(value)
    method = _find_method(value, names[-1])
    if method is None:
        _field(value, names[-1], declared, (None,) * count)
        return False
    _check_count(method, names[-1], count)
    return True


def _walk(value: Any, names: tuple[str, ...], is_item: bool) -> Any:
    if value is None and not is_item:
        return None
    declared = _INTERFACE if is_item else ""
    for name in names:
        if type(value) is dict or (isinstance(value, Values) and name not in MAP_METHODS):
            value, declared = value.get(name), _INTERFACE
        else:
            value, declared = _field(value, name, declared, ()), _element_type(value)
    return value


def _element_type(holder: Any) -> str:
    """Give the declared type of what a map holds; empty where the value's own type is the one that counts."""
    if isinstance(holder, (Struct, StringMap)) or holder is None:
        return ""
    return _INTERFACE


def _field(value: Any, name: str, declared: str, arguments: tuple[Any, ...]) -> Any:
    if value is None:
        if declared:
            raise ExecError(f"nil pointer evaluating {declared}.{name}")
        return None
    method = _find_method(value, name)
    if method is not None:
        return _call_method(method, name, value, arguments)
    if isinstance(value, Struct) and name in value.go_fields:
        if arguments:
            raise ExecError(f"{name} has arguments but cannot be invoked as function")
        return getattr(value, name)
    if isinstance(value, dict):
        if arguments:
            raise ExecError(f"{name} is not a method but has arguments")
        return value.get(name)
    raise ExecError(f"can't evaluate field {name} in type {declared or type_name(value)}")


def _find_method(value: Any, name: str) -> Callable[..., Any] | None:
    if name in getattr(value, "go_methods", ()):
        return getattr(type(value), "m_" + name)  # type: ignore[no-any-return]
    if isinstance(value, Values):
        from pychart.values.paths import METHODS

        return METHODS.get(name)
    return None


def _call_method(method: Callable[..., Any], name: str, value: Any, arguments: tuple[Any, ...]) -> Any:
    checks = _check_count(method, name, len(arguments))
    for index, (argument, check) in enumerate(zip(arguments, checks, strict=False)):
        if check and type(argument) is not check[1]:
            raise ArgumentError(index, check[0], argument)
    try:
        return method(value, *arguments)
    except (ArgumentError, ExecError):
        raise
    except FunctionError as error:
        raise MethodError(name, str(error)) from error


def _check_count(method: Callable[..., Any], name: str, count: int) -> Checks:
    """Refuse a wrong number of arguments, and give what each must be."""
    least, most, checks = _signature(method)
    if count < least:
        wanted = f"at least {least}" if most is None else str(least)
        raise ExecError(f"wrong number of args for {name}: want {wanted} got {count}")
    if most is not None and count > most:
        raise ExecError(f"wrong number of args for {name}: want {most} got {count}")
    return checks


_signatures: dict[Callable[..., Any], Signature] = {}


def _signature(method: Callable[..., Any]) -> Signature:
    known = _signatures.get(method)
    if known is None:
        known = _signatures[method] = _read_signature(method)
    return known


def _read_signature(method: Callable[..., Any]) -> Signature:
    """Give how many arguments a method takes (least, most or None) and the Go types it wants, from its annotations."""
    code = method.__code__
    names = code.co_varnames[1 : code.co_argcount]
    least = len(names) - len(method.__defaults__ or ())
    most = None if code.co_flags & 0x04 else len(names)
    return least, most, tuple(_PARAMETERS.get(str(method.__annotations__.get(name))) for name in names)
