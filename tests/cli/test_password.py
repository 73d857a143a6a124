"""Passwords are asked for at a terminal, which does not show them, or taken from standard input."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

from pychart.repo.config import load_config
from tests.reference import environment_of
from tests.repo.publishing import entry, publish
from tests.transport.serving import Server


def start(url: str, home: Path, stdin: int | bytes, *flags: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pychart", "repo", "add", "local", url, "--username", "jo", *flags],
        env=environment_of(home),
        stdin=subprocess.PIPE if isinstance(stdin, bytes) else stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def is_shown(terminal: int) -> bool:
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def test_asks_at_the_terminal(server: Server, tmp_path: Path) -> None:
    url = publish(server, entry("web", "1.0.0"))
    ours, theirs = pty.openpty()
    running = start(url, tmp_path, theirs)
    end = time.monotonic() + 10
    while is_shown(theirs) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_shown(theirs)
    os.write(ours, b"se cret\n")
    out, err = running.communicate(timeout=20)
    assert (out, err) == (b'Password: \n"local" has been added to your repositories\n', b"")
    assert is_shown(theirs)
    assert b"cret" not in (os.read(ours, 100) if select.select([ours], [], [], 0)[0] else b"")
    os.close(ours)
    os.close(theirs)
    assert load_config(str(tmp_path / "config/repositories.yaml")).entries[0].password == "se cret"


def test_takes_standard_input(server: Server, tmp_path: Path) -> None:
    url = publish(server, entry("web", "1.0.0"))
    out, err = start(url, tmp_path, b"", "--password-stdin").communicate(b"se cret\r\n", timeout=20)
    assert (out, err) == (b'"local" has been added to your repositories\n', b"")
    assert load_config(str(tmp_path / "config/repositories.yaml")).entries[0].password == "se cret"


def test_there_must_be_a_terminal(server: Server, tmp_path: Path) -> None:
    running = start(publish(server, entry("web", "1.0.0")), tmp_path, b"")
    assert running.communicate(b"x\n", timeout=20) == (b"Password: \n", b"Error: inappropriate ioctl for device\n")
    assert running.returncode == 1
    assert server.requests == []
