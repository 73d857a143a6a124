"""Fields that were written by create and update, handed over to server-side apply (client-go, util/csaupgrade)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def upgrade_managers(live: dict[str, Any], manager: str) -> list[dict[str, Any]]:
    """Give the JSON patch after which ``manager`` owns by Apply what it owned by Update; empty where nothing is to do.

    Without it, fields that a later manifest leaves out would stay, as Update still owns them.
    """
    entries = live["metadata"].get("managedFields") or []
    updates = [e for e in entries if _is(e, manager, "Update")]
    if not updates:
        return []
    applied = [e for e in entries if _is(e, manager, "Apply")]
    fields: dict[str, Any] = {}
    for entry in (*applied, *updates):
        fields = _unite(fields, entry.get("fieldsV1") or {})
    mine = {**(applied or updates)[0], "operation": "Apply", "fieldsV1": fields}
    rest = [e for e in entries if e not in updates and e not in applied]
    return [
        {"op": "replace", "path": "/metadata/managedFields", "value": [*rest, mine]},
        {"op": "replace", "path": "/metadata/resourceVersion", "value": live["metadata"]["resourceVersion"]},
    ]


def _is(entry: dict[str, Any], manager: str, operation: str) -> bool:
    return entry.get("manager") == manager and entry.get("operation") == operation and not entry.get("subresource")


def _unite(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    united = dict(one)
    for key, value in other.items():
        united[key] = _unite(united.get(key) or {}, value)
    return united
