"""The grammar of ``--set`` and its kin: ``a.b[0].c=value,d={x,y}`` (Helm's pkg/strvals and pkg/cli/values).

Every function changes ``into``, the values gathered so far: paths are looked up there, so ``l[1]=x`` changes the
second element of a list that an earlier flag or file gave. Raises ValuesError with Helm's text; ``into`` is then in
an undefined state.
"""

from __future__ import annotations

from pychart.errors import FunctionError, PychartError, ValuesError
from pychart.gostd.strconv import NumError, atoi, parse_int, quote, quote_rune
from pychart.gostd.strings import is_space, trim_space
from pychart.gostd.types import Int64, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final


_MAX_INDEX: Final = 65536
_MAX_LEVEL: Final = 30
_MAX_INDEXES: Final = 100
"""How many ``[n]`` one path may hold. Helm only counts dots and exhausts its stack."""
_MAX_PADDING: Final = 2_000_000
"""How many elements one flag may add in front of those that it sets; each is printed wherever the list is."""
_WORDS: Final = {"true": True, "false": False, "null": None}


def parse_set(text: str, into: dict[str, Any]) -> None:
    """Apply one ``--set``: true, false, null and decimal integers (int64) are typed, all else is a string."""
    _parse("--set", _Parser(text, _type_value), into)


def parse_set_string(text: str, into: dict[str, Any]) -> None:
    """Apply one ``--set-string``: as parse_set, but every value is a string."""
    _parse("--set-string", _Parser(text, str), into)


def parse_set_file(text: str, into: dict[str, Any], read: Callable[[str], str]) -> None:
    """Apply one ``--set-file``: a value is what ``read`` gives for the path or URL that stands for it.

    What ``read`` raises as PychartError comes out as ValuesError with the flag's name before it.
    """
    _parse("--set-file", _Parser(text, read), into)


def parse_set_literal(text: str, into: dict[str, Any]) -> None:
    """Apply one ``--set-literal``: one path, then everything behind ``=`` as a string; nothing is escaped."""
    _parse("--set-literal", _LiteralParser(text, str), into)


def parse_set_json(text: str, into: dict[str, Any]) -> None:
    """Apply one ``--set-json``: ``path=JSON,...``, or a whole JSON object that is merged into the values."""
    stripped = trim_space(text)
    if stripped.startswith("{"):
        from pychart.chart.values_file import merge_maps
        from pychart.gostd.json import unmarshal_map

        try:
            into.update(merge_maps(into, unmarshal_map(stripped) or {}))
        except FunctionError:
            raise ValuesError(f"failed parsing --set-json data JSON: {text}") from None
        return
    parser = _JsonParser(text, str)
    try:
        parser.parse(into)
    except (ValuesError, FunctionError):
        failure = ValuesError(f"failed parsing --set-json data {text}")
        failure.text, failure.place = text, parser.place
        raise failure from None


def _parse(flag: str, parser: _Parser, into: dict[str, Any]) -> None:
    try:
        parser.parse(into)
    except PychartError as error:
        failure = ValuesError(f"failed parsing {flag} data: {error}")
        failure.text, failure.place = parser.text, parser.place
        raise failure from error


def _type_value(text: str) -> Any:
    """Give the value that ``--set`` makes of a text (Helm: typedVal)."""
    word = text.casefold()
    if word in _WORDS and len(word) == len(text):
        return _WORDS[word]
    if text == "0":
        return Int64(0)
    if text and text[0] != "0":
        try:
            return Int64(parse_int(text, 10))
        except NumError:
            pass
    return text


class _Parser:
    """Reads one flag's text from left to right.

    The methods that read a path tell whether the text ended where Helm stops without an error: what was set on the
    way down then stays, but nothing is set on the way up that Helm would not set.
    """

    key_ends = "=[,."
    has_escapes = True

    def __init__(self, text: str, convert: Callable[[str], Any]) -> None:
        # A byte that is not UTF-8 is U+FFFD for Go's readers of characters.
        self.text = "".join("\ufffd" if "\udc80" <= rune <= "\udcff" else rune for rune in text)
        self.convert = convert
        self.place = 0
        self.padding = 0
        self.indexes = 0

    def parse(self, into: dict[str, Any]) -> None:
        """Set every path of the text."""
        while not self._set_key(into, 0):
            self.indexes = 0

    def _set_key(self, data: dict[str, Any], level: int) -> bool:
        key, end = self._read_until(self.key_ends)
        if not end:
            if key:
                raise ValuesError(f"key {quote(key)} has no value")
            return True
        if end == "[":
            return self._set_list(data, key, level)
        if end == "=":
            value, ended = self._read_value()
            _set(data, key, value)
            return ended
        if end == ",":
            raise ValuesError(f"key {quote(key)} has no value (cannot end with ,)")
        return self._set_map(data, key, level + 1)

    def _set_list(self, data: dict[str, Any], key: str, level: int) -> bool:
        index = self._read_index()
        if index is None:
            return True
        items = _require(data[key], list) if key in data else []
        items, ended = self._set_item(items, index, level)
        _set(data, key, items)
        return ended

    def _set_map(self, data: dict[str, Any], key: str, level: int) -> bool:
        if level > _MAX_LEVEL:
            raise ValuesError(f"value name nested level is greater than maximum supported nested level of {_MAX_LEVEL}")
        inner = _require(data[key], dict) if key in data else {}
        ended = self._set_key(inner, level)
        if inner:
            _set(data, key, inner)
        elif not ended:
            raise ValuesError(f"key map {quote(key)} has no value")
        return ended

    def _set_item(self, items: list[Any], index: int, level: int) -> tuple[list[Any], bool]:
        """Set what stands behind ``[index]``; gives the list, which is another one where it had to grow."""
        if index < 0:
            raise ValuesError(f"negative {index} index not allowed")
        rest, end = self._read_until("[.=")
        if rest:
            runes = " ".join(quote_rune(ord(rune)) for rune in rest)
            raise ValuesError(f"unexpected data at end of array index: [{runes}]")
        if not end:
            return items, True
        if end == "=":
            return self._set_index(items, index, self._read_value()[0]), False
        known = items[index] if index < len(items) else None
        value: dict[str, Any] | list[Any]
        if end == "[":
            following = self._read_index()
            if following is None:
                return items, True
            value, ended = self._set_item([] if known is None else _require(known, list), following, level)
        else:
            value = known if isinstance(known, dict) else {}
            if index < len(items):
                items[index] = value
            ended = self._set_key(value, level)
        return (items, True) if ended else (self._set_index(items, index, value), False)

    def _set_index(self, items: list[Any], index: int, value: Any) -> list[Any]:
        if index > _MAX_INDEX:
            raise ValuesError(f"index of {index} is greater than maximum supported index of {_MAX_INDEX}")
        if index >= len(items):
            self.padding += index - len(items)
            if self.padding > _MAX_PADDING:
                raise ValuesError(f"lists grow by more than the maximum supported number of {_MAX_PADDING} elements")
            items = items + [None] * (index + 1 - len(items))
        items[index] = value
        return items

    def _read_value(self) -> tuple[Any, bool]:
        """Read what stands behind ``=``: the value, and whether the text ended at once."""
        if self.place == len(self.text):
            return "", True
        if self.text[self.place] == "{":
            self.place += 1
            return self._read_list(), False
        return self.convert(self._read_until(",")[0]), False

    def _read_list(self) -> list[Any]:
        items = []
        while True:
            text, end = self._read_until(",}")
            if not end:
                raise ValuesError("list must terminate with '}'")
            items.append(self.convert(text))
            if end == "}":
                if self.text.startswith(",", self.place):
                    self.place += 1
                return items

    def _read_index(self) -> int | None:
        """Read ``n]``; None where the text ends before the bracket."""
        text, end = self._read_until("]")
        if not end:
            return None
        self.indexes += 1
        if self.indexes > _MAX_INDEXES:
            raise ValuesError(f"number of list indexes is greater than maximum supported number of {_MAX_INDEXES}")
        try:
            return atoi(text)
        except NumError as error:
            raise ValuesError(f"error parsing index: {error}") from None

    def _read_until(self, ends: str) -> tuple[str, str]:
        """Read up to one of the characters and past it: the text without escapes, and that character or ""."""
        text, place = self.text, self.place
        runes: list[str] = []
        while place < len(text):
            rune = text[place]
            place += 1
            if rune in ends:
                self.place = place
                return "".join(runes), rune
            if rune == "\\" and self.has_escapes:
                rune = text[place : place + 1]
                place += 1
            runes.append(rune)
        self.place = len(text)
        return "".join(runes), ""


class _LiteralParser(_Parser):
    key_ends = "=[."
    has_escapes = False

    def _read_value(self) -> tuple[Any, bool]:
        start, self.place = self.place, len(self.text)
        return self.text[start:], False


class _JsonParser(_Parser):
    def _read_value(self) -> tuple[Any, bool]:
        if self._skip_blank():
            return None, False
        from pychart.gostd.jsontext import parse_first

        value, length = parse_first(self.text[self.place :])
        self.place += length
        self._skip_blank()
        return value, False

    def _skip_blank(self) -> bool:
        """Skip space and one comma; tells whether the value ends here, at a comma or the text's end."""
        while self.place < len(self.text):
            rune = self.text[self.place]
            if rune != "," and not is_space(rune):
                return False
            self.place += 1
            if rune == ",":
                return True
        return True


def _set(data: dict[str, Any], key: str, value: Any) -> None:
    if key:
        data[key] = value


def _require(value: Any, kind: type) -> Any:
    """Give the value if it is a map or list as wanted; what Go panics with otherwise is Helm's error."""
    if isinstance(value, kind):
        return value
    name = "nil" if value is None else type_name(value)
    raise ValuesError(f"unable to parse key: interface conversion: interface {{}} is {name}, not {type_name(kind())}")
