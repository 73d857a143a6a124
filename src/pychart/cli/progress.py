"""How far a long command is: one line on the terminal that is written over and gone in the end."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_WORTH_SHOWING = 200
"""What has fewer steps is over before one could read it."""
_ERASE = "\r\x1b[K"


def open_report(what: str) -> Callable[[int, int], None] | None:
    """Give the function that shows how many of how many steps are done; None where stderr is no terminal."""
    stream = sys.stderr
    if not stream.isatty():
        return None

    def report(done: int, total: int) -> None:
        if total >= _WORTH_SHOWING:
            stream.write(f"{_ERASE}{done} of {total} {what}" if done < total else _ERASE)
            stream.flush()

    return report
