"""A chart must have a version, a semantic one above 0.0.0-0.

Repositories order charts by version, and the version is part of the archive's file name.

Fix: write three numbers, ``version: 1.2.3``, with ``-rc.1`` behind them for a version that is not final.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.strconv import quote
from pychart.lint.finding import ERROR, Problem
from pychart.versions import Constraint, InvalidVersion, parse_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata

SEVERITY = ERROR
_LOWEST = "0.0.0-0"


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    text = metadata.version
    if not text:
        return Problem("version is required", "version")
    try:
        version = parse_version(text)
    except InvalidVersion:
        return Problem(f"version '{text}' is not a valid SemVer", "version")
    if not Constraint.parse(f">{_LOWEST}").check(version):
        return Problem(f"version {quote(str(version))} is less than or equal to {quote(_LOWEST)}", "version")
    return None
