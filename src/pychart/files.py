"""The unit in which everything travels between disk, archive, chart and registry."""

from __future__ import annotations

from pychart.records import NamedTuple


class File(NamedTuple):
    """A named piece of content.

    ``name`` is a path with ``/`` between its parts, relative to the chart's root; ``modified`` is the time of
    the last change in whole seconds since 1970 (UTC), 0 where the source knows none.
    """

    name: str
    data: bytes
    modified: int = 0
