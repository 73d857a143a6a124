"""What lint finds: a rule's problem, and the finding that it becomes once its file is known."""

from __future__ import annotations

from pychart.records import NamedTuple

INFO, WARNING, ERROR = "INFO", "WARNING", "ERROR"
RANKS = {INFO: 1, WARNING: 2, ERROR: 3}
"""The severities from mild to grave."""


class Problem(NamedTuple):
    """What a rule says, in Helm's words, and where in the file it was looking.

    ``key`` is the key whose value is wrong, ``value`` a text below that key which narrows it down; ``line`` and
    ``column`` are set where the place is known already (from 1; 0 where it is not).
    """

    message: str
    key: str = ""
    value: str = ""
    line: int = 0
    column: int = 0


class Finding(NamedTuple):
    """One message of lint.

    ``path`` is what Helm prints before the message; ``file`` is where the cause stands, relative to the chart's
    folder; ``rendered`` is the line in what the file renders to, 0 where the finding is not about rendered text.
    """

    rule: str
    severity: str
    path: str
    message: str
    file: str
    line: int = 1
    column: int = 1
    rendered: int = 0

    @property
    def rank(self) -> int:
        """The severity as a number, 1 to 3."""
        return RANKS[self.severity]

    def __str__(self) -> str:
        return f"[{self.severity}] {self.path}: {self.message}"
