"""A chart must say which format it has: ``apiVersion`` v1 or v2.

v1 is the format of Helm 2, which keeps dependencies in requirements.yaml; v2 keeps them in Chart.yaml and knows
library charts.

Fix: write ``apiVersion: v2``.

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
    version = metadata.api_version
    if version in ("v1", "v2"):
        return None
    allowed = 'The value must be either "v1" or "v2"'
    said = f"apiVersion '{version}' is not valid. {allowed}" if version else f"apiVersion is required. {allowed}"
    return Problem(said, "apiVersion")
