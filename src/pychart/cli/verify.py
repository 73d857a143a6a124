"""`pychart verify`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import exactly, read_settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.provenance.verify import Verification


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.verify import verify

    settings = read_settings(values)
    write_verification(verify(args[0], values["keyring"] or settings.find_keyring()))


def write_verification(found: Verification) -> None:
    """Print who signed an archive, as Helm does."""
    from pychart.cli.output import write_result

    lines = [f"Signed by: {identity}" for identity in found.identities]
    lines += [f"Using Key With Fingerprint: {found.fingerprint}", f"Chart Hash Verified: {found.digest}"]
    write_result("".join(f"{line}\n" for line in lines))


command = Command(
    "verify",
    callback=_run,
    usage="PATH",
    short="verify that a chart at the given path has been signed and is valid",
    text="Check a packaged chart against the provenance file beside it.\n\nThe file must be signed by a key of the"
    " keyring that has neither expired nor been revoked, and vouch for this archive.",
    flags=(flag("--keyring", help="file of the public keys to trust (default pubring.gpg of GnuPG)"),),
    examples=(
        ("pychart verify hello-world-0.1.0.tgz", "check hello-world-0.1.0.tgz.prov"),
        ("pychart verify hello-world-0.1.0.tgz --keyring ./team.gpg", "with the keys of a team"),
    ),
    count=exactly(1),
)
