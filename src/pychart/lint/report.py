"""What lint found, for people and for tools: Helm's text, JSON, SARIF."""

from __future__ import annotations

from pychart.lint.finding import ERROR, INFO, RANKS, WARNING, Finding
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS = {INFO: "note", WARNING: "warning", ERROR: "error"}


class LintedChart(NamedTuple):
    """One chart: the path as it was given, what was found, and why it could not be linted, if it could not."""

    path: str
    findings: Sequence[Finding] = ()
    error: str = ""

    def has_findings(self, severity: str) -> bool:
        """Tell whether anything of at least this severity was found."""
        return bool(self.error) or any(finding.rank >= RANKS[severity] for finding in self.findings)


class LintReport(NamedTuple):
    """The charts of one run. ``fails_from`` is the severity from which a chart fails."""

    charts: Sequence[LintedChart]
    fails_from: str = ERROR

    @property
    def failed(self) -> int:
        """How many charts failed."""
        return sum(chart.has_findings(self.fails_from) for chart in self.charts)

    @property
    def summary(self) -> str:
        """The last line of the text."""
        return f"{len(self.charts)} chart(s) linted, {self.failed} chart(s) failed"


def format_text(report: LintReport, *, quiet: bool = False) -> str:
    """Give Helm's text, with the summary where no chart failed; a failed run says it as its error."""
    lines = []
    told = False
    for chart in report.charts:
        is_bad = chart.has_findings(WARNING)
        told = told or is_bad
        if quiet and not is_bad:
            continue
        lines.append(f"==> Linting {chart.path}\n")
        if chart.error and not chart.findings:
            lines.append(f"Error {chart.error}\n")
        lines += [f"{finding}\n" for finding in chart.findings if not quiet or finding.severity != INFO]
        lines.append("\n")
    if not report.failed and (told or not quiet):
        lines.append(f"{report.summary}\n")
    return "".join(lines)


def format_json(report: LintReport, *, quiet: bool = False) -> str:
    """Give the report as JSON: the charts with their findings, and the numbers of the summary."""
    import json

    charts = [
        {
            "path": chart.path,
            "failed": chart.has_findings(report.fails_from),
            "error": chart.error,
            "findings": [_to_record(finding) for finding in _shown(chart, quiet)],
        }
        for chart in report.charts
    ]
    record = {"charts": charts, "linted": len(report.charts), "failed": report.failed}
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def format_sarif(report: LintReport, *, quiet: bool = False) -> str:
    """Give the report as SARIF 2.1.0, for code review tools."""
    import json

    from pychart import __version__
    from pychart.lint.rules import RULES

    driver = {"name": "pychart", "version": __version__, "rules": [_describe_rule(name) for name in RULES]}
    results = [
        _to_result(chart.path, finding, RULES.index(finding.rule))
        for chart in report.charts
        for finding in _shown(chart, quiet)
    ]
    invocation = {
        "executionSuccessful": not any(chart.error for chart in report.charts),
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": f"{chart.path}: {chart.error}"}}
            for chart in report.charts
            if chart.error
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": results,
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


FORMATS = {"text": format_text, "json": format_json, "sarif": format_sarif}
"""What -o takes."""


def _shown(chart: LintedChart, quiet: bool) -> list[Finding]:
    return [finding for finding in chart.findings if not quiet or finding.severity != INFO]


def _to_record(finding: Finding) -> dict[str, Any]:
    record: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.lower(),
        "message": finding.message,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
    }
    if finding.rendered:
        record["renderedLine"] = finding.rendered
    return record


def _describe_rule(name: str) -> dict[str, Any]:
    from pychart.lint.rules import describe_rule

    severity, purpose, manual = describe_rule(name)
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": purpose},
        "fullDescription": {"text": manual.replace("\n", " ")},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": _SARIF_LEVELS[severity]},
    }


def _to_result(path: str, finding: Finding, index: int) -> dict[str, Any]:
    from pychart.gostd.path import clean
    from pychart.gostd.url import escape

    artifact = {"uri": escape(clean(f"{path}/{finding.file}"), _URI_CHARS)}
    region = {"startLine": finding.line, "startColumn": finding.column}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


_URI_CHARS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=@")
