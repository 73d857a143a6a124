"""No two dependencies may have the same name or alias.

Both would read their values from the same section, and one would replace the other's templates.

Fix: give all but one of them an ``alias``.

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
    keys = [entry.alias or entry.name for entry in chart.metadata.dependencies]
    repeated = [key for index, key in enumerate(keys) if key in keys[:index]]
    if not repeated:
        return None
    return Problem(f"multiple dependencies with name or alias: {','.join(repeated)}", "dependencies", repeated[0])
