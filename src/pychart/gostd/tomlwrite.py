"""TOML documents as BurntSushi/toml writes them: two spaces per level, keys sorted, plain keys before tables.

Origin: BurntSushi/toml v1.6, Encoder.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.types import Struct, kind_of, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_NAMED_ESCAPES = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(32), 127)} | _NAMED_ESCAPES
_ENCODABLE = ("int", "uint", "float", "string", "bool", "slice", "map", "struct", "ptr")

_LAYOUT = "2006-01-02T15:04:05.999999999Z07:00"
_LOCAL_LAYOUTS = {
    "datetime-local": "2006-01-02T15:04:05.999999999",
    "date-local": "2006-01-02",
    "time-local": "15:04:05.999999999",
}

Key = tuple[str, ...]


class TomlError(Exception):
    """A value that TOML cannot hold; str() is BurntSushi's text."""


def encode(value: Any) -> str:
    """Write a document.

    Raises TomlError where the value cannot be written, FunctionError where Go panics (nil).
    """
    if value is None:
        raise FunctionError("reflect: call of reflect.Value.Type on zero Value")
    writer = _Writer()
    writer.write_value((), value)
    return "".join(writer.parts)


def quote_key(key: str) -> str:
    """Give one part of a key, quoted unless it is bare."""
    return key if key and _BARE.issuperset(key) else quote(key)


def join_key(key: Key) -> str:
    """Give a dotted key."""
    return ".".join(quote_key(part) for part in key)


def quote(text: str) -> str:
    """Give a basic string."""
    return '"' + text.translate(_ESCAPES) + '"'


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def write_value(self, key: Key, value: Any) -> None:
        """Write what stands under a key: a table, an array of tables or ``key = value``."""
        if _is_text(value):
            self._write_pair(key, value)
        elif _is_table_array(value):
            self._write_table_array(key, value)
        elif isinstance(value, (dict, Struct)):
            self._write_table(key, value)
        elif kind_of(value).startswith(_ENCODABLE):
            self._write_pair(key, value)
        else:
            raise TomlError(f"unsupported type for key '{join_key(key)}': {kind_of(value)}")

    def _write_table_array(self, key: Key, tables: list[Any]) -> None:
        if not key:
            raise TomlError("toml: top-level values must be Go maps or structs")
        for table in tables:
            self._end_line()
            self.parts.append(f"{_indent(key)}[[{join_key(key)}]]")
            self._end_line()
            self._write_entries(key, table)

    def _write_table(self, key: Key, table: Any) -> None:
        if len(key) == 1:
            self._end_line()
        if key:
            self.parts.append(f"{_indent(key)}[{join_key(key)}]")
            self._end_line()
        self._write_entries(key, table)

    def _write_entries(self, key: Key, table: Any) -> None:
        plain, tables = _split_entries(table)
        for name, value in plain + tables:
            if value is not None:
                self.write_value((*key, name), value)

    def _write_pair(self, key: Key, value: Any) -> None:
        if not key:
            self._write_element(value)
            return
        self.parts.append(f"{_indent(key)}{quote_key(key[-1])} = ")
        self._write_element(value)
        self._end_line()

    def _write_element(self, value: Any) -> None:
        """Write what may stand in an array or behind an equals sign."""
        if isinstance(value, (list, tuple, bytes)):
            self._write_array(value)
        elif _is_table(value):
            self._write_inline_table(value)
        else:
            self.parts.append(_format_scalar(value))

    def _write_array(self, items: Any) -> None:
        self.parts.append("[")
        for index, item in enumerate(items):
            if index:
                self.parts.append(", ")
            self._write_element(item)
        self.parts.append("]")

    def _write_inline_table(self, table: Any) -> None:
        plain, tables = _split_entries(table)
        self.parts.append("{")
        self._write_inline_entries(plain, bool(tables))
        self._write_inline_entries(tables, False)
        self.parts.append("}")

    def _write_inline_entries(self, entries: list[tuple[str, Any]], more: bool) -> None:
        for index, (name, value) in enumerate(entries):
            if value is None:
                continue
            self.parts.append(f"{quote_key(name)} = ")
            self._write_element(value)
            if more or index != len(entries) - 1:  # a nil at the end leaves its comma behind, in Go too
                self.parts.append(", ")

    def _end_line(self) -> None:
        if self.parts:
            self.parts.append("\n")


def _indent(key: Key) -> str:
    return "  " * (len(key) - 1)


def _split_entries(table: Any) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """Part a table's entries into plain ones and tables; maps are sorted, structs keep their order."""
    if isinstance(table, Struct):
        entries = [(name, getattr(table, name)) for name in table.go_fields]
    else:
        from pychart.gostd.strings import sorted_keys

        entries = [(name, table[name]) for name in sorted_keys(table)]
    is_table = [_is_table(value) or _is_table_array(value) for _, value in entries]
    plain = [entry for entry, flag in zip(entries, is_table, strict=True) if not flag]
    tables = [entry for entry, flag in zip(entries, is_table, strict=True) if flag]
    return plain, tables


def _is_text(value: Any) -> bool:
    """Tell whether Go's value writes itself as text: times and versions do."""
    return isinstance(value, Struct) and "MarshalText" in value.go_methods


def _is_table(value: Any) -> bool:
    return isinstance(value, (dict, Struct)) and not _is_text(value)


def _is_table_array(value: Any) -> bool:
    """Tell whether a value is a list of nothing but tables. Raises TomlError for a nil in any list."""
    if not isinstance(value, (list, tuple)):
        _require_encodable(value)
        return False
    only_tables = bool(value)
    for item in value:
        if item is None:
            raise TomlError("toml: cannot encode array with nil element")
        if isinstance(item, (list, tuple)):
            _is_table_array(item)
            only_tables = False
        elif not _is_table(item):
            _require_encodable(item)
            only_tables = False
    return only_tables


def _require_encodable(value: Any) -> None:
    if value is not None and not kind_of(value).startswith(_ENCODABLE):
        raise TomlError(f"unsupported type: {kind_of(value)}")


def _format_scalar(value: Any) -> str:
    if type(value) is str:
        return quote(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _format_float(value)
    if type_name(value) == "time.Time":
        layout = _LOCAL_LAYOUTS.get(value.zone.name)
        return str(value.m_UTC().format(layout) if layout else value.format(_LAYOUT))
    if _is_text(value):
        return quote(value.m_MarshalText().decode("utf-8", "surrogateescape"))
    if type_name(value) == "time.Duration":
        return quote(value.go_string())
    if isinstance(value, int):
        return str(int(value))
    raise TomlError(f"unexpected type: {type_name(value)}")


def _format_float(value: float) -> str:
    if value != value:
        from math import copysign

        return "nan" if copysign(1.0, value) > 0 else "-nan"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    from pychart.gostd.strconv import format_float

    text = format_float(value, "g", -1)
    return text if "." in text or "e" in text else text + ".0"
