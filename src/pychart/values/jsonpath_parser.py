"""Parse JSONPath templates into nodes (client-go, jsonpath's parser).

A node is a pair of its kind and an argument:

    list        the nodes of one ``{...}``, each applied to the results of the one before
    text        what stands outside of braces, or a quoted string
    constant    a number or a boolean
    identifier  ``range`` or ``end``; any other name fails when it is evaluated
    field       a key
    wildcard    ``.*``
    recursive   ``..``
    array       start, end, step (None where open), and whether the end follows from the start
    union       the lists of ``[a,b]``
    filter      left list, operator or ``exists``, right list
"""

from __future__ import annotations

from pychart.gostd.strings import is_digit, is_letter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = tuple[str, Any]


_END = ""  # what is read behind the last character
_LINE_ENDS = ("\r", "\n")
_TERMINATORS = frozenset((" ", "\t", "\r", "\n", _END, *".,[]$@{}"))


class JsonPathError(Exception):
    """A template that cannot be parsed or evaluated; str() is client-go's text where it is shown."""


def parse_template(text: str) -> list[Node]:
    """Parse a template. Raises JsonPathError."""
    return _Parser(text).parse()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._start = 0
        self._root: list[Node] = []
        self._nodes: list[Node] = []

    def parse(self) -> list[Node]:
        while self._place < len(self._text):
            brace = self._text.find("{", self._place)
            self._place = len(self._text) if brace < 0 else brace
            if self._place > self._start:
                self._root.append(("text", self._take()))
            if brace >= 0:
                self._place += 1
                self._take()
                self._nodes = []
                self._root.append(("list", self._nodes))
                self._parse_action()
        return self._root

    def _parse_action(self) -> None:
        """Read what stands between braces, the closing one too."""
        while not self._looks_at("}"):
            if self._looks_at("[?("):
                self._parse_filter()
            elif self._looks_at(".."):
                self._parse_recursive()
            else:
                self._parse_step(self._next())
        self._place += 1
        self._take()

    def _parse_step(self, rune: str) -> None:
        if rune == _END or rune in _LINE_ENDS:
            raise JsonPathError("unclosed action")
        if rune in " @$":
            self._take()
        elif rune == "[":
            self._parse_array()
        elif rune in "\"'":
            self._parse_quoted(rune)
        elif rune == ".":
            self._parse_field()
        elif rune in "+-" or is_digit(rune):
            self._place -= 1
            self._parse_number()
        elif _is_alphanumeric(rune):
            self._place -= 1
            self._parse_identifier()
        else:
            shown = f" '{rune}'" if rune.isprintable() else ""
            raise JsonPathError(f"unrecognized character in action: U+{ord(rune):04X}{shown}")

    def _parse_identifier(self) -> None:
        while self._peek() not in _TERMINATORS:
            self._place += 1
        name = self._take()
        if name in ("true", "false"):
            self._nodes.append(("constant", name == "true"))
        else:
            self._nodes.append(("identifier", name))

    def _parse_recursive(self) -> None:
        if self._nodes and self._nodes[-1][0] == "recursive":
            raise JsonPathError("invalid multiple recursive descent")
        self._place += 2
        self._take()
        self._nodes.append(("recursive", None))
        if _is_alphanumeric(self._peek()):
            self._parse_field()

    def _parse_number(self) -> None:
        if self._peek() in ("+", "-"):
            self._place += 1
        while self._peek() == "." or is_digit(self._peek() or " "):
            self._place += 1
        self._nodes.append(("constant", _read_number(self._take())))

    def _parse_array(self) -> None:
        while (rune := self._next()) != "]":
            if rune in (_END, "\n"):
                raise JsonPathError("unterminated array")
        text = self._take()[1:-1]
        if text == "*":
            text = ":"
        parts = text.split(",")
        if len(parts) > 1:
            self._nodes.append(("union", [_parse_alone(f"[{part.strip(' ')}]") for part in parts]))
        elif len(text) > 1 and text[0] == text[-1] == "'" and "'" not in text[1:-1]:
            self._nodes += _parse_alone(f".{text[1:-1]}")[1]
        else:
            self._nodes.append(("array", _read_slice(text)))

    def _parse_filter(self) -> None:
        self._place += 3
        self._take()
        self._skip_filter()
        if self._next() != "]":
            raise JsonPathError("unclosed array expect ]")
        text = self._take()[:-2]
        parts = _split_comparison(text)
        if parts is None:
            self._nodes.append(("filter", (_parse_alone(text), "exists", ("list", []))))
        else:
            left, sign, right = parts
            self._nodes.append(("filter", (_parse_alone(left), sign, _parse_alone(right))))

    def _skip_filter(self) -> None:
        """Read up to the parenthesis that closes a filter; one quoted string may hold others."""
        mark = ""
        closed = False
        while True:
            rune = self._next()
            if rune in (_END, "\n"):
                raise JsonPathError("unterminated filter")
            if rune in "\"'":
                if not mark:
                    mark = rune
                elif rune == mark and self._text[self._place - 2] != "\\":
                    closed = True
            elif rune == ")" and bool(mark) == closed:
                return

    def _parse_quoted(self, mark: str) -> None:
        while True:
            rune = self._next()
            if rune in (_END, "\n"):
                raise JsonPathError("unterminated quoted string")
            if rune == mark and self._text[self._place - 2] != "\\":
                break
        self._nodes.append(("text", _unquote(self._take())))

    def _parse_field(self) -> None:
        self._take()
        while self._peek() not in _TERMINATORS:
            self._place += 2 if self._peek() == "\\" else 1
        self._place = min(self._place, len(self._text))
        name = self._take()
        if name == "*":
            self._nodes.append(("wildcard", None))
        else:
            self._nodes.append(("field", name.replace("\\", "")))

    def _looks_at(self, prefix: str) -> bool:
        return self._text.startswith(prefix, self._place)

    def _peek(self) -> str:
        return self._text[self._place : self._place + 1]

    def _next(self) -> str:
        rune = self._peek()
        self._place += len(rune)
        return rune

    def _take(self) -> str:
        """Give what was read since the last take."""
        text = self._text[self._start : self._place]
        self._start = self._place
        return text


def _parse_alone(text: str) -> Node:
    """Parse a part of an action as an action of its own."""
    return parse_template("{" + text + "}")[0]


def _is_alphanumeric(rune: str) -> bool:
    return bool(rune) and (rune == "_" or is_letter(rune) or is_digit(rune))


def _read_number(text: str) -> int | float:
    from pychart.gostd.strconv import atoi, parse_float

    try:
        return atoi(text)
    except ValueError:
        pass
    try:
        return parse_float(text)
    except ValueError:
        raise JsonPathError(f"cannot parse number {text}") from None


def _read_slice(text: str) -> tuple[int | None, int | None, int | None, bool]:
    """Read what stands between brackets: ``1``, ``-1``, ``1:2``, ``::2``."""
    parts = text.split(":")
    if len(parts) > 3 or not all(_is_whole(part) for part in parts):
        raise JsonPathError(f"invalid array index {text}")
    numbers = [_read_index(part, place) for place, part in enumerate(parts)]
    derived = len(parts) == 1
    if derived:
        numbers.append((numbers[0] or 0) + 1)
    return numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None, derived


def _is_whole(text: str) -> bool:
    digits = text.removeprefix("-")
    return not digits or (digits.isascii() and digits.isdigit())


def _read_index(text: str, place: int) -> int | None:
    from pychart.gostd.strconv import atoi

    if not text:
        return None
    try:
        return atoi(text)
    except ValueError:
        raise JsonPathError(f"array index {text} is not a number") from None


def _split_comparison(text: str) -> tuple[str, str, str] | None:
    """Split a filter into left side, operator and right side; None where it compares nothing."""
    signs = "!<>="
    start = next((place for place, rune in enumerate(text) if rune in signs), 0)
    end = start
    while end < len(text) and text[end] in signs:
        end += 1
    # The right side must not be empty; an operator gives its last sign away for that.
    if end == len(text):
        end -= 1
    if start == 0 or end <= start or "\n" in text[end:]:
        return None
    return text[:start], text[start:end], text[end:]


def _unquote(text: str) -> str:
    """Read a Go string whose marks may be single quotes."""
    from pychart.gostd.strconv import unquote

    mark, body = text[0], text[1:-1]
    if "\\" not in body:
        return body
    try:
        return unquote('"' + (body if mark == '"' else _use_double_marks(body)) + '"')
    except ValueError:
        raise JsonPathError(f"unquote string {text} error invalid syntax") from None


def _use_double_marks(body: str) -> str:
    """Rewrite what stood between single quotes so that it may stand between double ones. Raises ValueError."""
    found = []
    runes = iter(body)
    for rune in runes:
        if rune == '"':
            found.append('\\"')
        elif rune != "\\":
            found.append(rune)
        else:
            escaped = next(runes, "")
            if escaped == '"':
                raise ValueError("invalid syntax")
            found.append("'" if escaped == "'" else f"\\{escaped}")
    return "".join(found)
