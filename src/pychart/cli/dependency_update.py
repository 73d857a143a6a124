"""`pychart dependency update`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import at_most, read_access, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.actions.dependency_update import DependencyOptions
    from pychart.settings import Settings

DEPENDENCY_FLAGS = (
    flag("--ca-file", help="certificate authorities that the registry's certificate is checked against"),
    flag("--cert-file", help="client certificate for the registry"),
    flag("--insecure-skip-digest-verify", kind="bool", help="take archives whose digest is not the index's"),
    flag("--insecure-skip-tls-verify", kind="bool", help="do not check the registry's certificate"),
    flag("--key-file", help="key of the client certificate"),
    flag("--keyring", help="file of the public keys that --verify trusts"),
    flag("--password", help="password for the registry"),
    flag("--plain-http", kind="bool", help="reach the registry over http"),
    flag("--skip-refresh", kind="bool", help="take the indexes of repositories as they are cached"),
    flag("--username", help="user name for the registry"),
    flag("--verify", kind="bool", help="check the archives against their signatures"),
)
"""Flags that `dependency update` and `dependency build` share."""


def read_options(values: Mapping[str, Any], settings: Settings) -> DependencyOptions:
    """Read the shared flags.

    Raises PychartError for a SOURCE_DATE_EPOCH that is no number of seconds, FetchError for files of keys that cannot
    be used.
    """
    from pychart.actions.dependency_update import DependencyOptions
    from pychart.actions.package import read_source_date

    source_date = read_source_date(settings.source_date_epoch)
    return DependencyOptions(
        skip_refresh=values["skip_refresh"],
        verify=values["verify"],
        keyring=settings.find_keyring() if values["keyring"] is None else values["keyring"],
        access=read_access({**values, "pass_credentials": False}),
        plain_http=values["plain_http"],
        skip_digest=values["insecure_skip_digest_verify"],
        source_date=source_date,
        report=write_result,
    )


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.dependency_update import update_dependencies
    from pychart.actions.warm import warm_fetched
    from pychart.gostd.path import clean

    settings = read_settings(values)
    path = clean(args[0]) if args else "."
    fetched = update_dependencies(path, read_options(values, settings), settings, write_result)
    warm_fetched(path, fetched, settings)


command = Command(
    "update",
    callback=_run,
    usage="CHART",
    short="update charts/ based on the contents of Chart.yaml",
    text="Find the newest version of each chart that Chart.yaml asks for, bring them into charts/, and write down in"
    " Chart.lock which they are.\n\nCHART is a folder, this folder where it is left out. The indexes of all known"
    " repositories are refreshed first. charts/ is replaced as a whole once everything is there; archives that nothing"
    " asks for any more are gone then, folders stay.",
    flags=DEPENDENCY_FLAGS,
    examples=(
        ("pychart dependency update ./umbrella", "bring charts/ and Chart.lock up to date"),
        ("pychart dependency update --skip-refresh", "without asking repositories what is new"),
    ),
    count=at_most(1),
)
