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


def stamp_content(data: bytes) -> bytes:
    """Give what stands for a content where only its being the same or another matters."""
    from _blake2 import blake2b

    return blake2b(data, digest_size=12).digest()
