"""`pychart push`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.flags import flag
from pychart.cli.options import at_least, read_access, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.push import PushOptions, push

    settings = read_settings(values)
    options = PushOptions(read_access({**values, "pass_credentials": False}), values["plain_http"])
    write_result(push(args[0], args[1], options, settings).summary)


command = Command(
    "push",
    callback=_run,
    usage="[chart] [remote]",
    short="push a chart to remote",
    text="Upload a chart's archive to an OCI registry.\n\nThe chart's name is put behind REMOTE, its version is the"
    " tag. A provenance file beside the archive goes with it. The tag is set last, once all else is there.",
    flags=(
        flag("--ca-file", help="file of the certificate authorities that are trusted instead of the system's"),
        flag("--cert-file", help="file of the client certificate to show to the registry"),
        flag("--insecure-skip-tls-verify", kind="bool", help="do not check the registry's certificate"),
        flag("--key-file", help="file of the client certificate's key"),
        flag("--password", help="password for the registry"),
        flag("--plain-http", kind="bool", help="reach the registry over http"),
        flag("--username", help="user name for the registry"),
    ),
    examples=(
        (
            "pychart push hello-world-0.1.0.tgz oci://registry.example.com/charts",
            "make registry.example.com/charts/hello-world:0.1.0 of an archive",
        ),
        ("pychart push hello-world-0.1.0.tgz oci://127.0.0.1:5000 --plain-http", "to a registry without TLS"),
    ),
    count=at_least(2),
)
