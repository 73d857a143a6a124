"""Files in templates/ must end in .yaml, .yml, .tpl or .txt.

Helm renders every file in the folder, whatever it is called; a backup or a script there is sent to the cluster as a
manifest.

Fix: rename the file, or move it out of templates/ and read it with ``.Files``.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.path import ext
from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR
ALLOWED = (".yaml", ".yml", ".tpl", ".txt")


def check(name: str) -> Problem | None:
    """Check a template's path."""
    if name.endswith(ALLOWED):
        return None
    return Problem(f"file extension '{ext(name)}' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt")
