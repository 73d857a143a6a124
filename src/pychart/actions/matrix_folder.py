"""The folder that `template --matrix` writes into, kept clear of what runs that were killed have left in it."""

from __future__ import annotations

import contextlib
import os
import time

from pychart.errors import OutputError
from pychart.filesystem import explain_os_error, make_folder, remove_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDING = ".tmp"
_ATTEMPTS = 20
_PAUSE = 0.05


def hidden_name(stem: str, process: int) -> str:
    """Give the name of the folder that a process and its children write a release to until it is complete."""
    return f".{stem}.{process}{_ENDING}"


@contextlib.contextmanager
def working_in(folder: str) -> Iterator[None]:
    """Tell others, while entered, that somebody is at work in a folder, which is made where it is missing.

    Whoever enters while nobody is at work deletes what is half-written. A lock of the kernel's tells, which ends with
    the last process of a run: numbers of processes mean nothing to another container. Where the file system has no
    locks, nothing is deleted. Raises OutputError.
    """
    make_folder(folder)
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as problem:
        raise OutputError(f"open {folder}: {explain_os_error(problem)}") from None
    try:
        if _lock(descriptor, alone=True):
            _remove_leftovers(folder)
        # Whoever clears up, or works with locks of an own kind on the folder, is waited for, but not for long.
        for _ in range(_ATTEMPTS):
            if _lock(descriptor, alone=False):
                break
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, alone: bool) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_leftovers(folder: str) -> None:
    for name in os.listdir(folder):
        path = f"{folder}/{name}"
        *_, process, ending = ["", "", *name.split(".")]
        is_hidden = name[:1] == "." and process.isdecimal() and f".{ending}" == _ENDING
        if is_hidden and os.path.isdir(path) and not os.path.islink(path):
            with contextlib.suppress(OutputError):
                remove_tree(path)
