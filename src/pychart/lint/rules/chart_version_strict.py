"""The version should be written out in full, as Semantic Versioning 2 has it.

Helm understands ``1``, ``1.2`` and ``v1.2.3``, but other tools and OCI registries want exactly three numbers without
a ``v``.

Fix: write ``1.0.0`` for ``1`` and ``1.2.3`` for ``v1.2.3``.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import WARNING, Problem
from pychart.versions import InvalidVersion, parse_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = WARNING


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    try:
        parse_version(metadata.version, strict=True)
    except InvalidVersion:
        return Problem(f"version '{metadata.version}' is not a valid SemVerV2", "version")
    return None
