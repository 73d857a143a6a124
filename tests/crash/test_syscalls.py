"""Whatever system call fails, and at whichever one a command is killed, old or new is left and it says so.

PYCHART_EVERY_SYSCALL=1 tries all of them, some minutes long; otherwise a choice that is spread over the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.every_command import Servers, list_commands, serve_all
from tests.crash.faulty import Suffering
from tests.crash.killing import Command, load_everything
from tests.crash.syscalls import Call, Fault, list_faults

STRACE = shutil.which("strace")
MOST = 1_000_000 if os.environ.get("PYCHART_EVERY_SYSCALL") else 8
"""How many errors and how many kills are tried of each command."""


def can_trace() -> bool:
    """Tell whether this machine lets one process trace another."""
    return STRACE is None or subprocess.run([STRACE, "-o", os.devnull, "true"], capture_output=True).returncode == 0


requires_strace = pytest.mark.skipif(
    not can_trace() or (STRACE is None and not os.environ.get("PYCHART_REQUIRE_SYSTEM")),
    reason="strace is not here or may not trace: scripts/system-packages installs it",
)


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Command]]:
    load_everything()
    with serve_all(tmp_path_factory.mktemp("served")) as servers:
        yield {command.name: command for command in list_commands(servers)}


def choose(faults: list[Fault]) -> list[Fault]:
    return faults[:: -(-len(faults) // MOST)] if faults else []


@requires_strace
@pytest.mark.parametrize("name", [command.name for command in list_commands(Servers())])
def test_a_fault_at_a_call_leaves_old_or_new(name: str, commands: dict[str, Command], tmp_path: Path) -> None:
    suffering = Suffering(commands[name], tmp_path)
    faults = suffering.list_faults()
    errors = choose([fault for fault in faults if not fault.kills])
    kills = choose([fault for fault in faults if fault.kills])
    hits = sum(suffering.suffer(fault) for fault in (*errors, *kills))
    # Faults miss where a run reads more of Python than the one that was counted; a command that only reads has few.
    assert not kills or hits > (len(errors) + len(kills)) / 4


def test_each_call_on_the_folder_can_fail() -> None:
    calls = [
        Call("openat", 2, 'AT_FDCWD</p>, "a", O_RDONLY) = 3</p/a>', True),
        Call("openat", 3, 'AT_FDCWD</p>, "/lib/b", O_RDONLY) = 3</lib/b>', False),
        Call("openat", 4, 'AT_FDCWD</p>, "c", O_WRONLY|O_CREAT, 0644) = 4</p/c>', True),
        Call("fsync", 1, "4</p/c>) = 0", True),
    ]
    assert list_faults(calls) == [
        Fault("openat", 2, "EIO"),
        Fault("openat", 4, "EIO"),
        Fault("openat", 4, "ENOSPC"),
        Fault("openat", 4, "KILL"),
        Fault("fsync", 1, "EIO"),
        Fault("fsync", 1, "KILL"),
    ]
