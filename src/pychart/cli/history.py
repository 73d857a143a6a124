"""`pychart history`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.deploying import connect
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.release.model import Release


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.status import read_history
    from pychart.cli.tables import format_records
    from pychart.release.moments import ANSIC, format_moment

    found = read_history(connect(values, read_settings(values)), args[0], values["max"])
    records = [_describe(one) for one in found]
    headings = ["REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION", "DESCRIPTION"]
    rows = [
        [
            str(one.version),
            format_moment(one.info.last_deployed, ANSIC),
            one.status,
            record["chart"],
            record["app_version"],
            one.info.description,
        ]
        for one, record in zip(found, records, strict=True)
    ]
    if values["show_rollback_revision"]:
        headings.insert(5, "ROLLBACK")
        for row, one in zip(rows, found, strict=True):
            row.insert(5, str(one.info.rollback_revision or ""))
    write_result(format_records(records, values["output"], [headings, *rows]))


def _describe(one: Release) -> dict[str, Any]:
    chart = one.metadata
    record = {
        "revision": one.version,
        "updated": one.info.last_deployed,
        "status": one.status,
        "chart": f"{chart.get('name', '')}-{chart.get('version', '')}" if chart else "MISSING",
        "app_version": str(chart.get("appVersion") or "") if chart else "MISSING",
        "rollback_revision": one.info.rollback_revision,
        "description": one.info.description,
    }
    return {key: value for key, value in record.items() if value or key not in ("updated", "rollback_revision")}


command = Command(
    "history",
    callback=_run,
    usage="RELEASE_NAME",
    short="fetch release history",
    text="List the revisions of a release that are kept, oldest first.",
    flags=(
        flag("--max", kind="int", default=256, help="how many at most (default 256)"),
        OUTPUT_FLAG,
        flag("--show-rollback-revision", kind="bool", help="show which revision was rolled back to"),
    ),
    examples=(
        ("pychart history myproject", "the revisions to roll back to"),
        ("pychart history myproject --max 3 -o json", "the last three, for a script"),
    ),
    count=exactly(1),
)
