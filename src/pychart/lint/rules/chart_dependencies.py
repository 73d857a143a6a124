"""``dependencies`` belongs to charts of apiVersion v2.

v1 charts list their dependencies in requirements.yaml; Helm 2 does not see those in Chart.yaml.

Fix: write ``apiVersion: v2``, or move the list to requirements.yaml.

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
    if not metadata.dependencies or metadata.api_version == "v2":
        return None
    where = f"dependencies are not valid in the Chart file with apiVersion '{metadata.api_version}'"
    return Problem(f"{where}. They are valid in apiVersion 'v2'", "dependencies")
