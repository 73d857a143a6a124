"""Reading JSON: Python's scanner where it agrees with Go, and Go's own rules and words for all else.

Origin: Go 1.27's encoding/json (v2_scanner.go) and encoding/json/jsontext.
"""

from __future__ import annotations

from typing import Any, NoReturn

from pychart.errors import FunctionError
from pychart.gostd.strconv import quote, quote_rune
from pychart.gostd.strings import decode, encode, has_raw_bytes, is_print, is_space

_SPACE = b" \t\r\n"
_DIGITS = b"0123456789"
_LITERALS: dict[int, tuple[bytes, Any]] = {
    ord("n"): (b"null", None),
    ord("t"): (b"true", True),
    ord("f"): (b"false", False),
}
_ESCAPES = {ord(char): value for char, value in zip('"\\/bfnrt', b'"\\/\b\f\n\r\t', strict=True)}
_MAX_DEPTH = 10000
_WORTH_IMPORTING = 4000
"""From how many characters on Python's own decoder saves more time than its import costs."""

_END = "unexpected end of JSON input"


class NumberRangeError(FunctionError):
    """A number beyond float64; ``value`` is the whole value with 0 in its place, which Go gives all the same."""

    def __init__(self, message: str, value: Any) -> None:
        super().__init__(message)
        self.value = value


class JsonSyntaxError(FunctionError):
    """A text that is not JSON; ``offset`` counts the bytes up to the fault, the bad one included (Go: SyntaxError)."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class _Disagreement(Exception):  # noqa: N818 - no error, only a reason to read again
    """Something that Python's scanner reads in another way than Go."""


def parse(text: str) -> Any:
    """Give the one JSON value that the text holds; numbers are floats, of equal keys the last one counts.

    Raises FunctionError in the words of Go's encoding/json.
    """
    if len(text) >= _WORTH_IMPORTING and "\\u" not in text and (text.isascii() or not has_raw_bytes(text)):
        try:
            return _python_decoder().decode(text)
        except (ValueError, RecursionError, _Disagreement):
            pass
    return _Reader(encode(text)).read()


def parse_first(text: str) -> tuple[Any, int]:
    """Give the JSON value at the text's start and how many characters it takes (json.Decoder.Decode).

    Raises FunctionError in the words of Go's encoding/json.
    """
    return _Reader(encode(text)).read_first()


_decoder: Any = None


def _python_decoder() -> Any:
    """Make Python's decoder, whose package is slow to import and brings re along."""
    global _decoder
    if _decoder is None:
        from json import JSONDecoder

        _decoder = JSONDecoder(parse_float=_read_number, parse_int=_read_number, parse_constant=_refuse)
    return _decoder


def _read_number(digits: str) -> float:
    number = float(digits)
    if number - number != 0:
        raise _Disagreement
    return number


def _refuse(name: str) -> NoReturn:
    raise _Disagreement(name)


class _Reader:
    """Reads one JSON text without recursion and words its faults as Go does."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0
        self._stack: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str] = []
        self._range_error = ""

    def read(self) -> Any:
        """Give the value; raises FunctionError when the text holds anything but one value."""
        value = self._read_tree()
        self._skip_space()
        if self._place < len(self._data):
            raise self._fault("after top-level value")
        if self._range_error:
            raise NumberRangeError(self._range_error, value)
        return value

    def read_first(self) -> tuple[Any, int]:
        """Give the first value and its length in characters; raises FunctionError."""
        value = self._read_tree()
        if self._range_error:
            raise NumberRangeError(self._range_error, value)
        return value, len(decode(self._data[: self._place]))

    def _read_tree(self) -> Any:
        while True:
            value = self._read_start()
            if value is _OPENED:
                continue
            while True:
                if not self._stack:
                    return value
                self._keep(value)
                if not self._read_end():
                    break
                value = self._stack.pop()
                self._keys.pop()

    def _read_start(self) -> Any:
        """Read a scalar, an empty container, or the start of a container up to its first value."""
        char = self._next_char()
        if char == ord("{"):
            return self._open({}, b"}")
        if char == ord("["):
            return self._open([], b"]")
        if char == ord('"'):
            return self._read_string()
        if char in _LITERALS:
            return self._read_literal(*_LITERALS[char])
        if char == ord("-") or char in _DIGITS:
            return self._read_number()
        raise self._fault("looking for beginning of value")

    def _open(self, container: dict[str, Any] | list[Any], close: bytes) -> Any:
        if len(self._stack) >= _MAX_DEPTH:
            raise FunctionError("exceeded max depth")
        self._place += 1
        if self._next_char() == close[0]:
            self._place += 1
            return container
        self._stack.append(container)
        self._keys.append("0")
        if isinstance(container, dict):
            self._read_key()
        return _OPENED

    def _keep(self, value: Any) -> None:
        container = self._stack[-1]
        if isinstance(container, dict):
            container[self._keys[-1]] = value
        else:
            container.append(value)

    def _read_end(self) -> bool:
        """Read what follows a member: True when it closes the container, False when another value comes."""
        container = self._stack[-1]
        char = self._next_char()
        is_dict = isinstance(container, dict)
        if char == ord(","):
            self._place += 1
            if is_dict:
                self._next_char()
                self._read_key()
            else:
                self._keys[-1] = str(len(container))
            return False
        if char == (ord("}") if is_dict else ord("]")):
            self._place += 1
            return True
        raise self._fault("after object key:value pair" if is_dict else "after array element")

    def _read_key(self) -> None:
        if self._next_char() != ord('"'):
            raise self._fault("looking for beginning of object key string")
        self._keys[-1] = self._read_string()
        if self._next_char() != ord(":"):
            raise self._fault("after object key")
        self._place += 1

    def _skip_space(self) -> None:
        while self._place < len(self._data) and self._data[self._place] in _SPACE:
            self._place += 1

    def _next_char(self) -> int:
        self._skip_space()
        if self._place >= len(self._data):
            raise FunctionError(_END)
        return self._data[self._place]

    def _read_literal(self, word: bytes, value: Any) -> Any:
        for wanted in word:
            if self._place >= len(self._data):
                raise FunctionError(_END)
            if self._data[self._place] != wanted:
                raise self._fault(f"in literal {word.decode()} (expecting '{chr(wanted)}')")
            self._place += 1
        return value

    def _read_number(self) -> float:
        start = self._place
        if self._data[self._place] == ord("-"):
            self._place += 1
        if self._data[self._place : self._place + 1] == b"0":
            self._place += 1
        else:
            self._read_digits()
        if self._data[self._place : self._place + 1] == b".":
            self._place += 1
            self._read_digits()
        if self._data[self._place : self._place + 1] in (b"e", b"E"):
            self._place += 1
            if self._data[self._place : self._place + 1] in (b"+", b"-"):
                self._place += 1
            self._read_digits()
        digits = self._data[start : self._place].decode()
        number = float(digits)
        if number - number == 0:
            return number
        self._range_error = self._range_error or self._word_range_error(digits)
        return 0.0

    def _word_range_error(self, digits: str) -> str:
        path = ".".join(key.replace("~", "~0").replace("/", "~1") for key in self._keys)
        into = "Go value" if not path else f"Go struct field .{path}"
        if path and self._keys[-1].isascii() and self._keys[-1].isdigit():
            into = f".{path}"
        return f"json: cannot unmarshal number {digits} into {into} of type float64"

    def _read_digits(self) -> None:
        start = self._place
        while self._place < len(self._data) and self._data[self._place] in _DIGITS:
            self._place += 1
        if self._place == start:
            if self._place >= len(self._data):
                raise FunctionError(_END)
            raise self._fault("in numeric literal")

    def _read_string(self) -> str:
        data = self._data
        self._place += 1
        parts = bytearray()
        while self._place < len(data):
            char = data[self._place]
            if char == ord('"'):
                self._place += 1
                text = decode(bytes(parts))
                return _drop_raw_bytes(text)
            if char == ord("\\"):
                parts += self._read_escape()
            elif char < 0x20:
                raise self._fault("in string")
            else:
                parts.append(char)
                self._place += 1
        raise FunctionError(_END)

    def _read_escape(self) -> bytes:
        data, start = self._data, self._place
        if start + 1 >= len(data):
            raise FunctionError(_END)
        letter = data[start + 1]
        if letter in _ESCAPES:
            self._place += 2
            return bytes([_ESCAPES[letter]])
        if letter != ord("u"):
            raise self._escape_fault(data[start : start + 2])
        code = _parse_hex(data[start + 2 : start + 6])
        if code < 0:
            rest = data[start : start + 6]
            if len(rest) < 6 and all(char in b"0123456789abcdefABCDEF" for char in rest[2:]):
                raise FunctionError(_END)
            raise self._escape_fault(rest)
        self._place += 6
        if not 0xD800 <= code <= 0xDFFF:
            return chr(code).encode()
        low = _parse_hex(data[start + 8 : start + 12]) if data[start + 6 : start + 8] == b"\\u" else -1
        if code < 0xDC00 and 0xDC00 <= low <= 0xDFFF:
            self._place += 6
            return chr(0x10000 + ((code - 0xD800) << 10) + low - 0xDC00).encode()
        return "\ufffd".encode()

    def _escape_fault(self, what: bytes) -> FunctionError:
        text = decode(what)
        escape = any(rune == "`" or is_space(rune) or rune == "\ufffd" or not is_print(rune) for rune in text)
        shown = quote(text) if escape else f"`{text}`"
        return JsonSyntaxError(f"invalid escape sequence {shown} in string", self._place + 1)

    def _fault(self, where: str) -> FunctionError:
        if self._place >= len(self._data):
            return FunctionError(_END)
        rune = decode(self._data[self._place : self._place + 4])[0]
        if "\udc80" <= rune <= "\udcff":
            shown = f"'\\x{ord(rune) - 0xDC00:x}'"
        else:
            shown = quote_rune(ord(rune))
        return JsonSyntaxError(f"invalid character {shown} {where}", self._place + 1)


_OPENED = object()
"""Stands for a container that was opened and whose first value comes next."""


def _parse_hex(digits: bytes) -> int:
    if len(digits) != 4 or not all(char in b"0123456789abcdefABCDEF" for char in digits):
        return -1
    return int(digits, 16)


def _drop_raw_bytes(text: str) -> str:
    if text.isascii() or not has_raw_bytes(text):
        return text
    return "".join("\ufffd" if "\ud800" <= rune <= "\udfff" else rune for rune in text)
