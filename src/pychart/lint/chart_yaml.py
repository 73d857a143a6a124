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
    return subject.recall("Chart.yaml", lambda: _check(subject))


def _check(subject: Subject) -> Iterator[Finding]:
    from pychart.lint.places import locate_key
    from pychart.lint.rules import find, load_rule
    from pychart.yamlio import load_exact

    rule = load_rule("chart-yaml-directory")
    yield from find(rule, FILE, rule.check(f"{subject.folder}/{FILE}"))
    rule = load_rule("chart-yaml-syntax")
    try:
        data = subject.read(FILE)
        metadata = parse_metadata(load_exact(data))
    except PychartError as reason:
        yield from find(rule, FILE, rule.check(reason))
        return
    for name, argument in _arguments(data, metadata):
        rule = load_rule(name)
        problem = rule.check(argument)
        if problem is not None:
            yield from find(rule, FILE, locate_key(problem, data))


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
