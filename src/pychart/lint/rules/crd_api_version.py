"""What is in crds/ must belong to the API group apiextensions.k8s.io.

Helm never upgrades and never deletes what it installs from crds/, so that nothing but definitions belongs there.

Fix: move other objects to templates/.

Origin: Helm.
"""

from __future__ import annotations

from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.lint.documents import Document

SEVERITY = ERROR
_GROUP = "apiextensions.k8s.io"


def check(document: Document) -> Problem | None:
    """Check a document."""
    if document.api_version.startswith(_GROUP):
        return None
    return Problem(f"apiVersion is not in '{_GROUP}'", "apiVersion")
