"""How Go's values look in Python, and what Go calls their types.

    Go                         Python
    string                     str; bytes that are not UTF-8 stand as lone surrogates (surrogateescape)
    bool                       bool (a Python bool is an int too: test for bool first)
    int                        int
    int64, uint64, uint8, ...  Int64, Uint64, Uint8, ... (subclasses of int)
    float64                    float; every number that comes from YAML or JSON
    complex128                 complex
    nil                        None
    []byte                     bytes
    []interface {}             list (NilList where Go has a nil slice)
    []string, []int, ...       StringList, IntList, ... (subclasses of list)
    map[string]interface {}    dict
    map[string]string, ...     StringMap, ... (subclasses of dict); common.Values is Values
    structs                    subclasses of Struct

Dicts keep any order; whoever ranges, prints or serialises sorts at that moment, as Go does.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    AnyList = list[Any]
    AnyMap = dict[str, Any]
else:  # a subscripted base would need the module typing when the program starts
    AnyList = list
    AnyMap = dict

INT64_MIN = -(2**63)
INT64_MAX = 2**63 - 1


class Int64(int):
    """Go's int64: what add, mul, int64 and ``--set`` numbers give."""

    __slots__ = ()
    go_type = "int64"
    go_kind = "int64"


class Int32(int):
    """Go's int32 (rune)."""

    __slots__ = ()
    go_type = "int32"
    go_kind = "int32"


class Uint64(int):
    """Go's uint64: the parts of a semantic version."""

    __slots__ = ()
    go_type = "uint64"
    go_kind = "uint64"


class Uint8(int):
    """Go's uint8: an element of a string or of []byte."""

    __slots__ = ()
    go_type = "uint8"
    go_kind = "uint8"


class StringList(AnyList):
    """Go's []string."""

    __slots__ = ()
    go_type = "[]string"


class IntList(AnyList):
    """Go's []int."""

    __slots__ = ()
    go_type = "[]int"


class ListList(AnyList):
    """Go's [][]interface {}."""

    __slots__ = ()
    go_type = "[][]interface {}"


class NilList(AnyList):
    """Go's nil []interface {}, always empty: it prints as [], equals nil and encodes to null."""

    __slots__ = ()
    go_type = "[]interface {}"


class StringMap(AnyMap):
    """Go's map[string]string: a missing key reads as the empty string."""

    __slots__ = ()
    go_type = "map[string]string"

    def __missing__(self, key: str) -> str:
        return ""

    def get(self, key: str, default: Any = "") -> Any:
        """Give a key's value, the empty string where it is missing: fields are looked up with this."""
        return super().get(key, default)


class NilStringMap(StringMap):
    """A nil map[string]string: reads and prints as an empty one, equals nil, is null in JSON and YAML."""

    __slots__ = ()


class Values(AnyMap):
    """Helm's common.Values: a map with the methods AsMap, YAML, Table, PathValue and Encode."""

    __slots__ = ()
    go_type = "common.Values"


class Struct:
    """A Go struct or pointer to one, as templates see it.

    A subclass lists its exported fields in ``go_fields`` (attributes of the same name) and its methods in
    ``go_methods`` (Python methods named ``m_`` + the Go name). Nothing else can be reached from a template.
    """

    __slots__ = ()
    go_type: ClassVar[str] = "struct"
    go_kind: ClassVar[str] = "struct"
    go_fields: ClassVar[tuple[str, ...]] = ()
    go_methods: ClassVar[tuple[str, ...]] = ()
    go_layout: ClassVar[tuple[tuple[str, str], ...]] = ()
    """All fields in Go's order as (Go's name, attribute), for printf, where there are unexported ones."""
    go_string_on_pointer: ClassVar[bool] = False
    """Whether String() belongs to the pointer, so that ``{{ value }}`` calls it but printf and print do not."""

    def go_string(self) -> str | None:
        """Give what Go's String() method returns, or None where the type has none."""
        return None

    def json_value(self) -> Any:
        """Give what encoding/json sees: a dict of the fields unless a subclass says otherwise."""
        return {name: getattr(self, name) for name in self.go_fields}


_TYPE_NAMES: dict[type, str] = {
    str: "string",
    bool: "bool",
    int: "int",
    float: "float64",
    complex: "complex128",
    bytes: "[]uint8",
    list: "[]interface {}",
    dict: "map[string]interface {}",
    type(None): "<nil>",
}

_KINDS: dict[type, str] = {
    str: "string",
    bool: "bool",
    int: "int",
    float: "float64",
    complex: "complex128",
    bytes: "slice",
    list: "slice",
    dict: "map",
    type(None): "invalid",
}


def type_name(value: Any) -> str:
    """Give the value's Go type as ``%T`` prints it: ``string``, ``map[string]interface {}``, ``<nil>``."""
    kind = type(value)
    return _TYPE_NAMES.get(kind) or str(getattr(kind, "go_type", kind.__name__))


def kind_of(value: Any) -> str:
    """Give the value's reflect.Kind in words: ``string``, ``map``, ``slice``, ``invalid`` for nil."""
    kind = type(value)
    known = _KINDS.get(kind)
    if known:
        return known
    if isinstance(value, dict):
        return "map"
    if isinstance(value, list):
        return "slice"
    return str(getattr(kind, "go_kind", "struct"))


def wrap_int64(number: int) -> Int64:
    """Bring an integer into int64's range as Go's arithmetic does: two's complement, silently."""
    if INT64_MIN <= number <= INT64_MAX:
        return Int64(number)
    return Int64((number - INT64_MIN) % 2**64 + INT64_MIN)
