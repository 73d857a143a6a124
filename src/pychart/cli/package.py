"""`pychart package`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import ERROR_FORMAT_FLAG, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.package import Signing
    from pychart.settings import Settings


def _run(args: list[str], values: dict[str, Any]) -> None:
    if not args:
        raise UsageError("need at least one argument, the path to the chart")
    from pychart.actions.package import package, read_source_date

    settings = read_settings(values)
    source_date = read_source_date(settings.source_date_epoch)
    signing = _read_signing(values, settings) if values["sign"] else None
    for path in args:
        archive = package(
            path,
            destination=values["destination"],
            version=values["version"] or None,
            app_version=values["app_version"] or None,
            source_date=source_date,
            signing=signing,
        )
        write_result(f"Successfully packaged chart and saved it to: {archive}\n")


def _read_signing(values: dict[str, Any], settings: Settings) -> Signing:
    """Make --key, --keyring and --passphrase-file an order to sign. Raises UsageError."""
    from pychart.actions.package import Signing
    from pychart.cli.passphrase import passphrase_reader

    keyring = settings.find_keyring() if values["keyring"] is None else values["keyring"]
    if not values["key"]:
        raise UsageError("--key is required for signing a package")
    if not keyring:
        raise UsageError("--keyring is required for signing a package")
    return Signing(values["key"], keyring, passphrase_reader(values["passphrase_file"]))


command = Command(
    "package",
    callback=_run,
    usage="[CHART_PATH] [...]",
    short="package a chart directory into a chart archive",
    text="Package charts into archives that repositories serve.\n\nThe same chart always gives the same bytes where"
    " SOURCE_DATE_EPOCH names the time to write into the archive.",
    flags=(
        flag("--app-version", help="set the chart's appVersion"),
        flag("--ca-file", accepted_only=True, hidden=True, help="certificate authorities for downloads"),
        flag("--cert-file", accepted_only=True, hidden=True, help="client certificate for downloads"),
        flag("--destination", "-d", default=".", help="folder to write the archive to"),
        ERROR_FORMAT_FLAG,
        flag("--insecure-skip-tls-verify", kind="bool", accepted_only=True, hidden=True, help="do not check TLS"),
        flag("--key", help="name of the key to sign with, or a part of it that no other key has"),
        flag("--key-file", accepted_only=True, hidden=True, help="key of the client certificate"),
        flag("--keyring", default=None, help="file that holds the secret key (default pubring.gpg of GnuPG)"),
        flag("--passphrase-file", help="file of the key's passphrase; - for standard input"),
        flag("--password", accepted_only=True, hidden=True, help="password for the repository"),
        flag("--plain-http", kind="bool", accepted_only=True, hidden=True, help="download over http"),
        flag("--sign", kind="bool", help="write a provenance file, signed with --key, beside the archive"),
        flag("--username", accepted_only=True, hidden=True, help="user name for the repository"),
        flag("--version", help="set the chart's version to this semantic version"),
    ),
    examples=(
        ("pychart package ./hello-world", "write hello-world-0.1.0.tgz to this folder"),
        ("pychart package ./hello-world -d ./release --version 1.2.0", "set the version, write to ./release"),
        ("pychart package ./hello-world --sign --key jo@example.com --keyring ~/secring.gpg", "and sign it"),
    ),
)
