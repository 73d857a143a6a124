"""Where a field comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pychart.errors import UsageError
from pychart.explain.field import parse_field
from tests.explain.charts import run_cli, write_chart

CHART = {
    "values.yaml": "web:\n  used: true\n  image: {name: nginx, tag: 1}\n  resources:\n    cpu: 1\nports: [80, 81]\n",
    "templates/_h.tpl": '{{ define "app.image" }}{{ .name }}:{{ .tag | default "latest" }}{{ end }}\n',
    "templates/pod.yaml": 'kind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n  labels: {a.b/c: "1"}\nspec:\n'
    '  {{- if .Values.web.used }}\n  image: {{ include "app.image" .Values.web.image | quote }}\n'
    "  resources: {{- toYaml .Values.web.resources | nindent 4 }}\n  {{- end }}\n"
    "  {{- $ports := .Values.ports }}\n  ports:\n  {{- range $ports }}\n  - {{ . }}\n  {{- end }}\n",
}
JINJA = {
    "values.yaml": CHART["values.yaml"],
    "templates/_h.tpl.j2": "{% macro image(i) %}{{ i.name }}:{{ i.tag | default('latest') }}{% endmacro %}\n",
    "templates/pod.yaml.j2": "kind: Pod\nmetadata:\n  name: {{ Release.Name }}\nspec:\n  {% if Values.web.used %}\n"
    "  image: {{ include('image', Values.web.image) | quote }}\n  resources:\n"
    "{{ Values.web.resources | toYaml | indent(4) }}\n  {% endif %}\n",
}


def explain(capsys: pytest.CaptureFixture[str], path: str, *args: str) -> Any:
    status, out, err = run_cli(capsys, "explain", "demo", "app", "--kind=Pod", f"--path={path}", "-o", "json", *args)
    assert (status, err) == (0, "")
    return json.loads(out)


def places(told: Any) -> list[str]:
    return [f"{place['file']}:{place['line']}:{place['column']}" for place in told["places"]]


def sources(told: Any) -> dict[str, str]:
    return {
        one["key"]: f"{one['source']['name']}:{one['source'].get('line', '')}"
        for one in told["values"]
        if one["source"]
    }


def test_an_included_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    told = explain(capsys, "spec.image", "--set=web.image.tag=2")
    assert told["value"] == "nginx:2"
    assert places(told) == ["app/templates/pod.yaml:7:10", "app/templates/_h.tpl:1:25"]
    assert sources(told) == {
        "web.image": "--set web.image.tag=2:",
        "web.image.name": "app/values.yaml:3",
        "web.image.tag": "--set web.image.tag=2:",
    }
    assert [(test["expression"], test["line"]) for test in told["within"]] == [("if .Values.web.used", 6)]
    assert told["within"][0]["values"][0]["key"] == "web.used"


def test_a_field_of_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    told = explain(capsys, "spec.resources.cpu")
    assert (told["value"], places(told)) == (1, ["app/templates/pod.yaml:8:14"])
    assert sources(told) == {"web.resources.cpu": "app/values.yaml:5"}


def test_an_element_of_a_loop_over_a_variable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    told = explain(capsys, "spec.ports[1]")
    assert (told["value"], places(told)) == (81, ["app/templates/pod.yaml:13:5"])
    assert sources(told) == {"ports[1]": "app/values.yaml:6"}
    assert [test["expression"] for test in told["within"]] == ["range $ports"]


def test_text_of_the_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    told = explain(capsys, 'metadata.labels["a.b/c"]')
    assert (told["path"], places(told), told["values"]) == (
        r"metadata.labels.a\.b/c",
        ["app/templates/pod.yaml:4:1"],
        [],
    )


def test_jinja(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", JINJA)
    told = explain(capsys, "spec.image")
    assert [place.rpartition(":")[0] for place in places(told)] == [
        "app/templates/pod.yaml.j2:6",
        "app/templates/_h.tpl.j2:1",
    ]
    assert sources(told)["web.image.name"] == "app/values.yaml:3"
    told = explain(capsys, "spec.resources.cpu", "--set=web.resources.cpu=5")
    assert sources(told) == {"web.resources.cpu": "--set web.resources.cpu=5:"}
    assert told["within"][0]["expression"] == "if Values.web.used"


def test_text_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    status, out, _ = run_cli(
        capsys, "explain", "demo", "app", "--kind=pod", "--path=spec.resources.cpu", "--set=web.used=1"
    )
    assert status == 0
    assert out == (
        "Pod demo: spec.resources.cpu is 1\n\n"
        "  --> app/templates/pod.yaml:8:14\n"
        "     |\n"
        "   8 |   resources: {{- toYaml .Values.web.resources | nindent 4 }}\n"
        f"     |              {'^' * 47}\n"
        "  web.resources.cpu is 1, from app/values.yaml:5\n"
        "  within if .Values.web.used  (app/templates/pod.yaml:6)\n"
        "    web.used is 1, from --set web.used=1\n"
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--kind=Pod", "--path=spec.imgae"), "Pod demo has no spec.imgae; did you mean spec.image?"),
        (("--kind=Pdo", "--path=spec"), "the chart renders no object of kind Pdo; did you mean Pod?"),
        (("--kind=Pod", "--name=x", "--path=spec"), "no Pod is called x; there is demo"),
        (("--kind=Pod",), "explain needs --kind and --path: --kind Deployment --path spec.replicas"),
        (("--kind=Pod", "--path=a["), "--path a[: a bracket is not closed, or nothing stands in it"),
        (("--kind=Pod", "--path=a", "-o=xml"), 'invalid output format "xml": use text or json'),
    ],
)
def test_refusals(args: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", CHART)
    assert run_cli(capsys, "explain", "demo", "app", *args) == (1, "", f"Error: {message}\n")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("spec.replicas", ("spec", "replicas")),
        (".spec.a[0].b", ("spec", "a", 0, "b")),
        (r"a\.b.c", ("a.b", "c")),
        ("a['b.c'][1][2]", ("a", "b.c", 1, 2)),
    ],
)
def test_paths(text: str, path: tuple[str | int, ...]) -> None:
    assert parse_field(text) == path


@pytest.mark.parametrize("text", ["", "a..b", "a[]"])
def test_bad_paths(text: str) -> None:
    with pytest.raises(UsageError):
        parse_field(text)
