"""What charts and clusters say, on a terminal: no control character of theirs gets there. Pipes get every byte."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.fakes.apiserver import ApiServer
from tests.reference import environment_of, requires_reference
from tests.release.twins import Side, write_chart

EVIL = "\x1b]52;c;Y3VybA==\x07 \x1b[2J \x9b31m \r"
SHOWN = "\\x1b]52;c;Y3VybA==\\x07 \\x1b[2J \\x9b31m \\x0d"
NOTES = f"Run {EVIL} now\n\tand go\n"


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.0) as api:
        write_chart(tmp_path / "web")
        (tmp_path / "web/templates/NOTES.txt").write_text(NOTES)
        (tmp_path / "evil.yaml").write_text(yaml.safe_dump({"text": "a", "evil": "\x1b[2J"}))
        yield Side(tmp_path, api)


def on_terminal(side: Side, line: str) -> str:
    """Run a command line with a terminal for stdin, stdout and stderr, and give what reaches the screen."""
    config = side.folder / "kubeconfig"
    config.write_text(yaml.safe_dump(side.api.kubeconfig()))
    environment = environment_of(side.folder / "home") | {"KUBECONFIG": str(config), "TERM": "dumb", "NO_COLOR": "1"}
    own, theirs = pty.openpty()
    command = [sys.executable, "-m", "pychart", *line.split("|")]
    with subprocess.Popen(command, cwd=side.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        screen = b""
        while True:
            try:
                part = os.read(own, 65536)
            except OSError:
                break
            if not part:
                break
            screen += part
    os.close(own)
    return screen.decode().replace("\r\n", "\n")


def without_own(screen: str) -> str:
    """Take out what moves the live table, which is our own."""
    return re.sub(r"\x1b\[\d+A\x1b\[J", "", screen)


LINES = (
    f"install|rel|web|-f|evil.yaml|--description|{EVIL}|--no-hooks",
    "status|rel",
    "get|notes|rel",
    "get|manifest|rel",
    "get|all|rel",
    "get|values|rel|-o|json",
    "history|rel",
    f"upgrade|rel|web|--no-hooks|--description|{EVIL}",
    "install|other|web|--dry-run=client",
)


def test_nothing_of_a_chart_moves_the_cursor(side: Side) -> None:
    for line in LINES:
        screen = without_own(on_terminal(side, line))
        bad = [sign for sign in screen if (ord(sign) < 32 and sign not in "\n\t") or 0x7F <= ord(sign) < 0xA0]
        assert bad == [], (line, screen)
        if not line.startswith(("get|values", "get|manifest")):
            assert SHOWN.rstrip("\\x0d") in screen, (line, screen)


def test_names_in_a_list_and_words_of_a_server(side: Side) -> None:
    chart = side.folder / "web/Chart.yaml"
    chart.write_text('apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: "1\\e[2J"\n')
    assert "Error" not in on_terminal(side, "install|rel|web|--no-hooks")
    assert "\x1b" not in on_terminal(side, "list")
    side.api.fail("PATCH .*/configmaps", status=403, reason="Forbidden", message=f"no {EVIL}", times=-1)
    screen = without_own(on_terminal(side, "upgrade|rel|web|--no-hooks|--set|text=b"))
    assert "\x1b" not in screen
    assert "no \\x1b]52" in screen


@pytest.mark.reference
@requires_reference
def test_pipes_get_every_byte_as_from_helm(side: Side) -> None:
    line = "install rel web -f evil.yaml --dry-run=client --no-hooks"
    helm, ours = side.run("helm", line), side.run("pychart", line)
    assert "\x1b[2J" in helm.stdout
    assert ours == helm
    assert side.run("pychart", "install rel web -f evil.yaml --no-hooks").status == 0
    for line in ("get notes rel", "get all rel", "get manifest rel", "history rel", "get values rel"):
        assert side.run("pychart", line) == side.run("helm", line), line
