from __future__ import annotations

import sys
from io import StringIO

import pytest

from pychart.cli.progress import open_report


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_is_silent_where_nobody_looks() -> None:
    assert open_report("archives read") is None


def test_shows_long_work_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    report = open_report("archives read")
    assert report is not None
    report(3, 10)
    report(160, 5000)
    report(5000, 5000)
    assert terminal.getvalue() == "\r\x1b[K160 of 5000 archives read\r\x1b[K"
