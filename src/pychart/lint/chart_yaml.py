"""The rules about Chart.yaml (Helm: lint/rules, chartfile.go)."""

from __future__ import annotations

from pychart.chart.metadata import Metadata, parse_metadata
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject

FILE = "Chart.yaml"
_ON_METADATA = (
    "chart-maintainers",
    "chart-sources",
    "chart-icon-missing",
    "chart-icon-url",
    "chart-type",
    "chart-dependencies",
    "chart-version-strict",
)


def check_chart_yaml(subject: Subject) -> list[Finding]:
    """Apply the rules, all to the file as it stands on disk."""
    try:
        data = subject.read(FILE)
    except PychartError as problem:
        return list(_refuse(f"{subject.folder}/{FILE}", problem))
    return subject.recall(FILE, data.decode("utf-8", "surrogateescape"), lambda: _check(data))


def _refuse(path: str, problem: PychartError) -> Iterator[Finding]:
    from pychart.lint.rules import chart_yaml_directory, chart_yaml_syntax, find

    yield from find(chart_yaml_directory, FILE, chart_yaml_directory.check(path))
    yield from find(chart_yaml_syntax, FILE, chart_yaml_syntax.check(problem))


def _check(data: bytes) -> Iterator[Finding]:
    from pychart.lint.places import locate_key
    from pychart.lint.rules import chart_yaml_syntax, find, load_rule
    from pychart.yamlio import load_exact

    try:
        metadata = parse_metadata(load_exact(data))
    except PychartError as problem:
        yield from find(chart_yaml_syntax, FILE, chart_yaml_syntax.check(problem))
        return
    for name, argument in _arguments(data, metadata):
        rule = load_rule(name)
        found = rule.check(argument)
        if found is not None:
            yield from find(rule, FILE, locate_key(found, data))


def _arguments(data: bytes, metadata: Metadata) -> Iterator[tuple[str, Any]]:
    """Yield the rules in Helm's order, each with what it looks at."""
    from pychart.yamlio import load_map

    content = load_map(data)
    yield "chart-yaml-strict", data
    yield "chart-name", metadata
    yield "chart-api-version", metadata
    yield "chart-version-type", content
    yield "chart-version", metadata
    yield "chart-app-version-type", content
    for name in _ON_METADATA:
        yield name, metadata
