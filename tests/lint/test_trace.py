"""Findings about rendered text point at the line of the template, in both dialects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pychart.cli.main import run
from tests.explain.charts import write_chart

GO = """{{- if true }}
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  labels:
    {{- include "c.labels" . | nindent 4 }}
  name: {{ .Release.Name }}
{{- end }}
"""
JINJA = """{% if true %}
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  labels:
{{ include("labels") | indent(4) }}
  name: {{ Release.Name }}
{% endif %}
---
{% for i in [1, 2] %}
apiVersion: v1
# of each
kind: ConfigMap
metadata:
  name: "Bad_{{ i }}"
---
{% endfor %}
"""


def find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int]]:
    capsys.readouterr()
    run(["lint", str(tmp_path / "c"), "-o", "json"])
    findings = json.loads(capsys.readouterr().out)["charts"][0]["findings"]
    return [(one["rule"], one["file"], one["line"]) for one in findings if one["file"].startswith("templates/t")]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "home"))


def test_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    helpers = '{{ define "c.labels" }}a: b\nc: d{{ end }}'
    write_chart(tmp_path / "c", {"templates/_h.tpl": helpers, "templates/t.yaml": GO})
    assert find(tmp_path, capsys) == [("deprecated-api", "templates/t.yaml", 2)]


def test_jinja(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    helpers = "{% macro labels() %}a: b\nc: d{% endmacro %}"
    write_chart(tmp_path / "c", {"templates/_h.tpl.j2": helpers, "templates/t.yaml.j2": JINJA})
    found = find(tmp_path, capsys)
    assert found[0] == ("deprecated-api", "templates/t.yaml.j2", 2)
    assert {line for _, _, line in found[1:]} == {15}
    assert len(found) > 1


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: {{ Values.nope }}\n", 2), ("a: 1\n\nb: {{ 1 | nofilter }}\n", 3)],
    ids=["run", "parse"],
)
def test_a_jinja_template_that_fails(text: str, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "c", {"templates/t.yaml.j2": text})
    assert find(tmp_path, capsys) == [("template-render", "templates/t.yaml.j2", line)]
