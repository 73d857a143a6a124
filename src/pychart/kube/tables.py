"""What became of a release's objects, as tables that the server prints (Helm: pkg/kube, Get and BuildTable)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError
from pychart.kube.client import JSON, TABLE
from pychart.kube.labels import write_labels

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
        selector = _find_selector(one)
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


def _find_selector(one: Resource) -> dict[str, str]:
    """Give the labels of a workload's pods as far as the manifest says them; what the cluster adds does not count."""
    spec = one.content.get("spec")
    selector = (spec.get("selector") if isinstance(spec, dict) else None) or {}
    if one.kind == "ReplicationController":
        return dict(selector)
    return dict(selector.get("matchLabels") or {}) if one.kind in _WORKLOADS else {}


def _add_pods(
    client: Client, namespace: str, selector: dict[str, str], found: dict[str, list[dict[str, Any]]], accept: str
) -> None:
    query = {"labelSelector": write_labels(selector)}
    if accept == TABLE:
        query["includeObject"] = "Object"
    try:
        answer = client.request("GET", f"/api/v1/namespaces/{namespace}/pods", query=query, accept=accept)
    except ClusterError as error:
        logs.warn("get the relation pod is failed", error=error)
        return
    if answer.get("kind") != "Table":
        # A list does not repeat what its items are; Helm's decoder fills it in.
        answer["items"] = [{"apiVersion": "v1", "kind": "Pod", **pod} for pod in answer.get("items") or ()]
    found.setdefault("v1/Pod(related)", []).append(answer)


def _print_table(tables: list[dict[str, Any]]) -> str:
    """Lay out Tables of one kind as kubectl's printer does: one heading for all, columns of a width of their own."""
    text = ""
    heading: list[dict[str, Any]] = []
    for table in tables:
        columns, rows = table["columnDefinitions"], table.get("rows") or ()
        shown = [place for place, one in enumerate(columns) if not one.get("priority")]
        lines = [[_show_cell(row["cells"][place]) for place in shown] for row in rows]
        if lines and columns != heading:
            heading = columns
            lines.insert(0, [str(columns[place]["name"]).upper() for place in shown])
        text += _align(lines)
    return text


def _align(lines: list[list[str]]) -> str:
    """Put columns under each other (Go: text/tabwriter, with kubectl's least width of 6 and padding of 3)."""
    if not lines:
        return ""
    widths = [max(6, *[len(line[place]) + 3 for line in lines]) for place in range(len(lines[0]) - 1)]
    return "".join(
        ["".join([cell.ljust(width) for cell, width in zip(line, [*widths, 0], strict=True)]) + "\n" for line in lines]
    )


def _show_cell(cell: Any) -> str:
    """Give a cell as Go prints it; what follows the first line of a text is left out."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    first = str(cell).replace("\f", "\n").replace("\r", "\n").partition("\n")
    return f"{first[0]}..." if first[1] else first[0]
