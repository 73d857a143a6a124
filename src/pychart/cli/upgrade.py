"""`pychart upgrade`."""

from __future__ import annotations

from pychart import logs
from pychart.cli.command import Command
from pychart.cli.deploying import DEPLOY_FLAGS, cancellable, connect, fail_as, find_namespace, read_deploy
from pychart.cli.flags import flag
from pychart.cli.options import exactly, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.contents import DeployOptions
    from pychart.release.model import Release
    from pychart.release.session import Session
    from pychart.settings import Settings


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.upgrade import is_absent, read_chart, upgrade
    from pychart.cli.showing import show_release

    settings = read_settings(values)
    name, reference = args
    options = read_deploy(reference, values, settings, find_namespace(values, settings), values["server_side"])
    session = connect(
        values, settings, seconds=options.work.seconds, history_max=options.work.history_max, progress=True
    )
    absent = is_absent(name, session) if values["install"] else False
    table = values["output"] == "table"
    if absent is False:
        reuse = next((word for word in _REUSE if values[f"{word.replace('-', '_')}_values"]), "")
        given = read_chart(reference, options, settings)
        release = fail_as(
            "UPGRADE FAILED",
            lambda: cancellable(name, lambda: upgrade(name, given, options, settings, session, reuse=reuse)),
        )
        if table:
            write_result(f'Release "{name}" has been upgraded. Happy Helming!\n')
    else:
        if table:
            write_result(f'Release "{name}" does not exist. Installing it now.\n')
        release = _install(args, options, settings, session, replace=absent is None)
    write_result(show_release(release, values["output"], debug=logs.debug_enabled(), hide_notes=values["hide_notes"]))


_REUSE = ("reset", "reuse", "reset-then-reuse")


def _install(
    args: list[str], options: DeployOptions, settings: Settings, session: Session, *, replace: bool
) -> Release:
    from pychart.actions.install import install

    work = options.work._replace(server_side="false" if options.work.server_side == "false" else "true")
    options = options._replace(work=work, replace=replace)
    return cancellable(args[0], lambda: install(args, options, settings, session))


command = Command(
    "upgrade",
    callback=_run,
    usage="[RELEASE] [CHART]",
    short="upgrade a release",
    text="Bring a release to another chart, version or values, as a new revision.\n\nValues that were given before stay"
    " where no new ones are given; --reuse-values and --reset-then-reuse-values add the new ones to them.",
    flags=(
        *DEPLOY_FLAGS,
        flag("--cleanup-on-fail", kind="bool", help="delete the objects that a failed upgrade has created"),
        flag("--history-max", kind="int", default=10, help="revisions that are kept (default 10), 0 for all"),
        flag("--install", "-i", kind="bool", help="install the release where there is none"),
        flag(
            "--reset-then-reuse-values", kind="bool", help="the new chart's values, then those given before, then new"
        ),
        flag("--reset-values", kind="bool", help="forget the values that were given before"),
        flag("--reuse-values", kind="bool", help="keep the last revision's values and add the new ones"),
        flag("--server-side", default="auto", help="have the server apply objects: true, false or auto, as before"),
    ),
    examples=(
        ("pychart upgrade myproject myrepo/hello-world --set replicaCount=3 --wait", "other values, and wait"),
        ("pychart upgrade --install web ./hello-world --rollback-on-failure", "install or upgrade, undone on failure"),
    ),
    count=exactly(2),
)
