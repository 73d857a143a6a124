"""The index of a chart repository: index.yaml read, made from a folder of archives, merged and written.

What is written equals what Helm writes (pkg/repo/v1, index.go). Where Helm's reader skips an entry with a warning, so
does this one; besides it skips entries that stand under another chart's name.
"""

from __future__ import annotations

import os

from pychart.chart.metadata import metadata_record, ordered_json
from pychart.errors import RepositoryError, YamlError
from pychart.repo.choice import choose_version
from pychart.repo.clock import now
from pychart.repo.model import Index, IndexEntry, sort_entries
from pychart.repo.parse import parse_index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_MAX_BYTES = 200 * 1024 * 1024


def empty_index() -> Index:
    """Give an index of no charts, made now."""
    return Index({}, now())


def load_index(path: str | os.PathLike[str]) -> Index:
    """Read an index file. Raises RepositoryError in Helm's words."""
    from pychart.filesystem import read_file

    data = read_file(path, limit=_MAX_BYTES, error=RepositoryError)
    try:
        return parse_index(data, os.fspath(path))
    except (RepositoryError, YamlError) as problem:
        raise RepositoryError(f"error loading {os.fspath(path)}: {problem}") from None


def build_index(folder: str | os.PathLike[str], url: str = "") -> Index:
    """Index the packaged charts (``*.tgz``) in a folder and its direct subfolders.

    ``url`` stands before each archive's path. Files that are no charts are left out silently, as Helm does.
    """
    from pychart.repo.compose import compose_index
    from pychart.repo.gather import gather_summaries
    from pychart.repo.memory import Memory

    return compose_index(gather_summaries(os.fspath(folder), Memory()), url)


def merge_index(index: Index, other: Index) -> Index:
    """Give ``index`` with those versions of ``other`` that it has not.

    Whether it has one is asked as a user would ask: 0.2.0 is there when 0.2.0+b1 is (Helm, with its warning).
    """
    entries = {name: list(versions) for name, versions in index.entries.items()}
    merged = Index(entries, index.generated, index.api_version)
    for name in sorted(other.entries):
        for entry in other.entries[name]:
            if not _has_version(merged, entry.metadata.name, entry.metadata.version):
                entries.setdefault(entry.metadata.name, []).append(entry)
    return merged._replace(entries={name: sort_entries(versions) for name, versions in entries.items()})


def find_version(index: Index, name: str, version: str = "") -> IndexEntry:
    """Find a chart's version: the exact text first, then the newest that meets the constraint; "" asks for the newest.

    Raises RepositoryError in Helm's words.
    """
    entries = index.entries.get(name)
    versions = None if entries is None else [entry.metadata.version for entry in entries]
    place = choose_version(name, versions, version)
    assert entries is not None
    return entries[place]


def write_index(path: str | os.PathLike[str], index: Index, *, as_json: bool = False) -> None:
    """Write an index file, sorted by name, as YAML or (under the same name) JSON. Raises OutputError."""
    from pychart.filesystem import atomic_write

    text = index_json(index) if as_json else index_yaml(index)
    atomic_write(path, text.encode("utf-8", "surrogateescape"))


def index_yaml(index: Index) -> str:
    """Give the text of index.yaml."""
    from pychart.yamlio import dump

    return dump(_index_record(index)) + "\n"


def index_json(index: Index) -> str:
    """Give the index as JSON, fields in Go's order, indented by two spaces, without a final newline."""
    return ordered_json(_index_record(index), "  ")


def _index_record(index: Index) -> dict[str, Any]:
    return {
        "apiVersion": index.api_version,
        "generated": index.generated,
        "entries": {name: [_entry_record(entry) for entry in index.entries[name]] for name in sorted(index.entries)},
    }


def _entry_record(entry: IndexEntry) -> dict[str, Any]:
    record = metadata_record(entry.metadata)
    record["urls"] = None if entry.urls is None else list(entry.urls)
    record["created"] = entry.created
    if entry.removed:
        record["removed"] = True
    if entry.digest:
        record["digest"] = entry.digest
    record.update(entry.legacy)
    return record


def _has_version(index: Index, name: str, version: str) -> bool:
    try:
        find_version(index, name, version)
    except RepositoryError:
        return False
    return True
