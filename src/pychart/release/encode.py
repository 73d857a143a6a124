"""Releases as records: gzipped JSON in base64 (Helm: pkg/storage/driver, util.go; pkg/release/v1)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.files import File
    from pychart.release.model import Info, Release, ReleaseHook


def encode_release(release: Release) -> str:
    """Give the record of a release, the same JSON that Helm writes."""
    import zlib
    from binascii import b2a_base64

    from pychart.chart.metadata import ordered_json

    text = ordered_json(release_record(release)).encode("utf-8", "surrogateescape")
    return b2a_base64(zlib.compress(text, 9, wbits=31), newline=False).decode()


def release_record(release: Release) -> dict[str, Any]:
    """Give a release as JSON, fields in Go's order."""
    record = {
        "name": release.name,
        "info": info_record(release.info),
        "chart": dict(release.chart),
        "config": sort_maps(release.config) or None,
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
    """Give the chart as a release keeps it: without subcharts, files in base64, null for what Go never made."""
    from pychart.chart.metadata import metadata_record

    # Without a values.yaml Helm's map is nil until the values of dependencies are merged into it.
    has_values = bool(chart.metadata.dependencies) or any(file.name == "values.yaml" for file in chart.raw)

    return {
        "metadata": metadata_record(chart.metadata),
        "lock": chart.lock,
        "templates": [_file_record(file) for file in chart.templates] or None,
        "values": sort_maps(chart.values) if has_values else None,
        "schema": _base64(chart.schema) if chart.schema is not None else None,
        "schemamodtime": _find_time(chart, "values.schema.json") or "0001-01-01T00:00:00Z",
        "files": [_file_record(file) for file in chart.files] or None,
        **({"modtime": time} if (time := _find_time(chart, "Chart.yaml")) else {}),
    }


def sort_maps(value: Any) -> Any:
    """Give JSON with the keys of all objects in order, as Go writes maps (encoding/json)."""
    if isinstance(value, dict):
        return {key: sort_maps(value[key]) for key in sorted(value)}
    return [sort_maps(item) for item in value] if isinstance(value, list) else value


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
