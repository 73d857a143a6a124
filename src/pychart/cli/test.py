"""`pychart test`."""

from __future__ import annotations

from pychart import logs
from pychart.cli.command import Command
from pychart.cli.deploying import PROGRESS_FLAG, TIMEOUT_FLAG, connect, read_seconds
from pychart.cli.flags import flag
from pychart.cli.options import exactly, read_settings
from pychart.cli.output import write_result
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.test import Filter


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.test import read_logs, test
    from pychart.cli.showing import show_release

    seconds = read_seconds(values)
    session = connect(values, read_settings(values), seconds=seconds, progress=True)
    wanted = _read_filter(values["filter"])
    tested = test(session, args[0], wanted, seconds)
    write_result(show_release(tested.release, debug=logs.debug_enabled(), hide_notes=True))
    problems = [tested.problem] if tested.problem else []
    if values["logs"]:
        text, missing = read_logs(session, tested.release, wanted)
        write_result(f"\n{text}")
        problems += map(PychartError, missing)
    try:
        tested.clean_up()
    except PychartError as error:
        problems = problems or [error]
    if problems:
        raise PychartError("\n".join(map(str, problems)))


def _read_filter(terms: tuple[str, ...]) -> Filter:
    from pychart.actions.test import Filter

    without = [term.partition("name=")[2] for term in terms if term.startswith(("!name=", "! name="))]
    return Filter([term[5:] for term in terms if term.startswith("name=")], without)


command = Command(
    "test",
    callback=_run,
    usage="[RELEASE]",
    short="run tests for a release",
    text="Run the tests that the chart of a release brings along, and tell how they went.",
    flags=(
        flag("--filter", kind="strings", help="run only some tests: name=a, or all but some: !name=a"),
        flag("--logs", kind="bool", help="print what the tests' pods printed"),
        PROGRESS_FLAG,
        TIMEOUT_FLAG,
    ),
    examples=(
        ("pychart test myproject --logs", "run the tests and see their output"),
        ("pychart test myproject --filter name=myproject-connection", "run one of them"),
    ),
    count=exactly(1),
)
