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

    found = describe_cache(read_settings(values).pychart_cache)
    counts = "".join(f"{section}: {count}\n" for section, count in found.counts.items())
    write_result(f"folder: {found.folder}\n{counts}bytes: {found.size}\n")


command = Command(
    "info",
    callback=_run,
    short="tell where the cache is and how large",
    text="Print the folder of pychart's cache, what it holds and how many bytes that takes: compiled charts, indexes"
    " of repositories, charts found by name there, folders that were indexed, and what servers said of indexes.",
    examples=(
        ("pychart cache info", "where it is, and how large"),
        ("pychart cache info | grep bytes", "how large, alone"),
    ),
    count=exactly(0),
)
