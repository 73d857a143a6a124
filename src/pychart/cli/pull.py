"""`pychart pull`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import CHART_FLAGS, at_least, read_query, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.pull import PullOptions, pull
    from pychart.cli.download_progress import show_progress
    from pychart.cli.verify import write_verification
    from pychart.transport.access import redact

    settings = read_settings(values)
    query = read_query("", values, settings)
    options = PullOptions(
        destination=values["destination"],
        untar=values["untar"],
        untar_dir=values["untardir"],
        provenance=values["prov"],
    )
    for reference in args:
        progress = show_progress(redact(reference))
        mine = query._replace(reference=reference, progress=progress, report=write_result)
        pulled = pull(mine, options, settings)
        if pulled.verification is not None:
            write_verification(pulled.verification)
        elif pulled.missing:
            write_result(f"WARNING: Verification not found for {redact(reference)}: {pulled.missing}\n")


command = Command(
    "pull",
    callback=_run,
    usage="[chart URL | repo/chartname] [...]",
    short="download a chart from a repository and (optionally) unpack it in local directory",
    text="Download charts into a folder, as archives or unpacked.\n\nNothing is written unless all of it could be"
    " fetched and checked; with --verify that includes the signature.",
    flags=(
        *CHART_FLAGS,
        flag("--destination", "-d", default=".", help="folder to write to"),
        flag("--prov", kind="bool", help="fetch the provenance file too, without checking it"),
        flag("--untar", kind="bool", help="unpack the chart instead of keeping its archive"),
        flag("--untardir", default=".", help="folder to unpack to, below --destination unless it is absolute"),
    ),
    examples=(
        ("pychart pull example/hello-world --version '^1.2'", "the newest archive of a range"),
        ("pychart pull example/hello-world --untar -d charts", "the newest chart, unpacked into charts/hello-world"),
    ),
    count=at_least(1),
)
