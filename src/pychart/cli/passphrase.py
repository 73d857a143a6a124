"""Where the passphrase of a key comes from: a file, a pipe, or a person (Helm: pkg/action, package.go)."""

from __future__ import annotations

from pychart.errors import ProvenanceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def passphrase_reader(path: str) -> Callable[[], Callable[[str], str]]:
    """Give what reads the passphrase: the first line of a file, of standard input for ``-``, or what is typed.

    The file is read once, when the first archive is signed, and its passphrase serves for all.
    """
    if not path:
        return lambda: _ask
    read: list[str] = []

    def find() -> Callable[[str], str]:
        if not read:
            read.append(_read_stdin() if path == "-" else _read_file(path))
        return lambda _: read[0]

    return find


def _read_file(path: str) -> str:
    from pychart.filesystem import read_file

    return _first_line(read_file(path, limit=1024 * 1024, error=ProvenanceError))


def _read_stdin() -> str:
    import os
    import stat

    if not stat.S_ISFIFO(os.fstat(0).st_mode):
        raise ProvenanceError("specified reading passphrase from stdin, without input on stdin")
    with open(0, "rb", closefd=False) as pipe:
        return _first_line(pipe.readline(1024 * 1024))


def _first_line(data: bytes) -> str:
    if not data:
        raise ProvenanceError("EOF")
    line = data.split(b"\n", 1)[0]
    return line.removesuffix(b"\r").decode("utf-8", "surrogateescape")


def _ask(name: str) -> str:
    """Ask for the passphrase of a key without showing what is typed. Raises ProvenanceError where nobody is there."""
    import sys
    from getpass import getpass

    from pychart.cli.output import write_result
    from pychart.gostd.strconv import quote

    prompt = f"Password for key {quote(name)} >  "
    if not sys.stdin.isatty():
        write_result(f"{prompt}\n")
        raise ProvenanceError("inappropriate ioctl for device")
    return getpass(prompt, sys.stdout)
