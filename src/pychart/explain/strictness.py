"""Undefined values: what templates read and nobody defines (``--strict-values``)."""

from __future__ import annotations

from pychart.advice.near import find_nearest
from pychart.errors import StrictnessError
from pychart.records import NamedTuple
from pychart.values.paths import look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from pychart.explain.trace import Trace
    from pychart.templates.tracing import Site, Violation


class Finding(NamedTuple):
    """One value that is not defined, or not read: where, what, and what may have been meant.

    ``site`` is None for values that are given but not read; ``place`` says then who gave them.
    """

    site: Site | None
    callers: tuple[Site, ...]
    spelled: str
    suggestion: str
    place: str = ""

    def __str__(self) -> str:
        where = spell_site(self.site) if self.site else ""
        text = f"{where}: {self.spelled}" if where else f"{self.spelled} ({self.place})"
        if self.callers:
            text += f", included from {spell_site(self.callers[-1])}"
        return f"{text}; {self.suggestion}" if self.suggestion else text


def spell_site(site: Site) -> str:
    """Write a place as file, line and column."""
    name = "text given to tpl" if site.path == "gotpl" else site.path
    return f"{name}:{site.line}:{site.column}" if site.column else f"{name}:{site.line}"


def find_undefined(trace: Trace) -> list[Finding]:
    """Give the values that were read though nobody defines them, in the order of files and lines."""
    found = [_describe(violation, trace) for violation in trace.tracer.violations.values()]
    return sorted(found, key=lambda one: (one.site.path, one.site.line, one.site.column) if one.site else ("", 0, 0))


def require_defined(trace: Trace) -> None:
    """Raise StrictnessError where templates read what is not defined."""
    refuse(find_undefined(trace), "is read but not defined", "values are read but not defined")


def refuse(findings: Sequence[Finding], one: str, many: str) -> None:
    """Raise StrictnessError for findings; ``one`` and ``many`` say what is the matter with them."""
    if not findings:
        return
    if len(findings) == 1:
        text = f"1 value {one}:\n  {findings[0]}"
    else:
        text = "".join([f"{len(findings)} {many}:", *(f"\n  {finding}" for finding in findings)])
    error = StrictnessError(text)
    error.findings = tuple(findings)
    raise error


def _describe(violation: Violation, trace: Trace) -> Finding:
    return Finding(violation.site, violation.callers, violation.spelled, _suggest(violation, trace))


def _suggest(violation: Violation, trace: Trace) -> str:
    owner, name = violation.owner, violation.name
    if isinstance(owner, dict) and name in owner:
        return _explain_null(violation, trace)
    near = find_nearest(name, map(str, owner)) if isinstance(owner, dict) else ""
    if near:
        return f"did you mean {_replace_last(violation.spelled, name, near)}?"
    if violation.path:
        if violation.path in trace.values.user.nulls:
            return f"{trace.values.user.nulls[violation.path].name} takes it away"
        declared = _find_declared(violation, trace)
        if declared:
            return declared
        elsewhere = [path for path in _find_named(trace.values.values, name) if path != violation.path]
        if elsewhere:
            return f"did you mean .Values.{'.'.join(elsewhere[0])}?"
    return "give it a default, or ask for it with if"


def _explain_null(violation: Violation, trace: Trace) -> str:
    origin = trace.values.find(violation.path) if violation.path else None
    return f"{origin} sets it to null" if origin else "it is null"


def _replace_last(spelled: str, name: str, near: str) -> str:
    before, found, after = spelled.rpartition(name)
    return f"{before}{near}{after}" if found else near


def _find_declared(violation: Violation, trace: Trace) -> str:
    """Tell that values.yaml sets a key to null, or has it as a comment."""
    path = violation.path or ()
    chart, rest, folder = trace.chart, list(path), ""
    while rest and (subchart := next((part for part in chart.dependencies if part.name == rest[0]), None)):
        chart, rest, folder = subchart, rest[1:], f"{folder}/charts/{rest[0]}"
    data = next((file.data for file in chart.raw if file.name == "values.yaml"), b"")
    if look_up(chart.values, tuple(rest)) is None:
        from pychart.yamlio.positions import find_positions

        place = find_positions(data).get(tuple(rest))
        return f"{trace.chart.name}{folder}/values.yaml{f':{place[0]}' if place else ''} sets it to null"
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if line.lstrip().startswith("#") and line.lstrip("# \t").startswith(f"{violation.name}:"):
            return f"{trace.chart.name}{folder}/values.yaml:{number} has it only as a comment; give it a default"
    return ""


def _find_named(values: Any, name: str, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths of the maps' keys that have a name, the shortest first."""
    if isinstance(values, dict):
        for key in values:
            if key == name:
                yield (*path, key)
        for key, value in values.items():
            yield from _find_named(value, name, (*path, key))
