"""``type`` belongs to charts of apiVersion v2.

Helm 2, for which v1 charts are made, knows no library charts.

Fix: write ``apiVersion: v2``, or leave ``type`` out.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = ERROR


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    if not metadata.type or metadata.api_version == "v2":
        return None
    valid = "It is valid in apiVersion 'v2'"
    return Problem(f"chart type is not valid in apiVersion '{metadata.api_version}'. {valid}", "type")
