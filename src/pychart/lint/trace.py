"""Which line of a template a line of its output came from.

The chart is rendered once more in a way that is followed. What named templates print counts as the line that includes
them.
"""

from __future__ import annotations

from pychart.errors import PychartError
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pychart.lint.finding import Finding
    from pychart.lint.render import LenientRender


def trace_findings(findings: Iterable[Finding], render: LenientRender) -> list[Finding]:
    """Give the findings with the lines of their templates where they had only lines of rendered text.

    A template that does not render a second time leaves its findings at the file's first line.
    """
    from pychart.templates.engine import trace_templates

    findings = list(findings)
    sources = render.sources()
    try:
        rendered, tracer = trace_templates(sources, render.contexts(), {"required": _pass, "fail": _silence})
    except PychartError:
        return findings
    prefix = f"{render.chart.name}/"
    templates = {source.path.removeprefix(prefix): source.text for source in sources}
    files = {name: prefix + name.removesuffix(JINJA) for name in templates}
    return [
        _locate(finding, templates[finding.file], rendered[files[finding.file]], tracer.files[files[finding.file]])
        if finding.rendered and files.get(finding.file) in rendered
        else finding
        for finding in findings
    ]


def _locate(finding: Finding, template: str, text: str, block: Any) -> Finding:
    from pychart.templates.lines import Locator

    lines = text.split("\n")
    if finding.rendered > len(lines):
        return finding
    line = lines[finding.rendered - 1]
    offset = sum(len(before) + 1 for before in lines[: finding.rendered - 1])
    source = Locator(block).find(offset + len(line) - len(line.lstrip()))
    if source is None:
        return finding
    number = source.sites[0].line
    written = template.split("\n")[number - 1]
    indent = len(written) - len(written.lstrip(" "))
    return finding._replace(line=number, column=min(finding.column, indent + 1))


def _pass(_message: str, value: Any) -> Any:
    return "" if value is None else value


def _silence(_message: str) -> str:
    return ""
