"""`pychart list`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.deploying import connect
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STATES = {
    "deployed": ("deployed",),
    "uninstalled": ("uninstalled",),
    "uninstalling": ("uninstalling",),
    "pending": ("pending-install", "pending-rollback", "pending-upgrade"),
    "failed": ("failed",),
    "superseded": ("superseded",),
}
_HEADINGS = ("NAME", "NAMESPACE", "REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION")


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.list import ListOptions, list_releases
    from pychart.cli.tables import format_json, format_records, format_yaml

    settings = read_settings(values)
    options = ListOptions(
        states=[state for name, states in _STATES.items() if values[name] for state in states],
        filter=values["filter"] or "",
        selector=values["selector"] or "",
        by_date=values["date"],
        reverse=values["reverse"],
        max=values["max"],
        offset=values["offset"],
    )
    session = connect(values, settings, all_namespaces=values["all_namespaces"])
    found = list_releases(session, options)
    style = values["output"]
    if values["short"]:
        names = [one.name for one in found]
        plain = "".join(f"{name}\n" for name in names)
        write_result(plain if style == "table" else (format_json if style == "json" else format_yaml)(names))
        return
    records = [
        {
            "name": one.name,
            "namespace": one.namespace,
            "revision": str(one.version),
            "updated": _show_time(one.info.last_deployed, values["time_format"]),
            "status": one.status,
            "chart": f"{one.metadata.get('name', '')}-{one.metadata.get('version', '')}" if one.metadata else "MISSING",
            "app_version": str(one.metadata.get("appVersion") or ""),
        }
        for one in found
    ]
    headings = [] if values["no_headers"] else [_HEADINGS]
    rows = [*headings, *(tuple(record.values()) for record in records)]
    write_result(format_records(records, style, rows))


def _show_time(moment: str, layout: str) -> str:
    from pychart.release.moments import format_moment, show_moment

    if not moment:
        return "-"
    return format_moment(moment, layout) if layout else show_moment(moment)


command = Command(
    "list",
    callback=_run,
    short="list releases",
    text="List the releases of a namespace, the last revision of each, whatever their state.",
    flags=(
        flag("--all-namespaces", "-A", kind="bool", help="list the releases of all namespaces"),
        flag("--date", "-d", kind="bool", help="sort by date"),
        flag("--deployed", kind="bool", help="only those that are deployed"),
        flag("--failed", kind="bool", help="only those that failed"),
        flag("--filter", "-f", help="only those whose names match a regular expression"),
        flag("--max", "-m", kind="int", default=256, help="how many at most (default 256)"),
        flag("--no-headers", kind="bool", help="leave the headings out"),
        flag("--offset", kind="int", default=0, help="how many to pass over"),
        OUTPUT_FLAG,
        flag("--pending", kind="bool", help="only those that are being worked on"),
        flag("--reverse", "-r", kind="bool", help="sort the other way"),
        flag("--selector", "-l", help="only those whose labels meet a selector"),
        flag("--short", "-q", kind="bool", help="names alone"),
        flag("--superseded", kind="bool", help="only revisions that others follow"),
        flag("--time-format", help="Go's layout for times"),
        flag("--uninstalled", kind="bool", help="only those whose history was kept"),
        flag("--uninstalling", kind="bool", help="only those that are being removed"),
    ),
    examples=(
        ("pychart list -A", "all releases of the cluster"),
        ("pychart list -o json | jq -r '.[].name'", "names for a script"),
    ),
    count=exactly(0),
)
