"""A chart should have a folder ``templates``.

A chart without templates installs nothing of its own.

Fix: add the folder. A chart that only bundles others may leave it out and switch the rule off.

Origin: Helm.
"""

from __future__ import annotations

import os

from pychart.lint.finding import WARNING, Problem

SEVERITY = WARNING


def check(path: str) -> Problem | None:
    """Check the path of the folder."""
    return None if os.path.exists(path) else Problem("directory does not exist")
