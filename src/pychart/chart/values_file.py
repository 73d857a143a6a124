"""Read values.yaml, or a file given with -f: one or more YAML documents, merged in order (Helm 4)."""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio import load_map, split_stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def load_values(data: bytes) -> dict[str, Any]:
    """Parse values; later documents win over earlier ones, maps are merged.

    Raises YamlError with Helm's ``cannot unmarshal yaml document: ...``.
    """
    values: dict[str, Any] = {}
    for number, document in enumerate(split_documents(data)):
        try:
            found = load_map(document)
        except YamlError as problem:
            message = f"cannot unmarshal yaml document: {problem}"
            raise YamlError(message, problem.line, problem.column) from None
        if number:
            _absorb(values, found)
        else:
            values = found
    return values


def split_documents(data: bytes) -> list[bytes]:
    """Split at lines that begin with ``---`` (Kubernetes' YAMLReader); a leading one stays with its document.

    Raises YamlError where more than a comment follows the dashes.
    """
    try:
        return split_stream(data)
    except YamlError as problem:
        raise YamlError(f"error reading yaml document: {problem}", problem.line, problem.column) from None


def merge_maps(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Give ``base`` with what ``over`` says: maps are merged, everything else replaces. Neither is changed."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            value = merge_maps(below, value)
        merged[key] = value
    return merged


def _absorb(values: dict[str, Any], over: dict[str, Any]) -> None:
    """Merge into the maps themselves: a file may have as many documents as lines, and copies would take forever."""
    for key, value in over.items():
        below = values.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            _absorb(below, value)
        else:
            values[key] = value
