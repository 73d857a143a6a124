"""Results on their way to stdout."""

from __future__ import annotations

import sys


def write_result(text: str, *, is_safe: bool = False) -> None:
    """Write text to stdout as it is: bytes of a chart that are not UTF-8 leave as they came.

    A terminal gets control characters escaped, unless ``is_safe`` says that those in the text are our own colours.
    """
    if not is_safe and sys.stdout.isatty():
        from pychart.terminal import escape_controls

        text = escape_controls(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
