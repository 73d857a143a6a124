"""The icon must be a URL with a scheme.

A path inside the chart is not found by whoever shows the icon.

Fix: set ``icon`` to a whole address, ``https://example.com/icon.svg``, or a ``data:`` URL.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.addresses import is_request_url
from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = ERROR


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    icon = metadata.icon
    return Problem(f"invalid icon URL '{icon}'", "icon") if icon and not is_request_url(icon) else None
