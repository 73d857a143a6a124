"""`pychart plugin` and its subcommands."""

from __future__ import annotations

from pychart.cli.command import Command, Group
from pychart.cli.flags import flag
from pychart.cli.options import OUTPUT_FLAG, exactly, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEADINGS = ("name", "version", "type", "apiVersion", "provenance", "source")


def _list(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.plugin import describe_plugins
    from pychart.cli.tables import format_records

    records = describe_plugins(read_settings(values), values["type"] or "")
    rows = [[heading.upper() for heading in _HEADINGS], *([record[name] for name in _HEADINGS] for record in records)]
    write_result(format_records(records, values["output"], rows))


def _install(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.plugin import install_plugin

    install_plugin(args[0], read_settings(values), write_result)


def _uninstall(args: list[str], values: dict[str, Any]) -> None:
    if not args:
        raise UsageError("please provide plugin name to uninstall")
    from pychart.actions.plugin import uninstall_plugins

    uninstall_plugins(args, read_settings(values), write_result)


list_command = Command(
    "list",
    callback=_list,
    short="list installed plugins",
    text="List installed plugins, Helm's and ours: both look in the same folder, which HELM_PLUGINS names.",
    flags=(OUTPUT_FLAG, flag("--type", help="only plugins of this type, such as cli/v1 or postrenderer/v1")),
    examples=(
        ("pychart plugin list", "all plugins"),
        ("pychart plugin list --type postrenderer/v1 -o json", "those that can follow --post-renderer, as JSON"),
    ),
)

install = Command(
    "install",
    callback=_install,
    usage="[options] <path|url>",
    short="install a plugin",
    text="Install a plugin from a folder on this machine.\n\nThe folder stays where it is and is linked to. A plugin is"
    " a program that runs with your rights: read it first. Archives, URLs and repositories are refused: fetch and"
    " unpack them, look, and install the folder.",
    flags=(
        flag("--ca-file", accepted_only=True, hidden=True, help="certificate authorities for the download"),
        flag("--cert-file", accepted_only=True, hidden=True, help="client certificate for the download"),
        flag("--insecure-skip-tls-verify", kind="bool", accepted_only=True, hidden=True, help="do not check TLS"),
        flag("--key-file", accepted_only=True, hidden=True, help="key of the client certificate"),
        flag("--keyring", accepted_only=True, hidden=True, help="file of public keys"),
        flag("--password", accepted_only=True, hidden=True, help="password for the registry"),
        flag("--plain-http", kind="bool", accepted_only=True, hidden=True, help="download over http"),
        flag("--username", accepted_only=True, hidden=True, help="user name for the registry"),
        flag("--verify", kind="bool", default=True, accepted_only=True, hidden=True, help="check the signature"),
        flag("--version", accepted_only=True, hidden=True, help="version to fetch"),
    ),
    examples=(
        ("pychart plugin install ./my-plugin", "link to a folder that holds a plugin.yaml"),
        ("pychart plugin install ~/src/helm-diff", "the same for a plugin fetched elsewhere"),
    ),
    count=exactly(1),
)

uninstall = Command(
    "uninstall",
    callback=_uninstall,
    usage="<plugin>...",
    short="uninstall one or more plugins",
    text="Uninstall plugins by their names.\n\nOf a plugin that was installed from a folder only the link goes.",
    examples=(
        ("pychart plugin uninstall my-plugin", "one plugin"),
        ("pychart plugin uninstall diff secrets", "several"),
    ),
)

command = Group(
    "plugin",
    {
        "install": ("plugin:install", "install a plugin"),
        "list": ("plugin:list_command", "list installed plugins"),
        "uninstall": ("plugin:uninstall", "uninstall one or more plugins"),
    },
    "Install, list and uninstall plugins: programs that add commands or change manifests.",
    aliases={"add": "install", "ls": "list", "remove": "uninstall", "rm": "uninstall"},
    examples=(
        ("pychart plugin install ./my-plugin", "install a plugin from a folder"),
        ("pychart plugin list", "what is installed"),
    ),
)
