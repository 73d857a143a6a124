"""An index in memory: charts, their versions, where to get them."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata
    from pychart.versions import Version

NO_TIME = "0001-01-01T00:00:00Z"


class IndexEntry(NamedTuple):
    """One version of a chart; ``urls`` is None where the index says nothing, ``legacy`` holds fields of Helm 2."""

    metadata: Metadata
    urls: tuple[str, ...] | None
    created: str = NO_TIME
    removed: bool = False
    digest: str = ""
    legacy: tuple[tuple[str, str], ...] = ()


class Index(NamedTuple):
    """An index: versions by the charts' names, the newest first; ``generated`` is a time as Go writes it."""

    entries: dict[str, list[IndexEntry]]
    generated: str
    api_version: str = "v1"


def sort_entries(entries: list[IndexEntry]) -> list[IndexEntry]:
    """Sort the newest first; equal versions keep their order, what is no version comes last."""
    valid = []
    invalid = []
    for entry in entries:
        version = parse_loosely(entry.metadata.version)
        if version is None:
            invalid.append(entry)
        else:
            valid.append((version.key, entry))
    valid.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in valid] + invalid


def parse_loosely(text: str) -> Version | None:
    """Read a version, None where the text is none."""
    from pychart.versions import InvalidVersion, parse_version

    try:
        return parse_version(text)
    except InvalidVersion:
        return None
