"""Templates must not read values that are not defined.

Only with ``--strict-values``. A key that no values.yaml and no given values have reads as nothing, so a misspelt one
leaves a hole in the manifest. What asks whether there is a value may be missing: the tests of ``if`` and ``with``,
``and``, ``or`` and ``not``, what goes through ``default``, ``coalesce``, ``empty``, ``required``, ``hasKey``, ``dig``,
``get`` and the functions that ask for kinds and types.

Fix: correct the key, define it in values.yaml, or give it a default.

Origin: pychart.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR


def check(spelled: str, suggestion: str, line: int, column: int) -> Problem:
    """Word that a value is not defined."""
    hint = f"; {suggestion}" if suggestion else ""
    return Problem(f"{spelled} is not defined{hint}", line=line, column=column)
