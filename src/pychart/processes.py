"""Work shared with other processors: a function runs in a forked child and its plain result comes back.

A child begins as a copy of this process, so that whatever has been read or compiled need not be handed over. It is only
ever a help: where none can be started, or one fails, whoever asked does the work alone.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_CHUNK = 1 << 20


def count_processors() -> int:
    """Tell how many processors this process may use; 1 where it may not have children."""
    from _thread import _count

    # A child of a process with threads would hold their locks for ever.
    if not hasattr(os, "fork") or _count():
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


class Child:
    """A child at work. It must be asked for its result or stopped, or it would stay about as a zombie."""

    def __init__(self, process: int, reader: int) -> None:
        self._process = process
        self._reader = reader

    def result(self) -> Any:
        """Wait for the child and give what it made, or None where it failed."""
        chunks = []
        try:
            while chunk := os.read(self._reader, _CHUNK):
                chunks.append(chunk)
        finally:
            status = self._end()
        return marshal.loads(b"".join(chunks)) if status == 0 else None

    def stop(self) -> None:
        """End the child, whatever it does; nothing where it has ended."""
        if self._process:
            from signal import SIGKILL

            os.kill(self._process, SIGKILL)
            self._end()

    def _end(self) -> int:
        if not self._process:
            return -1
        os.close(self._reader)
        process, self._process = self._process, 0
        return os.waitpid(process, 0)[1]


def start_child(work: Callable[[], Any]) -> Child | None:
    """Let a child run a function whose result can be marshalled; None where no child can be started.

    The function must not write to any file that this process has open.
    """
    try:
        reader, writer = os.pipe()
    except OSError:
        return None
    try:
        process = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if process:
        os.close(writer)
        return Child(process, reader)
    status = 1
    try:
        os.close(reader)
        data = memoryview(marshal.dumps(work()))
        while data:
            data = data[os.write(writer, data) :]
        status = 0
    except BaseException:
        # Whoever started the child does the work alone and says what is wrong with it.
        pass
    finally:
        os._exit(status)
    return None
