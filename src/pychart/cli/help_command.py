"""`pychart help`."""

from __future__ import annotations

import sys

from pychart.cli.command import Command
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.cli.find import find_command
    from pychart.cli.help import describe_group
    from pychart.cli.main import root

    try:
        path, found, _ = find_command(root, args)
    except UsageError:
        topics = " ".join(f"`{arg}`" for arg in args)
        sys.stderr.write(f"Unknown help topic [{topics}]\n{describe_group(root, root.name)}")
        return
    found.write_help(path)


command = Command(
    "help",
    callback=_run,
    usage="[command]",
    short="show the help of a command",
    text="Show the help of a command.\n\nThe same as --help after the command's name.",
    examples=(
        ("pychart help template", "what `template` takes and does"),
        ("pychart help repo index", "the same for a subcommand"),
    ),
    complete="commands",
)
