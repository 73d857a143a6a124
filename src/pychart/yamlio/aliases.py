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
    """The events of an anchored node on the tape; ``end`` is None while the node is still open."""

    start: int
    end: int | None
    is_map: bool


class _Alias:
    """An alias on the tape, bound to what it meant where it stood."""

    __slots__ = ("name", "span")

    def __init__(self, name: str, span: _Span) -> None:
        self.name = name
        self.span = span


class Tape:
    """A document's events from its first anchor on, and the aliases that are being played."""

    def __init__(self, get_event: Callable[[], Any]) -> None:
        events = import_events()
        self.has_open = False
        self._get_event = get_event
        self._alias_event = events.AliasEvent
        self._map_start = events.MappingStartEvent
        self._ends = (events.MappingEndEvent, events.SequenceEndEvent)
        self._last = events.DocumentEndEvent
        self._events: list[Any] = []
        self._anchors: dict[str, _Span] = {}
        self._open: dict[int, tuple[str, int]] = {}
        self._sources: list[Iterator[Any]] = []
        self._parsed = 0
        self._aliased = 0
        self._expanded = 0

    def note_scalar(self, event: Any, frames: Frames, box: Any) -> Callable[[], Any]:
        """Remember an anchored scalar; gives where the next event comes from."""
        if self._sources:
            return self.replay
        if not self._events:
            self._begin(event, frames, box)
        end = len(self._events)
        self._anchors[event.anchor] = _Span(end - 1, end, False)
        return self._record

    def note_start(self, event: Any, frames: Frames, box: Any) -> Callable[[], Any]:
        """Remember the beginning of an anchored container; gives where the next event comes from."""
        if self._sources:
            return self.replay
        if not self._events:
            self._begin(event, frames, box)
        start = len(self._events) - 1
        self._anchors[event.anchor] = _Span(start, None, type(event) is self._map_start)
        self._open[len(frames)] = (event.anchor, start)
        self.has_open = True
        return self._record

    def note_end(self, depth: int) -> None:
        """Remember that the container at a depth has ended."""
        name, start = self._open.pop(depth, ("", -1))
        span = self._anchors.get(name)
        if span is not None and span.start == start:
            self._anchors[name] = span._replace(end=len(self._events))
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
            self._events[-1] = _Alias(name, span)
        if span.end is None:
            raise DecodeError(f"yaml: anchor '{name}' value contains itself")
        if merging and not span.is_map:
            raise DecodeError(_MERGE_NEEDS_MAP)
        self._sources.append(_play(self._events, span.start, span.end))

    def replay(self) -> Any:
        """Give the next event of the alias that is being played, or the document's next one."""
        sources = self._sources
        while sources:
            event = next(sources[-1], None)
            if event is not None:
                self._count(event)
                return event
            sources.pop()
        return self._record()

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

    def _begin(self, event: Any, frames: Frames, box: Any) -> None:
        self._events.append(event)
        self._parsed = _count_nodes([container for container, *_ in frames] + [box])

    def _record(self) -> Any:
        event = self._get_event()
        self._events.append(event)
        if type(event) not in self._ends:
            self._parsed += 1
        return event

    def _count(self, event: Any) -> None:
        """Count a node that an alias brought, and refuse the document where there are too many of them."""
        if type(event) in self._ends:
            return
        self._aliased += 1
        self._expanded += len(getattr(event, "value", None) or "")
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


def _play(tape: list[Any], start: int, end: int) -> Iterator[Any]:
    for place in range(start, end):
        yield tape[place]


def _allowed_share(decoded: int) -> float:
    """Give the share of a document's nodes that may come from aliases.

    99 % up to 400,000 nodes, falling evenly to 10 % at 4,000,000. Origin: allowedAliasRatio() of goyaml.v2.
    """
    if decoded <= 400_000:
        return 0.99
    if decoded >= 4_000_000:
        return 0.10
    return 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000)
