"""A document with its comments and styles, as kyaml holds it: for post-renderers, which change YAML as text.

Comments are found between the parser's events and go to the entry they stand above (head), behind (line) or below
(foot), by the rules of goyaml.v3's scanner. Comments inside ``[]`` and ``{}`` go to the next entry of a block.
"""

from __future__ import annotations

from pychart.yamlio.events import error_class, explain, import_events, open_parser, to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Node:
    """A scalar (``kind`` "scalar"), an alias, a map or a list; ``prefix`` holds tag and anchor as they are written."""

    __slots__ = ("entries", "flow", "kind", "line", "prefix", "style", "text")

    def __init__(self, kind: str, *, text: str = "", style: str = "", prefix: str = "", flow: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.style = style
        self.prefix = prefix
        self.flow = flow
        self.entries: list[Entry] = []
        self.line = ""

    def find(self, name: str) -> Entry | None:
        """Find the entry of a map by its key."""
        return next((entry for entry in self.entries if entry.key is not None and entry.key.text == name), None)

    def is_null(self) -> bool:
        """Tell whether this is a plain scalar that stands for null."""
        return self.kind == "scalar" and not self.style and self.text in ("", "~", "null", "Null", "NULL")


class Entry:
    """One entry of a map or list (``key`` None) with the comments above and below it."""

    __slots__ = ("column", "foot", "head", "key", "key_line", "parent", "place", "value")

    def __init__(self, key: Node | None, value: Node) -> None:
        self.key = key
        self.value = value
        self.head: list[str] = []
        self.foot: list[str] = []
        self.key_line = ""
        self.place = self.column = -1
        self.parent: Entry | None = None


class Document:
    """A document: its content, the comments before and after it."""

    __slots__ = ("foot", "head", "root")

    def __init__(self, root: Node) -> None:
        self.root = root
        self.head: list[str] = []
        self.foot: list[str] = []


def parse_commented(text: str) -> Document | None:
    """Parse one document; None where there is nothing but comments. Raises YamlError."""
    try:
        return _Reader(text).read()
    except error_class() as error:
        raise explain(error) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._events = import_events()
        self._parser = open_parser(to_bytes(text))
        self._end = (0, 0)
        self._entries: list[Entry] = []
        self._ends: dict[int, Node] = {}
        self._keys: dict[int, Entry] = {}
        self._own: list[tuple[int, int, str]] = []
        self._inline: dict[int, str] = {}
        self._flow_depth = 0

    def read(self) -> Document | None:
        events = self._events
        event = self._next()
        while not isinstance(event, events.DocumentStartEvent):
            if isinstance(event, events.StreamEndEvent):
                return None
            event = self._next()
        document = Document(self._node(self._next(), None))
        while not isinstance(self._next(), events.StreamEndEvent):
            pass
        self._find_comments((len(self._lines), 0))
        if document.root.is_null() and not document.root.text:
            return None
        _attach(self, document)
        return document

    def _next(self) -> Any:
        event = self._parser.get_event()
        events = self._events
        if isinstance(event, (events.DocumentEndEvent, events.StreamEndEvent, events.StreamStartEvent)):
            return event
        start = (event.start_mark.line, event.start_mark.column)
        if start > self._end:
            self._find_comments(start)
        if (event.end_mark.line, event.end_mark.column) > start:
            self._end = (event.end_mark.line, event.end_mark.column)
        return event

    def _find_comments(self, until: tuple[int, int]) -> None:
        """Look for comments between the last event and a place."""
        line, column = self._end
        while (line, 0) <= until and line < len(self._lines):
            stop = until[1] if line == until[0] else None
            piece = self._lines[line][column:stop]
            start = 0 if piece.startswith("#") and column == 0 else piece.find(" #") + 1
            if start == 0 and not (piece.startswith("#") and column == 0):
                start = piece.find("\t#") + 1 or -1
            if start >= 0 and piece[start : start + 1] == "#":
                text = piece[start:].rstrip()
                if self._lines[line][: column + start].strip():
                    self._inline[line] = text
                else:
                    self._own.append((line, column + start, text))
            line, column = line + 1, 0
        self._end = max(self._end, until)

    def _node(self, event: Any, parent: Entry | None) -> Node:
        events = self._events
        if isinstance(event, events.AliasEvent):
            return self._mark_end(Node("alias", text=f"*{event.anchor}"), event)
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event)
        is_map = isinstance(event, events.MappingStartEvent)
        node = Node("map" if is_map else "list", prefix=_prefix(event), flow=bool(event.flow_style))
        self._flow_depth += node.flow
        last = events.MappingEndEvent if is_map else events.SequenceEndEvent
        inner = self._next()
        column = event.start_mark.column
        while not isinstance(inner, last):
            entry = Entry(None, node)
            entry.parent = parent
            entry.place = inner.start_mark.line
            entry.column = column if not is_map else inner.start_mark.column
            if not self._flow_depth:
                self._entries.append(entry)
            if is_map:
                entry.key = self._node(inner, entry)
                self._keys[inner.end_mark.line] = entry
                self._ends.pop(inner.end_mark.line, None)
                inner = self._next()
            entry.value = self._node(inner, entry)
            node.entries.append(entry)
            inner = self._next()
        self._flow_depth -= node.flow
        if node.flow:
            self._mark_end(node, inner)
        return node

    def _scalar(self, event: Any) -> Node:
        style = event.style or ""
        node = Node("scalar", text=event.value, style=style, prefix=_prefix(event))
        if style in ("|", ">"):
            header = self._lines[event.start_mark.line]
            mark = header.find(" #", event.start_mark.column)
            if mark >= 0:
                node.line = header[mark + 1 :].rstrip()
            return node
        return self._mark_end(node, event) if event.value or style else node

    def _mark_end(self, node: Node, event: Any) -> Node:
        if not self._flow_depth:
            self._ends[event.end_mark.line] = node
        return node


def _prefix(event: Any) -> str:
    parts = [f"&{event.anchor}"] if event.anchor else []
    tag = event.tag
    if (tag and tag != "!") or (tag == "!" and not getattr(event, "style", None)):
        parts.append(
            tag.replace("tag:yaml.org,2002:", "!!") if tag.startswith(("!", "tag:yaml.org,2002:")) else f"!<{tag}>"
        )
    if getattr(event, "value", None) == "<<" and not event.style and not tag:
        parts.append("!!merge")
    return "".join(f"{part} " for part in parts)


def _attach(reader: _Reader, document: Document) -> None:
    """Give every comment to what it belongs to."""
    for line, text in reader._inline.items():
        if line in reader._ends:
            reader._ends[line].line = text
        elif line in reader._keys:
            reader._keys[line].key_line = text
        else:
            reader._own.append((line, len(reader._lines[line]) - len(text), text))
    content = {
        number for number, line in enumerate(reader._lines) if line.strip() and not line.lstrip().startswith("#")
    }
    groups: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for comment in sorted(reader._own):
        before = max((line for line in content if line < comment[0]), default=-1)
        after = min((line for line in content if line > comment[0]), default=len(reader._lines))
        groups.setdefault((before, after), []).append(comment)
    for (before, after), comments in groups.items():
        if before < 0:
            document.head = _with_blanks(comments, after)
        else:
            _attach_group(reader, document, before, after, comments)


def _with_blanks(comments: list[tuple[int, int, str]], after: int) -> list[str]:
    lines = []
    for number, (line, _, text) in enumerate(comments):
        following = comments[number + 1][0] if number + 1 < len(comments) else after
        lines += [text, ""] if following > line + 1 else [text]
    return lines


def _attach_group(
    reader: _Reader, document: Document, before: int, after: int, comments: list[tuple[int, int, str]]
) -> None:
    """Divide the comments between two lines of content into feet of what is above and heads of what is below."""
    above = [entry for entry in reader._entries if entry.place <= before]
    below = next((entry for entry in reader._entries if entry.place == after), None)
    indent = above[-1].column if above else 0
    opener = reader._lines[before].split(" #")[0].rstrip().endswith(":")
    pending: list[str] = []
    start = 0
    no_blank_yet = comments[0][0] == before + 1
    for number, (line, column, text) in enumerate(comments):
        if not pending:
            start = column
        pending.append(text)
        following = comments[number + 1] if number + 1 < len(comments) else None
        next_line = following[0] if following else after
        next_column = following[1] if following else (below.column if below else 0)
        if next_line > line + 1 or (after >= len(reader._lines) and following is None):
            if no_blank_yet and (not opener or start - 1 < indent):
                _find_foot_owner(above, start, below).foot += pending
                pending = []
            elif pending:
                pending.append("")
            no_blank_yet = False
        elif next_column - 1 < indent and next_column != start:
            above[-1].foot += pending
            pending = []
    while pending and not pending[-1]:
        pending.pop()
    if not pending:
        return
    if below is not None:
        below.head = pending
    else:
        document.foot = pending


def _find_foot_owner(above: list[Entry], column: int, below: Entry | None) -> Entry:
    """Find whose foot a comment is that stands at ``column`` and has an empty line below it."""
    entry = above[-1]
    while entry.column > column and entry.parent is not None:
        entry = entry.parent
    if entry is not above[-1] and below is not None and below.key is None and below.value.kind == "map":
        # goyaml.v3 hangs it on the next key, which is the first of the next item.
        return below.value.entries[0] if below.value.entries and not below.value.flow else entry
    return entry
