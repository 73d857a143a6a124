"""`pychart registry login`."""

from __future__ import annotations

from pychart import logs
from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.registry_login import LoginOptions, log_in
    from pychart.transport.access import Access

    settings = read_settings(values)
    username, password = _read_login(values)
    access = Access(
        username=username,
        password=password,
        cert_file=values["cert_file"] or "",
        key_file=values["key_file"] or "",
        ca_file=values["ca_file"] or "",
        insecure=values["insecure"],
    )
    log_in(args[0], LoginOptions(access, values["plain_http"]), settings)
    write_result("Login Succeeded\n")


def _read_login(values: dict[str, Any]) -> tuple[str, str]:
    """Give user and password from the flags, from standard input or from whoever sits at the terminal (Helm)."""
    from pychart.cli.password import read_line, read_password, read_password_from_stdin

    username, password = values["username"] or "", values["password"] or ""
    if values["password_stdin"]:
        return username, read_password_from_stdin()
    if password:
        logs.warn("using --password via the CLI is insecure. Use --password-stdin")
        return username, password
    username = username or read_line("Username: ").strip()
    what = "Password" if username else "Token"
    password = read_password(f"{what}: ", ends_line=False)
    if not password:
        raise UsageError(f"{what.lower()} required")
    return username, password


command = Command(
    "login",
    callback=_run,
    usage="[host]",
    short="login to a registry",
    text="Try a user name and a password at an OCI registry, and keep them for later commands.\n\nThey are kept in"
    " Helm's registry/config.json, or in the credential helper that the file names.",
    flags=(
        flag("--ca-file", help="file of the certificate authorities that are trusted instead of the system's"),
        flag("--cert-file", help="file of the client certificate to show to the registry"),
        flag("--insecure", kind="bool", help="do not check the registry's certificate"),
        flag("--key-file", help="file of the client certificate's key"),
        flag("--password", "-p", help="password or identity token; other users of this machine may see it"),
        flag("--password-stdin", kind="bool", help="read the password or identity token from standard input"),
        flag("--plain-http", kind="bool", help="reach the registry over http"),
        flag("--username", "-u", help="user name"),
    ),
    examples=(
        ("pychart registry login registry.example.com -u jo", "the password is asked for at the terminal"),
        ("pychart registry login registry.example.com -u jo --password-stdin < password.txt", "one from a file"),
    ),
    count=at_least(1),
)
