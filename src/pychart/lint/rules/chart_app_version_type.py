"""The version of the application must be a text, not a number.

YAML reads ``appVersion: 1.10`` as the number 1.1 and ``appVersion: 1e3`` as 1000; templates then show what nobody
wrote.

Fix: quote it, ``appVersion: "1.10"``.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem
from pychart.lint.rules import chart_version_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEVERITY = ERROR


def check(content: dict[str, Any]) -> Problem | None:
    """Check Chart.yaml as a plain map."""
    return chart_version_type.check(content, "appVersion")
