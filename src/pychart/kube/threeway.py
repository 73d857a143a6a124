"""Three-way merge: the patch from what is live to what is wanted, with regard to what was there before.

Fields that the old manifest has and the new one lacks are removed; the new manifest's are set; what others added to the
live object stays. Lists of Kubernetes' own kinds that have a merge key go item by item. Origin: apimachinery,
strategicpatch.CreateThreeWayMergePatch; Helm, pkg/kube/client.go, createPatch. The result is sent as a JSON merge
patch, for which lists are merged here; the resourceVersion beside it makes sure that they still are what they were.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.kube.discovery import Mapping

MERGE_KEYS = {
    "conditions": "type", "containers": "name", "env": "name", "ephemeralContainers": "name", "hostAliases": "ip",
    "imagePullSecrets": "name", "initContainers": "name", "ownerReferences": "uid", "resourceClaims": "name",
    "secrets": "name", "topologySpreadConstraints": "topologyKey", "volumeDevices": "devicePath",
    "volumeMounts": "mountPath", "volumes": "name", "webhooks": "name",
}  # fmt: skip
"""patchMergeKey of lists in Kubernetes' own kinds, by the field's name."""

_PORT_KEYS = ("containerPort", "port")
_SETS = ("finalizers",)
"""Lists of plain values to which others may add."""

_NATIVE = (
    "apps", "batch", "autoscaling", "policy", "networking.k8s.io", "rbac.authorization.k8s.io", "storage.k8s.io",
    "scheduling.k8s.io", "coordination.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io",
    "certificates.k8s.io", "discovery.k8s.io", "events.k8s.io", "node.k8s.io", "flowcontrol.apiserver.k8s.io", "",
)  # fmt: skip


def make_patch(
    old: dict[str, Any], new: dict[str, Any], live: dict[str, Any], mapping: Mapping, *, three_way: bool
) -> dict[str, Any]:
    """Give the JSON merge patch (RFC 7386) that brings the live object to the new manifest; empty where it is there.

    Kinds that are not Kubernetes' own are patched by what changed between the manifests alone, unless ``three_way``.
    """
    if mapping.group not in _NATIVE and not three_way:
        return _changes(old, new)
    wanted = _merge(old, new, live, "", keyed=mapping.group in _NATIVE)
    patch = _changes(live, wanted)
    patch.pop("status", None)
    return patch


def _merge(old: Any, new: Any, live: Any, name: str, *, keyed: bool) -> Any:
    if isinstance(new, dict) and isinstance(live, dict):
        before = old if isinstance(old, dict) else {}
        merged = {key: value for key, value in live.items() if key in new or key not in before}
        for key, value in new.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = _merge(before.get(key), value, live.get(key), key, keyed=keyed)
        return merged
    if keyed and isinstance(new, list) and isinstance(live, list):
        items = old if isinstance(old, list) else []
        key = _find_key(name, [*new, *live])
        if key:
            return _merge_items(items, new, live, key)
        if name in _SETS:
            return [*new, *(item for item in live if item not in new and item not in items)]
    return new


def _find_key(name: str, items: list[Any]) -> str:
    if not items or not all(isinstance(item, dict) for item in items):
        return ""
    key = MERGE_KEYS.get(name, "")
    if name == "ports":
        key = next((one for one in _PORT_KEYS if all(one in item for item in items)), "")
    return key if key and all(key in item for item in items) else ""


def _merge_items(old: list[Any], new: list[Any], live: list[Any], key: str) -> list[Any]:
    """Merge lists item by item: the manifest's order first, then what others have added."""
    before = {item[key]: item for item in old if isinstance(item, dict) and key in item}
    there = {item[key]: item for item in live}
    merged = [_merge(before.get(item[key]), item, there.get(item[key]), "", keyed=True) for item in new]
    wanted = {item[key] for item in new}
    return [*merged, *(item for item in live if item[key] not in wanted and item[key] not in before)]


def _changes(old: Any, new: dict[str, Any]) -> dict[str, Any]:
    """Give the merge patch from one object to another."""
    patch: dict[str, Any] = {}
    for key, value in new.items():
        if key not in old:
            patch[key] = value
        elif isinstance(value, dict) and isinstance(old[key], dict):
            below = _changes(old[key], value)
            if below:
                patch[key] = below
        elif value != old[key]:
            patch[key] = value
    patch |= {key: None for key in old if key not in new}
    return patch
