"""The rules about templates and what they render to (Helm: lint/rules, template.go)."""

from __future__ import annotations

from pychart.errors import ChartError, TemplateError, ValuesError
from pychart.lint.finding import Finding
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.lint.subject import Subject

FOLDER = "templates/"
_ENDINGS = (".yaml", ".yml")
_Facts = tuple[str, str, str, int, int]
"""What a rule found in rendered text: rule, severity, message, line and column there."""


def check_templates(subject: Subject) -> list[Finding]:
    """Apply the rules: render the chart as for a test release, then look at every file of its own."""
    from pychart.lint.rules import find, templates_directory, templates_missing

    path = f"{subject.folder}/templates"
    findings = find(templates_missing, FOLDER, templates_missing.check(path))
    findings = findings or find(templates_directory, FOLDER, templates_directory.check(path))
    return findings or _check_chart(subject)


def _check_chart(subject: Subject) -> list[Finding]:
    try:
        chart = subject.load()
    except ChartError as problem:
        from pychart.lint.rules import chart_load, find

        return find(chart_load, FOLDER, chart_load.check(problem), chart_load.name_file(problem))
    from pychart.lint.render import prepare_leniently

    try:
        prepared = prepare_leniently(chart, subject)
        if prepared is None:
            return []
        rendered = prepared.render()
    except ValuesError as problem:
        from pychart.lint.rules import find, values_schema

        return find(values_schema, FOLDER, values_schema.check(str(problem)), "values.yaml")
    except TemplateError as problem:
        from pychart.lint.places import locate_failure
        from pychart.lint.rules import find, template_render

        file, found = locate_failure(template_render.check(problem), problem, chart.name)
        return find(template_render, FOLDER, found, file)
    findings = list(_check_files(chart, rendered, subject))
    if subject.traces and any(finding.rendered for finding in findings):
        from pychart.lint.trace import trace_findings

        findings = trace_findings(findings, prepared)
    return findings


def _check_files(chart: Chart, rendered: Mapping[str, str], subject: Subject) -> Iterator[Finding]:
    major, minor = subject.kube_version
    recall: Any = subject.entry.recall if subject.entry else _call

    def check(text: str) -> list[_Facts]:
        from pychart.lint.rendered import check_rendered

        return check_rendered(text, (major, minor))

    for file in chart.templates:
        name = file.name.removesuffix(JINJA)
        if not name.endswith((*_ENDINGS, ".tpl", ".txt")):
            from pychart.lint.rules import find, template_extension

            yield from find(template_extension, file.name, template_extension.check(file.name))
        text = rendered.get(f"{chart.name}/{name}", "")
        if not text or not name.lower().endswith(_ENDINGS) or text.isspace():
            continue
        for rule, severity, message, line, column in recall(text, f"lint {major}.{minor}", check):
            yield Finding(rule, severity, file.name, message, file.name, 1, column, line)
            if rule == "template-yaml":
                return


def _call(text: str, _topic: str, check: Any) -> Any:
    return check(text)
