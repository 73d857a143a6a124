"""How work on releases is told as it goes: by a live table, by plain lines, or not at all."""

from __future__ import annotations

import sys
import time

from pychart.cli.flags import parse_progress
from pychart.errors import UsageError
from pychart.release.session import Report
from pychart.terminal import escape_controls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pychart.kube.resources import Resource
    from pychart.kube.status import State
    from pychart.settings import Settings

VARIABLE = "PYCHART_PROGRESS"


def make_report(values: Mapping[str, Any], settings: Settings) -> Report:
    """Give the report that --progress asks for, else PYCHART_PROGRESS, else ``auto``.

    ``auto`` is the table where stderr is a terminal and the result is for people, else silence, as output is Helm's
    then. ``table`` is the table on a terminal and lines elsewhere. Raises UsageError for another word in the variable.
    """
    mode = values["progress"] or settings.environment.get(VARIABLE) or "auto"
    try:
        parse_progress(mode)
    except ValueError as error:
        raise UsageError(f"{VARIABLE}: {error}") from None
    on_terminal = sys.stderr.isatty()
    for_people = values.get("output", "table") == "table"
    if on_terminal and (mode == "table" or (mode == "auto" and for_people)):
        from pychart.cli.live_table import Table

        return Table()
    return Lines() if mode in ("plain", "table") else Report()


class Lines(Report):
    """Writes a line to stderr for each change, with the seconds since the work began: for logs of pipelines."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._known: dict[str, str] = {}
        self._is_read = True

    def begin(self, title: str, resources: Sequence[Resource]) -> None:
        """Say what begins, and with how many objects."""
        self._known = {}
        if resources:
            self._write(f"{title}: {len(resources)} {'object' if len(resources) == 1 else 'objects'}")

    def changed(self, action: str, one: Resource) -> None:
        """Say what was done to an object."""
        self._note(one, action)

    def state(self, one: Resource, state: State) -> None:
        """Say how far an object is, where it is not what was said last."""
        self._note(one, f"{state.status}, {state.message}" if state.message else state.status)

    def _note(self, one: Resource, text: str) -> None:
        name = "/".join(filter(None, (one.kind, one.namespace, one.name)))
        if self._known.get(name) != text:
            self._known[name] = text
            self._write(f"{name}: {text}".partition("\n")[0])

    def _write(self, text: str) -> None:
        if not self._is_read:
            return
        try:
            sys.stderr.write(f"[{time.monotonic() - self._begun:.0f}s] {escape_controls(text)}\n")
            sys.stderr.flush()
        except OSError:
            # Whoever read the lines is gone. The work goes on, or its record would stay pending.
            self._is_read = False
