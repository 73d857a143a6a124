"""`pychart cache clear`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.cache import clear_cache

    found = clear_cache(read_settings(values).pychart_cache)
    write_result(f"removed {sum(found.counts.values())} entries, {found.size} bytes\n")


command = Command(
    "clear",
    callback=_run,
    short="forget all that is cached",
    text="Delete what pychart's cache holds. The next render of a chart compiles its templates again, the next look"
    " into a repository reads its index again. What Helm keeps stays.",
    examples=(
        ("pychart cache clear", "delete all of it"),
        ("pychart cache clear && pychart template ./web", "measure a first render"),
    ),
    count=exactly(0),
)
