"""`pychart repo list`."""

from __future__ import annotations

import sys

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.repo_list import list_repositories
    from pychart.cli.tables import format_records

    found = list_repositories(read_settings(values).repository_config)
    if not found and values["output"] == "table":
        sys.stderr.write("no repositories to show\n")
        return
    header = [] if values["no_headers"] else [("NAME", "URL")]
    rows = [*header, *((one["name"], one["url"]) for one in found)]
    write_result(format_records(found, values["output"], rows))


command = Command(
    "list",
    callback=_run,
    short="list chart repositories",
    text="List the chart repositories that are known by name. Helm's own list is ours.",
    flags=(flag("--no-headers", kind="bool", help="leave the headings out"), OUTPUT_FLAG),
    examples=(
        ("pychart repo list", "names and URLs"),
        ("pychart repo list -o json | jq -r '.[].url'", "the URLs alone"),
    ),
    count=exactly(0),
)
