"""`pychart create`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import exactly
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.create import create
    from pychart.settings import Settings

    write_result(f"Creating {args[0]}\n")
    create(
        args[0],
        starter=values["starter"] or None,
        dialect=values["dialect"],
        settings=Settings.from_environment(),
        on_overwrite=lambda path: write_result(f'WARNING: File "{path}" already exists. Overwriting.\n'),
    )


command = Command(
    "create",
    callback=_run,
    usage="NAME",
    short="create a new chart with the given name",
    text="Create a folder with a chart to start from.\n\nThe last part of NAME becomes the chart's name. Files that"
    " exist already are overwritten, all others are left alone.",
    flags=(
        flag("--dialect", default="go", help="language of the templates: go or jinja2"),
        flag("--starter", "-p", help="name or path of a chart to copy instead"),
    ),
    examples=(
        ("pychart create hello-world", "a chart in ./hello-world"),
        ("pychart create hello-jinja --dialect jinja2", "the same chart in Jinja2"),
        ("pychart create web -p ./starters/service", "a copy of another chart, renamed"),
    ),
    count=exactly(1),
)
