"""`registry login` at a terminal: the password is asked for and not shown, as Helm asks."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.registry.config import find_login
from pychart.settings import Settings
from tests.reference import HELM, environment_of, requires_reference
from tests.registry.fake import Exchange, FakeRegistry, fake_registry

LOGIN = "Basic am86c2UgY3JldA=="


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    def guard(exchange: Exchange) -> bool:
        if exchange.headers.get("Authorization") == LOGIN:
            return False
        return exchange.answer(401, WWW_Authenticate='Basic realm="x"')

    with fake_registry() as made:
        made.trouble = guard
        yield made


def log_in(program: list[str], registry: FakeRegistry, home: Path, *typed: str, flags: tuple[str, ...] = ()) -> str:
    """Type lines at a terminal, each when the program waits for it, and give all that the screen has shown."""
    home.mkdir(exist_ok=True)
    ours, theirs = pty.openpty()
    command = [*program, "registry", "login", registry.host, "--plain-http", *flags]
    running = subprocess.Popen(command, env=environment_of(home), stdin=theirs, stdout=theirs, stderr=theirs)
    screen = b""
    for line in typed:
        screen += wait_for_question(ours, theirs, screen)
        os.write(ours, line.encode() + b"\n")
    assert running.wait(20) in (0, 1)
    while select.select([ours], [], [], 0.2)[0]:
        screen += os.read(ours, 4096)
    assert termios.tcgetattr(theirs)[3] & termios.ECHO
    os.close(ours)
    os.close(theirs)
    return screen.decode().replace("\r\n", "\n")


def wait_for_question(ours: int, theirs: int, before: bytes) -> bytes:
    """Read the screen until there is a question; a password's is one once nothing is shown any more."""
    screen = b""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.02)[0]:
            screen += os.read(ours, 4096)
        asks = screen.endswith(b": ")
        silent = not termios.tcgetattr(theirs)[3] & termios.ECHO
        if asks and (silent or screen.endswith(b"Username: ")):
            return screen
    raise AssertionError(before + screen)


OURS = [sys.executable, "-m", "pychart"]
CASES = {
    "a password": (("se cret",), ("-u", "jo")),
    "a name and a password": (("jo", "se cret"), ()),
    "a wrong password": (("wrong",), ("-u", "jo")),
    "no password": (("",), ("-u", "jo")),
    "no name": (("", "token"), ()),
}


@pytest.mark.parametrize("name", ["a password", "a name and a password"])
def test_the_password_is_asked_for_and_kept(name: str, registry: FakeRegistry, tmp_path: Path) -> None:
    typed, flags = CASES[name]
    screen = log_in(OURS, registry, tmp_path, *typed, flags=flags)
    assert screen.endswith("Password: \nLogin Succeeded\n")
    assert "cret" not in screen
    login = find_login(registry.host, Settings.from_environment(environment_of(tmp_path)))
    assert (login.username, login.password) == ("jo", "se cret")


@pytest.mark.reference
@requires_reference
@pytest.mark.parametrize("name", CASES)
def test_the_screen_is_as_with_helm(name: str, registry: FakeRegistry, tmp_path: Path) -> None:
    typed, flags = CASES[name]
    theirs = log_in([str(HELM)], registry, tmp_path / "helm", *typed, flags=flags)
    screen = log_in([*OURS], registry, tmp_path / "ours", *typed, flags=("--color", "never", *flags))
    assert ": " in theirs
    assert screen.startswith(theirs)
