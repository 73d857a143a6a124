"""`pychart status`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.deploying import REVISION_FLAG, connect
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.status import read_status
    from pychart.cli.showing import show_release

    session = connect(values, read_settings(values))
    style = values["output"]
    found = read_status(session, args[0], values["revision"], table=style == "table")
    write_result(show_release(found.release, style, objects=found.objects))


command = Command(
    "status",
    callback=_run,
    usage="RELEASE_NAME",
    short="display the status of the named release",
    text="Tell of a release's last revision, its objects as they are now, its tests and its notes.",
    flags=(OUTPUT_FLAG, REVISION_FLAG),
    examples=(
        ("pychart status myproject", "how a release is"),
        ("pychart status myproject -o json | jq -r .info.status", "its state, for a script"),
    ),
    count=exactly(1),
)
