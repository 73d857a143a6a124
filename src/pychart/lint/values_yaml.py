"""The rules about values.yaml and its schema (Helm: lint/rules, values.go)."""

from __future__ import annotations

from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject

FILE = "values.yaml"
_SCHEMA = "values.schema.json"


def check_values_yaml(subject: Subject) -> list[Finding]:
    """Apply the rules: the file, and its values with the user's over them against the chart's own schema.

    Like Helm this leaves the defaults of values.yaml in those tables of the user's values that both have.
    """
    findings = _check_file(subject)
    if findings:
        return findings
    schema = _read_schema(subject)
    if not schema and not subject.values:
        return []
    from pychart.values.coalesce import coalesce_tables, copy_table

    values = coalesce_tables(coalesce_tables({}, subject.values), copy_table(_read_values(subject)))
    if not schema or subject.skip_schema_validation:
        return []
    from pychart.lint.places import locate_key
    from pychart.lint.rules import find, values_schema
    from pychart.values.schema import find_problem

    found = values_schema.check(find_problem(schema, values))
    return find(values_schema, FILE, locate_key(found, subject.read(FILE)) if found else None)


def _check_file(subject: Subject) -> list[Finding]:
    from pychart.lint.rules import find, values_missing

    missing = values_missing.check(f"{subject.folder}/{FILE}")
    if missing is not None:
        return find(values_missing, FILE, missing)
    try:
        data = subject.read(FILE)
    except PychartError as problem:
        return _check_content(problem)
    return subject.recall(FILE, data.decode("utf-8", "surrogateescape"), lambda: _check_content(data))


def _check_content(content: bytes | PychartError) -> list[Finding]:
    from pychart.lint.rules import find, values_syntax

    return find(values_syntax, FILE, values_syntax.check(content))


def _read_schema(subject: Subject) -> bytes:
    """Read the schema; a file that cannot be read is none (Helm)."""
    chart = subject.find_loaded()
    if chart is not None and chart.schema:
        return chart.schema
    try:
        return subject.read(_SCHEMA)
    except PychartError:
        return b""


def _read_values(subject: Subject) -> dict[str, Any]:
    """Read values.yaml again, unless what the chart holds is known to be the same."""
    chart = subject.find_loaded()
    data = subject.read(FILE)
    if chart is not None and chart.values and b"\n---" not in data:
        return chart.values
    from pychart.yamlio import load_map

    return load_map(data)
