"""Go values written as goyaml writes them: block style, two spaces, keys in natural order.

The walk is a loop with its own stack, so depth costs no recursion. toYaml's rules (goyaml.v2, reached through JSON)
are here; toYamlPretty's differ in a Dialect.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.gostd.types import NilList, NilStringMap
from pychart.yamlio.keys import sort_keys
from pychart.yamlio.styles import (
    LITERAL,
    WIDTH,
    choose_style,
    has_break,
    render,
    write_broken,
    write_folded,
    write_literal,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


_MAX_DEPTH = 10_000
_KEY_LENGTH = 128
_CACHE_LENGTH = 100
_CACHE_LIMIT = 50_000


class Dialect:
    """goyaml.v2 behind JSON, as toYaml uses it."""

    pretty = False
    width = WIDTH
    list_indent = 0

    def __init__(self) -> None:
        # Keys and strings of one line as they are written: charts write the same words thousands of times.
        self.keys: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def prepare_text(self, text: str) -> str:
        """Give the string as it comes out of JSON; raises YamlError where it does not come through."""
        from pychart.yamlio.json_detour import pass_text

        return pass_text(text)

    def prepare_key(self, key: str) -> str:
        """Give the key as it comes out of JSON, where YAML wants it on one line and not too long."""
        from pychart.yamlio.json_detour import pass_key

        return pass_key(key)

    def write_number(self, number: float) -> str:
        """Write a float; ints never come here."""
        from pychart.yamlio.json_detour import write_number

        return write_number(number)

    def is_nil(self, value: Any) -> bool:
        """Tell whether an empty container is a nil one, which JSON writes as null."""
        return isinstance(value, (NilStringMap, NilList))

    def open_other(self, value: Any) -> Any:
        """Turn a value that is no plain Go value into one: a struct into a map, bytes into base64."""
        from pychart.yamlio.json_detour import to_json_value

        return to_json_value(value)

    def write_text(self, text: str, column: int, indent: int) -> str:
        """Write a string whose text begins at ``column`` and goes on at ``indent``; no final line break."""
        prepared = text if text.isprintable() and text.isascii() else self.prepare_text(text)
        style = choose_style(prepared, self.pretty)
        if style == LITERAL:
            return write_literal(prepared, indent)
        if style > LITERAL:
            return write_broken(prepared, indent)
        written = render(prepared, style)
        if len(text) < _CACHE_LENGTH:
            if len(self.texts) > _CACHE_LIMIT:
                self.texts.clear()
            self.texts[text] = written
        if column + len(written) <= self.width or " " not in written:
            return written
        return write_folded(prepared, style, column, indent)

    def write_key(self, key: str) -> str:
        """Write a key that fits before a colon, or give "" where it takes the form with a question mark."""
        prepared = key
        if not (key.isprintable() and key.isascii()):
            prepared = self.prepare_key(key)
            if has_break(prepared):
                return ""
        if len(prepared) > _KEY_LENGTH // 4 and len(prepared.encode()) > _KEY_LENGTH:
            return ""
        written = render(prepared, choose_style(prepared, self.pretty))
        if len(self.keys) > _CACHE_LIMIT:
            self.keys.clear()
        self.keys[key] = written
        return written

    def write_scalar(self, value: Any) -> str | None:
        """Write what is neither a string nor a container; None where open_other() must turn it first."""
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, float):
            return self.write_number(value)
        if isinstance(value, int):
            return int.__repr__(value)
        return None


_dialect = Dialect()


def dump(value: Any) -> str:
    """Write a value exactly as toYaml prints it, without the final newline.

    A document of its own is this text and a newline. Raises YamlError where Go cannot write the value (NaN, a
    control character); toYaml then prints nothing.
    """
    return write_value(value, _dialect)


def dump_text(text: str, column: int) -> str:
    """Write a string as dump() does where it begins at ``column`` and its next lines would. Raises YamlError."""
    written = _dialect.texts.get(text)
    if written is None or column + len(written) > WIDTH:
        written = _dialect.write_text(text, column, column)
    return written


def write_value(value: Any, dialect: Dialect) -> str:
    """Write a value in a dialect, without the final newline; raises YamlError."""
    while True:
        if isinstance(value, str):
            return dialect.write_text(value, 0, 2)
        if isinstance(value, (dict, list)):
            if not value:
                return "null" if dialect.is_nil(value) else "{}" if isinstance(value, dict) else "[]"
            parts: list[str] = []
            _write_block(value, parts.append, dialect)
            return "".join(parts)
        written = dialect.write_scalar(value)
        if written is not None:
            return written
        value = dialect.open_other(value)


def _write_block(root: Any, append: Any, dialect: Dialect) -> None:
    """Write a container that is not empty; its first line begins where the output stands."""
    keys, write_key, texts, write_text = dialect.keys, dialect.write_key, dialect.texts, dialect.write_text
    list_indent, pretty, width = dialect.list_indent, dialect.pretty, dialect.width
    stack: list[tuple[Iterator[Any], Any, int, str]] = []
    indent, newline, lead = 0, "\n", ""
    box: Any = root if isinstance(root, dict) else None
    items = iter(sort_keys(root, pretty) if box is not None else root)
    while True:
        for item in items:
            if box is None:
                value = item
                start, column = f"{lead}-", indent + 2
                inner, next_lead = indent + 2, " "
            else:
                value = box[item]
                key = keys.get(item) or write_key(item)
                if key:
                    start, column = f"{lead}{key}:", indent + len(key) + 2
                    inner, next_lead = indent + 2, ""
                else:
                    long_key = write_text(dialect.prepare_key(item), indent + 2, indent + 2)
                    start, column = f"{lead}? {long_key}{newline}:", indent + 2
                    inner, next_lead = indent + 2, " "
            lead = newline
            kind = type(value)
            if kind is str:
                written = texts.get(value)
                if written is None or column + len(written) > width:
                    written = write_text(value, column, indent + 2)
                append(f"{start} {written}")
                continue
            if kind is not dict and kind is not list:
                written, value = _write_other(value, dialect, column, indent + 2)
                if written is not None:
                    append(f"{start} {written}")
                    continue
            is_map = isinstance(value, dict)
            if not value:
                append(start + (" {}" if is_map else " []"))
                continue
            append(start)
            stack.append((items, box, indent, newline))
            if len(stack) >= _MAX_DEPTH:
                raise YamlError("yaml: exceeded max depth of 10000")
            if is_map or next_lead:
                indent = inner
            else:
                indent += list_indent
            newline = "\n" + " " * indent
            lead = next_lead or newline
            box = value if is_map else None
            items = iter(sort_keys(box, pretty) if is_map else value)
            break
        else:
            if not stack:
                return
            items, box, indent, newline = stack.pop()
            lead = newline


def _write_other(value: Any, dialect: Dialect, column: int, indent: int) -> tuple[str | None, Any]:
    """Write a scalar that is no plain str; gives (None, container) where the value is or becomes a container."""
    while True:
        if isinstance(value, (dict, list)):
            return ("null", value) if dialect.is_nil(value) else (None, value)
        if isinstance(value, str):
            return dialect.write_text(value, column, indent), value
        written = dialect.write_scalar(value)
        if written is not None:
            return written, value
        value = dialect.open_other(value)
