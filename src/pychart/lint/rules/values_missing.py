"""A chart should have a values.yaml.

It tells people which values the chart takes and what they are by default.

Fix: add the file, be it with nothing but a comment.

Origin: Helm.
"""

from __future__ import annotations

import os

from pychart.lint.finding import INFO, Problem

SEVERITY = INFO


def check(path: str) -> Problem | None:
    """Check the path of values.yaml."""
    return None if os.path.exists(path) else Problem("file does not exist")
