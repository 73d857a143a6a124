"""`pychart rollback`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.deploying import WORK_FLAGS, cancellable, connect, read_dry_run, read_work
from pychart.cli.flags import flag
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX_DESCRIPTION = 256


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.rollback import rollback

    version = _read_revision(args[1]) if len(args) > 1 else 0
    if len(values["description"] or "") > _MAX_DESCRIPTION:
        got = len(values["description"])
        raise UsageError(f"description must be {_MAX_DESCRIPTION} characters or less, got {got}")
    settings = read_settings(values)
    dry_run = read_dry_run(values) != "none"
    options = read_work(values, values["server_side"])
    session = connect(values, settings, seconds=options.seconds, history_max=options.history_max, progress=True)
    cancellable(args[0], lambda: rollback(session, args[0], version, options, dry_run=dry_run))
    write_result("Rollback was a success! Happy Helming!\n")


def _read_revision(text: str) -> int:
    from pychart.gostd.strconv import quote

    try:
        return int(text)
    except ValueError:
        problem = f"strconv.Atoi: parsing {quote(text)}: invalid syntax"
        raise UsageError(f"could not convert revision to a number: {problem}") from None


command = Command(
    "rollback",
    callback=_run,
    usage="<RELEASE> [REVISION]",
    short="roll back a release to a previous revision",
    text="Make a new revision of a release out of an old one: the one before the last, or the one that is named.",
    flags=(
        *WORK_FLAGS,
        flag("--cleanup-on-fail", kind="bool", help="delete the objects that a failed rollback has created"),
        flag("--history-max", kind="int", default=10, help="revisions that are kept (default 10), 0 for all"),
        flag("--server-side", default="auto", help="have the server apply objects: true, false or auto, as before"),
    ),
    examples=(
        ("pychart rollback myproject", "to the revision before the last"),
        ("pychart rollback myproject 1 --wait", "to the first revision, and wait for it"),
    ),
    count=at_least(1),
)
