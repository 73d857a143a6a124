"""The templates must render with the values given.

A syntax error in any template, or a call that fails with these values, makes the chart unusable. ``required`` and
``fail`` only log while linting, ``lookup`` finds nothing.

Fix: correct the template at the place shown; where a value is missing, give it a default or give it by flag.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import TemplateError

SEVERITY = ERROR


def check(problem: TemplateError) -> Problem:
    """Word why rendering failed."""
    return Problem(str(problem))
