"""The chart and all charts below it must load.

What cannot be loaded cannot be rendered, packaged or installed: a subchart's archive is damaged, its Chart.yaml is
invalid, a link leads nowhere. Several checks need the loaded chart, so the message may come more than once.

Fix: correct what the message names.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import ChartError

SEVERITY = ERROR


def check(problem: ChartError, heading: str = "") -> Problem:
    """Word why the chart does not load; ``heading`` stands before the reason."""
    return Problem(heading + str(problem))


def name_file(problem: ChartError) -> str:
    """Name the file of the chart that does not load: the one of the message, else Chart.yaml."""
    start, found, rest = str(problem).partition("cannot load ")
    name, colon, _ = rest.partition(": ")
    return name if found and colon and not start else "Chart.yaml"
