"""How work is told: which report a run gets, and what its lines say."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

from pychart.cli.deploying import PROGRESS_FLAG
from pychart.cli.flags import FlagParser
from pychart.cli.live_table import Table
from pychart.cli.work_report import Lines, make_report
from pychart.errors import UsageError
from pychart.kube.discovery import Mapping
from pychart.kube.resources import Resource
from pychart.kube.status import State
from pychart.release.session import Report
from pychart.settings import Settings

POD = Resource(Mapping("v1", "Pod", "pods", True), "default", "a", {})
NAMESPACE = Resource(Mapping("v1", "Namespace", "namespaces", False), "", "n\x1b[2J", {})


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def settings(progress: str) -> Settings:
    return Settings.from_environment({"HOME": "/home", "PYCHART_PROGRESS": progress})


@pytest.mark.parametrize(
    ("given", "variable", "output", "terminal", "pipe"),
    [
        (None, "", "table", Table, Report),
        (None, "", "json", Report, Report),
        ("auto", "plain", "table", Table, Report),
        ("none", "plain", "table", Report, Report),
        (None, "none", "table", Report, Report),
        ("plain", "", "table", Lines, Lines),
        (None, "plain", "json", Lines, Lines),
        ("table", "", "json", Table, Lines),
    ],
)
def test_which_report(
    given: str | None,
    variable: str,
    output: str,
    terminal: type[Report],
    pipe: type[Report],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"progress": given, "output": output}
    for stream, wanted in ((Terminal(), terminal), (StringIO(), pipe)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert type(make_report(values, settings(variable))) is wanted


def test_words_that_are_none() -> None:
    with pytest.raises(UsageError, match=r'^invalid argument "x" for "--progress" flag: must be one of: auto, plain'):
        FlagParser((PROGRESS_FLAG,)).parse_args(["--progress=x"])
    with pytest.raises(UsageError, match=r"^PYCHART_PROGRESS: must be one of: auto, plain, table, none$"):
        make_report({"progress": None}, settings("x"))


def test_lines_tell_each_change_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    lines = Lines()
    lines.begin("installing", [POD, NAMESPACE])
    lines.changed("created", POD)
    lines.begin("waiting for", [POD])
    for state in (State("InProgress", "first\nsecond"), State("InProgress", "first\nsecond"), State("Current", "")):
        lines.state(POD, state)
    lines.state(NAMESPACE, State("Terminating", ""))
    lines.begin("upgrading", [])
    lines.end()
    assert stream.getvalue() == (
        "[0s] installing: 2 objects\n"
        "[0s] Pod/default/a: created\n"
        "[0s] waiting for: 1 object\n"
        "[0s] Pod/default/a: InProgress, first\n"
        "[0s] Pod/default/a: Current\n"
        "[0s] Namespace/n\\x1b[2J: Terminating\n"
    )


def test_lines_that_nobody_reads_stop_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stderr", Closed())
    lines = Lines()
    lines.begin("installing", [POD])
    lines.changed("created", POD)
