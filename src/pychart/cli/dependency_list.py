"""`pychart dependency list`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import at_most, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.dependency_list import list_dependencies
    from pychart.cli.tables import format_table
    from pychart.gostd.path import clean

    read_settings(values)
    found = list_dependencies(clean(args[0]) if args else ".")
    warnings = "".join(f"{warning}\n" for warning in found.warnings)
    if found.rows is None:
        write_result(warnings)
    else:
        table = format_table([("NAME", "VERSION", "REPOSITORY", "STATUS"), *found.rows], values["max_col_width"])
        write_result(f"{table}\n\n{warnings}")


command = Command(
    "list",
    callback=_run,
    usage="CHART",
    short="list the dependencies for the given chart",
    text="List the charts that a chart's Chart.yaml asks for, and whether charts/ holds them.\n\nCHART is a folder or"
    " a packaged chart, this folder where it is left out. Nothing is changed. Charts that are there and that nobody"
    " asked for are named below the table.",
    flags=(flag("--max-col-width", kind="uint", default=80, help="width at which columns are cut; 0 never cuts"),),
    examples=(
        ("pychart dependency list ./umbrella", "what the chart depends on, and what is there"),
        ("pychart dependency list ./umbrella --max-col-width 0", "the same with long URLs in full"),
    ),
    count=at_most(1),
)
