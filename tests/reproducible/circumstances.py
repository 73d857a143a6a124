"""What may differ from build to build (the list of reprotest): each is set up in a child before pychart works there."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

NOBODY = 65534


class Circumstances(NamedTuple):
    """How a build differs: in its files, in its environment, and in what is done in the process before it."""

    files: Callable[[Path], None] = lambda folder: None
    environment: dict[str, str] = {}  # noqa: RUF012 - nobody changes it
    process: Callable[[], object] = lambda: None
    folder: str = "work"


def age(folder: Path) -> None:
    """Give each file another time."""
    for number, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (number * 86_400 + 1, number * 86_400 + 1.5))


def change_modes(folder: Path) -> None:
    """Let nobody else read the files, and let some be executed."""
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() or number % 2 else 0o600)


def make_again(folder: Path) -> None:
    """Create the files of each folder in the opposite order."""
    for parent in [folder, *(path for path in sorted(folder.rglob("*")) if path.is_dir())]:
        for path in sorted((path for path in parent.iterdir() if path.is_file()), reverse=True):
            data, status = path.read_bytes(), path.stat()
            path.unlink()
            path.write_bytes(data)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def shuffle_folders() -> None:
    """Let folders be read in an order of chance."""
    chance = random.Random(3)
    listdir, scandir = os.listdir, os.scandir

    def shuffled(names: list[Any]) -> list[Any]:
        chance.shuffle(names)
        return names

    class Shuffled:
        def __init__(self, *args: Any) -> None:
            with scandir(*args) as found:
                self._entries = iter(shuffled(sorted(found, key=lambda entry: str(entry.name))))

        def __iter__(self) -> Shuffled:
            return self

        def __next__(self) -> Any:
            return next(self._entries)

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def close(self) -> None:
            pass

    patched: dict[str, Any] = {"listdir": lambda *args: shuffled(sorted(listdir(*args), key=str)), "scandir": Shuffled}
    for name, function in patched.items():
        setattr(os, name, function)


def change_clock() -> None:
    """Let it be another day."""
    now, now_ns = time.time, time.time_ns
    time.time = lambda: now() + 1e7
    time.time_ns = lambda: now_ns() + 10**16


def change_machine() -> None:
    """Let the machine have another name, and its user too."""
    import socket

    socket.gethostname = lambda: "elsewhere"
    os.getpid = lambda: 4242
    os.uname = lambda: os.uname_result(("Linux", "elsewhere", "1.0", "#1", "riscv64"))


def become_nobody() -> None:
    """Be another user, of another group, who may not read what belongs to root's Python."""
    import ctypes  # noqa: F401 - so it is here already

    os.setgid(NOBODY)
    os.setuid(NOBODY)


def use_one_processor() -> None:
    """Work on one processor only."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


CIRCUMSTANCES = {
    "the same": Circumstances(),
    "time of files": Circumstances(files=age),
    "modes of files": Circumstances(files=change_modes),
    "order of creation": Circumstances(files=make_again),
    "order of folders": Circumstances(process=shuffle_folders),
    "umask": Circumstances(process=lambda: os.umask(0o077)),
    "user": Circumstances(process=become_nobody),
    "clock": Circumstances(process=change_clock),
    "machine": Circumstances(process=change_machine),
    "processors": Circumstances(process=use_one_processor),
    "locale": Circumstances(environment={"LANG": "tr_TR.ISO-8859-9", "LC_ALL": "tr_TR.ISO-8859-9", "LANGUAGE": "tr"}),
    "time zone": Circumstances(environment={"TZ": "Pacific/Kiritimati"}),
    "hash seed": Circumstances(environment={"PYTHONHASHSEED": "4711"}),
    "environment": Circumstances(
        environment={"USER": "x", "LOGNAME": "x", "COLUMNS": "20", "CAPTURE_ENVIRONMENT": "i", "PYTHONOPTIMIZE": "1"}
    ),
    "folder": Circumstances(folder="an other place/é/work"),
}
