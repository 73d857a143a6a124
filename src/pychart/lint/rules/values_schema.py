"""Values must meet the chart's schema, and those for subcharts theirs.

The defaults together with the values given by flags are laid on values.schema.json. Installing would fail with the
same message.

Fix: correct the values or the schema. ``--skip-schema-validation`` leaves the rule out.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR


def check(problem: str) -> Problem | None:
    """Take what the validator said; empty if nothing."""
    return Problem(problem, value=_find_key(problem)) if problem else None


def _find_key(text: str) -> str:
    """Take the path of the first bad value out of the validator's message: ``- at '/a/b': got ...``."""
    pointer = text.partition("- at '")[2].partition("'")[0]
    return pointer.rpartition("/")[2]
