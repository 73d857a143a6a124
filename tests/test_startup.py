"""What commands may import: every module here costs each of their runs its time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.fakes.apiserver import ApiServer

DEAR = {
    "asyncio", "base64", "click", "collections.abc", "contextlib", "cryptography", "dataclasses", "datetime", "decimal",
    "email", "enum", "functools", "hashlib", "http", "importlib.metadata", "inspect", "jinja2", "json", "jsonschema_rs",
    "logging", "pathlib", "random", "re", "re2", "requests", "semver", "shutil", "socket", "ssl", "string",
    "subprocess", "tempfile", "threading", "typing", "urllib", "yaml",
}  # fmt: skip
"""What takes a millisecond or more to import."""

YAML = {"yaml", "re", "enum", "functools", "collections.abc", "base64", "datetime", "contextlib"}
"""What libyaml's parser brings along."""


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    chart = tmp_path / "c"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    (chart / "values.yaml").write_text("image: {name: web, tag: '1'}\ntext: 'a: 1'\n")
    (chart / "templates/_h.tpl").write_text('{{ define "c.name" }}{{ .Chart.Name | trunc 63 | quote }}{{ end }}')
    (chart / "templates/a.yaml").write_text(
        'kind: A\nmetadata:\n  name: {{ include "c.name" . }}\nspec:\n{{ toYaml .Values.image | indent 2 }}\n'
        "  given: {{ (fromYaml .Values.text).a }}\n"
    )
    return chart


CLUSTER = {"re", "enum", "functools", "collections.abc", "contextlib", "json"} | {
    # urllib3, and what its connections are made of.
    "datetime", "email", "http", "logging", "socket", "ssl", "string", "threading", "typing", "urllib",
}  # fmt: skip
"""What a command on a cluster brings along."""


def imported(folder: Path, *args: str) -> set[str]:
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom pychart.cli.main import run\n"
        "try:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "ran = [name for name in sys.modules if type(sys.modules[name]).__name__ != '_DeferredModule']\n"
        "print(*set(ran) - before, file=sys.stderr)"
    )
    environment = {**os.environ, "PYCHART_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
    environment.pop("PYCHART_NO_CACHE", None)
    command = [sys.executable, "-S", "-c", "import sys; sys.path[:0] = %r\n%s" % (sys.path, code), *args]  # noqa: UP031
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_a_warm_render(chart: Path) -> None:
    cold = imported(chart.parent, "template", "c")
    assert "jinja2.compiler" in cold
    assert not cold & {"jinja2.environment", "markupsafe._speedups", "random", "threading", "yaml.loader"}
    warm = imported(chart.parent, "template", "c")
    assert warm & DEAR == set()
    assert {name for name in warm if name.startswith("pychart.templates.golang.")} == {
        f"pychart.templates.golang.{name}"
        for name in ("calls", "exec_errors", "fields", "iteration", "parse_errors", "printing", "program", "runtime")
    }
    assert not warm & {"pychart.chart.load", "pychart.yamlio.reader", "pychart.values.schema", "pychart.api"}


def test_package(chart: Path) -> None:
    found = imported(chart.parent, "package", "c")
    assert found & DEAR <= YAML
    assert not {name for name in found if name.startswith(("pychart.templates", "pychart.functions", "yaml.loader"))}


def test_repo_index(chart: Path) -> None:
    imported(chart.parent, "package", "c")
    found = imported(chart.parent, "repo", "index", ".")
    assert found & {"click", "cryptography", "jinja2", "jsonschema_rs", "requests"} == set()
    assert not {name for name in found if name.startswith(("pychart.templates", "pychart.functions"))}


def test_help(chart: Path) -> None:
    found = imported(chart.parent, "--help")
    assert found & (DEAR - {"re", "enum", "functools", "collections.abc"}) == set()
    assert not {name for name in found if name.startswith(("pychart.chart", "pychart.yamlio", "pychart.templates"))}


def test_a_warm_render_of_a_repositorys_chart(chart: Path) -> None:
    imported(chart.parent, "package", "c")
    imported(chart.parent, "repo", "index", ".")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=chart.parent)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        imported(chart.parent, "repo", "add", "local", f"http://127.0.0.1:{server.server_port}")
        assert "requests" in imported(chart.parent, "template", "local/c")
        server.shutdown()
    warm = imported(chart.parent, "template", "local/c")
    assert warm & DEAR == set()
    assert not warm & {"pychart.repo.resolve", "pychart.repo.catalogue", "pychart.yamlio.reader", "pychart.chart.load"}


@pytest.fixture
def cluster(chart: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a chart, in which commands ask an API server that has a release of it."""
    with ApiServer() as api:
        (chart.parent / "kubeconfig").write_text(json.dumps(api.kubeconfig()))
        monkeypatch.setenv("KUBECONFIG", str(chart.parent / "kubeconfig"))
        head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n"
        (chart / "templates/a.yaml").write_text(head + "data: {a: {{ .Values.text | quote }}}\n")
        imported(chart.parent, "install", "web", "c")
        yield chart.parent


@pytest.mark.parametrize(
    "line",
    ["list", "list -o json", "list --filter w", "status web", "history web", "get manifest web"],
)
def test_what_asks_a_cluster(line: str, cluster: Path) -> None:
    found = imported(cluster, *line.split())
    assert found & DEAR <= CLUSTER | ({"re2"} if "--filter" in line else set())
    assert "urllib3.connection" in found
    unasked = {"email.header", "ipaddress", "random", "selectors", "urllib3.connectionpool", "urllib3.util.url"}
    assert found & unasked == set()
    assert not {
        one for one in found if one.startswith(("pychart.templates", "pychart.functions", "pychart.chart.load"))
    }


def test_a_warm_upgrade(cluster: Path) -> None:
    found = imported(cluster, "upgrade", "web", "c", "--set", "text=b")
    assert found & DEAR <= CLUSTER
    assert not found & {"pychart.templates.golang.parser", "pychart.templates.golang.codegen"}


class Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
