"""Every dependency that Chart.yaml lists should be in charts/.

Rendering and packaging fail while one is missing.

Fix: run ``pychart dependency build``, or ``dependency update`` where there is no Chart.lock yet.

Origin: Helm.
"""

from __future__ import annotations

from pychart.chart.check import find_missing_dependencies
from pychart.lint.finding import WARNING, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart

SEVERITY = WARNING


def check(chart: Chart) -> Problem | None:
    """Check a chart."""
    missing = find_missing_dependencies(chart)
    if not missing:
        return None
    message = f"chart directory is missing these dependencies: {','.join(missing)}"
    return Problem(message, "dependencies", missing[0])
