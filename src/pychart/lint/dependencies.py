"""The rules about a chart's dependencies (Helm: lint/rules, dependencies.go)."""

from __future__ import annotations

from pychart.errors import ChartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pychart.chart.model import Chart
    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject

FILE = "Chart.yaml"


def check_dependencies(subject: Subject) -> list[Finding]:
    """Apply the rules to what charts/ holds and Chart.yaml lists."""
    try:
        chart = subject.load()
    except ChartError as problem:
        from pychart.lint.rules import chart_load, find

        found = chart_load.check(problem, "unable to load chart\n\t")
        return find(chart_load, "", found, chart_load.name_file(problem))
    return list(_check(chart, subject))


def _check(chart: Chart, subject: Subject) -> Iterator[Finding]:
    from pychart.lint.places import locate_key
    from pychart.lint.rules import dependencies_missing, dependencies_undeclared, dependencies_unique, find

    for rule in (dependencies_undeclared, dependencies_unique, dependencies_missing):
        problem = rule.check(chart)
        if problem is not None:
            yield from find(rule, subject.folder, locate_key(problem, subject.read(FILE)), FILE)
