"""Values that are given must be read.

Only with ``--unused-values warn`` or ``fail``, which makes it an error. A value of ``-f`` or ``--set`` that neither a
template nor the condition of a dependency reads has no effect: most often its key is misspelt or has another name now.
Of several charts that are linted with the same values, one that reads it is enough.

Fix: correct the key, or take the value out.

Origin: pychart.
"""

from __future__ import annotations

from pychart.lint.finding import WARNING, Problem

SEVERITY = WARNING


def check(key: str, place: str, suggestion: str) -> Problem:
    """Word that nothing reads a value."""
    hint = f"; {suggestion}" if suggestion else ""
    return Problem(f"nothing reads {key} ({place}){hint}")
