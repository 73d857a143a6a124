"""`pychart registry logout`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.registry_logout import log_out

    log_out(args[0], read_settings(values))
    write_result(f"Removing login credentials for {args[0]}\n")


command = Command(
    "logout",
    callback=_run,
    usage="[host]",
    short="logout from a registry",
    text="Remove the login that is kept for an OCI registry.",
    examples=(
        ("pychart registry logout registry.example.com", "forget a login"),
        ("pychart registry logout docker.io", "forget the one for Docker Hub"),
    ),
    count=at_least(1),
)
