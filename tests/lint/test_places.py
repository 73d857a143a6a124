"""Findings point at the line and column they are about, in rendered text at the template's line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.charts import CHART_YAML, Files, find_in

HELPER = '{{- define "l" }}\napp: x\nkind: y\n{{- end }}\n'
LOOP = """{{- if .Values.a }}
apiVersion: v1
kind: Service
metadata:
  name: 1a
  labels:
    {{- include "l" . | nindent 4 }}
{{- end }}
{{- range list 1 2 }}
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: pdb-{{ . }}
{{- end }}
"""

Place = tuple[str, str, int, int]
CASES: dict[str, tuple[Files, list[Place]]] = {
    "key": (
        {"Chart.yaml": "apiVersion: v2\nversion: 0.1\nname: c\nicon: x\n"},
        [
            ("chart-version-type", "Chart.yaml", 2, 1),
            ("chart-icon-url", "Chart.yaml", 4, 1),
            ("chart-version-strict", "Chart.yaml", 2, 1),
        ],
    ),
    "value-below-key": (
        {"Chart.yaml": CHART_YAML + "maintainers:\n  - name: a\n    email: a@b.de\n  - name: b\n    email: nope\n"},
        [("chart-maintainers", "Chart.yaml", 9, 12)],
    ),
    "unknown-field": ({"Chart.yaml": CHART_YAML + "foo: 1\n"}, [("chart-yaml-strict", "Chart.yaml", 5, 1)]),
    "absent-key": ({"Chart.yaml": CHART_YAML.replace("icon", "#icon")}, [("chart-icon-missing", "Chart.yaml", 1, 1)]),
    "syntax-of-values": (
        {"values.yaml": "a: 1\nb: c: d\n"},
        [
            ("values-syntax", "values.yaml", 2, 5),
            ("chart-load", "values.yaml", 1, 1),
            ("chart-load", "values.yaml", 1, 1),
        ],
    ),
    "schema": (
        {"values.schema.json": '{"properties": {"b": {"type": "string"}}}', "values.yaml": "a: 1\nb: 2\n"},
        [("values-schema", "values.yaml", 2, 1), ("values-schema", "values.yaml", 1, 1)],
    ),
    "parse-error": ({"templates/a.yaml": "a: b\n{{ foo }}\n"}, [("template-render", "templates/a.yaml", 2, 1)]),
    "call-in-helper": (
        {
            "templates/_h.tpl": '{{ define "l" }}\n  {{ .Values.x.y }}{{ end }}',
            "templates/a.yaml": '{{ include "l" . }}',
        },
        [("template-render", "templates/_h.tpl", 2, 12)],
    ),
    "range": (
        {"templates/_h.tpl": HELPER, "templates/a.yaml": LOOP},
        [
            ("object-name", "templates/a.yaml", 5, 3),
            ("deprecated-api", "templates/a.yaml", 11, 1),
            ("deprecated-api", "templates/a.yaml", 11, 1),
        ],
    ),
    "included": (
        {"templates/_h.tpl": HELPER, "templates/a.yaml": '\n{{ include "l" . }}\n'},
        [("object-name", "templates/a.yaml", 2, 1)],
    ),
    "not-yaml": (
        {"templates/a.yaml": "a: b\n{{ if true }}\nc: d: e\n{{ end }}"},
        [("template-yaml", "templates/a.yaml", 3, 1)],
    ),
    "dependency": (
        {"Chart.yaml": CHART_YAML + "dependencies:\n  - name: q\n    version: 1.0.0\n"},
        [("dependencies-missing", "Chart.yaml", 6, 11)],
    ),
    "crd": (
        {"crds/a.yaml": "# c\napiVersion: v1\nkind: X\n"},
        [("crd-api-version", "crds/a.yaml", 2, 1), ("crd-kind", "crds/a.yaml", 3, 1)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_places(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    found = find_in(tmp_path / "chart", files, traces=True)
    assert [(one.rule, one.file, one.line, one.column) for one in found] == expected


def test_marks_do_not_change_what_is_found(tmp_path: Path) -> None:
    files = CASES["range"][0]
    plain = find_in(tmp_path / "one", files)
    traced = find_in(tmp_path / "two", files, traces=True)
    assert [str(one) for one in plain] == [str(one) for one in traced]
    assert [one.rendered for one in plain] == [one.rendered for one in traced] == [5, 11, 16]
