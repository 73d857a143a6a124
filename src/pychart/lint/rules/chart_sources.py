"""Every entry of ``sources`` must be a URL with a scheme.

Repositories link to the sources of a chart.

Fix: write whole addresses, ``https://github.com/example/chart``.

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
    for source in metadata.sources:
        if not is_request_url(source):
            return Problem(f"invalid source URL '{source}'", "sources", source)
    return None
