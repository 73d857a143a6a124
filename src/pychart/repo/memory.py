"""What earlier runs learnt of the archives in a folder, kept in pychart's own cache folder.

A summary counts as long as what tells one state of the archive from another (a file's size, times and number, an
object's size and tag) is what it was when the archive was read. A memory that is damaged, foreign or from another
version is as good as none; it may be deleted at any time.
"""

from __future__ import annotations

import marshal
import sys

from pychart import __version__
from pychart.cache.storage import DIGEST_SIZE, digest, make_private, mark_used, prune, read, stamp_sources, write
from pychart.repo.summary import Summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Memory:
    """The summaries of a folder's archives by their paths; None stands for a file that is no chart."""

    def __init__(self, path: str = "", rows: dict[str, Any] | None = None) -> None:
        self._path = path
        self._old: dict[str, Any] = rows or {}
        self._new: dict[str, Any] = {}

    def recall(self, name: str, facts: tuple[Any, ...]) -> tuple[bool, Summary | None]:
        """Tell whether the file is known as it is, and give its summary."""
        row = self._new.get(name) or self._old.get(name)
        if row is None or row[0] != facts:
            return False, None
        self._new[name] = row
        return True, None if row[1] is None else Summary._make(row[1])

    def keep(self, name: str, facts: tuple[Any, ...], summary: Summary | None) -> None:
        """Remember what an archive holds; ``facts`` tell this state of it from another."""
        self._new[name] = (facts, None if summary is None else tuple(summary))

    def save(self) -> None:
        """Write what is known of the files that were asked for; what cannot be written is forgotten."""
        if not self._path or self._new == self._old:
            return
        try:
            payload = marshal.dumps((_version(), self._new))
        except ValueError:
            return
        write(self._path, digest(payload) + payload)
        prune(self._path.rpartition("/")[0], self._path)


def open_memory(source: str, cache: str) -> Memory:
    """Open the memory of the folder or address ``source``; ``cache`` is pychart's own cache folder, "" for none."""
    if not cache or not make_private(folder := f"{cache}/archives"):
        return Memory()
    path = f"{folder}/{digest(source.encode('utf-8', 'surrogateescape'), 16).hex()}.{sys.implementation.cache_tag}"
    return Memory(path, _read_rows(path))


def _read_rows(path: str) -> dict[str, Any]:
    try:
        data = read(path)
        payload = memoryview(data)[DIGEST_SIZE:]
        if data[:DIGEST_SIZE] != digest(payload):  # type: ignore[arg-type]
            return {}
        version, rows = marshal.loads(payload)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    if version != _version():
        return {}
    mark_used(path)
    return rows  # type: ignore[no-any-return]


def _version() -> tuple[Any, ...]:
    """Name everything that a summary depends on besides its file."""
    return (
        __version__,
        sys.version,
        stamp_sources(("archive", "chart", "repo", "repo/summary.py", "versions", "yamlio")),
    )
