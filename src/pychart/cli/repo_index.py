"""`pychart repo index`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import exactly, read_settings
from pychart.cli.progress import open_report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    settings = read_settings(values)
    place = args[0]
    options: dict[str, Any] = {
        "url": values["url"] or "",
        "merge": values["merge"] or "",
        "as_json": values["json"],
        "html": values["html"],
        "cache": settings.pychart_cache if settings.use_cache else "",
        "report": open_report("archives read"),
    }
    if "://" in place:
        from pychart.actions.repo_index_bucket import index_bucket

        index_bucket(place, **options)
    else:
        from pychart.actions.repo_index import index_folder

        index_folder(place, **options)


command = Command(
    "index",
    callback=_run,
    usage="[DIR]",
    short="generate an index file given a directory containing packaged charts",
    text="Read all packaged charts below a folder and write their index.yaml.\n\nThe folder and its index can then be"
    " served by any web server as a chart repository. What was read of an archive is remembered, so that the next time"
    " only new ones are read; several publishers may index the same folder at once.\n\nDIR may be s3://BUCKET/PREFIX"
    " (with the extra `s3` of the package): the archives there are listed, new ones read, and the index is written"
    " unless somebody else wrote it meanwhile, in which case all is looked at again.",
    flags=(
        flag("--html", kind="bool", help="write index.html too, a page of the charts for people to read"),
        flag("--json", kind="bool", help="write the index as JSON"),
        flag("--merge", help="take over the entries of this index too"),
        flag("--url", help="URL below which the charts are served"),
    ),
    examples=(
        ("pychart repo index ./release --url https://charts.example.com/", "index a folder to be served there"),
        ("pychart repo index ./new --merge ./old/index.yaml", "add the charts of a folder to an index"),
        ("pychart repo index s3://charts/stable --url https://charts.example.com/", "index a bucket"),
    ),
    count=exactly(1),
)
