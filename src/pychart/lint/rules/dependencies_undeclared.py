"""Every chart in charts/ must be listed in Chart.yaml.

What is not listed has no version range, cannot be updated, and is left out by ``dependency build``.

Fix: add an entry to ``dependencies``, or remove the chart from charts/.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart

SEVERITY = ERROR


def check(chart: Chart) -> Problem | None:
    """Check a chart."""
    declared = {entry.name for entry in chart.metadata.dependencies}
    missing = [subchart.name for subchart in chart.dependencies if subchart.name not in declared]
    if not missing:
        return None
    return Problem(f"chart metadata is missing these dependencies: {','.join(missing)}", "dependencies")
