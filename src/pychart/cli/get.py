"""`pychart get`, the group, and its commands: what is kept of a release."""

from __future__ import annotations

from pychart.cli.command import Command, Group
from pychart.cli.deploying import REVISION_FLAG, connect
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.cli.flags import Flag
    from pychart.release.model import Release

    Show = Callable[[Release, dict[str, Any]], str]

_TABLE = {
    "all": ("get:all_command", "download all information for a named release"),
    "hooks": ("get:hooks_command", "download all hooks for a named release"),
    "manifest": ("get:manifest_command", "download the manifest for a named release"),
    "metadata": ("get:metadata_command", "fetch metadata for a given release"),
    "notes": ("get:notes_command", "download the notes for a named release"),
    "values": ("get:values_command", "download the values file for a named release"),
}

command = Group(
    "get",
    _TABLE,
    "Print what is kept of a release: values, manifests, hooks, notes and facts.",
    short="download extended information of a named release",
    examples=(
        ("pychart get values myproject --all", "the values that a release was rendered with"),
        ("pychart get manifest myproject", "the manifests that it was made of"),
    ),
)


def _make(name: str, show: Show, flags: tuple[Flag, ...], text: str, examples: tuple[tuple[str, str], ...]) -> Command:
    def run(args: list[str], values: dict[str, Any]) -> None:
        from pychart.actions.status import find_release

        session = connect(values, read_settings(values))
        write_result(show(find_release(session, args[0], values["revision"]), values))

    return Command(
        name,
        callback=run,
        usage="RELEASE_NAME",
        short=_TABLE[name][1],
        text=text,
        flags=(*flags, REVISION_FLAG),
        examples=examples,
        count=exactly(1),
    )


def _show_all(release: Release, values: dict[str, Any]) -> str:
    if values["template"]:
        from pychart.release.encode import release_record
        from pychart.templates.engine import render_text

        return render_text(values["template"], {"Release": _capitals(release_record(release))})
    from pychart.cli.showing import show_release

    return show_release(release, debug=True, metadata=True)


def _capitals(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record's fields by Go's names: ``first_deployed`` is FirstDeployed."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        name = "".join(part.capitalize() for part in key.split("_"))
        found[name] = _capitals(value) if key in ("info", "chart", "metadata") and isinstance(value, dict) else value
    return found


def _show_hooks(release: Release, values: dict[str, Any]) -> str:
    return "".join(f"---\n# Source: {hook.path}\n{hook.manifest}\n" for hook in release.hooks)


def _show_manifest(release: Release, values: dict[str, Any]) -> str:
    return f"{release.manifest}\n"


def _show_notes(release: Release, values: dict[str, Any]) -> str:
    return f"NOTES:\n{release.info.notes}\n" if release.info.notes else ""


def _show_values(release: Release, values: dict[str, Any]) -> str:
    from pychart.actions.upgrade import compute_values
    from pychart.cli.tables import format_json, format_yaml
    from pychart.release.encode import sort_maps

    found = compute_values(release) if values["all"] else (dict(release.config) if release.config else None)
    if values["output"] == "json":
        return format_json(sort_maps(found))
    heading = "COMPUTED VALUES:\n" if values["all"] else "USER-SUPPLIED VALUES:\n"
    return (heading if values["output"] == "table" else "") + format_yaml(found)


_METHODS = {"": "client-side apply (defaulted)", "csa": "client-side apply", "ssa": "server-side apply"}


def _show_metadata(release: Release, values: dict[str, Any]) -> str:
    from pychart.cli.tables import format_json, format_yaml
    from pychart.kube.labels import write_labels
    from pychart.release.moments import RFC3339, format_moment

    chart = release.metadata
    record: dict[str, Any] = {
        "name": release.name,
        "chart": str(chart.get("name") or ""),
        "version": str(chart.get("version") or ""),
        "appVersion": str(chart.get("appVersion") or ""),
        "annotations": chart.get("annotations"),
        "labels": dict(sorted(release.labels.items())),
        "dependencies": chart.get("dependencies"),
        "namespace": release.namespace,
        "revision": release.version,
        "status": release.status,
        "deployedAt": format_moment(release.info.last_deployed, RFC3339),
        "applyMethod": release.apply_method,
    }
    if values["output"] != "table":
        optional = ("annotations", "labels", "dependencies", "applyMethod")
        record = {key: value for key, value in record.items() if value or key not in optional}
        return format_json(record) if values["output"] == "json" else format_yaml(record)
    dependencies = ",".join(sorted(str(one.get("name")) for one in record["dependencies"] or ()))
    method = _METHODS.get(release.apply_method, f'unknown ("{release.apply_method}")')
    lines = (
        f"NAME: {release.name}",
        f"CHART: {record['chart']}",
        f"VERSION: {record['version']}",
        f"APP_VERSION: {record['appVersion']}",
        f"ANNOTATIONS: {write_labels(record['annotations'] or {})}",
        f"LABELS: {write_labels(record['labels'])}",
        f"DEPENDENCIES: {dependencies}",
        f"NAMESPACE: {release.namespace}",
        f"REVISION: {release.version}",
        f"STATUS: {release.status}",
        f"DEPLOYED_AT: {record['deployedAt']}",
        f"APPLY_METHOD: {method}",
    )
    return "\n".join(lines) + "\n"


all_command = _make(
    "all",
    _show_all,
    (flag("--template", help="Go template for the output: {{.Release.Name}}"),),
    "Print a release's facts, values, hooks, manifests and notes.",
    (
        ("pychart get all myproject", "everything that is kept"),
        ("pychart get all myproject --revision 1", "of an earlier revision"),
    ),
)
hooks_command = _make(
    "hooks",
    _show_hooks,
    (),
    "Print the hooks of a release.",
    (
        ("pychart get hooks myproject", "its hooks"),
        ("pychart get hooks myproject --revision 1", "those of an earlier revision"),
    ),
)
manifest_command = _make(
    "manifest",
    _show_manifest,
    (),
    "Print the manifests of a release.",
    (
        ("pychart get manifest myproject | kubectl diff -f -", "compare with what is in the cluster"),
        ("pychart get manifest myproject --revision 1", "those of an earlier revision"),
    ),
)
metadata_command = _make(
    "metadata",
    _show_metadata,
    (OUTPUT_FLAG,),
    "Print the facts of a release.",
    (
        ("pychart get metadata myproject -o json", "facts for a script"),
        ("pychart get metadata myproject", "facts for people"),
    ),
)
notes_command = _make(
    "notes",
    _show_notes,
    (),
    "Print the notes of a release.",
    (
        ("pychart get notes myproject", "its notes"),
        ("pychart get notes myproject --revision 1", "those of an earlier revision"),
    ),
)
values_command = _make(
    "values",
    _show_values,
    (flag("--all", "-a", kind="bool", help="with the chart's own values below"), OUTPUT_FLAG),
    "Print the values that were given for a release.",
    (
        ("pychart get values myproject -o yaml > values.yaml", "values to install it with elsewhere"),
        ("pychart get values myproject --all", "with the chart's own"),
    ),
)
