"""JSON as Go's encoding/json writes and reads it.

Written: keys in byte order, ``<``, ``>`` and ``&`` escaped unless told otherwise, Go's number forms. Read: every
number is a float, a repeated key keeps its last value. Errors are FunctionErrors in Go's words.

Origin: Go 1.27's encoding/json, which stands on its new jsontext.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.strconv import format_float
from pychart.gostd.strings import has_raw_bytes, sorted_keys
from pychart.gostd.types import NilList, NilStringMap, Struct, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_ESCAPES = {code: f"\\u{code:04x}" for code in range(0x20)} | {
    ord("\b"): "\\b", ord("\f"): "\\f", ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t",
    ord('"'): '\\"', ord("\\"): "\\\\", 0x2028: "\\u2028", 0x2029: "\\u2029",
}  # fmt: skip
_HTML_ESCAPES = _ESCAPES | {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_CYCLES_FROM = 200
"""How deep a value must be before its containers are watched for holding themselves."""
_MAX_DEPTH = 10000
_KINDS: dict[type, str] = {str: "string", float: "number", bool: "bool", list: "array", dict: "object"}


def marshal(value: Any, escape_html: bool = True, indent: str = "") -> str:
    """Give json.Marshal of a Go value, or json.MarshalIndent with no prefix when there is an indent.

    Raises FunctionError in Go's words for what JSON cannot hold: NaN, infinities, complex numbers, a map that
    contains itself.
    """
    writer = _Writer(_HTML_ESCAPES if escape_html else _ESCAPES, indent)
    try:
        writer.write(value, 0)
    except RecursionError:
        raise FunctionError("exceeded max depth") from None
    return "".join(writer.parts)


def unmarshal(text: str) -> Any:
    """Give what json.Unmarshal puts into an empty interface: dict, list, str, float, bool or None.

    Raises FunctionError with Go's text, such as ``unexpected end of JSON input``.
    """
    from pychart.gostd import jsontext

    return jsontext.parse(text)


def unmarshal_map(text: str) -> dict[str, Any] | None:
    """Give what json.Unmarshal puts into a map[string]interface {}: None for JSON's null.

    Raises FunctionError, for other values ``json: cannot unmarshal array into Go value of type …``.
    """
    value: dict[str, Any] | None = _unmarshal_as(text, dict, "map[string]interface {}")
    return value


def unmarshal_list(text: str) -> list[Any] | None:
    """Give what json.Unmarshal puts into a []interface {}: None for JSON's null.

    Raises FunctionError, for other values ``json: cannot unmarshal object into Go value of type …``.
    """
    value: list[Any] | None = _unmarshal_as(text, list, "[]interface {}")
    return value


def format_number(value: float) -> str:
    """Give a float64 as encoding/json writes it: an exponent only below 1e-6 and from 1e21 on.

    Raises FunctionError for NaN and the infinities.
    """
    size = abs(value)
    if not size < float("inf"):
        raise FunctionError(f"json: unsupported value: {format_float(value)}")
    if 1e-6 <= size < 1e21 or size == 0:
        text = repr(value)
        if text[-2:] == ".0":
            return text[:-2]
        return format_float(value, "f") if "e" in text else text
    text = format_float(value, "e")
    # Go pads exponents to two digits, JSON takes that back for small numbers.
    return f"{text[:-2]}{text[-1]}" if text[-4:-1] == "e-0" else text


def quote_string(text: str, escape_html: bool = True) -> str:
    """Give a string as encoding/json writes it; bytes that are not UTF-8 become U+FFFD."""
    return _quote(text, _HTML_ESCAPES if escape_html else _ESCAPES)


def _quote(text: str, escapes: dict[int, str]) -> str:
    if not text.isascii() and has_raw_bytes(text):
        text = "".join("\ufffd" if "\ud800" <= rune <= "\udfff" else rune for rune in text)
    return f'"{text.translate(escapes)}"'


def _unmarshal_as(text: str, wanted: type, type_: str) -> Any:
    from pychart.gostd.jsontext import NumberRangeError

    problem = None
    try:
        value = unmarshal(text)
    except NumberRangeError as error:
        value, problem = error.value, error
    if value is not None and not isinstance(value, wanted):
        raise FunctionError(f"json: cannot unmarshal {_KINDS[type(value)]} into Go value of type {type_}")
    if problem:
        raise problem
    return value


class _Writer:
    """Collects the parts of one JSON text."""

    def __init__(self, escapes: dict[int, str], indent: str) -> None:
        self.parts: list[str] = []
        self._escapes = escapes
        self._indent = indent
        self._colon = ": " if indent else ":"
        self._open: set[int] = set()

    def write(self, value: Any, depth: int) -> None:
        """Append the value's text; ``depth`` counts the containers around it."""
        kind = type(value)
        if kind is str:
            self.parts.append(_quote(value, self._escapes))
        elif kind is bool:
            self.parts.append("true" if value else "false")
        elif kind is float:
            self.parts.append(format_number(value))
        elif value is None or kind is NilList or kind is NilStringMap:
            self.parts.append("null")
        elif isinstance(value, dict):
            self._write_dict(value, sorted_keys(value), depth)
        elif isinstance(value, (list, tuple)):
            self._write_list(value, depth)
        else:
            self._write_other(value, depth)

    def _write_other(self, value: Any, depth: int) -> None:
        if isinstance(value, int):
            self.parts.append(int.__repr__(value))
        elif isinstance(value, bytes):
            from binascii import b2a_base64

            self.parts.append(f'"{b2a_base64(value, newline=False).decode()}"')
        elif isinstance(value, Struct):
            shown = value.json_value()
            if type(shown) is dict and value.go_kind == "struct":
                self._write_dict(shown, list(shown), depth)
            else:
                self.write(shown, depth)
        else:
            raise FunctionError(f"json: unsupported type: {type_name(value)}")

    def _write_dict(self, value: dict[str, Any], keys: list[str], depth: int) -> None:
        if not keys:
            self.parts.append("{}")
            return
        self._enter(value, depth)
        separator = self._break(depth + 1)
        self.parts.append("{")
        for place, key in enumerate(keys):
            self.parts.append(f",{separator}" if place else separator)
            self.parts.append(_quote(key, self._escapes) + self._colon)
            self.write(value[key], depth + 1)
        self.parts.append(self._break(depth) + "}")
        self._open.discard(id(value))

    def _write_list(self, value: list[Any] | tuple[Any, ...], depth: int) -> None:
        if not value:
            self.parts.append("[]")
            return
        self._enter(value, depth)
        separator = self._break(depth + 1)
        self.parts.append("[")
        for place, item in enumerate(value):
            self.parts.append(f",{separator}" if place else separator)
            self.write(item, depth + 1)
        self.parts.append(self._break(depth) + "]")
        self._open.discard(id(value))

    def _break(self, depth: int) -> str:
        return "\n" + self._indent * depth if self._indent else ""

    def _enter(self, container: Any, depth: int) -> None:
        if depth < _CYCLES_FROM:
            return
        if id(container) in self._open:
            name = type_name(container)
            raise FunctionError(f"json: unsupported value: encountered a cycle via {name}")
        if depth >= _MAX_DEPTH:
            raise FunctionError("exceeded max depth")
        self._open.add(id(container))
