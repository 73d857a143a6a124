"""Work on releases as it goes, on a terminal: a live table."""

from __future__ import annotations

import sys
import time

from pychart.release.session import Report
from pychart.terminal import escape_controls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.resources import Resource
    from pychart.kube.status import State

_ROWS = 15
"""Rows of the table at most; those that are done go first."""
_PAUSE = 0.1


class Table(Report):
    """Draws the objects in work with what is known of each, over and over in the same place."""

    def __init__(self) -> None:
        self._title = ""
        self._rows: dict[tuple[str, str], str] = {}
        self._drawn = 0
        self._last = 0.0

    def begin(self, title: str, resources: Sequence[Resource]) -> None:
        """Start a table of these objects."""
        self._erase()
        self._title = title
        self._rows = {(one.kind, one.name): "" for one in resources}
        self._draw(force=True)

    def changed(self, action: str, one: Resource) -> None:
        """Note what was done to an object."""
        self._note(one, action)

    def state(self, one: Resource, state: State) -> None:
        """Note how far an object is."""
        self._note(one, f"{state.status}: {state.message}" if state.message else state.status)

    def end(self) -> None:
        """Take the table away: the command's own output follows."""
        self._erase()
        sys.stderr.flush()

    def _note(self, one: Resource, text: str) -> None:
        self._rows[one.kind, one.name] = text.partition("\n")[0]
        self._draw()

    def _draw(self, *, force: bool = False) -> None:
        if not self._rows or (not force and time.monotonic() - self._last < _PAUSE):
            return
        self._last = time.monotonic()
        self._erase()
        rows = sorted(self._rows.items(), key=lambda row: row[1].startswith(("Current", "created", "updated")))
        width = max(len(f"{kind}/{name}") for (kind, name), _ in rows)
        shown = [escape_controls(f"  {f'{kind}/{name}':<{width}}  {text}") for (kind, name), text in rows[:_ROWS]]
        lines = [f"{self._title}:", *(line[: self._columns()] for line in shown)]
        if len(rows) > _ROWS:
            lines.append(f"  ... and {len(rows) - _ROWS} more")
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
        self._drawn = len(lines)

    def _erase(self) -> None:
        if self._drawn:
            sys.stderr.write(f"\x1b[{self._drawn}A\x1b[J")
            self._drawn = 0

    def _columns(self) -> int:
        import os

        try:
            return os.get_terminal_size(2).columns - 1
        except OSError:
            return 79
