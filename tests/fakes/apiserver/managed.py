"""Server-side apply and the bookkeeping of field managers (structured-merge-diff, merge/update.go)."""

from __future__ import annotations

import copy
from typing import Any

from tests.fakes.apiserver.errors import ApiError
from tests.fakes.apiserver.fields import Path, get_at, list_paths, merge, pack, remove_at, show, unpack

Entry = dict[str, Any]


def apply(
    live: dict[str, Any] | None, wanted: dict[str, Any], manager: str, now: str, *, force: bool
) -> dict[str, Any]:
    """Lay an applied configuration over the live object. Raises ApiError 409 for fields of other managers."""
    wanted = copy.deepcopy(wanted)
    wanted.get("metadata", {}).pop("managedFields", None)
    fields = list_paths(wanted)
    entries = _entries(live)
    mine = next((e for e in entries if e["manager"] == manager and e["operation"] == "Apply"), None)
    conflicts = _find_conflicts(live or {}, wanted, fields, [e for e in entries if e is not mine])
    if conflicts and not force:
        raise _refuse(conflicts)
    for entry, path in conflicts:
        entry["fieldsV1"] = pack(unpack(entry["fieldsV1"]) - {path})
    merged: dict[str, Any] = merge(copy.deepcopy(live) if live else {}, wanted)
    others = {path for e in entries if e is not mine for path in unpack(e["fieldsV1"])}
    for path in (unpack(mine["fieldsV1"]) if mine else set()) - fields - others:
        remove_at(merged, path)
    kept = [e for e in entries if e is not mine and e["fieldsV1"]]
    same = mine is not None and unpack(mine["fieldsV1"]) == fields
    time = mine["time"] if same and mine else now
    kept.append(_entry(manager, "Apply", wanted["apiVersion"], time, fields))
    merged.setdefault("metadata", {})["managedFields"] = kept
    return merged


def track(old: dict[str, Any] | None, new: dict[str, Any], manager: str, now: str, subresource: str = "") -> None:
    """Note in ``new`` what a create, update or patch changed and who did it."""
    if new["metadata"].get("managedFields") == []:
        new["metadata"].pop("managedFields")
        return
    entries = _entries(new if "managedFields" in new["metadata"] else old)
    before, after = list_paths(old or {}), list_paths(new)
    changed = {path for path in after if path not in before or get_at(old, path) != get_at(new, path)}
    gone = before - after
    for entry in entries:
        entry["fieldsV1"] = pack(unpack(entry["fieldsV1"]) - changed - gone)
    mine = next(
        (
            e
            for e in entries
            if (e["manager"], e["operation"], e.get("subresource", "")) == (manager, "Update", subresource)
        ),
        None,
    )
    if changed:
        fields = changed | (unpack(mine["fieldsV1"]) if mine else set())
        entries = [e for e in entries if e is not mine]
        entries.append(_entry(manager, "Update", new["apiVersion"], now, fields, subresource))
    new["metadata"]["managedFields"] = [e for e in entries if e["fieldsV1"]]


def _entries(live: dict[str, Any] | None) -> list[Entry]:
    return copy.deepcopy((live or {}).get("metadata", {}).get("managedFields") or [])


def _entry(manager: str, operation: str, version: str, time: str, fields: set[Path], subresource: str = "") -> Entry:
    entry = {
        "manager": manager,
        "operation": operation,
        "apiVersion": version,
        "time": time,
        "fieldsType": "FieldsV1",
        "fieldsV1": pack(fields),
    }
    return {**entry, "subresource": subresource} if subresource else entry


def _find_conflicts(
    live: dict[str, Any], wanted: dict[str, Any], fields: set[Path], others: list[Entry]
) -> list[tuple[Entry, Path]]:
    return [
        (entry, path)
        for entry in others
        for path in sorted(unpack(entry["fieldsV1"]) & fields)
        if get_at(live, path) != get_at(wanted, path)
    ]


def _show_manager(entry: Entry) -> str:
    shown = f'"{entry["manager"]}"'
    if entry.get("subresource"):
        shown += f' with subresource "{entry["subresource"]}"'
    if entry["operation"] == "Update":
        shown += f" using {entry['apiVersion']}" + (f" at {entry['time']}" if entry.get("time") else "")
    return shown


def _refuse(conflicts: list[tuple[Entry, Path]]) -> ApiError:
    causes = [
        {"reason": "FieldManagerConflict", "message": f"conflict with {_show_manager(e)}", "field": show(path)}
        for e, path in conflicts
    ]
    if len(conflicts) == 1:
        entry, path = conflicts[0]
        message = f"Apply failed with 1 conflict: conflict with {_show_manager(entry)}: {show(path)}"
    else:
        by_manager: dict[str, list[str]] = {}
        for entry, path in conflicts:
            by_manager.setdefault(_show_manager(entry), []).append(f"- {show(path)}")
        lines = [line for m in sorted(by_manager) for line in (f"conflicts with {m}:", *by_manager[m])]
        message = f"Apply failed with {len(conflicts)} conflicts: " + "\n".join(lines)
    return ApiError(409, "Conflict", message, {"causes": causes})
