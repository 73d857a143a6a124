"""The files of the cache: private, replaced as a whole, checked before they are believed, and not more than fit."""

from __future__ import annotations

import os
from _blake2 import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

DIGEST_SIZE = 20
MAX_FILES = 20_000
"""A chart of more files is not cached: looking at all of them takes longer than the cache saves."""
MAX_BYTES = 512 * 2**20
MAX_DAYS = 30
_DAY = 86_400
_MAX_DEPTH = 64

Facts = tuple[str, int, int, int, int]


def digest(data: bytes, size: int = DIGEST_SIZE, topic: str = "") -> bytes:
    """Give the digest by which contents are told apart; ``topic`` is at most 64 bytes long."""
    return blake2b(data, digest_size=size, key=topic.encode()).digest()


def sign(source: str) -> tuple[str, list[Facts]] | None:
    """List every file of a chart with what the file system says of it; None where there are too many."""
    files: list[Facts] = []
    try:
        if os.path.isdir(source):
            _sign_folder(source, "", files, 0)
        else:
            files.append(_facts("", os.stat(source)))
    except OSError:
        return None
    if len(files) > MAX_FILES:
        return None
    files.sort()
    return source, files


def _sign_folder(path: str, prefix: str, files: list[Facts], depth: int) -> None:
    if depth > _MAX_DEPTH or len(files) > MAX_FILES:
        files.extend([("", 0, 0, 0, 0)] * MAX_FILES)
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir():
                _sign_folder(entry.path, f"{prefix}{entry.name}/", files, depth + 1)
            else:
                files.append(_facts(prefix + entry.name, entry.stat()))


def _facts(name: str, status: os.stat_result) -> Facts:
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def make_private(folder: str) -> bool:
    """Make the folder for this user alone and tell whether it is so."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError:
        return False
    return is_private(folder)


def is_private(folder: str) -> bool:
    """Tell whether a folder is this user's and nobody else may write to it."""
    try:
        status = os.stat(folder)
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def open_own(path: str) -> int:
    """Open a file of this user for reading, by itself and not through a link. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    if os.fstat(descriptor).st_uid != os.getuid():
        os.close(descriptor)
        raise OSError("not ours")
    return descriptor


def read(path: str) -> bytes:
    """Read a file of this user. Raises OSError."""
    with os.fdopen(open_own(path), "rb", buffering=0) as file:
        return file.read()


def write(path: str, data: bytes) -> bool:
    """Write a file for this user alone and tell whether it could be done.

    It is not flushed to the disk: what a crash of the machine leaves of it is found out by its digest.
    """
    from pychart.errors import OutputError
    from pychart.filesystem import atomic_write

    try:
        atomic_write(path, data, 0o600, durable=False)
    except OutputError:
        return False
    return True


def remove(path: str) -> None:
    """Delete a file; that it is gone or cannot be deleted is no error."""
    try:
        os.unlink(path)
    except OSError:
        return


def mark_used(path: str) -> None:
    """Say that a file was used, by its time, but not more often than once a day."""
    from time import time

    try:
        if os.stat(path).st_mtime < time() - _DAY:
            os.utime(path)
    except OSError:
        return


def list_entries(folder: str) -> dict[str, list[tuple[str, int, float]]]:
    """Give the files of each entry: path, size and time of last use, by the name they share."""
    entries: dict[str, list[tuple[str, int, float]]] = {}
    for path, status in _scan(folder):
        name = os.path.basename(path).lstrip(".").partition(".")[0]
        entries.setdefault(name, []).append((path, status.st_size, status.st_mtime))
    return entries


def prune(folder: str, keep: str, max_bytes: int = MAX_BYTES, max_days: int = MAX_DAYS) -> None:
    """Delete entries that were not used for long, then the longest unused while all are too large.

    ``keep`` is the file of the entry in use.
    """
    from time import time

    too_old = time() - max_days * _DAY
    spared = os.path.basename(keep).partition(".")[0]
    entries = list_entries(folder)
    ages = sorted((max(used for _, _, used in files), name) for name, files in entries.items() if name != spared)
    total = sum(size for files in entries.values() for _, size, _ in files)
    for used, name in ages:
        if used >= too_old and total <= max_bytes:
            break
        for path, size, _ in entries[name]:
            remove(path)
            total -= size


def _scan(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as found:
            for entry in found:
                try:
                    status = entry.stat(follow_symlinks=False)
                except OSError:
                    continue
                if entry.is_file(follow_symlinks=False):
                    yield entry.path, status
    except OSError:
        return


def stamp_sources(names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Give time and size of files and folders of this package: what tells one state of its sources from another."""
    here = os.path.dirname(os.path.dirname(__file__))
    return [_stamp(f"{here}/{name}") for name in names]


def _stamp(path: str) -> tuple[int, int]:
    try:
        status: Any = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
