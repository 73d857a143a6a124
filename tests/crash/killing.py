"""Kill a command at a chosen moment and look at what it left: every part must be the old one or the new one.

The command runs in a forked child of this process, which has all modules loaded, so a thousand kills take seconds.
A moment is a time, or the number of an event that touches files (Python's audit events: open, rename, mkdir ...).
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.crash.servers import Service
from tests.reference import environment_of

EVENTS = frozenset(("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod"))
EPOCH = "1700000000"
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*(Z|[+-]\d\d:\d\d)")
_SIGNATURES = re.compile(rb"(?s)-----BEGIN PGP SIGNATURE.*")

Part = Mapping[str, bytes] | None
"""Files that change together, by path; None where there are none."""


class Killed(NamedTuple):
    """How a run ended: its exit status, or the signal as a negative number, and the seconds that it took."""

    status: int
    seconds: float


class Command(NamedTuple):
    """A command that writes.

    ``prepare`` makes the old state in a folder, where the command line then runs; ``parts`` tells which paths change
    together: a pattern each. Where the command changes ``server`` too, ``remote`` tells what changes together there.
    """

    name: str
    line: tuple[str, ...]
    prepare: Callable[[Path], None]
    parts: tuple[str, ...]
    server: Service | None = None
    remote: tuple[str, ...] = ()

    def begin(self, folder: Path) -> Trial:
        """Make what kills the command in a folder."""
        return Trial(self, folder)


def run(
    line: tuple[str, ...],
    folder: Path,
    *,
    at_event: int = 0,
    after: float = 0,
    limit: int = 0,
    gate: int = -1,
    watch: Callable[[int], None] = lambda child: None,
) -> Killed:
    """Run a command line in a child, kill it as told, and wait for it; ``limit`` is the largest file it may write.

    ``watch`` is told the child's process id; the child waits for a byte from the pipe ``gate``, if there is one. What
    the command says goes to the file ``stderr`` beside the folder.
    """
    begin = time.monotonic()
    child = start(line, folder, at_event=at_event, limit=limit, gate=gate)
    watch(child)
    status = _wait_until(child, begin + after) if after else None
    if status is None:
        if after:
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    return Killed(os.waitstatus_to_exitcode(status), time.monotonic() - begin)


def start(line: tuple[str, ...], folder: Path, *, at_event: int = 0, limit: int = 0, gate: int = -1) -> int:
    """Start a command line in a child and give its process id; see run."""
    child = os.fork()
    if not child:
        _work(line, folder, at_event, limit, gate)
    return child


def said(folder: Path) -> str:
    """Give what the last command line in a folder wrote to stderr."""
    return (folder.parent / "stderr").read_text()


def look(folder: Path, pattern: str) -> Part:
    """Give the files that a pattern names, times and signatures masked; a folder that it names gives all below it."""
    paths: list[Path] = []
    for path in sorted(folder.glob(pattern)):
        paths += sorted(path.rglob("*")) if path.is_dir() else [path]
    found = {str(path.relative_to(folder)): _masked(path) for path in paths if path.is_file() and not _is_hidden(path)}
    return found or None


def leftovers(folder: Path) -> list[str]:
    """List what a reader could take for a file of ours and that is none: temporary files that are not hidden."""
    return [str(path) for path in folder.rglob("*") if path.suffix == ".tmp" and not path.name.startswith(".")]


def load_everything() -> None:
    """Import all of pychart, so that children need not."""
    import importlib
    import pkgutil

    import pychart

    for module in pkgutil.walk_packages(pychart.__path__, "pychart."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in ("requests", "filelock", "pysequoia", "yaml", "jinja2"):
        importlib.import_module(name)
    gc.freeze()


class Trial:
    """A command with its old and its new state, as it leaves them when nobody kills it."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.command = command
        self.place = folder / "place"
        self._origin = folder / "origin"
        self._origin.mkdir(parents=True)
        if command.server:
            command.server.clear()
        command.prepare(self._origin)
        if command.server:
            command.server.save()
        self.renew()
        self.old = self.look()
        full = run(command.line, self.place)
        assert full.status == 0, f"{command.name} fails by itself: {said(self.place)}"
        self._times = deque([full.seconds], maxlen=9)
        self.new = self.look()
        assert self.old != self.new, f"{command.name} changes nothing"

    @property
    def seconds(self) -> float:
        """How long the command takes: the middle of its last runs to the end."""
        return median(self._times)

    def kill(self, *, at_event: int = 0, after: float = 0, at_change: int = 0) -> bool:
        """Kill one run, check what it left, and that the next run repairs it; tells whether it was killed in time.

        ``at_change`` counts the requests that have changed something on the server.
        """
        self.renew()
        ended = run(self.command.line, self.place, at_event=at_event, after=after, watch=self._arm(at_change))
        name = self.command.name
        assert ended.status in (0, -signal.SIGKILL), f"{name} ended with {ended.status}: {said(self.place)}"
        self._arm(0)
        self.check()
        if ended.status == 0:
            self._times.append(ended.seconds)
            return False
        if self.look() != self.new:  # else it had done its work, which some commands do only once
            self.repair()
        return True

    def repair(self) -> None:
        """The same command line does what it was to do."""
        name = self.command.name
        again = run(self.command.line, self.place)
        assert again.status == 0, f"{name} does not work after a kill: {said(self.place)}"
        assert self.look() == self.new, f"{name} is not repaired by the next run"

    def fill_disk(self, limit: int) -> bool:
        """Run with room for files of ``limit`` bytes only; tells whether that was too little."""
        self.renew()
        ended = run(self.command.line, self.place, limit=limit)
        assert ended.status in (0, 1), f"{self.command.name} ended with {ended.status}"
        self.check()
        if ended.status == 1:
            assert [path for path in self.place.rglob("*.tmp") if "content" not in str(path)] == []
        return ended.status == 1

    def check(self) -> None:
        """Every part is the old one or the new one."""
        patterns = (*self.command.parts, *self.command.remote)
        for pattern, found, old, new in zip(patterns, self.look(), self.old, self.new, strict=True):
            assert found in (old, new), f"{self.command.name}: {pattern} is neither old nor new: {found}"
        assert leftovers(self.place) == []

    def look(self) -> list[Part]:
        parts = [look(self.place, pattern) for pattern in self.command.parts]
        held = self.command.server.look() if self.command.server else {}
        there = [{name: held[name] for name in held if fnmatch(name, pattern)} for pattern in self.command.remote]
        return [*parts, *(part or None for part in there)]

    def renew(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self._origin, self.place, symlinks=True)
        if self.command.server:
            self.command.server.restore()

    def _arm(self, number: int) -> Callable[[int], None]:
        """Have the server kill its client at a change; gives what tells it who that is."""
        if not self.command.server:
            return lambda child: None
        self.command.server.arm(number)
        return self.command.server.aim


def _work(line: tuple[str, ...], folder: Path, at_event: int, limit: int, gate: int) -> None:
    """Be the child: run the command line in the folder and end."""
    status = 70
    environment = environment_of(folder / "home") | {"SOURCE_DATE_EPOCH": EPOCH}
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        heard = nowhere if limit else os.open(folder.parent / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for number, target in enumerate((nowhere, nowhere, heard)):
            os.dup2(target, number)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", 1, closefd=False)  # noqa: SIM115
        if limit:
            import resource

            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        from pychart.cli.main import run as run_line

        if at_event:
            sys.addaudithook(_killer(at_event))
        if gate >= 0:
            os.readv(gate, [bytearray(1)])
        status = run_line(line)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _killer(at_event: int) -> Callable[[str, object], None]:
    count = 0

    def hook(event: str, _: object) -> None:
        nonlocal count
        if event in EVENTS:
            count += 1
            if count == at_event:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _wait_until(child: int, moment: float) -> int | None:
    """Wait until a moment, or until the child has ended: gives its status then."""
    while time.monotonic() < moment:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(min(0.0005, max(0.0, moment - time.monotonic())))
    return None


def _masked(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".tgz":
        return data
    return _SIGNATURES.sub(b"<signature>", _TIMES.sub(b"<time>", data))


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") and path.suffix == ".tmp"
