"""What commands may import: every module here costs each of their runs its time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def imported(folder: Path, *args: str) -> set[str]:
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom pychart.cli.main import run\n"
        "try:\n    run(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(' '.join(set(sys.modules) - before), file=sys.stderr)"
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
