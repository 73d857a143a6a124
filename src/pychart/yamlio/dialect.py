"""Where goyaml.v2 reads a text otherwise than libyaml, and how libyaml is brought to goyaml's answer.

goyaml descends from an older libyaml. In flow collections it ends a plain scalar at every ``?`` and lets it hold a
``:`` before a bracket or comma; a tag may hold brackets and commas; in double quotes it knows ``\\'`` and does not know
``\\/``. What libyaml refuses or cuts otherwise is rewritten and read again; what libyaml takes and goyaml refuses is
refused here. A byte order mark at the start of a line that is not the first is an ordinary character for goyaml. A text
that holds none of this is read by libyaml alone.

Origin: yaml_parser_scan_plain_scalar, _scan_flow_scalar and _scan_tag_uri of goyaml.v2's scanner.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.events import (
    PREFIX,
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

_COLON = "found unexpected ':'"
_ESCAPE = "found unknown escape character"
_NO_COLON = "could not find expected ':'"
_TAG_END = "did not find expected whitespace or line break"
_TAG_START = "did not find expected tag URI"
_MENDED = (_COLON, _ESCAPE, _TAG_END, _TAG_START)
_MENDING = 500_000
"""Characters that may be read once more to mend one place after the other, besides the text itself.

Then all that look like them are mended at once, so that the work stays linear.
"""

_MAX_DIRECTIVES = 10_000

_TAG_CHARACTERS = frozenset("-_;/?:@&=+$.!~*'()%<>")
_TAG_SIGNS = {",": "%2C", "[": "%5B", "]": "%5D"}
_MARK = "\ufeff".encode()
_STAND_INS = "^;$"
"""Characters of one byte, so that a long text does not grow with each place that is mended."""
_RARE_STAND_INS = range(0xE000, 0xF8FF)


class Source:
    """A text on its way through libyaml."""

    def __init__(self, text: str | bytes) -> None:
        self.text = text
        self._data = to_bytes(text)
        self._reread = 0
        self._is_rewritten = False
        self._stand_in = ""
        self._signs: dict[str, str] = {}
        self._is_lifted = False
        if self._data.find(_MARK, 1) > 0:
            self._keep_marks()

    def open(self) -> Callable[[], Any]:
        """Begin to read; gives the function that gives the events one by one. Raises YamlError."""
        if b"%TAG" in self._data:
            _require_few_directives(self._data)
        get: Callable[[], Any] = open_parser(self._data).get_event
        data = self._data
        may_differ = b"\\/" in data or ((b"?" in data or b"!" in data) and (b"[" in data or b"{" in data))
        if not may_differ and not self._signs:
            return get
        text = self._decode()
        return get if text is None else _Checker(get, text, self._signs).get_event

    def repair(self, error: Any) -> bool:
        """Rewrite the place that libyaml refused, where goyaml takes it; tells whether to read again."""
        if getattr(error, "problem", "") == TOO_NESTED and not self._is_lifted:
            self._is_lifted = True
            return lift_nesting_limit()
        if type(error).__name__ != "ScannerError" or error.problem not in _MENDED or self._is_rewritten:
            return False
        text = self._decode()
        place = error.problem_mark.index
        if text is None:
            return False
        self._reread += place + len(text) // 20
        if not self._stand_in:
            self._stand_in = _find_stand_in(text)
            self._signs[self._stand_in] = ":"
        if error.problem == _COLON:
            text = text[:place] + self._stand_in + text[place + 1 :]
        elif error.problem == _ESCAPE and text.startswith("\\'", place):
            text = text[:place] + "\\x27" + text[place + 2 :]
        elif error.problem in (_TAG_END, _TAG_START) and text[place : place + 1] in _TAG_SIGNS:
            text = text[:place] + _TAG_SIGNS[text[place]] + text[place + 1 :]
        else:
            return False
        if self._reread > _MENDING + len(text):
            self._is_rewritten = True
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

    def _keep_marks(self) -> None:
        """Put a stand-in for byte order marks at the start of lines, where libyaml would pass over them."""
        import re

        text = self._decode()
        if text is None:
            return
        sign = _find_stand_in(text)
        text = re.sub("(?<=[\n\r\x85\u2028\u2029])\ufeff", sign, text)
        self._data = text.encode()
        self._signs[sign] = "\ufeff"

    def _decode(self) -> str | None:
        try:
            return self._data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


def _require_few_directives(data: bytes) -> None:
    """Refuse a document that begins with very many tag directives: libyaml compares each with all others."""
    head = data.partition(b"\n---")[0]
    if (b"\n" + head).count(b"\n%TAG") > _MAX_DIRECTIVES:
        raise YamlError(f"{PREFIX}more than {_MAX_DIRECTIVES} tag directives")


def _find_stand_in(text: str) -> str:
    """Give a character that the text does not hold, and that none of its escapes makes."""
    if "\\x" not in text and "\\u" not in text and "\\U" not in text:
        for sign in _STAND_INS:
            if sign not in text:
                return sign
    folded = text.lower()
    return next(chr(code) for code in _RARE_STAND_INS if f"{code:x}" not in folded and chr(code) not in text)


def _rewrite_all(text: str, stand_in: str) -> str:
    import re

    text = re.sub(r"(?<=[^\s\"'\[\]{},]):(?=[,\[\]{}?])", stand_in, text)
    return re.sub(r"(?<!\\)((?:\\\\)*)\\'", r"\1\\x27", text)


class _Checker:
    """Passes events on, with stand-ins turned back into what they stand for; raises where goyaml refuses."""

    def __init__(self, get: Callable[[], Any], text: str, signs: dict[str, str]) -> None:
        self._get = get
        self._text = text
        self._signs = signs
        events = import_events()
        self._scalar = events.ScalarEvent
        self._starts = (events.MappingStartEvent, events.SequenceStartEvent)
        self._ends = (events.MappingEndEvent, events.SequenceEndEvent)
        self._open: list[Any] = []

    def get_event(self) -> Any:
        """Give the next event. Raises yaml.YAMLError."""
        event = self._get()
        kind = type(event)
        is_scalar, is_start = kind is self._scalar, kind in self._starts
        if (is_scalar or is_start) and event.tag is not None and self._open and self._open[-1].flow_style:
            self._check_tag(event)
        if is_scalar:
            if event.style == '"':
                self._check_escapes(event)
            elif not event.style and "?" in event.value and self._open and self._open[-1].flow_style:
                self._refuse_question_mark(event)
            for sign, meaning in self._signs.items():
                event.value = event.value.replace(sign, meaning)
        elif is_start:
            self._open.append(event)
        elif kind in self._ends:
            self._open.pop()
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
