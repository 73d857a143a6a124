"""What a dot or an index may reach, and what may be called: keys, fields and methods that are on a list, nothing else.

Python's attributes are never looked up on a value. Maps give their keys, Go structs the fields and methods they name,
the engine's own objects (loops, namespaces, imported files, blocks) a few names each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.utils import Namespace

from pychart.errors import FunctionError
from pychart.functions.table import FUNCTIONS
from pychart.gostd.strings import sorted_keys
from pychart.gostd.types import Struct, Values, kind_of
from pychart.templates.jinja.missing import Missing

_LOOP_FIELDS = frozenset(
    ("depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem", "revindex", "revindex0")
)
_LOOP_METHODS = frozenset(("changed", "cycle"))
ENGINE_OBJECTS = (BlockReference, LoopContext, Macro, Namespace, TemplateModule, TemplateReference)


class Function:
    """A function of the table, or one that the dialect adds; ``call(context, args, kwargs)`` runs it."""

    __slots__ = ("call", "name")

    def __init__(self, name: str, call: Callable[[Any, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        self.name = name
        self.call = call


class Method:
    """A method of a value. Without brackets it stands for its result, as in Go templates."""

    __slots__ = ("_call", "name")

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        self.name = name
        self._call = call

    def call(self, *args: Any) -> Any:
        """Run it."""
        return self._call(*args)

    def __bool__(self) -> bool:
        return bool(self._call())

    def __eq__(self, other: object) -> bool:
        return bool(self._call() == other)

    def __hash__(self) -> int:
        return hash(self.name)


class MissingMethod(Missing):
    """A missing key with the name of something that maps can do: it may be called, and is missing for all else."""

    __slots__ = ("_call",)

    def __init__(self, owner: Any, name: str, call: Callable[..., Any]) -> None:
        super().__init__(owner, name)
        self._call = call

    def call(self, *args: Any) -> Any:
        """Run it."""
        return self._call(*args)


def get_field(value: Any, name: Any) -> Any:
    """Give ``value.name`` or ``value[name]``: a Missing where a map has no such key.

    Raises FunctionError where the value cannot have fields, SecurityError for what no template may reach.
    """
    if isinstance(value, dict):
        return _get_key(value, name)
    if value is None or isinstance(value, Missing):
        return Missing(value, name)
    if isinstance(value, Method):
        return get_field(value.call(), name)
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    if isinstance(value, (list, tuple, str, range, bytes)) and type(name) in (int, float):
        return _get_element(value, name)
    if type(name) is not str or name.startswith("_"):
        raise SecurityError(f"{name!r} is nothing that a template may reach")
    if isinstance(value, (Struct, list)):
        return _get_member(value, name)
    if isinstance(value, ENGINE_OBJECTS):
        return _get_engine_field(value, name)
    if isinstance(value, str):
        hint = f"; {name} is a filter: {{{{ x | {name} }}}}" if name in FUNCTIONS else ""
        raise FunctionError(f"text has no field {name}{hint}")
    raise FunctionError(f"a value of kind {describe_kind(value)} has no field {name}")


def call_object(value: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a method. Raises FunctionError where the value is none."""
    if not isinstance(value, (Method, MissingMethod)):
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        raise FunctionError(f"a value of kind {describe_kind(value)} is no function")
    if kwargs:
        raise FunctionError(f"{value.name} takes no named arguments")
    return value.call(*args)


def describe_kind(value: Any) -> str:
    """Name what a value is, for people."""
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return _KIND_NAMES.get(kind_of(value), kind_of(value))


_KINDS: tuple[tuple[Any, str], ...] = (
    (Undefined, "nothing"),
    (Function, "function"),
    (Method, "method"),
    (Macro, "macro"),
    (LoopContext, "loop"),
    (Namespace, "namespace"),
    (ENGINE_OBJECTS, "template"),
    ((tuple, range), "list"),
)
_KIND_NAMES = {"slice": "list", "invalid": "null", "string": "text", "float64": "number", "int": "number"}


def _get_key(value: dict[Any, Any], name: Any) -> Any:
    methods = getattr(type(value), "go_methods", ())
    if name in methods:
        return _bind_go_method(value, name)
    try:
        return value[name]
    except KeyError:
        pass
    except TypeError:
        raise FunctionError(f"a value of kind {describe_kind(name)} cannot be a key") from None
    call = _MAP_METHODS.get(name)
    if call is not None:
        return MissingMethod(value, name, lambda *args: call(value, *args))
    if isinstance(value, Values):
        from pychart.values.paths import METHODS

        if name in METHODS:
            return MissingMethod(value, name, _bind_go_method(value, name).call)
    return Missing(value, name)


def _map_get(value: dict[Any, Any], key: Any, default: Any = None) -> Any:
    return value.get(key, default)


_MAP_METHODS: dict[Any, Callable[..., Any]] = {
    "get": _map_get,
    "items": lambda value: [(key, value[key]) for key in sorted_keys(value)],
    "keys": sorted_keys,
    "values": lambda value: [value[key] for key in sorted_keys(value)],
}


def _get_element(value: Any, index: float) -> Any:
    if index != int(index):
        raise FunctionError(f"{index} is no place in a list")
    try:
        return value[int(index)]
    except IndexError:
        return Missing(None, f"[{int(index)}]")


def _get_member(value: Any, name: str) -> Any:
    if name in getattr(type(value), "go_methods", ()):
        return _bind_go_method(value, name)
    if isinstance(value, Struct) and name in value.go_fields:
        return getattr(value, name)
    raise FunctionError(f"a value of kind {describe_kind(value)} has no field {name}")


def _bind_go_method(value: Any, name: str) -> Method:
    from pychart.templates.golang.fields import call_field

    return Method(name, lambda *args: call_field(value, (name,), False, *args))


def _get_engine_field(value: Any, name: str) -> Any:
    if isinstance(value, LoopContext):
        if name in _LOOP_FIELDS:
            found = getattr(value, name)
            return None if isinstance(found, Undefined) else found
        if name in _LOOP_METHODS:
            return Method(name, getattr(value, name))
    elif isinstance(value, Namespace):
        attributes = object.__getattribute__(value, "_Namespace__attrs")
        return attributes[name] if name in attributes else Missing(None, name)
    elif isinstance(value, TemplateModule):
        if name in value.__dict__:
            return value.__dict__[name]
    elif isinstance(value, TemplateReference):
        try:
            return value[name]
        except KeyError:
            pass
    elif isinstance(value, BlockReference) and name == "super":
        return value.super
    elif isinstance(value, Macro) and name == "name":
        return value.name
    raise FunctionError(f"a {describe_kind(value)} has nothing called {name}")
