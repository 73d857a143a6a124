"""How long a cluster is waited for: in one request, up to a moment, and in all requests of a command."""

from __future__ import annotations

import time
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

IDLE = 30.0
"""Seconds that an answer may take where nothing else is asked for."""
PROMPT = 0.25
"""Seconds in which an answer is not late, so that a release may have any number of objects."""
LEAST = 1.0
"""Seconds that a request is given where waiting is to be shorter: a busy machine takes tenths for an answer."""
_NEVER = float("inf")


class Patience:
    """The time that requests may take.

    ``each`` bounds a request. ``total`` is by how many seconds all answers together may be late: a server that is slow
    at every request is given up, too, as one that never answers is.
    """

    def __init__(self, each: float = IDLE, total: float = _NEVER) -> None:
        self.each = each
        self.total = total
        self._end = _NEVER

    @classmethod
    def from_timeout(cls, seconds: float) -> Patience:
        """Give the patience of a command by its --timeout; 0 is none, and then each request has its bound alone."""
        return cls(min(IDLE, max(seconds, LEAST)), max(seconds, LEAST)) if seconds > 0 else cls()

    @property
    def left(self) -> float:
        """Seconds that a request may take that begins now, 0 where there is no time for one."""
        left = self._end - time.monotonic()
        return max(0.0, min(self.each, self.total, max(left, LEAST))) if left > 0 else 0.0

    def spend(self, seconds: float) -> None:
        """Count the time that an answer took."""
        self.total -= max(0.0, seconds - PROMPT)

    def grant(self, seconds: float) -> None:
        """Give at least so much for what has to be done after a failure: its record, its undoing."""
        self.total = max(self.total, seconds, LEAST)

    def fork(self) -> Patience:
        """Give the same for requests that are made at the same time as others."""
        found = Patience(self.each, self.total)
        found._end = self._end
        return found

    @contextmanager
    def until(self, end: float) -> Iterator[None]:
        """End all requests at a moment of time.monotonic(), and begin none after it."""
        before, self._end = self._end, min(end, self._end)
        try:
            yield
        finally:
            self._end = before
