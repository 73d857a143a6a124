"""--offline and PYCHART_OFFLINE keep a command off the network, whatever the chart asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Answer, ask_pychart
from tests.cli.worlds import Files, chart_yaml

CHART: Files = {
    "c/Chart.yaml": chart_yaml("c"),
    "c/values.yaml": "a: 1\n",
    "c/values.schema.json": '{"$ref": "http://127.0.0.1:9/schema.json"}',
    "d/Chart.yaml": chart_yaml("d"),
    "d/templates/a.yaml": 'a: {{ getHostByName "localhost" | quote }}\n',
}


@pytest.fixture
def ask(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> object:
    return lambda line: ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=CHART)


@pytest.mark.parametrize(
    "line",
    [
        "template r c --offline",
        "PYCHART_OFFLINE=1 template r c",
        "lint c --offline",
        "pull http://127.0.0.1:9/c-1.0.0.tgz --offline",
        "pull oci://127.0.0.1:9/c --version 1.0.0 --offline",
        "repo add c http://127.0.0.1:9 --offline",
        "template r http://127.0.0.1:9/c-1.0.0.tgz --offline",
        "show chart http://127.0.0.1:9/c-1.0.0.tgz --offline",
        "template r c -f http://127.0.0.1:9/values.yaml --skip-schema-validation --offline",
        "template r d --enable-dns --offline",
    ],
)
def test_nothing_is_asked_for(line: str, ask: object) -> None:
    assert callable(ask)
    answer: Answer = ask(line)
    assert answer.status == 1
    assert "the network may not be used" in answer.stdout + answer.stderr


def test_the_next_command_may_again(ask: object) -> None:
    assert callable(ask)
    ask("template r c --offline")
    answer: Answer = ask("template r d --enable-dns")
    assert answer.status == 0
