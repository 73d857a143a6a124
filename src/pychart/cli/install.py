"""`pychart install`."""

from __future__ import annotations

from pychart import logs
from pychart.cli.command import Command
from pychart.cli.deploying import DEPLOY_FLAGS, cancellable, connect, fail_as, find_namespace, read_deploy
from pychart.cli.flags import flag
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.release.model import Release


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.install import install
    from pychart.cli.showing import show_release

    settings = read_settings(values)
    server_side = "true" if values["server_side"] else "false"
    namespace = find_namespace(values, settings)

    options = read_deploy(args[-1], values, settings, namespace, server_side)

    def perform() -> Release:
        session = connect(values, settings, seconds=options.work.seconds, progress=True)
        return cancellable(args[0], lambda: install(args, options, settings, session))

    release = fail_as("INSTALLATION FAILED", perform)
    write_result(show_release(release, values["output"], debug=logs.debug_enabled(), hide_notes=values["hide_notes"]))


command = Command(
    "install",
    callback=_run,
    usage="[NAME] [CHART]",
    short="install a chart",
    text="Install a chart into the cluster as a release.\n\nCHART is a folder, a packaged chart, the URL of one,"
    " REPOSITORY/NAME, or with --repo a name. What is installed is kept in the cluster as Helm keeps it, and Helm can"
    " go on with it.",
    flags=(
        *DEPLOY_FLAGS,
        flag("--generate-name", "-g", kind="bool", help="make up a release name"),
        flag("--name-template", help="Go template that gives the release name"),
        flag("--replace", kind="bool", help="use the name of a release that failed or was uninstalled again"),
        flag("--server-side", kind="bool", default=True, help="have the server apply objects (default true)"),
    ),
    examples=(
        ("pychart install myproject myrepo/hello-world --wait", "install a chart of a repository and wait for it"),
        ("pychart install web ./hello-world -n web --create-namespace --set replicaCount=3", "a local chart"),
        ("pychart install web ./hello-world --dry-run=client", "show what would be installed, without a cluster"),
    ),
    count=at_least(1),
)
