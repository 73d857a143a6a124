"""Releases as records: gzipped JSON in base64 (Helm: pkg/storage/driver, util.go; pkg/release/v1)."""

from __future__ import annotations

from pychart.errors import ReleaseError
from pychart.release.model import HookRun, Info, Release, ReleaseHook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.files import File

MAX_BYTES = 64 * 1024 * 1024
"""How large a record may become when it is decompressed; hostile ones would fill the memory."""
GZIP = b"\x1f\x8b\x08"


def encode_release(release: Release) -> str:
    """Give the record of a release, the same JSON that Helm writes."""
    import gzip
    from base64 import b64encode

    from pychart.chart.metadata import ordered_json

    text = ordered_json(release_record(release)).encode("utf-8", "surrogateescape")
    return b64encode(gzip.compress(text, 9, mtime=0)).decode()


def decode_release(data: str) -> Release:
    """Read a record, Helm's or our own. Raises ReleaseError for what is none, and for one that is too large."""
    from json import loads

    try:
        record = loads(unpack(data))
        return read_record(record)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ReleaseError(f"the record of the release cannot be read: {problem}") from None


def strip_layer(data: str) -> str:
    """Give what a Secret's data is, which the API has in base64 once more. Raises ReleaseError."""
    from binascii import a2b_base64

    try:
        return a2b_base64(data).decode("ascii")
    except ValueError as problem:
        raise ReleaseError(f"the record is no base64: {problem}") from None


def unpack(data: str) -> bytes:
    """Give the JSON of a record. Raises ReleaseError, ValueError for what is no base64."""
    import zlib
    from binascii import a2b_base64

    content = a2b_base64(data)
    if not content.startswith(GZIP):
        return content
    try:
        found = zlib.decompressobj(31).decompress(content, MAX_BYTES)
    except zlib.error as problem:
        raise ReleaseError(f"the record of the release is damaged: {problem}") from None
    if len(found) >= MAX_BYTES:
        raise ReleaseError(f"the record of the release is larger than {MAX_BYTES} bytes")
    return found


def release_record(release: Release) -> dict[str, Any]:
    """Give a release as JSON, fields in Go's order."""
    record = {
        "name": release.name,
        "info": info_record(release.info),
        "chart": dict(release.chart),
        "config": release.config or None,
        "manifest": release.manifest,
        "hooks": [_hook_record(hook) for hook in release.hooks],
        "version": release.version,
        "namespace": release.namespace,
        "apply_method": release.apply_method,
    }
    return {key: value for key, value in record.items() if value}


def info_record(info: Info) -> dict[str, Any]:
    """Give the info of a release as JSON, without what is empty."""
    fields = ("first_deployed", "last_deployed", "deleted", "description", "status", "rollback_revision", "notes")
    return {name: value for name in fields if (value := getattr(info, name))}


def chart_record(chart: Chart) -> dict[str, Any]:
    """Give the chart as a release keeps it: without subcharts, files in base64."""
    from pychart.chart.metadata import metadata_record

    return {
        "metadata": metadata_record(chart.metadata),
        "lock": chart.lock,
        "templates": [_file_record(file) for file in chart.templates],
        "values": chart.values,
        "schema": _base64(chart.schema) if chart.schema is not None else None,
        "schemamodtime": _find_time(chart, "values.schema.json") or "0001-01-01T00:00:00Z",
        "files": [_file_record(file) for file in chart.files],
        **({"modtime": time} if (time := _find_time(chart, "Chart.yaml")) else {}),
    }


def read_record(record: Mapping[str, Any]) -> Release:
    """Read the JSON of a release. Raises KeyError, TypeError and the like for what is none."""
    info = record.get("info") or {}
    return Release(
        name=str(record["name"]),
        namespace=str(record.get("namespace") or ""),
        version=int(record.get("version") or 0),
        info=read_info(info),
        chart=record.get("chart") or {},
        config=record.get("config"),
        manifest=str(record.get("manifest") or ""),
        hooks=tuple([_read_hook(hook) for hook in record.get("hooks") or ()]),
        apply_method=str(record.get("apply_method") or ""),
    )


def read_info(info: Mapping[str, Any]) -> Info:
    """Read the info of a release."""
    return Info(
        first_deployed=str(info.get("first_deployed") or ""),
        last_deployed=str(info.get("last_deployed") or ""),
        deleted=str(info.get("deleted") or ""),
        description=str(info.get("description") or ""),
        status=str(info.get("status") or "unknown"),
        rollback_revision=int(info.get("rollback_revision") or 0),
        notes=str(info.get("notes") or ""),
    )


def _hook_record(hook: ReleaseHook) -> dict[str, Any]:
    run = {key: value for key, value in hook.last_run._asdict().items() if value or key == "phase"}
    record: dict[str, Any] = {
        "name": hook.name,
        "kind": hook.kind,
        "path": hook.path,
        "manifest": hook.manifest,
        "events": list(hook.events),
        "last_run": run,
        "weight": hook.weight,
        "delete_policies": list(hook.delete_policies),
        "output_log_policies": list(hook.output_log_policies),
    }
    return {key: value for key, value in record.items() if value or key == "last_run"}


def _read_hook(record: Mapping[str, Any]) -> ReleaseHook:
    run = record.get("last_run") or {}
    return ReleaseHook(
        name=str(record.get("name") or ""),
        kind=str(record.get("kind") or ""),
        path=str(record.get("path") or ""),
        manifest=str(record.get("manifest") or ""),
        events=tuple(record.get("events") or ()),
        last_run=HookRun(
            str(run.get("started_at") or ""), str(run.get("completed_at") or ""), str(run.get("phase") or "")
        ),
        weight=int(record.get("weight") or 0),
        delete_policies=tuple(record.get("delete_policies") or ()),
        output_log_policies=tuple(record.get("output_log_policies") or ()),
    )


def _file_record(file: File) -> dict[str, Any]:
    time = _format_time(file)
    return {"name": file.name, "data": _base64(file.data), **({"modtime": time} if time else {})}


def _find_time(chart: Chart, name: str) -> str:
    return next((_format_time(file) for file in chart.raw if file.name == name), "")


def _format_time(file: File) -> str:
    if not file.modified:
        return ""
    from pychart.gostd.time import Time
    from pychart.gostd.zone import LOCAL

    return Time(file.modified, 0, LOCAL).json_value()


def _base64(data: bytes) -> str:
    from binascii import b2a_base64

    return b2a_base64(data, newline=False).decode()
