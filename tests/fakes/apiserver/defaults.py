"""What the server fills in or refuses when an object is written: the few rules that tests lean on."""

from __future__ import annotations

import base64
import uuid
from typing import Any

from tests.fakes.apiserver.errors import ApiError, invalid
from tests.fakes.apiserver.kinds import Kind

FIELDS = {
    "ConfigMap": {"data", "binaryData", "immutable"},
    "Secret": {"data", "stringData", "immutable", "type"},
    "Deployment": {"spec", "status"},
    "Service": {"spec", "status"},
    "Pod": {"spec", "status"},
    "Job": {"spec", "status"},
    "Namespace": {"spec", "status"},
}
"""Fields beside apiVersion, kind and metadata that a kind has; others are unknown."""

MAX_OBJECT = 3 * 1024 * 1024
"""Bytes of a request that the real server still reads (etcd takes 1.5 MiB, Secrets hold 1 MiB)."""
MAX_SECRET = 1024 * 1024


def check_fields(kind: Kind, one: dict[str, Any], validation: str, *, applied: bool) -> None:
    """Refuse unknown fields where fieldValidation is Strict."""
    known = FIELDS.get(kind.kind)
    if known is None or validation != "Strict":
        return
    unknown = sorted(set(one) - known - {"apiVersion", "kind", "metadata"})
    if unknown and applied:
        where = f"{one['metadata'].get('namespace', '')}/{one['metadata'].get('name', '')}"
        text = f"failed to create typed patch object ({where}; {kind.api_version}, Kind={kind.kind}): "
        raise ApiError(500, "", text + f".{unknown[0]}: field not declared in schema")
    if unknown:
        names = ", ".join(f'unknown field "{name}"' for name in unknown)
        raise ApiError(400, "BadRequest", f'{kind.kind} in version "{kind.version}" cannot be handled: {names}')


def fill_in(kind: Kind, one: dict[str, Any]) -> None:
    """Set defaults and check what the kind asks for. Raises ApiError."""
    if kind.kind in _RULES:
        _RULES[kind.kind](one)


def _secret(one: dict[str, Any]) -> None:
    one.setdefault("type", "Opaque")
    for name, text in (one.pop("stringData", None) or {}).items():
        one.setdefault("data", {})[name] = base64.b64encode(text.encode()).decode()
    size = sum(len(value or "") * 3 // 4 for value in (one.get("data") or {}).values())
    if size > MAX_SECRET:
        name = one["metadata"]["name"]
        raise invalid("Secret", name, f"data: Too long: may not be more than {MAX_SECRET} bytes")


def _config_map(one: dict[str, Any]) -> None:
    for name, value in (one.get("data") or {}).items():
        if not isinstance(value, str):
            raise ApiError(
                400,
                "BadRequest",
                f'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal {_go_type(value)}'
                f" into Go struct field ConfigMap.data of type string ({name})",
            )


def _go_type(value: Any) -> str:
    return "bool" if isinstance(value, bool) else "number" if isinstance(value, int | float) else "object"


def _deployment(one: dict[str, Any]) -> None:
    spec = one["spec"]
    if not spec.get("selector"):
        raise invalid("Deployment.apps", one["metadata"]["name"], "spec.selector: Required value")
    spec.setdefault("replicas", 1)
    spec.setdefault("progressDeadlineSeconds", 600)
    rolling = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": "25%"}}
    spec.setdefault("strategy", rolling)
    _pod_spec(spec["template"]["spec"])


def _stateful_set(one: dict[str, Any]) -> None:
    one["spec"].setdefault("replicas", 1)
    one["spec"].setdefault("updateStrategy", {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}})


def _pod(one: dict[str, Any]) -> None:
    _pod_spec(one["spec"])
    one.setdefault("status", {"phase": "Pending"})


def _pod_spec(spec: dict[str, Any]) -> None:
    spec.setdefault("restartPolicy", "Always")
    for container in spec.get("containers", ()):
        container.setdefault("imagePullPolicy", "IfNotPresent")
        for port in container.get("ports", ()):
            port.setdefault("protocol", "TCP")


def _job(one: dict[str, Any]) -> None:
    spec = one["spec"]
    for name, value in (("parallelism", 1), ("completions", 1), ("backoffLimit", 6)):
        spec.setdefault(name, value)
    spec.setdefault("selector", {"matchLabels": {"batch.kubernetes.io/controller-uid": str(uuid.uuid4())}})


def _service(one: dict[str, Any]) -> None:
    spec = one["spec"]
    spec.setdefault("type", "ClusterIP")
    if spec["type"] != "ExternalName":
        spec.setdefault("clusterIP", "10.96.0.10")
    for port in spec.get("ports", ()):
        port.setdefault("protocol", "TCP")
        port.setdefault("targetPort", port["port"])


def _namespace(one: dict[str, Any]) -> None:
    one["metadata"].setdefault("labels", {})["kubernetes.io/metadata.name"] = one["metadata"]["name"]
    one.setdefault("status", {"phase": "Active"})


_RULES = {
    "Secret": _secret,
    "ConfigMap": _config_map,
    "Deployment": _deployment,
    "StatefulSet": _stateful_set,
    "Pod": _pod,
    "Job": _job,
    "Service": _service,
    "Namespace": _namespace,
}
