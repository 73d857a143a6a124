"""A repository's index, ready to be asked: what charts and versions it has, without reading it from end to end.

Helm's NAME-index.yaml stays the truth. What was found out about it is kept in a compact file in pychart's own cache
folder and counts as long as the index is the same file; where that file is missing, damaged or cannot be kept, the
index is read again. Whatever is done to either file meanwhile, answers are those of one index.
"""

from __future__ import annotations

import os

from pychart.cache.storage import is_private
from pychart.errors import RepositoryError, YamlError
from pychart.records import NamedTuple
from pychart.repo.cache import find_charts_path, find_index_path
from pychart.repo.choice import choose_version
from pychart.repo.compact import (
    ChartTable,
    Contents,
    Shown,
    ShownTable,
    find_compact_path,
    open_compact,
    stat_facts,
    write_compact,
)
from pychart.repo.parse import parse_entry, read_index, warn_of
from pychart.repo.scan import Scan, make_row, scan_index, sort_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    from pychart.repo.compact import CompactFile, Facts
    from pychart.repo.model import IndexEntry
    from pychart.repo.parse import Problem

    _T = TypeVar("_T")

_MAX_BYTES = 200 * 1024 * 1024


class ShownChart(NamedTuple):
    """What a search shows of a chart: versions, newest first, application versions, texts.

    ``texts`` are pairs: the description and the keywords with spaces between them.
    """

    name: str
    versions: Sequence[str]
    app_versions: Sequence[str]
    texts: Sequence[tuple[str, str]]


class Catalogue:
    """The charts of one repository, as its index says."""

    def __init__(self, state: _State, reread: Callable[[], _State]) -> None:
        self._state = state
        self._reread = reread

    @property
    def generated(self) -> str:
        """When the index was made, as Go writes times."""
        return self._state.contents.generated

    def names(self) -> list[str]:
        """Give the names of all charts, sorted."""
        return list(self._state.contents.charts)

    def versions(self, name: str) -> tuple[str, ...]:
        """Give the versions of a chart, newest first; none of a chart that is not there."""
        table = self._state.contents.charts.get(name)
        return table.versions if table else ()

    def __contains__(self, name: str) -> bool:
        """Tell whether the index has a chart of this name, if only without versions."""
        return name in self._state.contents.charts

    def entry(self, name: str, place: int) -> IndexEntry:
        """Give the entry of one of a chart's versions; ``place`` counts in versions(). Raises RepositoryError."""
        return self._ask(lambda state: state.read(name, place))

    def entries(self, name: str) -> list[IndexEntry]:
        """Give all versions of a chart, newest first; none of a chart that is not there. Raises RepositoryError."""
        return self._ask(lambda state: [state.read(name, place) for place in range(state.count(name))])

    def find(self, name: str, version: str = "") -> IndexEntry:
        """Find a chart's version as repo.index.find_version does, with the same words and errors."""
        return self._ask(lambda state: state.read(name, choose_version(name, state.versions(name), version)))

    def lists_url(self, hint: str, is_wanted: Callable[[str], bool]) -> bool:
        """Tell whether an entry has a URL for which ``is_wanted`` is true; every such URL holds the text ``hint``.

        Raises RepositoryError.
        """
        return self._ask(lambda state: any(is_wanted(url) for url in state.iter_urls(hint)))

    def list_shown(self) -> list[ShownChart]:
        """Give what a search shows of all charts. Raises RepositoryError."""
        return self._ask(lambda state: state.list_shown())

    def _ask(self, question: Callable[[_State], _T]) -> _T:
        try:
            return question(self._state)
        except _StaleError:
            # Somebody has put another index there, or the compact file is gone: once more, and from memory.
            self._state = self._reread()
            return question(self._state)


def open_catalogue(folder: str, name: str, cache: str | None = None) -> Catalogue:
    """Open what the repository cache ``folder`` holds of a repository: NAME-index.yaml.

    ``cache`` is pychart's own cache folder, "" for none, None for the one that the environment names. Entries that
    cannot be used are warned of. Raises RepositoryError in Helm's words where the index cannot be read.
    """
    path = find_index_path(folder, name)
    place = _find_place(path, cache)
    state = _recall(path, place)
    if state is None:
        state = _load(path, place)
    warn_of(state.contents.problems, path)
    return Catalogue(state, lambda: _load(path, place))


def store_index(folder: str, name: str, data: bytes, source: str, cache: str | None = None) -> Catalogue:
    """Keep an index that was downloaded: check it, write NAME-index.yaml and NAME-charts.txt as Helm does.

    ``source`` is the URL that warnings name; ``cache`` is as for open_catalogue(). Nothing is written where the index
    is refused. Raises RepositoryError or YamlError in Helm's words, OutputError where the files cannot be written.
    """
    from pychart.filesystem import make_folder, write_together

    path = find_index_path(folder, name)
    problems: list[Problem] = []
    try:
        state = _read(data, path, problems)
    finally:
        warn_of(problems, source)
    make_folder(folder)
    names = "".join([f"{chart}\n" for chart in state.contents.charts])
    # Both can be downloaded again, and no index is worth waiting for the disk.
    files = {path: data, find_charts_path(folder, name): names.encode("utf-8", "surrogateescape")}
    write_together(folder, {os.path.basename(one): content for one, content in files.items()}, durable=False)
    place = _find_place(path, cache)
    if place:
        _remember(path, place, state, data)
    return Catalogue(state, lambda: _load(path, place))


def parse_catalogue(data: bytes, source: str) -> Catalogue:
    """Read an index that is kept nowhere; ``source`` is the URL that warnings name.

    Raises RepositoryError or YamlError in Helm's words.
    """
    problems: list[Problem] = []
    try:
        state = _read(data, source, problems)
    finally:
        warn_of(problems, source)
    return Catalogue(state, lambda: state)


class _StaleError(Exception):
    """The index is another one than that which was read."""


class _State:
    """What is known of one state of an index; its entries come from memory or from a file."""

    def __init__(
        self,
        path: str,
        contents: Contents,
        *,
        data: bytes = b"",
        shown: Shown | None = None,
        entries: Sequence[IndexEntry] = (),
        facts: Facts | None = None,
        compact: CompactFile | None = None,
    ) -> None:
        self.contents = contents
        self.shown = shown
        self.entries = entries
        self._path = path
        self._data = data
        self._facts = facts
        self._compact = compact

    def count(self, name: str) -> int:
        """Count the versions of a chart."""
        return len(self.versions(name) or ())

    def versions(self, name: str) -> tuple[str, ...] | None:
        """Give the versions of a chart, None where it is not there."""
        table = self.contents.charts.get(name)
        return table.versions if table else None

    def read(self, name: str, number: int) -> IndexEntry:
        """Read the entry of a chart's version; ``number`` counts them from the newest."""
        offset, length = self.contents.charts[name].places[2 * number : 2 * number + 2]
        if not self.contents.in_index:
            entry = self._compact.read_entry(offset, length) if self._compact else self.entries[offset]
        else:
            text = self._data[offset : offset + length] if self._data else self._read_index(offset, length)
            try:
                entry = parse_entry(text)
            except YamlError:
                entry = None
        if entry is None:
            raise _StaleError
        return entry

    def iter_urls(self, hint: str) -> Iterator[str]:
        """Yield the URLs of the entries that hold a text somewhere."""
        wanted = hint.encode("utf-8", "surrogateescape")
        data = b""
        if self.contents.in_index:
            data = self._data or self._read_index(0, _MAX_BYTES)
            if wanted not in data:
                return
        for name, table in self.contents.charts.items():
            for number in range(len(table.versions)):
                offset, length = table.places[2 * number : 2 * number + 2]
                if not data or data.find(wanted, offset, offset + length) >= 0:
                    yield from self.read(name, number).urls or ()

    def list_shown(self) -> list[ShownChart]:
        """Give what a search shows of all charts."""
        shown = self.shown or (self._compact.read_shown() if self._compact else None)
        if shown is None:
            raise _StaleError
        texts = shown.texts
        return [
            ShownChart(name, table.versions, one.app_versions, [texts[number] for number in one.texts])
            for (name, table), one in zip(self.contents.charts.items(), shown.tables, strict=True)
        ]

    def _read_index(self, offset: int, length: int) -> bytes:
        try:
            with open(self._path, "rb", buffering=0) as file:
                if stat_facts(self._path, os.fstat(file.fileno())) != self._facts:
                    raise _StaleError
                return os.pread(file.fileno(), length, offset)
        except OSError:
            raise _StaleError from None


def _find_place(path: str, cache: str | None) -> str:
    """Name the compact file of an index; "" where none is kept."""
    if cache is None:
        from pychart.settings import Settings

        settings = Settings.from_environment()
        cache = settings.pychart_cache if settings.use_cache else ""
    return find_compact_path(cache, path) if cache else ""


def _recall(path: str, place: str) -> _State | None:
    """Open what is known of an index as it is now; None where nothing is."""
    if not place or not is_private(os.path.dirname(place)):
        return None
    try:
        facts = stat_facts(path, os.stat(path))
    except OSError:
        return None
    compact = open_compact(place, facts)
    return _State(path, compact.contents, facts=facts, compact=compact) if compact else None


def _load(path: str, place: str) -> _State:
    """Read an index from its file, and keep what was found out where it can be kept."""
    from pychart.filesystem import read_file

    data = read_file(path, limit=_MAX_BYTES, error=RepositoryError)
    problems: list[Problem] = []
    try:
        state = _read(data, path, problems)
    except (RepositoryError, YamlError) as problem:
        warn_of(problems, path)
        raise RepositoryError(f"error loading {path}: {problem}") from None
    if place:
        _remember(path, place, state, data)
    return state


def _read(data: bytes, path: str, problems: list[Problem]) -> _State:
    """Read an index: quickly where it is written as programs write it."""
    entries: list[IndexEntry] = []
    scan = scan_index(data)
    if scan is None:
        index = read_index(data, problems)
        charts = {}
        for name, versions in index.entries.items():
            charts[name] = [make_row(entry, len(entries) + n, 0) for n, entry in enumerate(versions)]
            entries += versions
        contents, shown = _tabulate(Scan(charts, index.api_version, index.generated, problems), in_index=False)
        return _State(path, contents, shown=shown, entries=entries)
    problems += scan.problems
    contents, shown = _tabulate(scan, in_index=True)
    return _State(path, contents, data=data, shown=shown)


def _tabulate(scan: Scan, *, in_index: bool) -> tuple[Contents, Shown]:
    """Sort every chart's versions, and lay out what is known of them in tables."""
    charts = {}
    tables = []
    numbers: dict[tuple[str, str], int] = {}
    for name, found in scan.charts.items():
        rows = sort_rows(found)
        places: list[int] = []
        for row in rows:
            places += row[4:]
        charts[name] = ChartTable(tuple([row.version for row in rows]), tuple(places))
        texts = tuple([numbers.setdefault((row.description, row.keywords), len(numbers)) for row in rows])
        tables.append(ShownTable(tuple([row.app_version for row in rows]), texts))
    contents = Contents(charts, scan.api_version, scan.generated, tuple(scan.problems), in_index)
    return contents, Shown(tuple(tables), tuple(numbers))


def _remember(path: str, place: str, state: _State, data: bytes) -> None:
    """Write the compact file, if the index is still the one that was read."""
    try:
        with open(path, "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            if file.read() != data:
                return
    except OSError:
        return
    if state.shown is not None:
        write_compact(place, stat_facts(path, status), state.contents, state.shown, state.entries)
