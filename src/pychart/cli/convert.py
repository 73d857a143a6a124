"""`pychart convert`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.convert import convert

    read_settings(values)  # --offline holds for the schemas that rendering checks
    done = convert(args[0], destination=values["destination"] or None)
    lines = [f"converted {name}" for name in done.converted]
    lines += [f"left {name} as it is: {reason}" for name, reason in sorted(done.left.items())]
    write_result("".join(f"{line}\n" for line in [*lines, f"wrote {done.folder}"]))


command = Command(
    "convert",
    callback=_run,
    usage="CHART",
    short="turn a chart's Go templates into Jinja2 templates",
    text="Write a copy of a chart folder whose templates are in Jinja2 and render the same.\n\nSubcharts below charts/"
    " that are folders are converted too. A template with something that Jinja2 has no counterpart for stays a Go"
    " template, and is named with the reason: both kinds work together in one chart.",
    flags=(flag("--destination", "-d", help="folder of the new chart (default NAME-jinja2)"),),
    examples=(
        ("pychart convert ./hello-world", "a Jinja2 chart in ./hello-world-jinja2"),
        ("pychart convert ./web -d ./jinja/web", "choose the folder"),
    ),
    count=exactly(1),
)
