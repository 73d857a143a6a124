"""Advice about values that are read but not defined, or given but not read: the first of them, at its place."""

from __future__ import annotations

from pychart.advice.failing import display_path
from pychart.advice.model import Advice, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.advice.origins import Sources
    from pychart.errors import StrictnessError
    from pychart.templates.tracing import Site


def explain_strictness(error: StrictnessError, sources: Sources) -> Advice:
    """Show the first finding of an error: the line that reads the value, or the one that gives it."""
    finding: Any = error.findings[0]
    if finding.site is None:
        return Advice(str(error), _find_given(finding), (), (), finding.suggestion)
    callers = [_make_place(site, sources) for site in finding.callers]
    return Advice(str(error), _make_place(finding.site, sources), callers, (), finding.suggestion)


def _make_place(site: Site, sources: Sources) -> Place:
    source = ""
    for prefix, part in sources.chart.walk() if sources.chart else ():
        for file in part.templates:
            if f"{prefix}/{file.name}" == site.path:
                lines = file.data.decode("utf-8", "surrogateescape").split("\n")
                source = lines[site.line - 1] if site.line <= len(lines) else ""
    length = len(site.expression) if source[max(site.column - 1, 0) :].startswith(site.expression) else 1
    return Place(display_path(site.path, sources), site.line, site.column, length, source, site.expression)


def _find_given(finding: Any) -> Place | None:
    from pychart.advice.origins import read_local

    if finding.place.startswith("--"):
        flag, _, text = finding.place.partition(" ")
        key = finding.spelled
        place = text.find(key)
        return Place(flag, 1, place + 1, len(key), text) if place >= 0 else Place(flag, 1, 1, len(text), text)
    name, _, numbers = finding.place.partition(":")
    line, _, column = numbers.partition(":")
    if not line.isdigit():
        return None
    lines = read_local(name).decode("utf-8", "replace").split("\n")
    source = lines[int(line) - 1] if int(line) <= len(lines) else ""
    key = finding.spelled.rpartition(".")[2]
    return Place(name, int(line), int(column), len(key), source)
