"""Files in crds/ must be YAML; they are not templates.

Helm sends them to the cluster as they are. The files behind this one were not looked at.

Fix: write plain YAML, or move a definition that needs values to templates/.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem
from pychart.lint.rules import template_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import PychartError

SEVERITY = ERROR


def check(problem: PychartError) -> Problem:
    """Word why a document could not be read."""
    return template_yaml.check(problem)
