"""--offline and PYCHART_OFFLINE keep a command off the network, whatever the chart asks for."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.transport.offline import forbid_network
from tests.cli.asking import Answer, ask_pychart
from tests.cli.worlds import Files, chart_yaml

CHART: Files = {
    "c/Chart.yaml": chart_yaml("c"),
    "c/values.yaml": "a: 1\n",
    "c/values.schema.json": '{"$ref": "http://127.0.0.1:9/schema.json"}',
    "d/Chart.yaml": chart_yaml("d"),
    "d/templates/a.yaml": 'a: {{ getHostByName "localhost" | quote }}\n',
}


@pytest.fixture(autouse=True)
def allowed() -> Iterator[None]:
    """Begin and end with the network allowed: a command that does not forbid it must not look as if it did."""
    forbid_network(False)
    yield
    forbid_network(False)


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
        "install r d --offline",
        "upgrade r d --offline",
        "list --offline",
        "PYCHART_OFFLINE=1 status r",
    ],
)
def test_nothing_is_asked_for(line: str, ask: object) -> None:
    assert callable(ask)
    answer: Answer = ask(line)
    assert answer.status == 1
    assert "the network may not be used" in answer.stdout + answer.stderr


def test_converting_checks_schemas_without_the_network_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        schema = f'{{"$ref": "http://127.0.0.1:{server.server_port}/schema.json"}}'
        work: Files = {**CHART, "c/values.schema.json": schema, "c/templates/a.yaml": "kind: A\n"}
        ask_pychart("convert c --offline", tmp_path / "forbidden", capfd, monkeypatch, work=work)
        assert asked == []
        ask_pychart("convert c", tmp_path / "allowed", capfd, monkeypatch, work=work)
        assert asked
        server.shutdown()


def test_the_next_command_may_again(ask: object) -> None:
    assert callable(ask)
    ask("template r c --offline")
    answer: Answer = ask("template r d --enable-dns")
    assert answer.status == 0
