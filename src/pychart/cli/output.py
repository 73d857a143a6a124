"""Results on their way to stdout."""

from __future__ import annotations

import sys


def write_result(text: str) -> None:
    """Write text to stdout as it is: bytes of a chart that are not UTF-8 leave as they came."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
