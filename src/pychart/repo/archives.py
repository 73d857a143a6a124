"""The packaged charts of a folder: where `repo index` looks, and what it sees of a file without opening it."""

from __future__ import annotations

import os

from pychart.errors import RepositoryError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Facts = tuple[int, int, int, int]
"""Size, time of the last change of content and of anything, in nanoseconds, and number of a file."""


_TICK = 20_000_000
_COARSE_TICK = 2_000_000_000
_SECOND = 1_000_000_000


class Archive(NamedTuple):
    """A file that may be a packaged chart: its path, the subfolder that it is in ("" for none) and its name."""

    path: str
    parent: str
    name: str


def list_archives(folder: str) -> list[Archive]:
    """List ``*.tgz`` of a folder, by name, and then those of each of its subfolders (Helm: IndexDirectory).

    A folder that may not be read holds none. Raises RepositoryError where the disk fails.
    """
    entries = _scan(folder)
    found = list(_pick(entries, ""))
    for entry in entries:
        if entry.is_dir():
            found += _pick(_scan(entry.path), entry.name)
    return found


def refuse_failure(what: str, path: str, problem: OSError) -> None:
    """Refuse to take a file for none because the disk fails: an index without it would be published.

    ``what`` was tried with the file at ``path``. Raises RepositoryError; other errors are fine.
    """
    from pychart.filesystem import explain_os_error, is_failure

    if is_failure(problem):
        raise RepositoryError(f"{what} {path}: {explain_os_error(problem)}") from None


def name_below(archive: Archive) -> str:
    """Give an archive's path below the folder that is indexed."""
    return f"{archive.parent}/{archive.name}" if archive.parent else archive.name


def stat_facts(status: os.stat_result) -> Facts:
    """Give what tells one state of a file from another."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(facts: Facts, now: int) -> bool:
    """Tell whether a file's last change shows in its times for good; ``now`` is in nanoseconds.

    One that changed a moment ago could change again without another time to show for it.
    """
    tick = _TICK if facts[1] % _SECOND else _COARSE_TICK
    return max(facts[1], facts[2]) + tick < now


def _pick(entries: list[os.DirEntry[str]], parent: str) -> Iterator[Archive]:
    for entry in entries:
        name = entry.name
        if name.endswith(".tgz") and entry.is_file():
            yield Archive(entry.path, parent, name)


def _scan(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as problem:
        refuse_failure("open", folder, problem)
        return []
