"""Ask for a password at a terminal: what is typed is not shown (Helm: golang.org/x/term, ReadPassword)."""

from __future__ import annotations

import os
import sys

from pychart.errors import UsageError

_MAX_BYTES = 64 * 1024


def read_line(prompt: str) -> str:
    """Ask for a line that may be seen. Raises UsageError where standard input is at its end."""
    from pychart.cli.output import write_result

    write_result(prompt)
    line = sys.stdin.buffer.readline(_MAX_BYTES)
    if not line:
        raise UsageError("EOF")
    return line.decode("utf-8", "surrogateescape").rstrip("\r\n")


def read_password(prompt: str = "Password: ", *, ends_line: bool = True) -> str:
    """Read a line from the terminal that is standard input, without showing it. Raises UsageError where it is none.

    ``ends_line`` ends the prompt's line even then, as `repo add` does and `registry login` does not (Helm).
    """
    import termios

    from pychart.cli.output import write_result

    write_result(prompt)
    try:
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (termios.error, OSError, ValueError) as problem:
        if ends_line:
            write_result("\n")
        reason = str(problem.args[-1] if problem.args else problem)
        raise UsageError(reason[:1].lower() + reason[1:]) from None
    silent = [*before]
    silent[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, silent)
        line = os.read(descriptor, _MAX_BYTES)
    finally:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
        write_result("\n")
    return line.decode("utf-8", "surrogateescape").rstrip("\r\n")


def read_password_from_stdin() -> str:
    """Give standard input as a password, without the line's end (--password-stdin)."""
    data = sys.stdin.buffer.read(_MAX_BYTES)
    return data.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")
