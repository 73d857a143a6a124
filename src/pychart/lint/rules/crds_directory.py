"""``crds`` must be a folder, where it is there.

Helm installs what the folder holds before the templates.

Fix: replace the file with a folder.

Origin: Helm.
"""

from __future__ import annotations

import os

from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR


def check(path: str) -> Problem | None:
    """Check a path that exists."""
    return None if os.path.isdir(path) else Problem("not a directory")
