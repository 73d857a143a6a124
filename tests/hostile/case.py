"""A hostile input: what lies in the folder, which command meets it, and how that must end."""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.cli.worlds import Files, chart_yaml, write_files
from tests.reference import environment_of

SECRET = "the content of a file outside"
CHART: Files = {
    "c/Chart.yaml": chart_yaml("c"),
    "c/templates/a.yaml": "kind: ConfigMap\nmetadata: {name: a}\n",
    "outside/secret.txt": f"{SECRET}\n",
}
SECONDS = 10.0
MEBIBYTES = 512
_OWN_MEBIBYTES = 30
"""What a command takes before it does anything."""


class Case(NamedTuple):
    """One input.

    ``rows`` names the rows of the table of threats that it stands for (an advisory's id, or W1 to W11, or a part of
    section 1c). ``says`` is part of the one line on stderr; "" where the input is harmless and must be taken.
    ``links`` maps paths to what they link to, ``fifos`` are named pipes.
    """

    name: str
    rows: str
    line: str
    says: str
    files: Files = {}  # noqa: RUF012 - a table; nobody changes it
    links: dict[str, str] = {}  # noqa: RUF012
    fifos: tuple[str, ...] = ()
    shows: str = ""


class Ended(NamedTuple):
    """How the command ended: status or negative signal, seconds, MiB of memory at the most, both outputs.

    What the tests themselves hold, of which the child is a copy, does not count as the command's memory.
    """

    status: int
    seconds: float
    mebibytes: int
    stdout: str
    stderr: str


def prepare(case: Case, folder: Path) -> dict[str, bytes]:
    """Make the input, and give the files that nobody may touch: those in ``outside``."""
    write_files(folder, {**CHART, **case.files})
    for name, target in case.links.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
    for name in case.fifos:
        os.mkfifo(folder / name)
    return outside(folder)


def outside(folder: Path) -> dict[str, bytes]:
    """Read the files that belong to somebody else."""
    return {str(path): path.read_bytes() for path in sorted((folder / "outside").rglob("*")) if path.is_file()}


def play(line: list[str], folder: Path) -> Ended:
    """Run a command line in a child, with the memory that a runaway may take bounded."""
    begin = time.monotonic()
    printed = [folder.parent / f"{folder.name}.{stream}" for stream in ("out", "err")]
    environment = environment_of(folder / "home")
    held = _held_kibibytes()
    child = os.fork()
    if not child:
        _work(line, folder, printed, environment)
    while True:
        done, status, usage = os.wait4(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() - begin > 2 * SECONDS:
            os.kill(child, 9)
        time.sleep(0.002)
    texts = [path.read_bytes().decode("utf-8", "backslashreplace") for path in printed]
    seconds = time.monotonic() - begin
    mebibytes = (usage.ru_maxrss - held) // 1024 + _OWN_MEBIBYTES
    return Ended(os.waitstatus_to_exitcode(status), seconds, mebibytes, texts[0], texts[1])


def _held_kibibytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * (resource.getpagesize() // 1024)


def _drop_privileges() -> None:
    """Be a user for whom permissions count, even where tests run as root: give up all capabilities (Linux: capset)."""
    import ctypes

    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    none = (ctypes.c_uint32 * 6)()
    if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).capset(header, none):
        raise OSError(ctypes.get_errno(), "capset")


def _work(line: list[str], folder: Path, printed: list[Path], environment: dict[str, str]) -> None:
    status = 70
    try:
        for number, path in enumerate(printed, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(folder)
        _drop_privileges()
        os.environ.clear()
        os.environ.update(environment)
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
            setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115
        from pychart.cli.main import run

        status = run(line)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)
