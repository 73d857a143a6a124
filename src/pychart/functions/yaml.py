"""YAML in templates: the thin layer over pychart.yamlio that decides how faults appear.

toYaml gives an empty string where it fails; fromYaml and fromYamlArray put the fault's text in their result.
"""

from __future__ import annotations

from pychart.errors import FunctionError, YamlError
from pychart.gostd.types import kind_of
from pychart.yamlio import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_JSON_KINDS = {"map": "object", "slice": "array", "string": "string", "bool": "bool", "float64": "number"}


def to_yaml(value: Any) -> str:
    """Write the value as YAML without the last line end; an empty string where it cannot be written.

    Keys are sorted. Origin: Helm; sigs.k8s.io/yaml.
    """
    try:
        return dump(value)
    except (FunctionError, YamlError):
        return ""


def must_to_yaml(value: Any) -> str:
    """Write the value as YAML, as toYaml. Fails where it cannot be written. Origin: Helm."""
    try:
        return dump(value)
    except YamlError as error:
        raise FunctionError(str(error)) from None


def to_yaml_pretty(value: Any) -> str:
    """Write the value as YAML with lists indented by two; an empty string where it cannot be written.

    Origin: Helm; go-yaml v3 straight from Go's values, so floats look as Go prints them.
    """
    from pychart.yamlio import dump_pretty

    try:
        return dump_pretty(value)
    except (FunctionError, YamlError):
        return ""


def from_yaml(text: str) -> dict[str, Any]:
    """Read a YAML map from the first document; where it holds none, ``{"Error": why}``.

    An empty document and ``null`` give an empty map. Origin: Helm.
    """
    from pychart.yamlio import load

    try:
        value = load(text)
    except YamlError as error:
        return {"Error": str(error)}
    if value is None:
        return {}
    return value if isinstance(value, dict) else {"Error": _wrong_type(value, "map[string]interface {}")}


def from_yaml_array(text: str) -> list[Any]:
    """Read a YAML list from the first document; where it holds none, a list with why.

    An empty document and ``null`` give an empty list. Origin: Helm.
    """
    from pychart.yamlio import load

    try:
        value = load(text)
    except YamlError as error:
        return [str(error)]
    if value is None:
        return []
    return value if isinstance(value, list) else [_wrong_type(value, "[]interface {}")]


def _wrong_type(value: Any, target: str) -> str:
    found = _JSON_KINDS.get(kind_of(value), "number")
    return (
        f"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {found} into Go value of type {target}"
    )
