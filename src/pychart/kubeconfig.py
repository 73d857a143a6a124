"""The one thing that rendering wants from a kubeconfig file: the namespace of the current context."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pychart.errors import YamlError


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


def _read(path: str) -> dict[str, Any]:
    from pychart.yamlio import load

    try:
        document = load(Path(path).read_bytes())
    except (OSError, YamlError):
        return {}
    return document if isinstance(document, dict) else {}
