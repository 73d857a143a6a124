"""`pychart repo add`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import REPOSITORY_FLAGS, exactly, read_settings, read_timeout
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.repo_add import AddOptions, add_repository
    from pychart.cli.password import read_password, read_password_from_stdin
    from pychart.gostd.strconv import quote
    from pychart.repo.config import RepositoryEntry

    settings = read_settings(values)
    entry = RepositoryEntry(
        name=args[0],
        url=args[1],
        username=values["username"] or "",
        password=values["password"] or "",
        cert_file=values["cert_file"] or "",
        key_file=values["key_file"] or "",
        ca_file=values["ca_file"] or "",
        insecure_skip_tls_verify=values["insecure_skip_tls_verify"],
        pass_credentials_all=values["pass_credentials"],
    )
    options = AddOptions(
        force_update=values["force_update"],
        allow_deprecated_repos=values["allow_deprecated_repos"],
        timeout=read_timeout(values),
        ask_password=read_password_from_stdin if values["password_stdin"] else read_password,
    )
    if add_repository(entry, settings, options):
        write_result(f"{quote(entry.name)} has been added to your repositories\n")
    else:
        write_result(f"{quote(entry.name)} already exists with the same configuration, skipping\n")


command = Command(
    "add",
    callback=_run,
    usage="[NAME] [URL]",
    short="add a chart repository",
    text="Make a chart repository known by a name, and fetch its index.\n\nWith a user name and no password the"
    " password is asked for at the terminal. A password without a user name is sent as a bearer token.",
    flags=(
        *REPOSITORY_FLAGS,
        flag("--allow-deprecated-repos", kind="bool", help="allow repositories that are known to be gone for good"),
        flag("--force-update", kind="bool", help="replace a repository that has this name already"),
        flag("--password-stdin", kind="bool", help="read the password from standard input"),
    ),
    examples=(
        ("pychart repo add example https://charts.example.com/", "know a repository by the name example"),
        ("pychart repo add inner https://charts.example.com/ --username jo", "one that asks who you are"),
    ),
    count=exactly(2),
)
