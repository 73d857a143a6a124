"""`pychart dependency build`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.dependency_update import DEPENDENCY_FLAGS, read_options
from pychart.cli.options import at_most, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.dependency_build import build_dependencies
    from pychart.actions.warm import warm_fetched
    from pychart.gostd.path import clean

    settings = read_settings(values)
    path = clean(args[0]) if args else "."
    fetched = build_dependencies(path, read_options(values, settings), settings, write_result)
    warm_fetched(path, fetched, settings)


command = Command(
    "build",
    callback=_run,
    usage="CHART",
    short="rebuild the charts/ directory based on the Chart.lock file",
    text="Bring the charts into charts/ that Chart.lock names, at exactly these versions.\n\nCHART is a folder, this"
    " folder where it is left out. A lock that was not made of what Chart.yaml says now is refused. Without a lock,"
    " this is `dependency update`.",
    flags=DEPENDENCY_FLAGS,
    examples=(
        ("pychart dependency build ./umbrella", "what was locked, as it was locked"),
        ("pychart dependency build --skip-refresh", "from what the cache knows of the repositories"),
    ),
    count=at_most(1),
)
