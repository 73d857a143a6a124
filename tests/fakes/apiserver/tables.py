"""Objects as the Table that ``kubectl get`` and ``helm status`` print (server-side printing)."""

from __future__ import annotations

from typing import Any

_COLUMNS: dict[str, list[tuple[str, Any]]] = {
    "ConfigMap": [("Data", lambda o: len(o.get("data") or {}) + len(o.get("binaryData") or {}))],
    "Secret": [("Type", lambda o: o.get("type", "")), ("Data", lambda o: len(o.get("data") or {}))],
    "Deployment": [
        ("Ready", lambda o: f"{_count(o, 'readyReplicas')}/{o['spec'].get('replicas', 1)}"),
        ("Up-to-date", lambda o: _count(o, "updatedReplicas")),
        ("Available", lambda o: _count(o, "availableReplicas")),
    ],
    "Pod": [
        (
            "Ready",
            lambda o: f"{int(_is_ready(o)) * len(o['spec'].get('containers', ()))}/{len(o['spec']['containers'])}",
        ),
        ("Status", lambda o: o.get("status", {}).get("phase", "Pending")),
        ("Restarts", lambda o: 0),
    ],
    "Service": [
        ("Type", lambda o: o["spec"].get("type", "")),
        ("Cluster-IP", lambda o: o["spec"].get("clusterIP") or "<none>"),
        ("External-IP", lambda o: "<none>"),
        ("Port(s)", lambda o: ",".join(f"{p['port']}/{p['protocol']}" for p in o["spec"].get("ports", ())) or "<none>"),
    ],
}


def make_table(rows: list[dict[str, Any]], version: str) -> dict[str, Any]:
    """Give the Table of objects of one kind; each row holds the whole object."""
    own = _COLUMNS.get(rows[0]["kind"], []) if rows else []
    names = ["Name", *(name for name, _ in own), "Age" if own else "Created At"]
    return {
        "kind": "Table",
        "apiVersion": "meta.k8s.io/v1",
        "metadata": {"resourceVersion": version},
        "columnDefinitions": [
            {"name": n, "type": "string", "format": "", "description": "", "priority": 0} for n in names
        ],
        "rows": [{"cells": _cells(one, own), "object": one} for one in rows],
    }


def _cells(one: dict[str, Any], own: list[tuple[str, Any]]) -> list[Any]:
    last = "0s" if own else one["metadata"].get("creationTimestamp", "")
    return [one["metadata"]["name"], *(read(one) for _, read in own), last]


def _count(one: dict[str, Any], name: str) -> int:
    return int(one.get("status", {}).get(name, 0))


def _is_ready(one: dict[str, Any]) -> bool:
    conditions = one.get("status", {}).get("conditions", ())
    return any(c["type"] == "Ready" and c["status"] == "True" for c in conditions)
