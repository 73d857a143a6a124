"""One publisher at a time: who indexes a folder keeps others from it until the new index is there."""

from __future__ import annotations

import contextlib
import os

from pychart.errors import OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TIMEOUT = 300.0


@contextlib.contextmanager
def lock_index(path: str, timeout: float = _TIMEOUT) -> Iterator[None]:
    """Hold the lock beside an index file while the block runs.

    Archives and indexes to merge must be read within, so that what another publisher added meanwhile is seen. Raises
    OutputError where the lock cannot be made, or is not let go of within ``timeout`` seconds.
    """
    from pychart.filesystem import explain_os_error, hold_lock

    folder, name = os.path.split(path)
    lock = hold_lock(os.path.join(folder, f".{name}.lock"), timeout)
    try:
        lock.__enter__()
    except TimeoutError:
        raise OutputError(f"cannot write {path}: another process has been indexing for {timeout:g} seconds") from None
    except OSError as problem:
        raise OutputError(f"cannot write {path}: {explain_os_error(problem)}") from None
    try:
        yield
    finally:
        lock.__exit__(None, None, None)
