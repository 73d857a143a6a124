"""Source maps: every line of the output knows its template line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.explain.charts import run_cli, write_chart

ROOT = Path(__file__).parent.parent.parent


def chains(made: dict[str, Any], number: int = 0) -> list[str]:
    """Give for each line of an output its places, the innermost first."""
    found = []
    for place in made["outputs"][number]["lines"]:
        chain = []
        while place is not None:
            entry = made["places"][place]
            chain.append(f"{entry['file'].rpartition('/')[2]}:{entry['line']}")
            place = entry["from"]
        found.append(" < ".join(chain))
    return found


GO = {
    "templates/_h.tpl": '{{ define "app.labels" -}}\na: 1\n{{ include "app.more" . }}\n{{- end }}\n'
    '{{ define "app.more" }}b: 2\nc: 3{{ end }}',
    "templates/z.yaml": 'kind: Z\nlabels:\n  {{- include "app.labels" . | nindent 2 }}\n'
    "{{ if true }}\nx: y\n{{ end }}\n"
    'data: {{ toYaml (dict "q" 1 "r" 2) | nindent 2 }}\n---\nkind: A\n'
    "{{ range list 1 2 }}\n# {{ . }}\nn{{ . }}: 1\n{{ end }}",
}
JINJA = {
    "templates/_h.tpl.j2": "{% macro more() %}b: 2\nc: 3{% endmacro %}\n"
    "{% macro labels() -%}\na: 1\n{{ more() }}\n{%- endmacro %}",
    "templates/z.yaml.j2": "kind: Z\nlabels:\n{{ include('labels') | indent(2) }}\n{% if true %}\nx: y\n{% endif %}\n"
    "{% for i in [1, 2] %}\nn{{ i }}: 1\n{% endfor %}\n{% include 'part.txt.j2' %}\n",
    "templates/part.txt.j2": "p: 1\nq: 2\n",
}


def make_map(tmp_path: Path, files: dict[str, str], capsys: pytest.CaptureFixture[str], *args: str) -> tuple[Any, str]:
    write_chart(tmp_path / "app", files)
    status, out, err = run_cli(capsys, "template", "app", "--source-map", "map.json", *args)
    assert (status, err) == (0, "")
    return json.loads(Path("map.json").read_text()), out


def test_go_templates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, out = make_map(tmp_path, GO, capsys)
    assert dict(zip(out.splitlines(), chains(made), strict=True)) == {
        "---": "",
        "# Source: app/templates/z.yaml": "",
        "kind: A": "z.yaml:9",
        "": "",
        "# 1": "z.yaml:11",
        "n1: 1": "z.yaml:12",
        "# 2": "z.yaml:11",
        "n2: 1": "z.yaml:12",
        "kind: Z": "z.yaml:1",
        "labels:": "z.yaml:2",
        "  a: 1": "_h.tpl:2 < z.yaml:3",
        "  b: 2": "_h.tpl:5 < _h.tpl:3 < z.yaml:3",
        "  c: 3": "_h.tpl:6 < _h.tpl:3 < z.yaml:3",
        "x: y": "z.yaml:5",
        "data: ": "z.yaml:7",
        "  q: 1": "z.yaml:7",
        "  r: 2": "z.yaml:7",
    }


def test_jinja_templates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, out = make_map(tmp_path, JINJA, capsys, "--show-only=templates/z.yaml")
    assert dict(zip(out.splitlines(), chains(made), strict=True)) == {
        "---": "",
        "# Source: app/templates/z.yaml": "",
        "kind: Z": "z.yaml.j2:1",
        "labels:": "z.yaml.j2:2",
        "  a: 1": "_h.tpl.j2:4 < z.yaml.j2:3",
        "  b: 2": "_h.tpl.j2:1 < _h.tpl.j2:5 < z.yaml.j2:3",
        "  c: 3": "_h.tpl.j2:2 < _h.tpl.j2:5 < z.yaml.j2:3",
        "x: y": "z.yaml.j2:5",
        "n1: 1": "z.yaml.j2:8",
        "n2: 1": "z.yaml.j2:8",
        "p: 1": "part.txt.j2:1 < z.yaml.j2:10",
        "q: 2": "part.txt.j2:2 < z.yaml.j2:10",
        "": "",
    }


def test_files_and_crds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {**GO, "crds/c.yaml": "# x\nkind: CustomResourceDefinition\n"}
    made, _ = make_map(tmp_path, files, capsys, "--output-dir=out", "--include-crds")
    assert [output["file"] for output in made["outputs"]] == ["out/app/crds/c.yaml", "out/app/templates/z.yaml"]
    assert chains(made)[2:] == ["c.yaml:1", "c.yaml:2", ""]
    for output in made["outputs"]:
        assert len(output["lines"]) == len(Path(output["file"]).read_text().splitlines())


@pytest.mark.parametrize("chart", ["hello-world", "hello-jinja", "umbrella", "legacy", "library/shop"])
def test_every_line_of_the_examples_is_known(chart: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(ROOT / "examples/charts" / chart)
    args = ("template", "demo", folder, "--set=ingress.enabled=true,tags.observability=true")
    _, plain, _ = run_cli(capsys, *args)
    status, out, _ = run_cli(capsys, *args, "--source-map=map.json")
    assert (status, out) == (0, plain)
    lines = json.loads(Path("map.json").read_text())["outputs"][0]["lines"]
    unknown = [text for text, place in zip(out.splitlines(), lines, strict=True) if place is None]
    assert {text for text in unknown if text and text != "---" and not text.startswith("# Source: ")} == set()
