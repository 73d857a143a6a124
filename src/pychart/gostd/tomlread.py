"""TOML documents read as BurntSushi/toml reads them: keys, tables, arrays of tables, inline tables.

Integers become int64, dates times. Origin: BurntSushi/toml v1.6 (parser).
"""

from __future__ import annotations

from typing import Any

from pychart.gostd.tomlscan import Scanner, TomlSyntaxError, quote_char
from pychart.gostd.tomlwrite import join_key

__all__ = ["TableList", "TomlSyntaxError", "decode"]

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_BLANK = " \t"
_SPACE = " \t\r\n"
_MAX_DEPTH = 200
_NULLS = "files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8"

Key = tuple[str, ...]
Table = dict[str, Any]


class TableList(list[Any]):
    """Go's []map[string]interface {}: an array of tables."""

    __slots__ = ()
    go_type = "[]map[string]interface {}"


def decode(text: str) -> Table:
    """Read a document.

    Raises TomlSyntaxError with BurntSushi's text.
    """
    if text.startswith(("\udcff\udcfe", "\udcfe\udcff")):
        text = text[2:]
    text = text.removeprefix("\ufeff")
    if "\0" in text[:6]:
        raise TomlSyntaxError(1, "", _NULLS)
    reader = _Reader(text)
    reader.read()
    return reader.root


class _Reader(Scanner):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.root: Table = {}
        self.context: Key = ()
        self.key = ""
        self.key_line = 1
        self.depth = 0
        self.in_array = False
        self.implicit: set[Key] = set()
        self.arrays: set[Key] = set()

    def last_key(self) -> str:
        if not self.key:
            return join_key(self.context)
        return f"{join_key(self.context)}.{self.key}" if self.context else self.key

    def read(self) -> None:
        """Read line by line into the root table."""
        while True:
            char = self.next()
            if not char:
                return
            if char in _SPACE:
                continue
            if char == "#":
                self.skip_comment()
                continue
            if char == "[":
                self._read_header()
            else:
                self.back()
                self._read_pair()
            self._read_line_end()

    def _read_line_end(self) -> None:
        self.skip(_BLANK)
        char = self.next()
        if char == "#":
            self.skip_comment()
        elif char and char not in "\r\n":
            found = quote_char(char)
            raise self.fail(
                f"expected a top-level item to end with a newline, comment, or EOF, but got {found} instead"
            )

    def _read_header(self) -> None:
        is_array = self.peek() == "["
        if is_array:
            self.next()
        key: list[str] = []
        while True:
            self.skip(_BLANK)
            char = self.peek()
            if char in ("]", ""):
                raise self.fail("unexpected end of table name (table names cannot be empty)")
            if char == ".":
                raise self.fail("unexpected table separator (table names cannot be empty)")
            key.append(self._read_key_part(len(key) == 0))
            self.skip(_BLANK)
            char = self.next()
            if char == "]":
                break
            if char != ".":
                raise self.fail(f"expected '.' or ']' to end table name, but got {quote_char(char)} instead")
        if is_array and (char := self.next()) != "]":
            found = quote_char(char)
            raise self.fail(f"expected end of table array name delimiter ']', but got {found} instead")
        self._enter(tuple(key), is_array)
        self._note_type(self.context, False)

    def _read_pair(self) -> None:
        outer = self.context
        parents, self.key = self._read_key()
        for part in parents:
            self._enter_implicit((*self.context, part))
        value = self._read_value()
        self._set(self.key, value)
        self._note_type((*self.context, self.key), type(value) is list)
        self.context = outer
        self.key = ""

    def _read_key(self) -> tuple[Key, str]:
        """Read a dotted key and its equals sign; give what leads to it and its last part."""
        self.skip(_BLANK)
        char = self.peek()
        if char in ("=", ""):
            raise self.fail("unexpected '=': key name appears blank")
        if char == ".":
            raise self.fail("unexpected '.': keys cannot start with a '.'")
        parts = [self._read_key_part(True)]
        while True:
            self.skip(_BLANK)
            char = self.next()
            if char == "=":
                return tuple(parts[:-1]), parts[-1]
            if char != ".":
                raise self._bad_key_end(char)
            self.skip(_BLANK)
            if (char := self.peek()) in ("=", "."):
                raise self.fail(f"unexpected '{char}'")
            if not char:
                raise self.fail("unexpected '='")
            parts.append(self._read_key_part(False))

    def _bad_key_end(self, char: str) -> TomlSyntaxError:
        if not char:
            return self.fail("unexpected EOF; expected key separator '='")
        message = f"expected '.' or '=', but got {quote_char(char)} instead"
        return self.fail_above(message) if char == "\n" else self.fail(message)

    def _read_key_part(self, is_first: bool) -> str:
        mark = self.peek()
        if mark in ('"', "'"):
            self.next()
            part = self.quoted(mark)
        else:
            part = self.take(_BARE)
        if is_first:
            self.key_line = self.line
        return part

    def _read_value(self) -> Any:
        self.skip(_BLANK)
        first = self.next()
        if first in ('"', "'"):
            return self._read_string(first)
        if first not in ("[", "{"):
            return self.plain_value(first)
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.fail("values nest too deeply")
        value = self._read_array() if first == "[" else self._read_inline_table(self.in_array)
        self.depth -= 1
        return value

    def _read_string(self, mark: str) -> str:
        if self.accept(mark):
            if self.accept(mark):
                return self.quoted_lines(mark)
            return ""
        return self.quoted(mark)

    def _read_array(self) -> list[Any]:
        self._note_type((*self.context, self.key), True)
        items: list[Any] = []
        outer = self.in_array
        while True:
            char = self._next_item()
            if char == ",":
                raise self.fail("unexpected comma")
            if char == "]":
                break
            self.back()
            self.in_array = True
            items.append(self._read_value())
            char = self._next_item()
            if char == "]":
                break
            if char != ",":
                raise self.fail(f"expected a comma (',') or array terminator (']'), but got {_show_end(char)}")
        self.in_array = outer
        return items

    def _next_item(self) -> str:
        """Take the next character that is neither space nor part of a comment."""
        while True:
            char = self.next()
            if char == "#":
                self.skip_comment()
            elif not char or char not in _SPACE:
                return char

    def _read_inline_table(self, in_array: bool) -> Table:
        table: Table = {}
        outer_context, outer_key = self.context, self.key
        outer_in_array, self.in_array = self.in_array, False
        self.context = own = (*self.context, self.key)
        self.key = ""
        self.implicit.add(own)
        self._enter(own, in_array)
        while (char := self._next_item()) != "}":
            if char == ",":
                raise self.fail("unexpected comma")
            self.back()
            self._read_inline_pair(table)
            self.context = own
            char = self._next_item()
            if char == "}":
                break
            if char != ",":
                raise self.fail(
                    f"expected a comma or an inline table terminator '}}', but got {_show_end(char)} instead"
                )
        self.context, self.key = outer_context, outer_key
        self.in_array = outer_in_array
        return table

    def _read_inline_pair(self, table: Table) -> None:
        parents, self.key = self._read_key()
        for part in parents:
            self._enter_implicit((*self.context, part))
        value = self._read_value()
        self._set(self.key, value)
        self._note_type((*self.context, self.key), type(value) is list)
        for part in parents:
            table = table.setdefault(part, {})
            if not isinstance(table, dict):
                from pychart.gostd.strconv import quote

                raise self._conflict(f"{quote(join_key(self.context))} is not a table")
        table[self.key] = value

    def _conflict(self, message: str) -> TomlSyntaxError:
        return TomlSyntaxError(self.key_line, self.last_key(), message)

    def _note_type(self, key: Key, is_array: bool) -> None:
        if is_array:
            self.arrays.add(key)
        else:
            self.arrays.discard(key)

    def _enter_implicit(self, key: Key) -> None:
        self.implicit.add(key)
        self._enter(key, False)

    def _enter(self, key: Key, is_array: bool) -> None:
        """Make a table, or one more table of an array, the place for what follows."""
        table = self.root
        for count, part in enumerate(key[:-1], 1):
            if part not in table:
                self.implicit.add(key[:count])
                table[part] = {}
            table = self._step_into(table, key[:count], "was already created as a hash.")
        self.context = key[:-1]
        if is_array:
            tables = table.setdefault(key[-1], TableList())
            if not isinstance(tables, TableList):
                raise self._conflict(f"Key '{join_key(key)}' was already created and cannot be used as an array.")
            tables.append({})
        else:
            self._set(key[-1], {})
        self.context = key

    def _step_into(self, table: Table, key: Key, problem: str) -> Table:
        """Give the table, or the last of the tables, that the end of a key names in another."""
        found = table[key[-1]]
        if isinstance(found, TableList):
            found = found[-1]
        if not isinstance(found, dict):
            raise self._conflict(f"Key '{join_key(key)}' {problem}")
        return found

    def _set(self, name: str, value: Any) -> None:
        """Put a value into the current table, once; tables that were only implied may be named once."""
        table = self.root
        for count in range(1, len(self.context) + 1):
            table = self._step_into(table, self.context[:count], "has already been defined.")
        key = (*self.context, name)
        if name not in table:
            table[name] = value
            return
        if key not in self.implicit:
            raise self._conflict(f"Key '{join_key(key)}' has already been defined.")
        self.implicit.discard(key)
        if key in self.arrays:
            table[name] = value


def _show_end(char: str) -> str:
    return f"'{char}'" if char else "end of file"
