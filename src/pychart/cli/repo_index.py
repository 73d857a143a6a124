"""`pychart repo index`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import exactly
from pychart.cli.progress import open_report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.repo_index import index_folder

    index_folder(
        args[0],
        url=values["url"] or "",
        merge=values["merge"] or None,
        as_json=values["json"],
        report=open_report("archives read"),
    )


command = Command(
    "index",
    callback=_run,
    usage="[DIR]",
    short="generate an index file given a directory containing packaged charts",
    text="Read all packaged charts below a folder and write their index.yaml.\n\nThe folder and its index can then be"
    " served by any web server as a chart repository.",
    flags=(
        flag("--json", kind="bool", help="write the index as JSON"),
        flag("--merge", help="take over the entries of this index too"),
        flag("--url", help="URL below which the charts are served"),
    ),
    examples=(
        ("pychart repo index ./release --url https://charts.example.com/", "index a folder to be served there"),
        ("pychart repo index ./new --merge ./old/index.yaml", "add the charts of a folder to an index"),
    ),
    count=exactly(1),
)
