"""Objects should use API versions that the cluster will go on serving.

Kubernetes deprecates old API versions and later stops serving them; a release that uses one can then be neither
installed nor upgraded. ``--kube-version`` says which Kubernetes is meant.

Fix: write the object in the version that the message names, or choose by ``.Capabilities.APIVersions.Has``.

Origin: Helm; Kubernetes (the lifecycle of its API types, see lint/deprecations.py).
"""

from __future__ import annotations

from pychart.lint.deprecations import DEPRECATIONS
from pychart.lint.finding import WARNING, Problem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.lint.documents import Document

SEVERITY = WARNING


def check(document: Document, kube_version: tuple[int, int]) -> Problem | None:
    """Check a document for a Kubernetes version (major, minor)."""
    api_version, kind = document.api_version, document.kind
    row = DEPRECATIONS.get(api_version, {}).get(kind)
    if row is None or kube_version < (1, row[0]):
        return None
    since, until, replacement = row
    text = f"{api_version} {kind} is deprecated in v1.{since}+"
    if until:
        text += f", unavailable in v1.{until}+"
    if replacement:
        text += f"; use {replacement}"
    return Problem(text, "apiVersion")
