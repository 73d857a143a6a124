"""`pychart search hub`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, read_settings
from pychart.cli.tables import write_found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.search_hub import search_hub

    read_settings(values)
    records = search_hub(args, values["endpoint"])
    header = ["URL", "CHART VERSION", "APP VERSION", "DESCRIPTION"]
    rows = [[one["url"], one["version"], one["app_version"], one["description"]] for one in records]
    if values["list_repo_url"]:
        header.append("REPO URL")
        for row, one in zip(rows, records, strict=True):
            row.append(one["repository"]["url"])
    write_found(records, [header, *rows], values)


command = Command(
    "hub",
    callback=_run,
    usage="[KEYWORD]",
    short="search for charts in the Artifact Hub or your own hub instance",
    text="Ask Artifact Hub, where charts from everywhere are listed, or a hub of your own.",
    flags=(
        flag("--endpoint", default="https://hub.helm.sh", help="URL of the hub"),
        flag("--fail-on-no-result", kind="bool", help="end with status 1 where nothing is found"),
        flag("--list-repo-url", kind="bool", help="show the URL of each chart's repository"),
        flag("--max-col-width", kind="uint", default=50, help="width at which columns are cut; 0 never cuts"),
        OUTPUT_FLAG,
    ),
    examples=(
        ("pychart search hub postgresql", "charts for PostgreSQL"),
        ("pychart search hub postgresql --list-repo-url -o yaml", "with all that is needed to add their repositories"),
    ),
)
