"""Reports: Helm's text, JSON, and SARIF that follows its schema."""

from __future__ import annotations

import json

from pychart.lint.finding import ERROR, INFO, WARNING, Finding
from pychart.lint.report import LintedChart, LintReport, format_json, format_sarif, format_text
from pychart.lint.rules import RULES

ICON = Finding("chart-icon-missing", INFO, "Chart.yaml", "icon is recommended", "Chart.yaml")
NAME = Finding("object-name", WARNING, "templates/a b.yaml", "bad name", "templates/a b.yaml", 3, 5, 7)
VERSION = Finding("chart-version", ERROR, "Chart.yaml", "version is required", "Chart.yaml", 2, 1)
FINE, MILD, BAD = LintedChart("./fine", [ICON]), LintedChart("mild", [ICON, NAME]), LintedChart("bad", [VERSION])
NONE = LintedChart("none", error="unable to check")


def test_text() -> None:
    assert format_text(LintReport([FINE])) == (
        "==> Linting ./fine\n[INFO] Chart.yaml: icon is recommended\n\n1 chart(s) linted, 0 chart(s) failed\n"
    )


def test_text_of_failures_has_no_summary() -> None:
    assert format_text(LintReport([BAD, NONE])) == (
        "==> Linting bad\n[ERROR] Chart.yaml: version is required\n\n==> Linting none\nError unable to check\n\n"
    )


def test_quiet_text() -> None:
    assert format_text(LintReport([FINE]), quiet=True) == ""
    assert format_text(LintReport([FINE, MILD]), quiet=True) == (
        "==> Linting mild\n[WARNING] templates/a b.yaml: bad name\n\n2 chart(s) linted, 0 chart(s) failed\n"
    )


def test_failed_charts_are_counted() -> None:
    charts = [FINE, MILD, BAD, NONE]
    assert LintReport(charts).summary == "4 chart(s) linted, 2 chart(s) failed"
    assert LintReport(charts, WARNING).failed == 3


def test_json() -> None:
    record = json.loads(format_json(LintReport([MILD, NONE])))
    assert record == {
        "charts": [
            {
                "path": "mild",
                "failed": False,
                "error": "",
                "findings": [
                    {
                        "rule": "chart-icon-missing",
                        "severity": "info",
                        "message": "icon is recommended",
                        "file": "Chart.yaml",
                        "line": 1,
                        "column": 1,
                    },
                    {
                        "rule": "object-name",
                        "severity": "warning",
                        "message": "bad name",
                        "file": "templates/a b.yaml",
                        "line": 3,
                        "column": 5,
                        "renderedLine": 7,
                    },
                ],
            },
            {"path": "none", "failed": True, "error": "unable to check", "findings": []},
        ],
        "linted": 2,
        "failed": 1,
    }
    assert [chart["findings"] for chart in json.loads(format_json(LintReport([FINE]), quiet=True))["charts"]] == [[]]


def test_sarif() -> None:
    (run,) = json.loads(format_sarif(LintReport([FINE, MILD, NONE])))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert [result["level"] for result in run["results"]] == ["note", "note", "warning"]
    last = run["results"][-1]
    assert rules[last["ruleIndex"]]["id"] == last["ruleId"] == "object-name"
    assert last["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "mild/templates/a%20b.yaml"},
                "region": {"startLine": 3, "startColumn": 5},
            }
        }
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "fine/Chart.yaml"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_sarif_has_the_shape_that_its_schema_asks_for() -> None:
    import jsonschema_rs

    text = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
    region = {"type": "object", "required": ["startLine"], "additionalProperties": {"type": "integer", "minimum": 1}}
    location = {
        "required": ["physicalLocation"],
        "properties": {"physicalLocation": {"required": ["artifactLocation"], "properties": {"region": region}}},
    }
    level = {"enum": ["none", "note", "warning", "error"]}
    result = {
        "required": ["message"],
        "properties": {"message": text, "level": level, "locations": {"type": "array", "items": location}},
    }
    rule = {"required": ["id"], "properties": {"shortDescription": text, "fullDescription": text, "help": text}}
    driver = {"required": ["name"], "properties": {"rules": {"items": rule, "uniqueItems": True}}}
    tool = {"required": ["driver"], "properties": {"driver": driver}}
    run = {
        "required": ["tool"],
        "properties": {
            "tool": tool,
            "results": {"items": result},
            "invocations": {"items": {"required": ["executionSuccessful"]}},
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        },
    }
    schema = {
        "required": ["version", "runs"],
        "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": run}},
    }
    jsonschema_rs.validate(schema, json.loads(format_sarif(LintReport([FINE, MILD, BAD, NONE]))))
