"""The chart cache as a whole: what is in it, and how to be rid of it."""

from __future__ import annotations

from pychart.cache.storage import is_private, list_entries, remove
from pychart.records import NamedTuple


class CacheInfo(NamedTuple):
    """Where the cache is, how many charts it knows and how many bytes that takes."""

    folder: str
    charts: int
    size: int


def describe_cache(folder: str) -> CacheInfo:
    """Look at the chart cache in a folder; one that does not exist is empty."""
    entries = list_entries(folder)
    return CacheInfo(folder, len(entries), sum(size for files in entries.values() for _, size, _ in files))


def clear_cache(folder: str) -> CacheInfo:
    """Delete all entries of the chart cache and tell what was there.

    A folder that others may write to was never used as a cache, and nothing in it is touched.
    """
    found = describe_cache(folder)
    if is_private(folder):
        for files in list_entries(folder).values():
            for path, _, _ in files:
                remove(path)
    return found
