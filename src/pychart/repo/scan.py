"""Read a large index quickly: what programs write is recognised by pattern, the rest is left to the strict reader.

An index is cut into its entries. What equals the pattern of an entry is known to be valid without being built; an
entry that does not is read by the strict reader by itself; and where that refuses it, or the file is laid out in any
other way, nothing is found here and the strict reader reads it all. So the result is always the strict reader's.
"""

from __future__ import annotations

import os

from pychart.errors import YamlError
from pychart.records import NamedTuple
from pychart.repo.model import parse_loosely

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.repo.model import IndexEntry
    from pychart.repo.parse import Problem
    from pychart.versions.version import PrecedenceKey

_MAX_AROUND = 256 * 1024
_MAX_VERSION = 256
_BOUNDARY = rb"\n(?=  - |  [^ ]|[^ \n])"
# Characters that YAML takes for line breaks or refuses.
_ODD = rb"\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"


class Row(NamedTuple):
    """A version in an index: what a search shows, and where in the file its entry stands (bytes)."""

    version: str
    app_version: str
    description: str
    keywords: str
    offset: int
    length: int


class Scan(NamedTuple):
    """An index as far as it was read: its versions by the charts' names, in order of the file.

    ``problems`` are the entries that were left out.
    """

    charts: dict[str, list[Row]]
    api_version: str
    generated: str
    problems: list[Problem]


class _Unusual(Exception):  # noqa: N818 - it is a way out, not an error
    """The file is not laid out as programs do it."""


def scan_index(data: bytes) -> Scan | None:
    """Read an index; None says that only the strict reader can tell what it is."""
    try:
        return _Scanner(data).scan()
    except (_Unusual, YamlError):
        return None


class _Scanner:
    """One reading of an index."""

    def __init__(self, data: bytes) -> None:
        import re

        from pychart.repo import patterns

        self._data = data
        self._match_chart = patterns.chart_key().match
        self._match_entry = patterns.sorted_entry().match
        self._match_any: Callable[..., Any] | None = None
        self._match_folded: Callable[..., Any] | None = None
        self._find_boundary = re.compile(_BOUNDARY).search
        self._find_alias = re.compile(rb"(?:^|[\s\[{,])\*[0-9A-Za-z_-]").search
        self._texts: dict[bytes, str] = {}
        self._unique: set[bytes] = set()
        self._problems: list[Problem] = []

    def scan(self) -> Scan:
        data = self._data
        start = 0 if data.startswith(b"entries:\n") else data.find(b"\nentries:\n") + 1
        if not start and not data.startswith(b"entries:\n"):
            raise _Unusual
        _require_plain_utf8(data)
        charts, end = self._read_charts(start + len(b"entries:\n"))
        api_version, generated = _read_around(data[:start], data[end : end + _MAX_AROUND])
        if start > _MAX_AROUND or len(data) - end > _MAX_AROUND:
            raise _Unusual
        self._problems.sort(key=lambda problem: problem.name)
        return Scan({name: charts[name] for name in sorted(charts)}, api_version, generated, self._problems)

    def _read_charts(self, place: int) -> tuple[dict[str, list[Row]], int]:
        data = self._data
        charts: dict[str, list[Row]] = {}
        while data.startswith(b"  ", place):
            found = self._match_chart(data, place)
            if found:
                name = found[1].decode()
                place = found.end()
                has_entries = True
            else:
                name, has_entries, place = self._read_chart_key(place)
            if name in charts:
                raise _Unusual
            rows: list[Row] = []
            charts[name] = rows
            if has_entries:
                place = self._read_entries(name, place, rows)
        return charts, place

    def _read_entries(self, name: str, place: int, rows: list[Row]) -> int:
        data = self._data
        match = self._match_entry
        key = name.encode()
        while data.startswith(b"  - ", place):
            found = match(data, place)
            row = self._make_row(found, key) if found else None
            if found and row:
                place = found.end()
            else:
                row, place = self._read_other(name, place)
            if row:
                rows.append(row)
        return place

    def _make_row(self, found: Any, key: bytes) -> Row | None:
        """Make the row of an entry that was recognised; None where it must be looked at more closely."""
        annotations, app_version, _, description, keywords, _, name, version = found.groups()
        if name != key or version is None:
            return None
        if annotations is not None and annotations not in self._unique and not self._check_unique(annotations, 6):
            return None
        texts = self._texts
        shown = texts.get(version) or self._read_text(version)
        if not _is_version(shown):
            return None
        start, end = found.span()
        return Row(
            shown,
            "" if app_version is None else texts[app_version] if app_version in texts else self._read_text(app_version),
            "" if description is None else texts[description] if description in texts else self._read_text(description),
            "" if keywords is None else texts[keywords] if keywords in texts else self._read_texts(keywords),
            start,
            end - start,
        )

    def _read_other(self, name: str, place: int) -> tuple[Row | None, int]:
        """Read an entry whose keys stand in another order, or that only the strict reader understands."""
        if self._match_any is None:
            from pychart.repo.patterns import any_entry

            self._match_any = any_entry().match
        if self._data.startswith(b"  - {", place) and (unfolded := self._read_folded(name, place)):
            return unfolded
        found: Any = self._match_any(self._data, place)
        if found and self._has_unique_keys(found):
            row = self._make_row(found, name.encode())
            if row is not None:
                return row, found.end()
        end = self._end_of_piece(place)
        return self._read_strictly(name, place, end), end

    def _read_folded(self, name: str, place: int) -> tuple[Row, int] | None:
        """Read an entry that stands in braces on one line by what it is in a block; None where that may be another."""
        if self._match_folded is None:
            from pychart.repo.patterns import folded_entry, folded_pair

            self._match_folded, self._find_pairs = folded_entry().match, folded_pair().findall
        folded: Any = self._match_folded(self._data, place)
        if not folded:
            return None
        lines = []
        for key, text, texts in self._find_pairs(folded[0]):
            lines.append(key + b": " + text if text else key + b":\n    - " + texts.replace(b", ", b"\n    - "))
        block = b"  - " + b"\n    ".join(lines) + b"\n"
        found: Any = self._match_any(block, 0) if self._match_any else None
        if not found or found.end() < len(block) or not self._has_unique_keys(found):
            return None
        row = self._make_row(found, name.encode())
        return row and (row._replace(offset=place, length=folded.end() - place), folded.end())

    def _has_unique_keys(self, found: Any) -> bool:
        from pychart.repo.patterns import inner_key

        keys = inner_key(4).findall(found[0])
        if len(set(keys)) < len(keys):
            return False
        for block in (found["dependencies"], found["maintainers"]):
            if block is not None and block not in self._unique:
                items = [b"    - " + item for item in (b"\n" + block).split(b"\n    - ")[1:]]
                if not all(self._check_unique(item, 6) for item in items):
                    return False
                self._unique.add(block)
        return True

    def _check_unique(self, block: bytes, column: int) -> bool:
        """Tell whether the keys at a column of a block are all different, and remember it."""
        from pychart.repo.patterns import inner_key

        keys = inner_key(column).findall(block)
        if len(set(keys)) < len(keys):
            return False
        self._unique.add(block)
        return True

    def _read_strictly(self, name: str, start: int, end: int) -> Row | None:
        from pychart.repo.parse import find_problem, parse_entry

        text = self._data[start:end]
        # How much may be repeated by reference is a matter of the whole file.
        if self._find_alias(text):
            raise _Unusual
        entry = parse_entry(text)
        problem = find_problem(entry, name)
        if problem is not None:
            self._problems.append(problem)
        if entry is None or problem is not None:
            return None
        return make_row(entry, start, end - start)

    def _read_chart_key(self, place: int) -> tuple[str, bool, int]:
        """Read the line of a chart's name that is no plain word, or that says that there are no versions."""
        from pychart.repo.parse import parse_chart_key

        if self._data.startswith(b"   ", place):
            raise _Unusual
        end = self._end_of_piece(place)
        name, versions = parse_chart_key(self._data[place:end])
        if versions not in (None, []):
            raise _Unusual
        return name, versions is None, end

    def _end_of_piece(self, place: int) -> int:
        found = self._find_boundary(self._data, place + 1)
        return found.end() if found else len(self._data)

    def _read_texts(self, raw: bytes) -> str:
        """Read a list of texts that stand on one line each."""
        items = [self._read_text(line + b"\n") for line in raw[6:-1].split(b"\n    - ")]
        text = self._texts[raw] = " ".join(items)
        return text

    def _read_text(self, raw: bytes) -> str:
        from pychart.chart.metadata import sanitise_text

        text = self._texts[raw] = sanitise_text(_read_scalar(raw))
        return text


def make_row(entry: IndexEntry, offset: int, length: int) -> Row:
    """Give what a search shows of an entry that was read as a whole."""
    metadata = entry.metadata
    keywords = " ".join(metadata.keywords)
    return Row(metadata.version, metadata.app_version, metadata.description, keywords, offset, length)


def sort_rows(rows: list[Row]) -> list[Row]:
    """Sort the newest first as repo.model.sort_entries does; rows whose version is none are not expected."""
    keys = [_version_key(row.version) for row in rows]
    if all(keys[place] >= keys[place + 1] for place in range(len(keys) - 1)):
        return rows
    order = sorted(range(len(rows)), key=keys.__getitem__, reverse=True)
    return [rows[place] for place in order]


def _version_key(text: str) -> PrecedenceKey:
    numbers = text.split(".")
    if len(numbers) == 3 and len(text) < 20 and text.isascii() and all(number.isdigit() for number in numbers):
        return int(numbers[0]), int(numbers[1]), int(numbers[2]), 1, ()
    version = parse_loosely(text)
    assert version is not None
    return version.key


def _read_scalar(raw: bytes) -> str:
    """Read a text that a pattern has recognised, line break included."""
    sign = raw[:1]
    if sign in (b"|", b">") or (sign == b'"' and b"\\" in raw):
        from pychart.yamlio import load_strict

        return str(load_strict(b"    x: " + raw)["x"])
    inner = raw[1:-2] if sign in (b'"', b"'") else raw[:-1]
    if b"\n" in inner:
        first, *rest = inner.split(b"\n")
        lines = [first.rstrip(b" "), *(line.strip(b" ") for line in rest[:-1]), rest[-1].lstrip(b" ")]
        inner = b" ".join(lines)
    if sign == b"'":
        inner = inner.replace(b"''", b"'")
    return inner.decode()


def _is_version(text: str) -> bool:
    if text.isascii() and text.count(".") == 2 and text.replace(".", "").isdigit() and len(text) < 20:
        return all(text.split("."))
    return len(text) <= _MAX_VERSION and parse_loosely(text) is not None


def _require_plain_utf8(data: bytes) -> None:
    """Find out whether the bytes are characters that mean nothing to YAML."""
    if data.isascii():
        return
    import codecs
    import re

    decode = codecs.getincrementaldecoder("utf-8")().decode
    view = memoryview(data)
    size = 1 << 20
    try:
        for start in range(0, len(data), size):
            decode(view[start : start + size], start + size >= len(data))
    except UnicodeDecodeError:
        raise _Unusual from None
    if re.search(_ODD, data):
        raise _Unusual


def _read_around(head: bytes, tail: bytes) -> tuple[str, str]:
    """Read what stands before and behind the entries, with something in their place that nobody can foresee."""
    from pychart.repo.parse import parse_frame

    mark = os.urandom(16).hex()
    found = parse_frame(head + f'entries: "{mark}"\n'.encode() + tail, mark)
    if found is None:
        raise _Unusual
    return found
