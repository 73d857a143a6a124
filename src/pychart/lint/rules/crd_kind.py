"""What is in crds/ must be of kind CustomResourceDefinition.

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
_KIND = "CustomResourceDefinition"


def check(document: Document) -> Problem | None:
    """Check a document."""
    return None if document.kind == _KIND else Problem(f"object kind is not '{_KIND}'", "kind")
