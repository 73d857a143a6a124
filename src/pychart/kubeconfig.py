"""Kubeconfig files as they are written, and the one thing that rendering wants of them: the context's namespace."""

from __future__ import annotations

import errno
import os

from pychart.errors import YamlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

MAX_BYTES = 16 * 1024 * 1024
"""How large a kubeconfig may be."""


SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount"
"""Where a pod finds its own credentials."""


def is_in_pod(environment: Mapping[str, str], account: str = SERVICE_ACCOUNT) -> bool:
    """Tell whether this is a pod with a service account (client-go, inClusterClientConfig.Possible)."""
    named = environment.get("KUBERNETES_SERVICE_HOST") and environment.get("KUBERNETES_SERVICE_PORT")
    return bool(named) and os.path.isfile(f"{account}/token")


def find_pod_namespace(environment: Mapping[str, str], account: str = SERVICE_ACCOUNT) -> str:
    """Give the namespace of the pod that this is: POD_NAMESPACE, or its service account's; empty where it is none."""
    if not is_in_pod(environment, account):
        return ""
    if environment.get("POD_NAMESPACE"):
        return environment["POD_NAMESPACE"]
    try:
        with open(f"{account}/namespace", encoding="utf-8", errors="replace") as file:
            return file.read(1024).strip()
    except OSError:
        return ""


def find_namespace(paths: Sequence[str], context: str = "") -> str:
    """Find the namespace of ``context``, or of the current context where none is named.

    Several files are merged as kubectl does: the first that names a thing wins. Files that cannot be read or are not
    YAML are passed over, since no cluster is needed to render. Returns "" where no namespace is set.
    """
    documents = [document for document in map(_read, paths) if document]
    wanted = context or next((str(d["current-context"]) for d in documents if d.get("current-context")), "")
    for document in documents:
        for entry in document.get("contexts") or ():
            if isinstance(entry, dict) and entry.get("name") == wanted:
                return str((entry.get("context") or {}).get("namespace") or "")
    return ""


def list_contexts(paths: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give name, cluster and namespace of each context in the files, sorted; the first that names a context wins."""
    found: dict[str, tuple[str, str, str]] = {}
    for document in map(_read, paths):
        for entry in document.get("contexts") or ():
            if isinstance(entry, dict) and isinstance(name := entry.get("name"), str):
                context = entry.get("context") or {}
                found.setdefault(name, (name, str(context.get("cluster") or ""), str(context.get("namespace") or "")))
    return [found[name] for name in sorted(found)]


def read_document(path: str) -> Any:
    """Read a kubeconfig file, once for as long as it does not change. Raises OSError, YamlError."""
    from pychart.yamlio import load

    status = os.stat(path)
    stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
    known = _known.get(path)
    if known is None or known[0] != stamp:
        if status.st_size > MAX_BYTES:
            raise OSError(errno.EFBIG, "the file is too large", path)
        with open(path, "rb") as file:
            known = _known[path] = (stamp, load(file.read()))
    return known[1]


_known: dict[str, tuple[tuple[int, int, int], Any]] = {}


def _read(path: str) -> dict[str, Any]:
    try:
        document = read_document(path)
    except (OSError, YamlError):
        return {}
    return document if isinstance(document, dict) else {}
