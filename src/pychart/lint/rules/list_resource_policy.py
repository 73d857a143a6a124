"""The annotation ``helm.sh/resource-policy`` has no effect on the items of a List.

Helm looks only at the annotations of the List itself, so that an item meant to be kept is deleted with the release.

Fix: write the items as documents of their own, divided by ``---``.

Origin: Helm.
"""

from __future__ import annotations

from pychart.chart.decode import Place, decode_fields, decode_string, list_of, map_of
from pychart.errors import YamlError
from pychart.lint.finding import ERROR, Problem
from pychart.yamlio import load_exact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.decode import Decoder
    from pychart.lint.documents import Document


SEVERITY = ERROR
_POLICY = "helm.sh/resource-policy"
_METADATA_TYPE = "struct { Annotations map[string]string }"
_ITEM_TYPE = f"struct {{ Metadata {_METADATA_TYPE} }}"
_LIST_TYPE = f"struct {{ Items []{_ITEM_TYPE} }}"


def check(document: Document, text: str) -> Problem | None:
    """Check a document; of ``text``, the whole rendered file, only the first document's items are seen (Helm)."""
    if document.kind != "List":
        return None
    try:
        items = decode_fields(load_exact(text), Place(), _LIST_FIELDS, _LIST_TYPE).get("items", ())
    except YamlError as problem:
        return Problem(f"unable to parse YAML: {problem}", "items")
    if any(_POLICY in item.get("metadata", {}).get("annotations", {}) for item in items):
        return Problem(f"annotation '{_POLICY}' within List objects are ignored", _POLICY)
    return None


def _struct(fields: dict[str, tuple[str, Decoder]], go_type: str) -> Decoder:
    def decode(value: Any, place: Place) -> dict[str, Any]:
        return decode_fields(value, place, fields, go_type)

    return decode


_ANNOTATIONS = {"Annotations": ("annotations", map_of(decode_string, "map[string]string"))}
_ITEM = {"Metadata": ("metadata", _struct(_ANNOTATIONS, _METADATA_TYPE))}
_LIST_FIELDS = {"Items": ("items", list_of(_struct(_ITEM, _ITEM_TYPE), f"[]{_ITEM_TYPE}"))}
