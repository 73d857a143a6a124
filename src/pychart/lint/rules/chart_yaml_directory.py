"""Chart.yaml must be a file.

Helm reads a chart's name, version and dependencies from the file ``Chart.yaml``. A folder of that name holds none of
them, so nothing else about the chart can be found out.

Fix: remove the folder and write the file; ``pychart create`` shows what belongs in it.

Origin: Helm.
"""

from __future__ import annotations

import os

from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR


def check(path: str) -> Problem | None:
    """Check the path of Chart.yaml."""
    return Problem("should be a file, not a directory") if os.path.isdir(path) else None
