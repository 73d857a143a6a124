"""JSON in templates: encoding/json's results, with the faults that Helm and sprig hide or show.

toJson gives an empty string where it fails; fromJson and fromJsonArray put the fault's text in their result.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.json import marshal, unmarshal, unmarshal_list, unmarshal_map
from pychart.gostd.types import NilList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def to_json(value: Any) -> str:
    """Write the value as JSON, ``<``, ``>`` and ``&`` escaped; an empty string where that is impossible.

    Origin: Helm; Go's json.Marshal.
    """
    try:
        return marshal(value)
    except FunctionError:
        return ""


def must_to_json(value: Any) -> str:
    """Write the value as JSON, as toJson. Fails with encoding/json's text. Origin: Helm."""
    return marshal(value)


def to_pretty_json(value: Any) -> str:
    """Write the value as JSON over several lines, indented by two; an empty string where that is impossible.

    Origin: sprig; Go's json.MarshalIndent.
    """
    try:
        return marshal(value, indent="  ")
    except FunctionError:
        return ""


def must_to_pretty_json(value: Any) -> str:
    """Write the value as JSON, as toPrettyJson. Fails with encoding/json's text. Origin: sprig."""
    return marshal(value, indent="  ")


def to_raw_json(value: Any) -> str:
    """Write the value as JSON without escaping ``<``, ``>`` and ``&``. Fails with encoding/json's text.

    Origin: sprig.
    """
    return marshal(value, escape_html=False)


def must_to_raw_json(value: Any) -> str:
    """Write the value as JSON, as toRawJson. Fails with encoding/json's text. Origin: sprig."""
    return marshal(value, escape_html=False)


def from_json(text: str) -> dict[str, Any]:
    """Read a JSON object; where the text is none, ``{"Error": why}``. Origin: Helm."""
    try:
        return unmarshal_map(text) or {}
    except FunctionError as error:
        return {"Error": str(error)}


def from_json_array(text: str) -> list[Any]:
    """Read a JSON array; where the text is none, a list with why. Origin: Helm."""
    try:
        found = unmarshal_list(text)
        return NilList() if found is None else found
    except FunctionError as error:
        return [str(error)]


def must_from_json(text: str) -> Any:
    """Read any JSON value; numbers become float64. Fails with encoding/json's text. Origin: sprig."""
    return unmarshal(text)
