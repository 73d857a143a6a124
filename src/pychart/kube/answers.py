"""The shape of what a cluster answers: objects, lists of them, and versions. What has another is refused in words."""

from __future__ import annotations

from contextlib import contextmanager

from pychart.errors import ClusterError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.transport.lean_http import HTTPHeaderDict


def read_object(content: bytes, asked: str) -> dict[str, Any]:
    """Read an answer, which is always one JSON object. ``asked`` is ``GET /path``. Raises ClusterError."""
    from json import loads

    try:
        found = loads(content)
    except (ValueError, RecursionError):
        raise ClusterError(f"{asked}: the answer is not JSON") from None
    if not isinstance(found, dict):
        raise ClusterError(f"{asked}: the answer is no object")
    return found


def require_item(item: Any) -> dict[str, Any]:
    """Give an object that has a name, and labels if any. Raises ClusterError for what is none."""
    metadata = item.get("metadata") if isinstance(item, dict) else None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("name"), str):
        raise ClusterError("the cluster answered with something that is no object with a name")
    if not isinstance(metadata.get("namespace", ""), str):
        raise ClusterError(f"the cluster answered with an object {metadata['name']} of no namespace")
    labels = metadata.get("labels") or {}
    if not isinstance(labels, dict) or not all(isinstance(value, str) for value in labels.values()):
        raise ClusterError(f"the cluster answered with an object {metadata['name']} whose labels are none")
    return dict(item)


def list_items(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the objects of a list. Raises ClusterError where it holds something else."""
    items = answer.get("items") or []
    if not isinstance(items, list):
        raise ClusterError("the cluster answered with something that is no list of objects")
    return [require_item(item) for item in items]


@contextmanager
def understood(what: str) -> Iterator[None]:
    """Refuse an answer whose fields are not where the block looks for them. Raises ClusterError."""
    try:
        yield
    except (KeyError, TypeError, AttributeError) as problem:
        raise ClusterError(f"the cluster's answer about {what} cannot be understood: {problem!r}") from None


def read_warnings(headers: HTTPHeaderDict) -> list[str]:
    """Give what the server warns of beside an answer, such as old versions of kinds (RFC 7234, Warning: 299)."""
    from email.utils import unquote

    parts = [line.split(" ", 2) for line in headers.getlist("Warning")]
    return [unquote(one[2]) for one in parts if len(one) == 3 and one[0] == "299"]
