"""`pychart uninstall`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.deploying import NO_HOOKS_FLAG, PROGRESS_FLAG, TIMEOUT_FLAG, WAIT_FLAG, connect, read_seconds
from pychart.cli.flags import flag
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.uninstall import uninstall
    from pychart.release.uninstall import UninstallOptions

    if values["cascade"] not in ("background", "foreground", "orphan"):
        allowed = 'Must be "background", "foreground", or "orphan"'
        raise UsageError(f"invalid cascade value ({values['cascade']}). {allowed}")
    settings = read_settings(values)
    options = UninstallOptions(
        no_hooks=values["no_hooks"],
        ignore_not_found=values["ignore_not_found"],
        keep_history=values["keep_history"],
        wait=values["wait"],
        cascade=values["cascade"],
        seconds=read_seconds(values),
        description=values["description"] or "",
        dry_run=values["dry_run"],
    )
    session = connect(values, settings, seconds=options.seconds, progress=True)
    for name in args:
        left = uninstall(session, name, options)
        write_result((f"{left}\n" if left else "") + f'release "{name}" uninstalled\n')


command = Command(
    "uninstall",
    callback=_run,
    usage="RELEASE_NAME [...]",
    short="uninstall a release",
    text="Remove the objects of releases and what is known of them.\n\nObjects that are somebody else's by now, and"
    " those whose resource policy is keep, stay and are named.",
    flags=(
        flag("--cascade", default="background", help="what becomes of owned objects: background, foreground, orphan"),
        flag("--description", help="describe the removal in the history"),
        flag("--dry-run", kind="bool", help="only look"),
        flag("--ignore-not-found", kind="bool", help="a release that is not there is fine"),
        flag("--keep-history", kind="bool", help="keep the records, so that `rollback` can bring the release back"),
        NO_HOOKS_FLAG,
        PROGRESS_FLAG,
        TIMEOUT_FLAG,
        WAIT_FLAG,
    ),
    examples=(
        ("pychart uninstall myproject", "remove a release"),
        ("pychart uninstall myproject --keep-history --wait", "remove its objects alone, and wait until they are gone"),
    ),
    count=at_least(1),
)
