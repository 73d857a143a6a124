"""The name of an object should be one that Kubernetes accepts for its kind.

Most names are DNS subdomains of at most 253 characters; Services and Namespaces are single labels of at most 63; names
of roles may hold almost anything. An object without a name is reported too.

Fix: build names with ``trunc 63 | trimSuffix "-"`` and ``lower``.

Origin: Helm; Kubernetes (apimachinery, util/validation).
"""

from __future__ import annotations

from pychart.gostd.strconv import quote
from pychart.lint.finding import WARNING, Problem
from pychart.lint.names import check_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.lint.documents import Document

SEVERITY = WARNING


def check(document: Document) -> Problem | None:
    """Check a document."""
    reasons = check_name(document.kind, document.name)
    if not reasons:
        return None
    name = quote(document.name)
    errors = [f"metadata.name: Invalid value: {name}: {reason}" for reason in dict.fromkeys(reasons)]
    listed = errors[0] if len(errors) == 1 else f"[{', '.join(errors)}]"
    return Problem(f"object name does not conform to Kubernetes naming requirements: {name}: {listed}", "name")
