"""What a template renders to must be YAML.

The cluster would refuse the manifest. Linting of templates stops here, as the files behind this one were not looked
at.

Fix: render with ``pychart template --debug`` and look at the line that the message names; it counts from the
beginning of its document.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import PychartError

SEVERITY = ERROR


def check(problem: PychartError) -> Problem:
    """Word why a document could not be read."""
    line, column = getattr(problem, "line", None), getattr(problem, "column", None)
    return Problem(f"unable to parse YAML: {problem}", line=line or 0, column=column or 0)
