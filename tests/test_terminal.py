from __future__ import annotations

import io
import re

import pytest

from pychart import logs
from pychart.cli.live_table import Table
from pychart.cli.output import write_result
from pychart.kube.discovery import Mapping
from pychart.kube.resources import Resource
from pychart.kube.status import State
from pychart.terminal import escape_controls, for_stream


class Screen(io.TextIOWrapper):
    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def shown(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


CLIPBOARD = "\x1b]52;c;Y3VybA==\x07"


def test_control_characters_are_named() -> None:
    assert escape_controls(CLIPBOARD) == "\\x1b]52;c;Y3VybA==\\x07"
    assert escape_controls("a\tb\nc\rd\x7f\x9b\udc9b") == "a\tb\nc\\x0dd\\x7f\\x9b\\x9b"
    assert escape_controls("é 日本語 \u200b\xa0\udcff") == "é 日本語 \u200b\xa0\udcff"


def test_only_terminals_get_them_escaped() -> None:
    assert for_stream(CLIPBOARD, Screen(is_terminal=False)) == CLIPBOARD
    assert for_stream(CLIPBOARD, Screen(is_terminal=True)) != CLIPBOARD


@pytest.mark.parametrize(
    ("is_terminal", "is_safe", "shown"),
    [(False, False, b"\x1b[2J"), (True, False, b"\\x1b[2J"), (True, True, b"\x1b[2J")],
)
def test_results(is_terminal: bool, is_safe: bool, shown: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=is_terminal)
    monkeypatch.setattr("sys.stdout", screen)
    write_result("\x1b[2J", is_safe=is_safe)
    assert screen.shown() == shown


def test_what_is_told_beside_results(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal, shown in ((True, b"\\x1b]52"), (False, b"\x1b]52")):
        screen = Screen(is_terminal=is_terminal)
        monkeypatch.setattr("sys.stderr", screen)
        logs.tell(CLIPBOARD)
        assert screen.shown().startswith(shown)


def test_names_and_states_in_the_live_table(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(is_terminal=True)
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr("pychart.cli.live_table._PAUSE", 0.0)
    one = Resource(Mapping("v1", "Pod", "pods", True), "default", "a\x1b[2J", {})
    table = Table()
    table.begin("waiting for", [one])
    table.state(one, State("InProgress", "say \x9b31m"))
    table.end()
    text = re.sub(r"\x1b\[\d+A\x1b\[J", "", screen.shown().decode())
    assert "Pod/a\\x1b[2J" in text
    assert "InProgress: say \\x9b31m" in text
    assert "\x1b" not in text
    assert "\x9b" not in text
