"""The characters, strings and plain values of a TOML document, with BurntSushi's texts for what is wrong.

Origin: BurntSushi/toml v1.6 (lexer and the values of its parser), which reads TOML 1.1.
"""

from __future__ import annotations

from pychart.gostd.duration import quote_text
from pychart.gostd.types import INT64_MAX, INT64_MIN, Int64
from pychart.gostd.zone import LOCAL, Zone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_DIGITS = frozenset("0123456789")
_HEX = frozenset("0123456789abcdefABCDEF")
_BASES = {
    "b": ("01", "a binary"),
    "o": ("01234567", "an octal"),
    "x": ("0123456789abcdefABCDEF", "a hexadecimal"),
}
_DATE_PARTS = frozenset("0123456789-:Tt .Zz+")
_FLOAT_PARTS = frozenset("0123456789_.-+eE")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}
_CODES = {"x": (2, "two"), "u": (4, "four"), "U": (8, "eight")}
_SPECIAL = ("nan", "+nan", "-nan", "inf", "+inf", "-inf")
_DATES = (
    ("2006-01-02T15:04:05.999999999Z07:00", ""),
    ("2006-01-02T15:04:05.999999999", "datetime-local"),
    ("2006-01-02", "date-local"),
    ("15:04:05.999999999", "time-local"),
    ("2006-01-02T15:04Z07:00", ""),
    ("2006-01-02T15:04", "datetime-local"),
    ("15:04", "time-local"),
)


class TomlSyntaxError(Exception):
    """A text that is no TOML; str() is BurntSushi's text: ``toml: line 1 (last key "a"): ...``."""

    def __init__(self, line: int, key: str, message: str) -> None:
        from pychart.gostd.strconv import quote

        place = f"line {line} (last key {quote(key)})" if key else f"line {line}"
        super().__init__(f"toml: {place}: {message}")


class Scanner:
    """Steps through a document; the reader of tables builds on it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.at_end = False

    def last_key(self) -> str:
        """Give the key that errors name."""
        return ""

    def fail(self, message: str) -> TomlSyntaxError:
        """Give an error at the present place."""
        line = self.line
        if self.at_end and self.text[self.position - 1 : self.position] == "\n":
            line -= 1
        return TomlSyntaxError(line, self.last_key(), message)

    def fail_above(self, message: str) -> TomlSyntaxError:
        """Give an error on the line before: the line end was just read."""
        return TomlSyntaxError(self.line - 1, self.last_key(), message)

    def next(self) -> str:
        """Take a character; an empty one at the end. Raises TomlSyntaxError for what TOML never allows."""
        if self.position >= len(self.text):
            self.at_end = True
            return ""
        char = self.text[self.position]
        if char < " " or char == "\x7f" or char >= "\ud800":
            self._check(char)
        if char == "\n":
            self.line += 1
        self.position += 1
        return char

    def back(self) -> None:
        """Give the last character back."""
        if self.at_end:
            self.at_end = False
            return
        self.position -= 1
        if self.text[self.position] == "\n":
            self.line -= 1

    def peek(self) -> str:
        """Look at the next character."""
        char = self.next()
        self.back()
        return char

    def accept(self, wanted: str) -> bool:
        """Take the next character if it is the wanted one."""
        if self.next() == wanted:
            return True
        self.back()
        return False

    def skip(self, characters: str) -> None:
        """Step over characters."""
        while (char := self.next()) and char in characters:
            pass
        self.back()

    def skip_comment(self) -> None:
        """Step over the rest of the line."""
        while (char := self.next()) and char not in "\r\n":
            pass
        self.back()

    def take(self, allowed: frozenset[str]) -> str:
        """Take characters as long as they are allowed."""
        start = self.position
        while (char := self.next()) and char in allowed:
            pass
        self.back()
        return self.text[start : self.position]

    def quoted(self, mark: str) -> str:
        """Read a string on one line, its opening mark taken: ``"..."`` or ``'...'``."""
        start = self.position
        while (char := self.next()) != mark:
            if not char:
                raise self.fail(f"unexpected EOF; expected {_enclose(mark)}")
            if char in "\r\n":
                raise self.fail_above("strings cannot contain newlines")
            if char == "\\" and mark == '"':
                self._check_escape(start)
        raw = self.text[start : self.position - 1]
        return self._unescape(raw) if mark == '"' else raw

    def quoted_lines(self, mark: str) -> str:
        """Read a string over several lines, its three opening marks taken."""
        start = self.position
        while True:
            char = self.next()
            if not char:
                raise self.fail(f"unexpected EOF; expected {_enclose(mark * 3)}")
            if char == "\\" and mark == '"':
                if self.next() not in ("\r", "\n"):
                    self.back()
                    self._check_escape(start)
            elif char == mark and self._ends_lines(mark, start):
                break
        raw = self.text[start : self.position - 3]
        raw = raw.removeprefix("\r\n") if raw[:1] == "\r" else raw.removeprefix("\n")
        return self._unescape(_strip_escaped_line_ends(raw)) if mark == '"' else raw

    def plain_value(self, first: str) -> Any:
        """Read a number, a date or a word, its first character taken."""
        if first in _DIGITS:
            self.back()
            return self._number_or_date()
        if first == ".":
            raise self.fail("floats must start with a digit, not '.'")
        if first in ("i", "n") and ((self.accept("n") and self.accept("f")) or (self.accept("a") and self.accept("n"))):
            return self._float(self.text[self.position - 3 : self.position])
        if first in ("-", "+"):
            return self._signed_number(first)
        if first.isalpha():
            self.back()
            return self._word()
        raise self._no_value(first)

    def _no_value(self, first: str) -> TomlSyntaxError:
        if not first:
            return self.fail("unexpected EOF; expected value")
        message = f"expected value but found {quote_char(first)} instead"
        return self.fail_above(message) if first == "\n" else self.fail(message)

    def _check(self, char: str) -> None:
        if "\udc80" <= char <= "\udcff":
            raise self.fail(f"invalid UTF-8 byte: 0x{ord(char) - 0xDC00:02x}")
        lonely = char == "\r" and self.text[self.position + 1 : self.position + 2] != "\n"
        if lonely or ((char < " " or char == "\x7f") and char not in "\t\r\n"):
            raise self.fail(f"TOML files cannot contain control characters: '0x{ord(char):02x}'")

    def _ends_lines(self, mark: str, start: int) -> bool:
        """Tell whether the mark just taken begins the end of the string; two more marks may come before it."""
        if not self.accept(mark) or not self.accept(mark):
            return False
        if self.peek() != mark:
            return True
        current = self.text[start : self.position]
        if current.endswith(mark * 5) and not (mark == '"' and current.endswith('\\"""""')):
            raise self.fail(f"unexpected {_enclose(mark * 6)}")
        self.back()
        self.back()
        return False

    def _check_escape(self, start: int) -> None:
        char = self.next()
        if char in _ESCAPES or char in (" ", "\t"):
            return
        if char not in _CODES:
            shown = char or "\0"
            error = f"invalid escape in string '\\{shown}'"
            raise self.fail_above(error) if self.at_end else self.fail(error)
        count, word = _CODES[char]
        for _ in range(count):
            if self.next() not in _HEX or self.at_end:
                from pychart.gostd.strconv import quote

                found = quote(self.text[start : self.position])
                raise self.fail(f"expected {word} hexadecimal digits after '\\{char}', but got {found} instead")

    def _unescape(self, raw: str) -> str:
        if "\\" not in raw:
            return raw
        parts = []
        index = 0
        while (mark := raw.find("\\", index)) >= 0:
            parts.append(raw[index:mark])
            char = raw[mark + 1]
            if char in _CODES:
                count = _CODES[char][0]
                digits = raw[mark + 2 : mark + 2 + count]
                parts.append(self._character(digits))
                index = mark + 2 + count
                continue
            if char not in _ESCAPES:
                raise self.fail(f"invalid escape: '\\{char}'")
            parts.append(_ESCAPES[char])
            index = mark + 2
        parts.append(raw[index:])
        return "".join(parts)

    def _character(self, digits: str) -> str:
        code = int(digits, 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise self.fail(f"Escaped character '\\u{digits}' is not valid UTF-8.")
        return chr(code)

    def _number_or_date(self) -> Any:
        start = self.position
        if self.next() == "0":
            base = self.next()
            if base in _BASES:
                return self._based_integer(base, start)
            self.back()
        self.take(_DIGITS)
        char = self.next()
        if char in ("-", ":") and (self.position - start > 2 or self.text[start] != "0"):
            self.take(_DATE_PARTS)
            return self._date(self.text[start : self.position].strip())
        self.back()
        return self._decimal_number(start)

    def _decimal_number(self, start: int) -> Any:
        self.take(_DIGITS | {"_"})
        if self.peek() in (".", "e", "E"):
            self.take(_FLOAT_PARTS)
            return self._float(self.text[start : self.position])
        return self._integer(self.text[start : self.position])

    def _based_integer(self, base: str, start: int) -> Int64:
        digits, name = _BASES[base]
        char = self.peek()
        if not char or char not in digits:
            shown = self.text[start : self.position] + (char or "\0")
            raise self.fail(f"not {name} number: '{shown}'")
        self.take(frozenset(digits + "_"))
        return self._integer(self.text[start : self.position])

    def _signed_number(self, sign: str) -> Any:
        start = self.position - 1
        char = self.next()
        word = {"i": "nf", "n": "an"}.get(char)
        if word:
            if not self.accept(word[0]) or not self.accept(word[1]):
                raise self.fail(f"invalid float: '{self.text[start : self.position]}'")
            return float(self.text[start : self.position])
        if char == "0" and (base := self.peek()) in _BASES:
            raise self.fail(f"cannot use sign with non-decimal numbers: '{sign}0{base}'")
        if char == ".":
            raise self.fail("floats must start with a digit, not '.'")
        if not char or char not in _DIGITS:
            raise self.fail(f"expected a digit but got {quote_char(char)}")
        return self._decimal_number(start)

    def _word(self) -> bool:
        start = self.position
        while self.next().isalpha():
            pass
        self.back()
        word = self.text[start : self.position]
        if word in ("true", "false"):
            return word == "true"
        from pychart.gostd.strconv import quote

        raise self.fail(f"expected value but found {quote(word)} instead")

    def _integer(self, text: str) -> Int64:
        if not _are_underscores_ok(text):
            raise self.fail(f'Invalid integer "{text}": underscores must be surrounded by digits')
        if _has_leading_zero(text):
            raise self.fail(f'Invalid integer "{text}": cannot have leading zeroes')
        digits = text.replace("_", "")
        if len(digits) > 70 or not INT64_MIN <= (number := int(digits, 0)) <= INT64_MAX:
            raise self.fail(f"{text} is out of range for int64")
        return Int64(number)

    def _float(self, text: str) -> float:
        parts = [part for part in text.replace("e", ".").replace("E", ".").split(".") if part]
        if not all(_are_underscores_ok(part) for part in parts):
            raise self.fail(f'Invalid float "{text}": underscores must be surrounded by digits')
        if parts and _has_leading_zero(parts[0]):
            raise self.fail(f'Invalid float "{text}": cannot have leading zeroes')
        if any(after not in _DIGITS for after in _after_points(text)):
            raise self.fail(f"Invalid float \"{text}\": '.' must be followed by one or more digits")
        from pychart.gostd.strconv import NumError, parse_float

        try:
            return parse_float(text.replace("_", ""))
        except NumError as error:
            if error.reason == "value out of range":
                raise self.fail(f"{text} is out of range for float64") from None
            raise self.fail(f'Invalid float value: "{text}"') from None

    def _date(self, text: str) -> Any:
        from pychart.gostd.time import TimeError, parse_time

        text = text.replace("z", "Z").replace("t", "T").replace(" ", "T")
        for layout, zone_name in _DATES:
            zone = Zone(zone_name, LOCAL.lookup(0)[1]) if zone_name else LOCAL
            try:
                time = parse_time(layout, text, zone)
            except TimeError:
                continue
            if _misses_zero(text, layout):
                break
            return time
        raise self.fail(f"invalid datetime: {quote_text(text)}")


def quote_char(char: str) -> str:
    """Quote a character as Go's %q does; the end of the text is a null character."""
    from pychart.gostd.strconv import quote_rune

    return quote_rune(ord(char) if char else 0)


def _enclose(marks: str) -> str:
    """Put marks between marks of the other kind."""
    return f"'{marks}'" if marks[0] == '"' else f'"{marks}"'


def _strip_escaped_line_ends(raw: str) -> str:
    """Drop each backslash that ends a line, with all space after it."""
    parts = []
    begin = index = 0
    while (index := raw.find("\\", index)) >= 0:
        after = index + 1
        while raw[after : after + 1] in (" ", "\t", "\r", "\n"):
            after += 1
        if "\n" in raw[index:after]:
            parts.append(raw[begin:index])
            begin = index = after
        else:
            index += 2 if raw[index + 1 : index + 2] == "\\" else 1
    parts.append(raw[begin:])
    return "".join(parts)


def _are_underscores_ok(text: str) -> bool:
    if text in _SPECIAL:
        return True
    accept = False
    for char in text:
        if char == "_" and not accept:
            return False
        accept = char in _HEX
    return accept


def _has_leading_zero(text: str) -> bool:
    if len(text) > 1 and text[0] == "0" and text[1] not in _BASES:
        return True
    return len(text) > 2 and text[0] in "+-" and text[1] == "0"


def _after_points(text: str) -> list[str]:
    return [text[index + 1 : index + 2] or "?" for index, char in enumerate(text) if char == "."]


def _misses_zero(text: str, layout: str) -> bool:
    """Tell whether a number lacks its leading zero, which Go's time package would let pass."""
    for index, char in enumerate(layout):
        if char in ".Z":
            return False
        if char not in _DIGITS and text[index : index + 1] != char:
            return True
    return False
