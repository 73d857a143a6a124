"""Whether the metadata of a manifest is what the API takes, before anything is sent (cli-runtime, metadata_decoder.go).

A name that YAML reads as true or a label that it reads as a number is refused here, in the words of Go's JSON decoder.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_OBJECT = "ObjectMeta.metadata"
_STRINGS = ("generateName", "name", "namespace", "resourceVersion", "selfLink")
_INTEGERS = ("deletionGracePeriodSeconds", "generation")
_TIMES = ("creationTimestamp", "deletionTimestamp")
_LISTS = {
    "finalizers": "[]string",
    "managedFields": "[]v1.ManagedFieldsEntry",
    "ownerReferences": "[]v1.OwnerReference",
}
_OWNER = {
    "apiVersion": "string",
    "blockOwnerDeletion": "bool",
    "controller": "bool",
    "kind": "string",
    "name": "string",
    "uid": "types.UID",
}
_TYPES = {
    **dict.fromkeys(_STRINGS, "string"),
    **dict.fromkeys(_INTEGERS, "int64"),
    **dict.fromkeys(_TIMES, "string"),
    **dict.fromkeys(("annotations", "labels"), "map[string]string"),
    **_LISTS,
    "uid": "types.UID",
}
_PYTHON = {"string": str, "types.UID": str, "bool": bool, "int64": int, "map[string]string": dict}


def find_metadata_problem(content: Mapping[str, Any]) -> str:
    """Give the first thing wrong with an object's metadata, in Go's words; empty where nothing is.

    Fields are looked at in the order of their names, as they stand in the JSON that Helm makes of the YAML.
    """
    metadata = content.get("metadata")
    if metadata is None:
        return ""
    if not isinstance(metadata, dict):
        return _mismatch(metadata, _OBJECT.replace("ObjectMeta", "metadataOnlyObject"), "v1.ObjectMeta")
    for name in sorted(_TYPES.keys() & metadata.keys()):
        problem = _check(metadata[name], f"{_OBJECT}.{name}", _TYPES[name])
        if problem:
            return problem
        if name in _TIMES and (problem := _check_time(metadata[name])):
            return problem
    return ""


def _check(value: Any, field: str, wanted: str) -> str:
    """Compare a value with the type of a field; null fits every one."""
    kind = _PYTHON.get(wanted, list)
    fits = isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
    if value is None or (fits and wanted in ("string", "types.UID", "bool", "int64")):
        return ""
    if not fits:
        return _mismatch(value, field, wanted)
    if isinstance(value, dict):
        return _first([_check(value[key], field, "string") for key in sorted(value)])
    return _first([_check_item(item, field, wanted.removeprefix("[]")) for item in value])


def _check_item(item: Any, field: str, wanted: str) -> str:
    if wanted == "string":
        return _check(item, field, wanted)
    if item is not None and not isinstance(item, dict):
        return _mismatch(item, field, wanted)
    if item is None or wanted != "v1.OwnerReference":
        return ""
    inner = field.replace("ObjectMeta", "OwnerReference")
    return _first([_check(item[key], f"{inner}.{key}", _OWNER[key]) for key in sorted(_OWNER.keys() & item.keys())])


def _check_time(value: Any) -> str:
    from pychart.gostd.time import parse_time
    from pychart.gostd.timeparse import TimeError

    if not value:
        return ""
    try:
        parse_time("2006-01-02T15:04:05Z07:00", value)
    except TimeError as error:
        return str(error)
    return ""


def _first(problems: list[str]) -> str:
    return next(filter(None, problems), "")


def _mismatch(value: Any, field: str, wanted: str) -> str:
    return f"json: cannot unmarshal {_name(value, wanted)} into Go struct field {field} of type {wanted}"


def _name(value: Any, wanted: str) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "string"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    return f"number {value}" if wanted == "int64" else "number"
