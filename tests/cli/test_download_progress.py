"""Whoever waits at a terminal sees how far a download is; pipes see nothing."""

from __future__ import annotations

import io

import pytest

from pychart.cli.download_progress import Progress, describe_progress, show_progress

MIB = 1024 * 1024


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("size", "total", "line"),
    [
        (0, 4 * MIB, "web  [                              ]   0%  0.0 of 4.0 MiB"),
        (MIB, 4 * MIB, "web  [#######                       ]  25%  1.0 of 4.0 MiB"),
        (4 * MIB, 4 * MIB, "web  [##############################] 100%  4.0 of 4.0 MiB"),
        (MIB, -1, "web  1.0 MiB"),
    ],
)
def test_tells_how_far_it_is(size: int, total: int, line: str) -> None:
    assert describe_progress("web", size, total) == line


def test_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("pychart.cli.download_progress._DELAY", 0.0)
    progress = show_progress("web\x1b[2J")
    assert progress is not None
    progress(MIB, 2 * MIB)
    progress(2 * MIB, 2 * MIB)
    shown = terminal.getvalue()
    assert shown.endswith("1.0 of 2.0 MiB\r\x1b[K")
    assert "\x1b[2J" not in shown


def test_what_is_quick_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    progress = Progress("web")
    progress(1, 2)
    progress(2, 2)
    assert terminal.getvalue() == ""


def test_pipes_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    assert show_progress("web") is None
