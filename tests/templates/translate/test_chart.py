"""Jinja2 templates become Go templates that render the same, here and in the reference."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from pychart import yamlio
from pychart.actions.render_for_helm import make_helm_chart, render_both
from pychart.chart.load import load_chart
from pychart.chart.model import Chart
from pychart.chart.save import save_chart
from pychart.errors import ChartError
from pychart.templates.translate.chart import translate_chart
from pychart.values.sources import merge_sources
from tests.explain.charts import write_chart
from tests.reference import HELM, environment_of, requires_reference

TABLE: Any = yamlio.load(Path(__file__).with_name("constructs.yaml").read_text())
SAME: dict[str, str] = TABLE["same"]
DIFFERENT: list[dict[str, Any]] = TABLE["different"]


def make(folder: Path, text: str, **more: str) -> Chart:
    files = {
        "values.yaml": TABLE["values"],
        "f.txt": "file",
        "templates/_h.tpl.j2": TABLE["helpers"],
        "templates/part.txt.j2": "part: {{ Values.s }}\n",
        "templates/other.yaml.j2": "o: {{ Values.num }}\n",
        "templates/t.txt.j2": text,
    }
    return load_chart(write_chart(folder / "c", files | more))


@pytest.mark.parametrize("name", SAME)
def test_it_renders_the_same(name: str, tmp_path: Path) -> None:
    made = make_helm_chart(make(tmp_path, SAME[name]))
    assert not [file.name for file in made.chart.templates if file.name.endswith(".j2")]
    assert made.checked == ["values.yaml"]


OTHER = "num=8,a.num=2,a.flag=false,a.zero=1,a.empty=full,numbers={3,2},s=some other,map.k3=3,list={q,y,r}"


@pytest.mark.parametrize("name", SAME)
def test_it_renders_the_same_with_other_values(name: str, tmp_path: Path) -> None:
    chart = make(tmp_path, SAME[name])
    made = make_helm_chart(chart).chart
    values = merge_sources(set_=[OTHER])
    assert _render(made, values) == _render(chart, values)


@requires_reference
@pytest.mark.reference
def test_it_renders_the_same_in_the_reference(tmp_path: Path) -> None:
    """Put all of them into one chart, as partials that a Go template writes as JSON."""
    texts = {f"templates/_t{number}.txt.j2": text for number, text in enumerate(SAME.values())}
    names = [name.rpartition("/")[2].removesuffix(".j2") for name in texts]
    lines = [f'  {name}: {{{{ include (print .Template.BasePath "/{name}") . | toJson }}}}' for name in names]
    texts["templates/all.yaml"] = "\n".join(["kind: ConfigMap", "metadata: {name: all}", "data:", *lines, ""])
    chart = make(tmp_path, "", **texts)
    ours = _render(chart)["c/templates/all.yaml"]
    assert len(ours.splitlines()) == len(SAME) + 3
    archive = save_chart(make_helm_chart(chart).chart, tmp_path)
    done = subprocess.run(
        [HELM, "template", "release-name", archive, "--show-only=templates/all.yaml"],
        env=environment_of(tmp_path),
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    assert done.stdout.decode().partition("all.yaml\n")[2].rstrip() == ours.rstrip()


def _render(chart: Chart, values: dict[str, Any] | None = None) -> dict[str, str]:
    return {path: text for path, text in render_both(chart, values or {}).items() if " of an upgrade" not in path}


@pytest.mark.parametrize("case", DIFFERENT, ids=lambda case: case["reason"])
def test_what_has_no_form_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    text, line, reason = case["text"], int(case["line"]), case["reason"]
    _, problems = translate_chart(make(tmp_path, text))
    assert [(problem.file, problem.line) for problem in problems] == [("c/templates/t.txt.j2", line)]
    assert problems[0].reason.startswith(reason)
    with pytest.raises(ChartError, match=f"c has no form that Helm renders:\n  c/templates/t.txt.j2:{line}: "):
        make_helm_chart(make(tmp_path, text))


def test_all_problems_are_named(tmp_path: Path) -> None:
    _, problems = translate_chart(make(tmp_path, "{{ x }}\n{{ y }}\n{% if z %}{{ w }}{% endif %}"))
    assert [problem.line for problem in problems] == [1, 2, 3]


def test_a_go_template_may_include_what_was_jinja(tmp_path: Path) -> None:
    go = {"templates/go.txt": '{{ include "c.plain" . }} {{ include "c.one" "x" }}'}
    made = make_helm_chart(make(tmp_path, "x", **go))
    assert _render(made.chart)["c/templates/go.txt"] == "plain-some text [X]"
    _, problems = translate_chart(make(tmp_path, "x", **{"templates/go.txt": '\n{{ include "c.two" . }}'}))
    assert [str(problem) for problem in problems] == [
        'c/templates/go.txt:2: "c.two" takes several values in Jinja2, and one from include'
    ]


def test_subcharts(tmp_path: Path) -> None:
    sub: dict[str, str] = {
        "charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 0.1.0\n",
        "charts/sub/values.yaml": "v: sub\n",
        "charts/sub/templates/_h.tpl.j2": "{% macro plain() %}s {{ Values.v }}{% endmacro %}",
        "charts/sub/templates/t.txt.j2": "{{ include('plain') }}{{ Values.v == 'sub' }}",
    }
    made = make_helm_chart(make(tmp_path, "{{ include('plain') }}{{ include('sub.plain', Subcharts.sub) }}", **sub))
    assert _render(made.chart)["c/charts/sub/templates/t.txt"] == "s subtrue"
    assert _render(made.chart)["c/templates/t.txt"] == "plain-some texts sub"
    assert made.translated == 6


def test_values_of_the_ci_folder_are_tried(tmp_path: Path) -> None:
    text = "{{ required('s is needed', Values.must) }}{% if Values.list is string %}{{ Values.list }}{% endif %}"
    with pytest.raises(ChartError, match=r"cannot be rendered with its own values.*ci/NAME-values.yaml.*s is needed"):
        make_helm_chart(make(tmp_path, text))
    made = make_helm_chart(make(tmp_path, text, **{"ci/a-values.yaml": "must: 1\n"}))
    assert made.checked == ["ci/a-values.yaml"]
    surprising = "{% for x in Values.list %}{{ x }}{% endfor %}"
    with pytest.raises(ChartError, match=r"c/templates/t.txt would render differently in Helm with ci/b-values.yaml"):
        make_helm_chart(make(tmp_path, surprising, **{"ci/b-values.yaml": "list: {a: 1}\n"}))


def test_random_values_do_not_count(tmp_path: Path) -> None:
    made = make_helm_chart(make(tmp_path, "a: {{ randAlphaNum(8) }}\nb: {{ Values.s }}\n"))
    assert made.checked == ["values.yaml"]


def test_a_chart_of_go_templates_stays_as_it_is(tmp_path: Path) -> None:
    chart: Any = load_chart(write_chart(tmp_path / "g", {"templates/t.yaml": "a: {{ .Values.b }}\n"}))
    assert make_helm_chart(chart).chart is chart
