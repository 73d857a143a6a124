"""Unused values: what a command line gives and nothing reads (``--unused-values``)."""

from __future__ import annotations

from pychart.advice.near import find_nearest
from pychart.explain.strictness import Finding, refuse
from pychart.values.coalesce import GLOBAL
from pychart.values.layers import spell_path, walk
from pychart.values.paths import is_absent, look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.explain.trace import Trace
    from pychart.values.layers import Path

MODES = ("warn", "fail")


def check_unused(trace: Trace, mode: str) -> None:
    """Warn of the values that nothing reads, one line each, or raise StrictnessError for them (``fail``)."""
    findings = find_unused(trace)
    if mode == "fail":
        refuse(findings, "is given but nothing reads it", "values are given but nothing reads them")
    from pychart import logs

    for finding in findings:
        hint = {"hint": finding.suggestion} if finding.suggestion else {}
        logs.warn("nothing reads a value", value=finding.spelled, source=finding.place, **hint)


def find_unused(trace: Trace) -> list[Finding]:
    """Give the values of files and flags that nothing reads, in the order of the command line.

    Templates read values; so do conditions, tags and required properties of schemas. The values of a subchart that is
    switched off, and a null that takes a default away, are no mistakes.
    """
    used = _Used(trace)
    findings: dict[tuple[str, str], Finding] = {}
    for layer in trace.values.user.layers:
        for path, value in walk(layer.values):
            if not used.is_used(path, value):
                path = used.widen(path)
                origin = trace.values.locate(layer.source, path)
                place = f"{origin}:{origin.column}" if origin.line else str(origin)
                key = spell_path(path)
                findings.setdefault((key, place), Finding(None, (), key, used.suggest(path), place))
    return list(findings.values())


class _Used:
    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        tracer = trace.tracer
        self._read: set[Path] = set(tracer.reads)
        self._whole: set[Path] = set(tracer.whole)
        self._read.update(_list_switches(trace.whole))
        for paths in (self._read, self._whole):
            paths.update([outer for path in paths for outer in _lift_global(path)])

    def is_used(self, path: Path, value: Any) -> bool:
        """Tell whether something reads what a source sets at a path."""
        if any(path[:count] in self._whole for count in range(len(path) + 1)) or path in self._read:
            return True
        if value is None and not is_absent(look_up(self._trace.chart.values, path)):
            return True
        return _is_off(self._trace, path) or self._is_required(path)

    def widen(self, path: Path) -> Path:
        """Give the table or list around an unused value of which nothing is used either, else the value's own path."""
        for count in range(1, len(path)):
            if not any(other[:count] == path[:count] for other in self._read | self._whole):
                return path[:count]
        return path

    def _is_required(self, path: Path) -> bool:
        schema, rest = _find_schema(self._trace.chart, path)
        for key in rest[:-1]:
            schema = _enter(schema, key)
        required = schema.get("required")
        return isinstance(required, list) and path[-1] in required

    def suggest(self, path: Path) -> str:
        """Say which value may have been meant, or why nobody reads it."""
        known = {path for path in self._read if path} | {path for path, _ in walk(self._trace.chart.values)}
        for count in range(len(path) - 1, -1, -1):
            head = path[:count]
            sisters = {str(other[count]): other for other in known if len(other) > count and other[:count] == head}
            if str(path[count]) in sisters:
                continue
            near = find_nearest(str(path[count]), sorted(sisters))
            if near:
                return f"did you mean {spell_path((*head, sisters[near][count], *path[count + 1 :]))}?"
        same = [other for other in sorted(known, key=len) if other[-1] == path[-1] and other in self._read]
        if same:
            return f"did you mean {spell_path(same[0])}?"
        schema, rest = _find_schema(self._trace.chart, path)
        for key in rest:
            schema = _enter(schema, key)
        return "the schema knows it, but no template reads it" if schema else ""


def _lift_global(path: Path) -> Iterator[Path]:
    """Yield the globals of the charts above that a subchart's global may have come from."""
    if GLOBAL in path[1:]:
        place = path.index(GLOBAL, 1)
        for start in range(place + 1):
            yield (*path[:start], *path[place:])


def _list_switches(chart: Chart, prefix: Path = ()) -> Iterator[Path]:
    """Yield the values that decide which subcharts take part."""
    for entry in chart.metadata.dependencies:
        for condition in entry.condition.strip().split(","):
            yield tuple(condition.split("."))
            yield (*prefix, *condition.split("."))
        for tag in entry.tags:
            yield ("tags", tag)
            yield (*prefix, "tags", tag)
    for subchart in chart.dependencies:
        yield from _list_switches(subchart, (*prefix, subchart.name))


def _is_off(trace: Trace, path: Path) -> bool:
    """Tell whether a path leads into a subchart that is there, but switched off."""
    whole, chart = trace.whole, trace.chart
    for name in path:
        following = next((part for part in chart.dependencies if part.name == name), None)
        if following is None:
            names = {entry.alias or entry.name for entry in whole.metadata.dependencies}
            return name in names | {part.name for part in whole.dependencies}
        whole = next((part for part in whole.dependencies if part.raw is following.raw), following)
        chart = following
    return False


def _find_schema(chart: Chart, path: Path) -> tuple[dict[str, Any], Path]:
    """Give the innermost schema that speaks of a path, and the rest of the path in it."""
    import json

    while path and (following := next((part for part in chart.dependencies if part.name == path[0]), None)):
        chart, path = following, path[1:]
    try:
        schema = json.loads(chart.schema) if chart.schema else {}
    except ValueError:
        schema = {}
    return schema if isinstance(schema, dict) else {}, path


def _enter(schema: dict[str, Any], key: str | int) -> dict[str, Any]:
    found = schema.get("items") if isinstance(key, int) else (schema.get("properties") or {}).get(key)
    return found if isinstance(found, dict) else {}
