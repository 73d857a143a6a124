"""The compact form of an index: the file that lets a command find one chart without reading the rest.

It has a fixed header, then three parts: which versions there are and where their entries stand, what a search shows of
them, and, where the index is not YAML that can be cut into entries, the entries themselves. Each part comes with its
digest, and nothing is believed that does not have it; the file is read only from a folder that is this user's alone.
"""

from __future__ import annotations

import marshal
import os
import sys

from pychart import __version__
from pychart.cache.storage import DIGEST_SIZE, digest, make_private, mark_used, open_own, prune, stamp_sources, write
from pychart.chart.metadata import NULL_DEPENDENCY, NULL_MAINTAINER, Dependency, Maintainer, Metadata
from pychart.records import NamedTuple
from pychart.repo.model import IndexEntry
from pychart.repo.parse import Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Facts = tuple[str, int, int, int, int]

_MAGIC = b"pychart index\n\0\0"
_PARTS = 2
_NUMBER = 8
_HEADER = len(_MAGIC) + _PARTS * (_NUMBER + DIGEST_SIZE)


class ChartTable(NamedTuple):
    """A chart's versions, newest first, and for each the offset and the length of its entry, one after the other."""

    versions: tuple[str, ...]
    places: tuple[int, ...]


class ShownTable(NamedTuple):
    """What a search shows of a chart's versions: application versions, and the numbers of their texts."""

    app_versions: tuple[str, ...]
    texts: tuple[int, ...]


class Contents(NamedTuple):
    """What the first part holds. ``in_index`` tells where entries stand: in the index, or in the third part."""

    charts: dict[str, ChartTable]
    api_version: str
    generated: str
    problems: tuple[Problem, ...]
    in_index: bool


class Shown(NamedTuple):
    """What the second part holds: tables in the order of the charts, and texts as pairs (description, keywords)."""

    tables: tuple[ShownTable, ...]
    texts: tuple[tuple[str, str], ...]


class CompactFile:
    """A compact file that belongs to an index; the second and third part are read when they are asked for."""

    def __init__(self, path: str, contents: Contents, start: int, length: int, mark: bytes) -> None:
        self.contents = contents
        self._path = path
        self._start = start
        self._length = length
        self._mark = mark

    def read_shown(self) -> Shown | None:
        """Read what a search shows; None where the file is gone or damaged."""
        try:
            tables, texts = marshal.loads(_checked(self._read(self._start, self._length), self._mark))
        except _DAMAGED:
            return None
        return Shown(tuple([ShownTable(*table) for table in tables]), texts)

    def read_entry(self, offset: int, length: int) -> IndexEntry | None:
        """Read an entry of the third part; None where the file is gone or damaged."""
        try:
            data = self._read(self._start + self._length + offset, length)
            return _from_plain(marshal.loads(_checked(data[DIGEST_SIZE:], data[:DIGEST_SIZE])))
        except _DAMAGED:
            return None

    def _read(self, offset: int, length: int) -> bytes:
        descriptor = open_own(self._path)
        try:
            # Another run may have put a file of another index there meanwhile.
            if os.pread(descriptor, _HEADER, 0)[-DIGEST_SIZE:] != self._mark:
                raise OSError("replaced")
            return os.pread(descriptor, length, offset)
        finally:
            os.close(descriptor)


def find_compact_path(cache: str, index_path: str) -> str:
    """Name the compact file of an index; ``cache`` is pychart's own cache folder."""
    name = digest(os.path.abspath(index_path).encode("utf-8", "surrogateescape"), 16).hex()
    return f"{cache}/indexes/{name}.{sys.implementation.cache_tag}"


def stat_facts(path: str, status: os.stat_result) -> Facts:
    """Give by what it is told whether an index is the one that was read."""
    return os.path.abspath(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def write_compact(path: str, facts: Facts, contents: Contents, shown: Shown, entries: Sequence[IndexEntry]) -> None:
    """Write a compact file, where its folder is fit for it; ``entries`` is for Contents without ``in_index``.

    The places of ``contents`` are then numbers of entries. A cache that cannot be written is no cache, and no error.
    """
    folder = os.path.dirname(path)
    if not make_private(folder):
        return
    records = b""
    if not contents.in_index:
        contents, records = _store_entries(contents, entries)
    charts = tuple([(name, *table) for name, table in contents.charts.items()])
    problems = tuple([tuple(problem) for problem in contents.problems])
    try:
        head = marshal.dumps(
            (_version(), facts, charts, contents.api_version, contents.generated, problems, contents.in_index)
        )
        rest = marshal.dumps((tuple([tuple(table) for table in shown.tables]), shown.texts))
    except ValueError:
        return
    parts = [_MAGIC]
    for part in (head, rest):
        parts += [len(part).to_bytes(_NUMBER, "big"), digest(part)]
    if write(path, b"".join([*parts, head, rest, records])):
        prune(folder, path)


def open_compact(path: str, facts: Facts) -> CompactFile | None:
    """Open the compact file that was made of an index; None where there is none, or none of this index."""
    try:
        descriptor = open_own(path)
        try:
            header = os.pread(descriptor, _HEADER, 0)
            if len(header) < _HEADER or not header.startswith(_MAGIC):
                return None
            (size, mark), (rest_size, rest_mark) = _split_header(header)
            data = os.pread(descriptor, size, _HEADER)
        finally:
            os.close(descriptor)
        version, *rest = marshal.loads(_checked(data, mark))
        if version != _version() or rest[0] != facts:
            return None
        charts, api_version, generated, problems, in_index = rest[1:]
        contents = Contents(
            {name: ChartTable(versions, places) for name, versions, places in charts},
            api_version,
            generated,
            tuple([Problem(*problem) for problem in problems]),
            in_index,
        )
    except _DAMAGED:
        return None
    mark_used(path)
    return CompactFile(path, contents, _HEADER + size, rest_size, rest_mark)


_DAMAGED = (OSError, ValueError, EOFError, TypeError, KeyError, IndexError)


def _checked(data: bytes, mark: bytes) -> bytes:
    if digest(data) != mark:
        raise ValueError("damaged")
    return data


def _split_header(header: bytes) -> list[tuple[int, bytes]]:
    found = []
    for number in range(_PARTS):
        start = len(_MAGIC) + number * (_NUMBER + DIGEST_SIZE)
        size = int.from_bytes(header[start : start + _NUMBER], "big")
        found.append((size, header[start + _NUMBER : start + _NUMBER + DIGEST_SIZE]))
    return found


def _store_entries(contents: Contents, entries: Sequence[IndexEntry]) -> tuple[Contents, bytes]:
    """Give the entries as bytes, and the contents with their places among these."""
    stored = bytearray()
    charts = {}
    for name, table in contents.charts.items():
        places = []
        for number in table.places[::2]:
            data = marshal.dumps(_to_plain(entries[number]))
            places += [len(stored), DIGEST_SIZE + len(data)]
            stored += digest(data) + data
        charts[name] = ChartTable(table.versions, tuple(places))
    return contents._replace(charts=charts), bytes(stored)


def _to_plain(entry: IndexEntry) -> Any:
    """Give an entry as marshal takes it: tuples all the way down, null for what is null in lists."""
    metadata = entry.metadata
    plain = metadata._replace(
        maintainers=tuple([None if one is NULL_MAINTAINER else tuple(one) for one in metadata.maintainers]),  # type: ignore[misc]
        dependencies=tuple([None if one is NULL_DEPENDENCY else tuple(one) for one in metadata.dependencies]),  # type: ignore[misc]
    )
    return tuple(plain), *entry[1:]


def _from_plain(plain: Any) -> IndexEntry:
    fields, *rest = plain
    metadata = Metadata(*fields)
    metadata = metadata._replace(
        maintainers=tuple([NULL_MAINTAINER if one is None else Maintainer(*one) for one in metadata.maintainers]),
        dependencies=tuple([NULL_DEPENDENCY if one is None else Dependency(*one) for one in metadata.dependencies]),
    )
    return IndexEntry(metadata, *rest)


def _version() -> tuple[Any, ...]:
    """Name everything that a compact file depends on besides the index: this pychart and this Python."""
    return __version__, sys.version, tuple(stamp_sources(_SOURCES))


_SOURCES = (
    "repo",
    "repo/compact.py",
    "repo/scan.py",
    "repo/parse.py",
    "repo/patterns.py",
    "chart/decode.py",
    "chart/metadata.py",
    "chart/check.py",
    "versions/version.py",
)
