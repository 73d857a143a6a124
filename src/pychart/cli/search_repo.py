"""`pychart search repo`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, read_settings
from pychart.cli.tables import write_found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.search_repo import search_repositories

    settings = read_settings(values)
    found = search_repositories(
        args,
        settings.repository_config,
        settings.repository_cache,
        is_pattern=values["regexp"],
        versions=values["versions"],
        devel=values["devel"],
        version=values["version"] or "",
    )
    records = [
        {
            "name": one.name,
            "version": one.version,
            "app_version": one.app_version,
            "description": one.description,
        }
        for one in found
    ]
    rows = [("NAME", "CHART VERSION", "APP VERSION", "DESCRIPTION"), *(tuple(record.values()) for record in records)]
    write_found(records, rows, values)


command = Command(
    "repo",
    callback=_run,
    usage="[keyword]",
    short="search repositories for a keyword in charts",
    text="Find charts in the repositories that are known by name: keywords are looked for in names, descriptions and"
    " the charts' own keywords. Nothing is downloaded; what was cached of the indexes is searched.\n\nThe newest stable"
    " version of each chart is shown unless flags ask for more.",
    flags=(
        flag("--devel", kind="bool", help="show pre-releases too", group="Flags"),
        flag("--fail-on-no-result", kind="bool", help="end with status 1 where nothing is found"),
        flag("--max-col-width", kind="uint", default=50, help="width at which columns are cut; 0 never cuts"),
        flag("--regexp", "-r", kind="bool", help="take the keyword for a regular expression"),
        flag("--version", help="only show versions that meet this constraint", group="Flags"),
        flag("--versions", "-l", kind="bool", help="show every version, each on a line of its own"),
        OUTPUT_FLAG,
    ),
    examples=(
        ("pychart search repo nginx", "charts that have to do with nginx"),
        ("pychart search repo nginx --versions --version ^1.0.0", "all their versions below 2"),
    ),
)
