"""`pychart env`."""

from __future__ import annotations

import sys

from pychart.cli.command import Command
from pychart.cli.options import at_most, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.env import list_variables

    found = list_variables(read_settings(values), values, sys.argv[0])
    if args:
        write_result(found.get(args[0], "") + "\n")
    else:
        write_result("".join(f'{name}="{value}"\n' for name, value in found.items()))


command = Command(
    "env",
    callback=_run,
    short="client environment information",
    text="Print the variables that pychart and Helm share, as they are in force here: from the environment, from flags"
    " or by default.",
    examples=(
        ("pychart env", "all of them"),
        ("pychart env HELM_REPOSITORY_CACHE", "the value of one"),
    ),
    count=at_most(1),
)
