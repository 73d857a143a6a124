"""What became of a release's objects, as tables that the server prints (Helm: pkg/kube, Get and BuildTable)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError
from pychart.kube.client import JSON, TABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

_WORKLOADS = ("ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "Job")


def read_objects(client: Client, resources: Sequence[Resource], *, table: bool) -> dict[str, list[dict[str, Any]]]:
    """Give the objects as they are now by ``version/kind``, with the pods of workloads under ``v1/Pod(related)``.

    ``table`` asks for Tables in place of objects. What cannot be read is left out.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    seen: list[dict[str, str]] = []
    accept = TABLE if table else JSON
    for one in resources:
        try:
            content = client.request(
                "GET", one.path, query={"includeObject": "Object"} if table else None, accept=accept
            )
        except ClusterError as error:
            logs.debug(f"Get resource {one.name} failed, err:{error}")
            continue
        found.setdefault(_key(one), []).append(content)
        selector = _find_selector(one, _find_object(content))
        if selector and selector not in seen:
            seen.append(selector)
            _add_pods(client, one.namespace, selector, found, accept)
    return found


def print_tables(objects: dict[str, list[dict[str, Any]]]) -> str:
    """Give the section RESOURCES of `status`: one table a kind, by its name."""
    parts = []
    for key in sorted(objects):
        tables = [one for one in objects[key] if one.get("kind") == "Table"]
        parts.append(f"==> {key}\n{_print_table(tables)}\n")
    return "".join(parts)


def _key(one: Resource) -> str:
    return f"{one.mapping.api_version.rpartition('/')[2]}/{one.kind}"


def _find_object(content: dict[str, Any]) -> dict[str, Any]:
    if content.get("kind") != "Table":
        return content
    rows = content.get("rows") or [{}]
    found: dict[str, Any] = rows[0].get("object") or {}
    return found


def _find_selector(one: Resource, content: dict[str, Any]) -> dict[str, str]:
    spec = one.content.get("spec") if isinstance(one.content.get("spec"), dict) else {}
    live = content.get("spec") if isinstance(content.get("spec"), dict) else {}
    selector = (spec or {}).get("selector") or (live or {}).get("selector") or {}
    if one.kind == "ReplicationController":
        return dict(selector)
    return dict(selector.get("matchLabels") or {}) if one.kind in _WORKLOADS else {}


def _add_pods(
    client: Client, namespace: str, selector: dict[str, str], found: dict[str, list[dict[str, Any]]], accept: str
) -> None:
    query = {"labelSelector": ",".join(f"{key}={selector[key]}" for key in sorted(selector))}
    if accept == TABLE:
        query["includeObject"] = "Object"
    try:
        answer = client.request("GET", f"/api/v1/namespaces/{namespace}/pods", query=query, accept=accept)
    except ClusterError as error:
        logs.warn("get the relation pod is failed", error=error)
        return
    pods = [answer] if answer.get("kind") == "Table" else answer.get("items") or []
    found.setdefault("v1/Pod(related)", []).extend(pods)


def _print_table(tables: list[dict[str, Any]]) -> str:
    """Lay out Tables of one kind under one heading, as kubectl's printer does: three spaces between columns."""
    rows: list[list[str]] = []
    for table in tables:
        shown = [place for place, one in enumerate(table["columnDefinitions"]) if not one.get("priority")]
        if not rows and table.get("rows"):
            rows.append([str(table["columnDefinitions"][place]["name"]).upper() for place in shown])
        rows += [[_show_cell(row["cells"][place]) for place in shown] for row in table.get("rows") or ()]
    if not rows:
        return ""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
        lines.append("   ".join([*cells, row[-1]]))
    return "".join(f"{line}\n" for line in lines)


def _show_cell(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "<none>" if cell is None else str(cell)
