"""A chart must have a name, and the name must not be a path.

The name is part of every path below the chart and of the archive's file name.

Fix: set ``name`` to lower case letters, digits and hyphens, the same as the chart's folder.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.path import base
from pychart.gostd.strconv import quote
from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = ERROR


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    if not metadata.name:
        return Problem("name is required", "name")
    if base(metadata.name) != metadata.name:
        return Problem(f"chart name {quote(metadata.name)} is invalid", "name")
    return None
