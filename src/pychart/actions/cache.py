"""pychart's own cache as a whole: what is in it, and how to be rid of it."""

from __future__ import annotations

from pychart.cache.storage import is_private, list_entries, remove
from pychart.records import NamedTuple

SECTIONS = {
    "charts": "charts",
    "indexes": "indexes of repositories",
    "names": "charts found by name",
    "archives": "folders that were indexed",
    "validators": "answers of servers",
}
"""Each folder of the cache and what one entry of it stands for."""


class CacheInfo(NamedTuple):
    """Where the cache is, how many entries each of its folders holds and how many bytes that takes."""

    folder: str
    counts: dict[str, int]
    size: int


def describe_cache(folder: str) -> CacheInfo:
    """Look at the cache in a folder; one that does not exist is empty."""
    found = {section: list_entries(f"{folder}/{section}") for section in SECTIONS}
    sizes = (size for entries in found.values() for files in entries.values() for _, size, _ in files)
    return CacheInfo(folder, {section: len(entries) for section, entries in found.items()}, sum(sizes))


def clear_cache(folder: str) -> CacheInfo:
    """Delete all entries of the cache and tell what was there.

    A folder that others may write to was never used as a cache, and nothing in it is touched.
    """
    found = describe_cache(folder)
    for section in SECTIONS:
        place = f"{folder}/{section}"
        if is_private(place):
            for files in list_entries(place).values():
                for path, _, _ in files:
                    remove(path)
    return found
