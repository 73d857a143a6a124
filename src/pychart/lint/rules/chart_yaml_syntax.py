"""Chart.yaml must be YAML, and its fields must have the types that Helm expects.

A Chart.yaml that cannot be read makes the chart unusable. No other rule about Chart.yaml is applied then.

Fix: correct the place that the message names. A common cause is a value with ``: `` in it that is not quoted, or a
list where a text is expected.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import PychartError

SEVERITY = ERROR


def check(problem: PychartError) -> Problem:
    """Word why Chart.yaml could not be read or parsed."""
    line, column = getattr(problem, "line", None), getattr(problem, "column", None)
    return Problem(f"unable to parse YAML\n\t{problem}", line=line or 0, column=column or 0)
