"""Reading into a Go type: what does not fit is told in encoding/json's words."""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.reader import load

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_JSON_NAMES = {str: "string", bool: "bool", int: "number", float: "number", list: "array", dict: "object"}
_MAP_TYPE = "map[string]interface {}"
_LIST_TYPE = "[]interface {}"


def load_map(
    text: str | bytes, go_type: str = _MAP_TYPE, reader: Callable[[str | bytes], Any] = load
) -> dict[str, Any]:
    """Read the first document, which must be a map; an empty document and null give an empty map.

    ``go_type`` is the type that the error names; ``reader`` may be load_exact or load_strict. Raises YamlError.
    """
    value = reader(text)
    if value is None:
        return {}
    if type(value) is not dict:
        raise refuse(value, go_type)
    found: dict[str, Any] = value
    return found


def load_list(text: str | bytes, go_type: str = _LIST_TYPE) -> list[Any]:
    """Read the first document, which must be a list; an empty document and null give an empty list."""
    value = load(text)
    if value is None:
        return []
    if type(value) is not list:
        raise refuse(value, go_type)
    return value


def refuse(value: Any, go_type: str, field: str = "") -> YamlError:
    """Make the error of a value that does not fit a Go type.

    ``field`` is the path of keys below the root, each after a point (with the struct's name in front where Go gives
    it). Origin: json.UnmarshalTypeError, which calls no field what ends in a number.
    """
    target = f"Go value of type {go_type}"
    if field:
        is_index = field.rpartition(".")[2].isdecimal()
        target = f"{'' if is_index else 'Go struct field '}{field} of type {go_type}"
    return YamlError(
        f"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {_JSON_NAMES[type(value)]} into {target}"
    )
