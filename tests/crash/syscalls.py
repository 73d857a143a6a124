"""Let one system call of a command fail, or kill the command at it: strace injects what the system might do.

Unlike a time or an audit event, the calls of a run are all its chances to go wrong, and they can be counted: a fault at
each of them in turn leaves no moment untried. Only calls on the command's own folder count, not those by which Python
and its libraries read themselves.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MAKING = ("mkdir", "mkdirat", "write", "pwrite64", "rename", "renameat", "renameat2", "link", "linkat", "symlink")
"""Calls that need room on the disk."""

CHANGING = (*MAKING, "fsync", "ftruncate", "unlink", "unlinkat", "rmdir", "chmod", "fchmod", "utimensat", "flock")
"""Calls that change something: what is killed is killed before one of them."""

READING = ("read", "pread64", "getdents64", "newfstatat", "lseek", "close")

TRACED = ("openat", *CHANGING, *READING)

_ENTRY = re.compile(r"^(\d+) +(\w+)\((.*)")
_HERE = re.compile(r'AT_FDCWD<[^>]*>, (?="/)')
_ELSEWHERE = re.compile(r'[<"]/|<(?:pipe|socket|anon_inode|TCP|UDP|UNIX)')


class Call(NamedTuple):
    """A system call: its name, which call of that name it is of its thread, and whether it is on the folder."""

    name: str
    number: int
    text: str
    is_own: bool

    @property
    def is_change(self) -> bool:
        """Whether what a reader finds may be another after it."""
        return self.name in CHANGING or self.makes_file

    @property
    def makes_file(self) -> bool:
        """Whether it needs room for a file."""
        return self.name in MAKING or "O_CREAT" in self.text

    @property
    def was_injected(self) -> bool:
        """Whether it failed because strace made it fail."""
        return "(INJECTED)" in self.text


class Fault(NamedTuple):
    """What goes wrong: an errno's name, or ``KILL``, at the call ``number`` of a name."""

    call: str
    number: int
    effect: str

    @property
    def kills(self) -> bool:
        """Whether the process ends there."""
        return self.effect == "KILL"

    @property
    def expression(self) -> str:
        """Strace's words for it."""
        what = "signal=SIGKILL" if self.kills else f"error={self.effect}"
        return f"inject={self.call}:{what}:when={self.number}"


class Tracer:
    """Traces one run; ``gate`` holds the command back until that has begun."""

    def __init__(self, folder: Path, fault: Fault | None) -> None:
        self._folder = folder
        self._fault = fault
        self._log = folder.parent / "calls"
        self._said = folder.parent / "strace"
        self._strace: subprocess.Popen[bytes] | None = None
        self.gate, self._opens_gate = os.pipe()

    def watch(self, child: int) -> None:
        """Attach to the child and let it go."""
        line = ["strace", "-f", "-q", "-y", "-s0", "-o", str(self._log), "-e", f"trace={','.join(TRACED)}"]
        if self._fault:
            line += ["-e", self._fault.expression]
        # A busy system refuses now and then what it allows a moment later.
        assert any(self._attach(line, child) for _ in range(3)), f"strace does not attach: {self._said.read_text()}"
        os.write(self._opens_gate, b"x")

    def _attach(self, line: list[str], child: int) -> bool:
        with open(self._said, "wb") as said:
            self._strace = subprocess.Popen([*line, "-p", str(child)], stderr=said)
        end = time.monotonic() + 20
        while self._strace.poll() is None and time.monotonic() < end:
            if "\nTracerPid:\t0\n" not in Path(f"/proc/{child}/status").read_text():
                return True
            time.sleep(0.0005)
        self._strace.kill()
        self._strace.wait()
        return False

    def finish(self) -> None:
        """Wait until nothing is traced any more."""
        os.close(self.gate)
        os.close(self._opens_gate)
        if self._strace:
            assert self._strace.wait(60) in (0, -9, 137), "strace fails"

    def read(self) -> list[Call]:
        """Give the calls of the run."""
        return list(_read_log(self._log.read_text(errors="replace"), str(self._folder)))


@contextmanager
def tracing(folder: Path, fault: Fault | None = None) -> Iterator[Tracer]:
    """Trace the run that the block makes with the tracer's ``gate`` and ``watch``."""
    tracer = Tracer(folder, fault)
    try:
        yield tracer
    finally:
        tracer.finish()


def list_faults(calls: list[Call]) -> list[Fault]:
    """List what can go wrong with the folder in a run that makes these calls."""
    found: dict[Fault, None] = {}
    for call in (call for call in calls if call.is_own):
        effects = ["EIO"]
        effects += ["ENOSPC"] if call.makes_file else []
        effects += ["KILL"] if call.is_change else []
        for effect in effects:
            found[Fault(call.name, call.number, effect)] = None
    return list(found)


def _read_log(log: str, folder: str) -> Iterator[Call]:
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.splitlines():
        if not (entry := _ENTRY.match(line)):
            continue
        process, name, rest = entry.groups()
        counts[process, name] += 1
        named = _HERE.sub("", rest)
        is_own = folder in named or not _ELSEWHERE.search(named)
        yield Call(name, counts[process, name], rest, is_own)
