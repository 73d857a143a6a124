"""`pychart verify`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import exactly, read_settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.verify import verify

    settings = read_settings(values)
    verify(args[0], values["keyring"] or settings.find_keyring())


command = Command(
    "verify",
    callback=_run,
    usage="PATH",
    short="verify that a chart at the given path has been signed and is valid",
    text="Compare a packaged chart with the provenance file beside it.\n\nThe signature itself cannot be checked yet:"
    " this command says whether anything else speaks against the chart, and never ends with success.",
    flags=(flag("--keyring", help="file of the public keys to trust (default pubring.gpg of GnuPG)"),),
    examples=(
        ("pychart verify hello-world-0.1.0.tgz", "look at hello-world-0.1.0.tgz.prov"),
        ("pychart verify hello-world-0.1.0.tgz --keyring ./team.gpg", "with the keys of a team"),
    ),
    count=exactly(1),
)
