"""What must hold when a system call of a command fails, or when the command is killed at it."""

from __future__ import annotations

from pathlib import Path

from tests.crash.killing import Command, Trial, run, said
from tests.crash.syscalls import READING, Call, Fault, list_faults, tracing

CLEANING = ("unlink", "unlinkat", "rmdir", "newfstatat", "getdents64", "openat", "close")
"""Calls by which what is temporary is deleted: where one of them fails, that may stay."""


LOCKING = ("flock", "newfstatat", "unlink")
"""Calls by which a lock is taken and given back; only who holds it may delete its file."""


class Suffering:
    """A command to which faults happen."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.trial: Trial = command.begin(folder)
        self._known = _paths(self.trial.place)
        self.trial.renew()
        self._known |= _paths(self.trial.place)

    def list_faults(self) -> list[Fault]:
        """List what can go wrong, from a run in which nothing does."""
        status, calls = self._run(None)
        assert status == 0, said(self.trial.place)
        return list_faults(calls)

    def suffer(self, fault: Fault) -> bool:
        """Let a fault happen and check what is left; tells whether it happened, and to the command's own files.

        Killed, the command leaves old or new, and the next run repairs it. Refused a call, it ends with one error and
        status 1, or it can do without that call and does all of its work.
        """
        status, calls = self._run(fault)
        trial = self.trial
        told = said(trial.place)
        struck = [call for call in calls if call.was_injected]
        try:
            if not self._skips_archive(struck):
                trial.check()
            if all(call.is_own for call in struck):
                self._judge(fault, status, told, struck)
            if trial.look() != trial.new:
                trial.repair()
        except AssertionError as problem:
            where = [call.text for call in struck or calls[-1:]]
            raise AssertionError(f"{trial.command.name}, {fault}: {problem}\n{where}\nstderr: {told}") from problem
        return any(call.is_own for call in struck) or (fault.kills and status != 0)

    def _skips_archive(self, struck: list[Call]) -> bool:
        """Tell whether an old archive may stay in charts/: what cannot be read is left and told of, as by Helm."""
        return self.trial.command.name.startswith("dependency ") and any(
            "app/charts/" in call.text and call.name in (*READING, "openat") for call in struck
        )

    def _judge(self, fault: Fault, status: int, told: str, calls: list[Call]) -> None:
        assert status in ((0, -9) if fault.kills else (0, 1)), f"ended with {status}"
        strange = {path for path in _paths(self.trial.place) - self._known if not _is_left(path, fault)}
        assert not strange, f"leaves {strange}"
        if not fault.kills:
            assert "Traceback" not in told
            assert told.count("Error: ") == status, "does not say once what is wrong"
        if status == 0:
            assert self._skips_archive(calls) or self.trial.look() == self.trial.new, "ends well without its work done"

    def _run(self, fault: Fault | None) -> tuple[int, list[Call]]:
        self.trial.renew()
        with tracing(self.trial.place, fault) as tracer:
            ended = run(self.trial.command.line, self.trial.place, gate=tracer.gate, watch=tracer.watch)
        return ended.status, tracer.read()


def _paths(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _is_left(path: str, fault: Fault) -> bool:
    """Tell whether a fault excuses what is left: a lock that is nobody's, or what is hidden. Caches are free."""
    if path.startswith(("home/pychart/", "home/cache")):
        return True
    if path.endswith(".lock"):
        return fault.kills or fault.call in LOCKING
    is_hidden = any(part.startswith(".") and part.endswith(".tmp") for part in path.split("/"))
    return is_hidden and (fault.kills or fault.call in CLEANING)
