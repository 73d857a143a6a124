"""The three patches that change an object in place: JSON merge (RFC 7386), strategic merge, JSON patch (RFC 6902)."""

from __future__ import annotations

import copy
from typing import Any

from tests.fakes.apiserver.errors import ApiError, bad_request

MERGE_KEYS = {
    "containers": "name", "initContainers": "name", "env": "name", "volumes": "name", "volumeMounts": "mountPath",
    "ports": "containerPort", "imagePullSecrets": "name", "conditions": "type", "hostAliases": "ip",
    "webhooks": "name", "secrets": "name",
}  # fmt: skip
"""patchMergeKey of the lists that strategic merge takes item by item; Service's ports go by ``port``."""


def merge_patch(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def strategic_patch(target: Any, patch: Any, name: str = "") -> Any:
    if isinstance(patch, dict):
        if patch.get("$patch") == "replace":
            return {key: value for key, value in patch.items() if key != "$patch"}
        merged = dict(target) if isinstance(target, dict) else {}
        for key, value in patch.items():
            if key.startswith(("$setElementOrder/", "$retainKeys", "$deleteFromPrimitiveList/")):
                continue
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = strategic_patch(merged.get(key), value, key)
        for key in patch.get("$retainKeys", ()) and list(merged):
            if key not in patch["$retainKeys"]:
                del merged[key]
        return merged
    merge_key = MERGE_KEYS.get(name)
    if isinstance(patch, list) and isinstance(target, list) and merge_key and patch and isinstance(patch[0], dict):
        return _patch_list(target, patch, name, merge_key)
    return patch


def _patch_list(target: list[Any], patch: list[Any], name: str, key: str) -> list[Any]:
    if name == "ports" and any("port" in item for item in [*target, *patch]):
        key = "port"
    items = list(target)
    for change in patch:
        place = next((i for i, item in enumerate(items) if item.get(key) == change.get(key)), None)
        if change.get("$patch") == "delete":
            if place is not None:
                del items[place]
        elif place is None:
            items.append({k: v for k, v in change.items() if not k.startswith("$")})
        else:
            items[place] = strategic_patch(items[place], change)
    return items


def json_patch(target: dict[str, Any], operations: list[dict[str, Any]]) -> dict[str, Any]:
    result = copy.deepcopy(target)
    for operation in operations:
        *before, last = [p.replace("~1", "/").replace("~0", "~") for p in operation["path"].split("/")[1:]]
        parent: Any = result
        for part in before:
            parent = parent[int(part)] if isinstance(parent, list) else parent[part]
        kind = operation["op"]
        if kind == "test":
            if parent.get(last) != operation["value"]:
                raise ApiError(422, "Invalid", "the server rejected our request due to an error in our request")
        elif kind in ("add", "replace"):
            if isinstance(parent, list):
                place = len(parent) if last == "-" else int(last)
                parent[place : place + (kind == "replace")] = [operation["value"]]
            elif kind == "replace" and last == "resourceVersion" and parent.get(last) != operation["value"]:
                raise ApiError(409, "Conflict", "the object has been modified")
            else:
                parent[last] = operation["value"]
        elif kind == "remove":
            del parent[int(last) if isinstance(parent, list) else last]
        else:
            raise bad_request(f"unknown operation {kind}")
    return result
