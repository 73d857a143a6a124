"""Who owns which field: sets of field paths and their form in metadata.managedFields (structured-merge-diff).

A path is a tuple of steps: ``f:name`` a field, ``k:{...}`` an item of a list that is told apart by keys, ``.`` stands
for the item or map itself. Lists not in KEYS are owned as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Path = tuple[str, ...]

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "containers": (("name",),),
    "initContainers": (("name",),),
    "env": (("name",),),
    "volumes": (("name",),),
    "volumeMounts": (("mountPath",),),
    "ports": (("containerPort", "protocol"), ("port", "protocol")),
    "imagePullSecrets": (("name",),),
    "conditions": (("type",),),
    "hostAliases": (("ip",),),
    "webhooks": (("name",),),
}
"""Lists whose items are told apart by keys (x-kubernetes-list-map-keys); the first set that an item has counts."""

_DEFAULTS = {"protocol": "TCP"}
_SYSTEM = {
    "managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "name", "namespace", "selfLink",
    "generateName", "deletionTimestamp",
}  # fmt: skip


def item_key(name: str, item: Any) -> str | None:
    """Give the step that leads to an item of the list ``name``; None where the list has no keys."""
    if not isinstance(item, dict):
        return None
    for keys in KEYS.get(name, ()):
        if keys[0] in item:
            values = {key: item.get(key, _DEFAULTS.get(key)) for key in keys}
            return "k:" + json.dumps(values, separators=(",", ":"), sort_keys=True)
    return None


def list_paths(value: dict[str, Any]) -> set[Path]:
    """Give the paths of all fields that an object sets, without those that the system owns."""
    return set(_walk({k: v for k, v in value.items() if k not in ("apiVersion", "kind")}, (), ""))


def _walk(value: Any, path: Path, name: str) -> Iterator[Path]:
    if isinstance(value, dict):
        fields = {key: item for key, item in value.items() if not (path == ("f:metadata",) and key in _SYSTEM)}
        if path and (not fields or path[-1].startswith("k:")):
            yield (*path, ".") if path[-1].startswith("k:") else path
        for key, item in fields.items():
            yield from _walk(item, (*path, f"f:{key}"), key)
    elif isinstance(value, list) and value and all(item_key(name, item) for item in value):
        for item in value:
            yield from _walk(item, (*path, str(item_key(name, item))), "")
    else:
        yield path


def get_at(value: Any, path: Path) -> Any:
    """Give what lies at a path, None where nothing does."""
    name = ""
    for step in path:
        if step == ".":
            return True
        if step.startswith("f:"):
            name = step[2:]
            if not isinstance(value, dict) or name not in value:
                return None
            value = value[name]
        else:
            value = next((item for item in value or () if item_key(name, item) == step), None)
    return value


def remove_at(value: Any, path: Path) -> None:
    """Take away what lies at a path, and the map around it where nothing else is in it."""
    *before, last = path
    if last == ".":
        remove_at(value, tuple(before))
        return
    parent = get_at(value, tuple(before))
    if last.startswith("f:"):
        if isinstance(parent, dict):
            parent.pop(last[2:], None)
            if not parent and before and before[-1].startswith("f:"):
                remove_at(value, tuple(before))
    elif isinstance(parent, list):
        name = before[-1][2:]
        parent[:] = [item for item in parent if item_key(name, item) != last]


def merge(live: Any, wanted: Any, name: str = "") -> Any:
    """Lay an applied value over the live one: maps by field, keyed lists by item, all else as a whole."""
    if isinstance(live, dict) and isinstance(wanted, dict):
        merged = dict(live)
        for key, value in wanted.items():
            merged[key] = merge(live.get(key), value, key)
        return merged
    keyed = isinstance(wanted, list) and wanted and all(item_key(name, item) for item in wanted)
    if isinstance(live, list) and keyed:
        wanted_by_key = {item_key(name, item): item for item in wanted}
        merged_items = [
            merge(item, wanted_by_key.pop(item_key(name, item))) if item_key(name, item) in wanted_by_key else item
            for item in live
        ]
        return [*merged_items, *wanted_by_key.values()]
    return wanted


def pack(paths: set[Path]) -> dict[str, Any]:
    """Give paths as FieldsV1."""
    tree: dict[str, Any] = {}
    for path in sorted(paths):
        node = tree
        for step in path:
            node = node.setdefault(step, {})
    return tree


def unpack(tree: dict[str, Any], before: Path = ()) -> set[Path]:
    """Give the paths of a FieldsV1."""
    found: set[Path] = set()
    for step, below in tree.items():
        if below:
            found |= unpack(below, (*before, step))
        else:
            found.add((*before, step))
    return found


def show(path: Path) -> str:
    """Give a path as messages show it: ``.spec.containers[name="web"].image``."""
    parts = []
    for step in path:
        if step.startswith("f:"):
            parts.append(f".{step[2:]}")
        elif step.startswith("k:"):
            keys = json.loads(step[2:])
            parts.append("[" + ",".join(f"{key}={json.dumps(value)}" for key, value in keys.items()) + "]")
    return "".join(parts)
