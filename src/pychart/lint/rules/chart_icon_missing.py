"""A chart should have an icon.

Repositories and dashboards show it beside the chart's name.

Fix: set ``icon`` to the URL of an SVG or PNG image.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import INFO, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = INFO


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    return None if metadata.icon else Problem("icon is recommended", "icon")
