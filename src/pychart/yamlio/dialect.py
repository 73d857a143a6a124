"""Where goyaml.v2 reads a text otherwise than libyaml, and how libyaml is brought to goyaml's answer.

goyaml descends from an older libyaml. In flow collections it ends a plain scalar at every ``?`` and lets it hold a
``:`` before a bracket or comma; a tag may hold brackets and commas; in double quotes it knows ``\\'`` and does not know
``\\/``. What libyaml refuses or cuts otherwise is rewritten and read again; what libyaml takes and goyaml refuses is
refused here. A text that holds none of this is read by libyaml alone.

Origin: yaml_parser_scan_plain_scalar, _scan_flow_scalar and _scan_tag_uri of goyaml.v2's scanner.
"""

from __future__ import annotations

from pychart.yamlio.events import (
    TOO_NESTED,
    explain,
    import_events,
    import_yaml,
    lift_nesting_limit,
    open_parser,
    to_bytes,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.errors import YamlError

_COLON = "found unexpected ':'"
_ESCAPE = "found unknown escape character"
_NO_COLON = "could not find expected ':'"
_TAG_END = "did not find expected whitespace or line break"
_TAG_START = "did not find expected tag URI"
_MENDED = (_COLON, _ESCAPE, _TAG_END, _TAG_START)
_REPAIRS = 50
"""Places that are mended one by one; then all that look like them are, so that the work stays linear."""

_TAG_CHARACTERS = frozenset("-_;/?:@&=+$.!~*'()%<>")
_TAG_SIGNS = {",": "%2C", "[": "%5B", "]": "%5D"}
_PRIVATE_USE = range(0xE000, 0xF8FF)


class Source:
    """A text on its way through libyaml."""

    def __init__(self, text: str | bytes) -> None:
        self.text = text
        self._data = to_bytes(text)
        self._repairs = 0
        self._stand_in = ""
        self._is_lifted = False

    def open(self) -> Callable[[], Any]:
        """Begin to read; gives the function that gives the events one by one."""
        get: Callable[[], Any] = open_parser(self._data).get_event
        data = self._data
        may_differ = b"\\/" in data or ((b"?" in data or b"!" in data) and (b"[" in data or b"{" in data))
        if not may_differ and not self._stand_in:
            return get
        text = self._decode()
        return get if text is None else _Checker(get, text, self._stand_in).get_event

    def repair(self, error: Any) -> bool:
        """Rewrite the place that libyaml refused, where goyaml takes it; tells whether to read again."""
        if getattr(error, "problem", "") == TOO_NESTED and not self._is_lifted:
            self._is_lifted = True
            return lift_nesting_limit()
        if type(error).__name__ != "ScannerError" or error.problem not in _MENDED or self._repairs > _REPAIRS:
            return False
        text = self._decode()
        place = error.problem_mark.index
        if text is None:
            return False
        self._repairs += 1
        self._stand_in = self._stand_in or next(c for c in map(chr, _PRIVATE_USE) if c not in text)
        if error.problem == _COLON:
            text = text[:place] + self._stand_in + text[place + 1 :]
        elif error.problem == _ESCAPE and text.startswith("\\'", place):
            text = text[:place] + "\\x27" + text[place + 2 :]
        elif error.problem in (_TAG_END, _TAG_START) and text[place : place + 1] in _TAG_SIGNS:
            text = text[:place] + _TAG_SIGNS[text[place]] + text[place + 1 :]
        else:
            return False
        if self._repairs > _REPAIRS:
            text = _rewrite_all(text, self._stand_in)
        self._data = text.encode()
        return True

    def explain(self, error: Any) -> YamlError:
        """Word an error that remains as goyaml does, which sometimes stops elsewhere.

        It meets an unknown escape before the end of the stream, and begins a new line at the end before it misses a
        key's colon.
        """
        text = self._decode()
        if text is None or type(error).__name__ != "ScannerError" or error.context_mark is None:
            return explain(error)
        start, end = error.context_mark, error.problem_mark
        place = _find_slash(text, start.index, end.index) if text.startswith('"', start.index) else -1
        if place >= 0:
            error = type(error)(error.context, start, _ESCAPE, _move_mark(start, text, place))
        elif error.problem == _NO_COLON and end.index >= len(text) and end.column:
            error = type(error)(error.context, start, _NO_COLON, _move_mark(end, text, end.index, 1))
        return explain(error)

    def _decode(self) -> str | None:
        try:
            return self._data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


def _rewrite_all(text: str, stand_in: str) -> str:
    import re

    text = re.sub(r"(?<=[^\s\"'\[\]{},]):(?=[,\[\]{}?])", stand_in, text)
    return re.sub(r"(?<!\\)((?:\\\\)*)\\'", r"\1\\x27", text)


class _Checker:
    """Passes events on, with the stand-ins turned back into colons; raises where goyaml refuses."""

    def __init__(self, get: Callable[[], Any], text: str, stand_in: str) -> None:
        self._get = get
        self._text = text
        self._stand_in = stand_in
        self._events = import_events()
        self._open: list[Any] = []

    def get_event(self) -> Any:
        """Give the next event. Raises yaml.YAMLError."""
        events = self._events
        event = self._get()
        if self._open and getattr(event, "tag", None) is not None and self._open[-1].flow_style:
            self._check_tag(event)
        if isinstance(event, events.CollectionStartEvent):
            self._open.append(event)
        elif isinstance(event, events.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, events.ScalarEvent):
            if self._stand_in:
                event.value = event.value.replace(self._stand_in, ":")
            if event.style == '"':
                self._check_escapes(event)
            elif not event.style and "?" in event.value and self._open and self._open[-1].flow_style:
                self._refuse_question_mark(event)
        return event

    def _check_tag(self, event: Any) -> None:
        """Raise where a comma follows a tag: libyaml ends the tag there, for goyaml it is a part of it."""
        text = self._text
        place = text.index("!", event.start_mark.index)
        while text[place : place + 1].isalnum() or text[place : place + 1] in _TAG_CHARACTERS:
            place += 1
        if text[place : place + 1] == ",":
            error = import_yaml().scanner.ScannerError
            raise error("while scanning a tag", event.start_mark, _TAG_END, _move_mark(event.start_mark, text, place))

    def _check_escapes(self, event: Any) -> None:
        start = event.start_mark
        place = _find_slash(self._text, start.index, event.end_mark.index)
        if place >= 0:
            error = import_yaml().scanner.ScannerError
            raise error("while parsing a quoted scalar", start, _ESCAPE, _move_mark(start, self._text, place))

    def _refuse_question_mark(self, event: Any) -> None:
        """Raise what goyaml's parser finds: a key begins where a comma or a bracket should be."""
        around = [e for e in self._open if e.flow_style and self._text[e.end_mark.index - 1] in "[{"]
        bracket = self._text[around[-1].end_mark.index - 1]
        problem = f"did not find expected ',' or '{'}' if bracket == '{' else ']'}'"
        start = event.start_mark
        place = _move_mark(start, self._text, self._text.index("?", start.index))
        raise import_yaml().parser.ParserError("while parsing", around[-1].start_mark, problem, place)


def _find_slash(text: str, start: int, end: int) -> int:
    """Find the escape for a slash in a quoted scalar; -1 where there is none."""
    place = text.find("\\", start, end)
    while place >= 0 and not text.startswith("/", place + 1):
        place = text.find("\\", place + 2, end)
    return place


def _move_mark(start: Any, text: str, place: int, lines: int = 0) -> Any:
    """Give the mark of a place behind another one, some lines further down."""
    lines += text.count("\n", start.index, place)
    return import_yaml().Mark(start.name, place, start.line + lines, 0, None, None)
