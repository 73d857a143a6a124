"""The chart's version must be a text, not a number.

YAML reads ``version: 1.10`` as the number 1.1, so that the chart gets a version that nobody wrote.

Fix: write a full version such as ``1.10.0``, which is no number, or quote it.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.types import type_name
from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEVERITY = ERROR


def check(content: dict[str, Any], key: str = "version") -> Problem | None:
    """Check Chart.yaml as a plain map; ``key`` is the field whose type is looked at."""
    value = content.get(key, "")
    if type(value) is str:
        return None
    found = "<nil>" if value is None else type_name(value)
    return Problem(f"{key} should be of type string but it's of type {found}", key)
