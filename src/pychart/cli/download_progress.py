"""A line on the terminal that tells how far a download has come; where stderr is no terminal there is none."""

from __future__ import annotations

import sys
from time import monotonic

_DELAY = 0.3
_PAUSE = 0.1
_ERASE = "\r\x1b[K"
_WIDTH = 30
_MIB = 1024 * 1024


class Progress:
    """Shows a download on stderr from a moment after it began, and leaves nothing of that at the end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = 0.0
        self._shown = False

    def __call__(self, size: int, total: int) -> None:
        """Show that ``size`` bytes of ``total`` (-1 for unknown) are there; equal numbers are the end."""
        if size == total:
            self._erase()
            return
        now = monotonic()
        if not self._next:
            self._next = now + _DELAY
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._shown = True
        sys.stderr.write(f"{_ERASE}{describe_progress(self._what, size, total)}")
        sys.stderr.flush()

    def _erase(self) -> None:
        if self._shown:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
        self._shown, self._next = False, 0.0


def show_progress(what: str) -> Progress | None:
    """Give a Progress for a download, None where nobody would see it."""
    return Progress("".join(one for one in what if one.isprintable())) if sys.stderr.isatty() else None


def describe_progress(what: str, size: int, total: int) -> str:
    """Give the line: what is downloaded, a bar where the size is known, and mebibytes."""
    if total <= 0:
        return f"{what}  {size / _MIB:.1f} MiB"
    share = min(size / total, 1.0)
    filled = int(share * _WIDTH)
    return (
        f"{what}  [{'#' * filled}{' ' * (_WIDTH - filled)}] {share:4.0%}  {size / _MIB:.1f} of {total / _MIB:.1f} MiB"
    )
