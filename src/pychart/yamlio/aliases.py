"""Anchors and aliases: the events of anchored nodes are kept and played again wherever an alias stands.

Every alias thus gives a copy of its own, as in Go, and what comes out of aliases is counted while it comes, so a
document of a few hundred bytes cannot grow without bounds.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.records import NamedTuple
from pychart.yamlio.events import PREFIX, import_events
from pychart.yamlio.scalars import DecodeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Frames = list[tuple[Any, Any, Any]]
    """The containers that are open, outermost first: the one around, its key, the event that began the inner one."""


_EXPANSION_LIMIT = 100 * 2**20
_MERGE_NEEDS_MAP = "yaml: map merge requires map or sequence of maps as the value"


class _Span(NamedTuple):
    """The events of an anchored node on the tape; ``end`` is None while the node is still open.

    ``nodes`` and ``length`` are what one copy adds: nodes without those of aliases in it, and characters.
    """

    start: int
    end: int | None
    is_map: bool
    nodes: int = 0
    length: int = 0


class _Alias:
    """An alias on the tape, bound to what it meant where it stood."""

    __slots__ = ("name", "span")

    def __init__(self, name: str, span: _Span) -> None:
        self.name = name
        self.span = span


class Tape:
    """The events of anchored nodes, and the aliases that are being played."""

    def __init__(self, get_event: Callable[[], Any]) -> None:
        events = import_events()
        self.has_open = False
        self._get_event = get_event
        self._alias_event = events.AliasEvent
        self._map_start = events.MappingStartEvent
        self._scalar = events.ScalarEvent
        self._ends = (events.MappingEndEvent, events.SequenceEndEvent)
        self._last = events.DocumentEndEvent
        self._events: list[Any] = []
        self._anchors: dict[str, _Span] = {}
        self._open: dict[int, tuple[str, _Span]] = {}
        self._sources: list[Iterator[Any]] = []
        self._end_events: dict[type, Any] = {}
        self._parsed = 0
        self._length = 0
        self._aliased = 0
        self._expanded = 0

    def note_scalar(self, event: Any, frames: Frames, box: Any) -> Callable[[], Any]:
        """Remember an anchored scalar; gives where the next event comes from."""
        if not self._sources:
            start = self._note(event, frames, box)
            self._anchors[event.anchor] = _Span(start, start + 1, False, 1, len(event.value))
        return self.replay

    def note_start(self, event: Any, frames: Frames, box: Any) -> Callable[[], Any]:
        """Remember the beginning of an anchored container; gives where the next event comes from."""
        if not self._sources:
            start = self._note(event, frames, box)
            span = _Span(start, None, type(event) is self._map_start, 1 - self._parsed, -self._length)
            self._anchors[event.anchor] = span
            self._open[len(frames)] = (event.anchor, span)
            self.has_open = True
        return self.replay

    def note_end(self, depth: int) -> None:
        """Remember that the container at a depth has ended."""
        if depth not in self._open or self._sources:
            return
        name, span = self._open.pop(depth)
        if self._anchors[name] is span:
            nodes, length = span.nodes + self._parsed, span.length + self._length
            self._anchors[name] = span._replace(end=len(self._events), nodes=nodes, length=length)
        self.has_open = bool(self._open)

    def enter_alias(self, event: Any, merging: bool) -> None:
        """Begin to play what an alias stands for; ``merging`` where it stands after ``<<``.

        Raises YamlError for an unknown anchor, DecodeError for an alias that cannot be followed.
        """
        if type(event) is _Alias:
            name, span = event.name, event.span
        else:
            name = event.anchor
            if name not in self._anchors:
                raise _unknown_anchor(event)
            span = self._anchors[name]
            if self.has_open:
                self._events[-1] = _Alias(name, span)
        if span.end is None:
            raise DecodeError(f"yaml: anchor '{name}' value contains itself")
        if merging and not span.is_map:
            raise DecodeError(_MERGE_NEEDS_MAP)
        self._count(span)
        self._sources.append(iter(self._events[span.start : span.end]))

    def uncount(self) -> None:
        """Take back the count of the last node: goyaml does not decode ``<<`` and the list that follows it."""
        if self._parsed and not self._sources:
            self._parsed -= 1

    def replay(self) -> Any:
        """Give the next event of the alias that is being played, or the document's next one."""
        sources = self._sources
        while sources:
            for event in sources[-1]:
                return event
            sources.pop()
        event = self._get_event()
        if type(event) not in self._ends:
            self._parsed += 1
        if self.has_open:
            self._keep(event)
        return event

    def drain(self) -> None:
        """Parse the rest of a document that is refused already: what parsing finds is told first."""
        while type(event := self._get_event()) is not self._last:
            name = getattr(event, "anchor", None)
            if name is None:
                continue
            if type(event) is not self._alias_event:
                self._anchors[name] = _Span(0, None, False)
            elif name not in self._anchors:
                raise _unknown_anchor(event)

    def _note(self, event: Any, frames: Frames, box: Any) -> int:
        """Give the place on the tape of an event that has an anchor."""
        if not self._parsed:
            self._parsed = _count_nodes([container for container, *_ in frames] + [box])
        if not self.has_open:
            self._keep(event)
        return len(self._events) - 1

    def _keep(self, event: Any) -> None:
        """Put an event on the tape, without what nobody asks it for when it is played."""
        kind = type(event)
        if kind in self._ends:
            event = self._end_events.setdefault(kind, event)
        elif kind is self._scalar:
            event.end_mark = None
            self._length += len(event.value)
        self._events.append(event)

    def _count(self, span: _Span) -> None:
        """Count what an alias brings, and refuse the document where it is too much: ahead of the copy, not within."""
        self._aliased += span.nodes
        self._expanded += span.length
        decoded = 1 + self._parsed + self._aliased
        if self._expanded > _EXPANSION_LIMIT or (
            self._aliased > 100 and decoded > 1000 and self._aliased / decoded > _allowed_share(decoded)
        ):
            raise DecodeError("yaml: document contains excessive aliasing")


def _count_nodes(containers: list[Any]) -> int:
    """Count the nodes that are built already: the containers, what is in them, and the node that comes now."""
    count = 1
    pending = [container for container in containers if container is not None]
    open_containers = {id(container) for container in pending}
    while pending:
        container = pending.pop()
        # Every open map has a key whose value is still to come.
        count += 1 + (id(container) in open_containers and type(container) is dict)
        values = container
        if type(container) is dict:
            values = container.values()
            count += len(container)
        for value in values:
            if type(value) is dict or type(value) is list:
                pending.append(value)
            else:
                count += 1
    return count


def _unknown_anchor(event: Any) -> YamlError:
    mark = event.start_mark
    return YamlError(f"{PREFIX}unknown anchor '{event.anchor}' referenced", mark.line + 1, mark.column + 1)


def _allowed_share(decoded: int) -> float:
    """Give the share of a document's nodes that may come from aliases.

    99 % up to 400,000 nodes, falling evenly to 10 % at 4,000,000. Origin: allowedAliasRatio() of goyaml.v2.
    """
    if decoded <= 400_000:
        return 0.99
    if decoded >= 4_000_000:
        return 0.10
    return 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000)
