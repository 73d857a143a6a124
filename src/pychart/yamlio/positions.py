"""Where the keys of a YAML file stand; only for messages, so a file that cannot be parsed just ends early."""

from __future__ import annotations

from pychart.yamlio.events import import_yaml, open_parser, to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Path = tuple[str | int, ...]
Position = tuple[int, int, int, int]
"""Line and column of the key, or of the element of a list, and line and column of the value, all from 1."""

MAX_EVENTS = 200_000


def find_positions(text: str | bytes) -> dict[Path, Position]:
    """Give the place of every key and every list element, by the path of keys and indexes that leads to it.

    Of several documents the last one with a key counts, as in values files. What aliases and merges bring is not
    followed: it has no place of its own.
    """
    yaml = import_yaml()
    parser = open_parser(to_bytes(text))
    finder = _Finder(yaml)
    try:
        for _ in range(MAX_EVENTS):
            event = parser.get_event()
            if type(event) is yaml.StreamEndEvent:
                break
            finder.take(event)
    except yaml.YAMLError:
        pass
    return finder.positions


def find_syntax_error(text: str | bytes) -> tuple[int, int, str] | None:
    """Give line, column (from 1) and words of the first fault in a file's syntax; None where there is none."""
    yaml = import_yaml()
    try:
        parser = open_parser(to_bytes(text))
        while type(parser.get_event()) is not yaml.StreamEndEvent:
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", "") or error)
        return (mark.line + 1, mark.column + 1, problem) if mark is not None else (1, 1, problem)
    return None


class _Level:
    """A map or list that has begun: the next key or index in it, and where that stands."""

    __slots__ = ("index", "is_key", "is_map", "key", "place")

    def __init__(self, is_map: bool, is_key: bool) -> None:
        self.is_map = is_map
        self.is_key = is_key
        self.index = 0
        self.key: str | None = None
        self.place = (1, 1)


class _Finder:
    def __init__(self, yaml: Any) -> None:
        self.positions: dict[Path, Position] = {}
        self._yaml = yaml
        self._levels: list[_Level] = []
        self._path: list[str | int] = []

    def take(self, event: Any) -> None:
        yaml = self._yaml
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            if self._expects_key():
                self._start_key(event, str(getattr(event, "value", "")))
            else:
                self._note_value(event)
                self._end_value()
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            is_key = self._expects_key()
            if is_key:
                self._start_key(event, "?")
            else:
                self._note_value(event)
            self._levels.append(_Level(kind is yaml.MappingStartEvent, is_key))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if not self._levels.pop().is_key:
                self._end_value()
        elif kind is yaml.DocumentStartEvent:
            self._levels, self._path = [], []

    def _expects_key(self) -> bool:
        return bool(self._levels) and self._levels[-1].is_map and self._levels[-1].key is None

    def _start_key(self, event: Any, key: str) -> None:
        level = self._levels[-1]
        level.key = key
        level.place = (event.start_mark.line + 1, event.start_mark.column + 1)

    def _note_value(self, event: Any) -> None:
        if not self._levels or any(level.is_key for level in self._levels):
            return
        level = self._levels[-1]
        value = (event.start_mark.line + 1, event.start_mark.column + 1)
        self._path.append(level.key if level.key is not None else level.index)
        self.positions[tuple(self._path)] = (*(level.place if level.is_map else value), *value)

    def _end_value(self) -> None:
        if not self._levels:
            return
        level = self._levels[-1]
        if self._path and not any(level.is_key for level in self._levels):
            self._path.pop()
        level.key = None
        level.index += 1
