"""Deployments, ReplicaSets, DaemonSets and StatefulSets must select their pods.

Since apps/v1 there is no default selector; without ``matchLabels`` or ``matchExpressions`` the cluster refuses the
object. The words are looked for anywhere in the rendered file.

Fix: add ``spec.selector.matchLabels`` with labels that the pod template carries.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.strconv import quote
from pychart.lint.finding import ERROR, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.lint.documents import Document

SEVERITY = ERROR
_KINDS = ("Deployment", "ReplicaSet", "DaemonSet", "StatefulSet")


def check(document: Document, text: str) -> Problem | None:
    """Check a document; ``text`` is the whole rendered file."""
    if document.kind not in _KINDS or "matchLabels" in text or "matchExpressions" in text:
        return None
    needed = f"a {document.kind} must contain matchLabels or matchExpressions"
    return Problem(f"{needed}, and {quote(document.name)} does not", "kind")
