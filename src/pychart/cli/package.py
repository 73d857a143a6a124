"""`pychart package`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import ERROR_FORMAT_FLAG, read_access, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.actions.package import Signing
    from pychart.settings import Settings


def _run(args: list[str], values: dict[str, Any]) -> None:
    if not args:
        raise UsageError("need at least one argument, the path to the chart")
    from pychart.actions.package import package, read_source_date, require_path

    settings = read_settings(values)
    source_date = read_source_date(settings.source_date_epoch)
    update = _make_update(values, settings, source_date)
    signing = _read_signing(values, settings) if values["sign"] else None
    for path in args:
        require_path(path)
        update(path)
        archive = package(
            path,
            destination=values["destination"],
            version=values["version"] or None,
            app_version=values["app_version"] or None,
            source_date=source_date,
            signing=signing,
            render_for_helm=values["render_for_helm"],
        )
        write_result(f"Successfully packaged chart and saved it to: {archive}\n")
        if values["warm_cache"]:
            from pychart.actions.warm import warm

            warm(archive, settings)


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


def _make_update(values: dict[str, Any], settings: Settings, source_date: int | None) -> Callable[[str], object]:
    """Give what is done to a chart before it is packed; the flags of registries are looked at in any case."""
    access = read_access({**values, "pass_credentials": False})
    if not values["dependency_update"]:
        return lambda path: None
    import os

    from pychart.actions.dependency_update import DependencyOptions, update_dependencies

    options = DependencyOptions(
        access=access, plain_http=values["plain_http"], source_date=source_date, report=write_result
    )
    return lambda path: update_dependencies(os.path.abspath(path), options, settings)


command = Command(
    "package",
    callback=_run,
    usage="[CHART_PATH] [...]",
    short="package a chart directory into a chart archive",
    text="Package charts into archives that repositories serve.\n\nThe same chart always gives the same bytes where"
    " SOURCE_DATE_EPOCH names the time to write into the archive.",
    flags=(
        flag("--app-version", help="set the chart's appVersion"),
        flag("--ca-file", help="certificate authorities that the registry's certificate is checked against"),
        flag("--cert-file", help="client certificate for the registry"),
        flag("--dependency-update", "-u", kind="bool", help="bring charts/ up to what Chart.yaml asks for first"),
        flag("--destination", "-d", default=".", help="folder to write the archive to"),
        ERROR_FORMAT_FLAG,
        flag("--insecure-skip-tls-verify", kind="bool", help="do not check the registry's certificate"),
        flag("--key", help="name of the key to sign with, or a part of it that no other key has"),
        flag("--key-file", help="key of the client certificate"),
        flag("--keyring", default=None, help="file that holds the secret key (default pubring.gpg of GnuPG)"),
        flag("--passphrase-file", help="file of the key's passphrase; - for standard input"),
        flag("--password", help="password for the registry"),
        flag("--plain-http", kind="bool", help="reach the registry over http"),
        flag("--render-for-helm", kind="bool", help="turn Jinja2 templates into Go ones, which Helm renders the same"),
        flag("--sign", kind="bool", help="write a provenance file, signed with --key, beside the archive"),
        flag("--username", help="user name for the registry"),
        flag("--version", help="set the chart's version to this semantic version"),
        flag("--warm-cache", kind="bool", help="compile the archive too, for whoever renders it next on this machine"),
    ),
    examples=(
        ("pychart package ./hello-world", "write hello-world-0.1.0.tgz to this folder"),
        ("pychart package ./hello-world -d ./release --version 1.2.0", "set the version, write to ./release"),
        ("pychart package ./hello-world --sign --key jo@example.com --keyring ~/secring.gpg", "and sign it"),
    ),
)
