"""Results on their way to stdout."""

from __future__ import annotations

import os
import sys

from pychart.errors import OutputError


def write_result(text: str, *, is_safe: bool = False) -> None:
    """Write text to stdout as it is: bytes of a chart that are not UTF-8 leave as they came.

    A terminal gets control characters escaped, unless ``is_safe`` says that those in the text are our own colours.
    Raises OutputError where stdout takes no more, BrokenPipeError where nobody reads it any more.
    """
    if not is_safe and sys.stdout.isatty():
        from pychart.terminal import escape_controls

        text = escape_controls(text)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        from pychart.filesystem import explain_os_error

        silence_stdout()
        raise OutputError(f"cannot write to stdout: {explain_os_error(problem)}") from None


def silence_stdout() -> None:
    """Drop what stdout still holds and what follows: it takes no more, and the interpreter must not try at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
