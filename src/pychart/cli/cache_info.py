"""`pychart cache info`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.cache import describe_cache

    found = describe_cache(f"{read_settings(values).pychart_cache}/charts")
    write_result(f"folder: {found.folder}\ncharts: {found.charts}\nbytes: {found.size}\n")


command = Command(
    "info",
    callback=_run,
    short="tell where the chart cache is and how large",
    text="Print the folder of the chart cache, how many charts it knows and how many bytes it takes.",
    examples=(
        ("pychart cache info", "where it is, and how large"),
        ("pychart cache info | grep bytes", "how large, alone"),
    ),
    count=exactly(0),
)
