"""The library: many renders of one chart in one process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pychart import api
from pychart.chart.model import Chart
from pychart.errors import PychartError
from pychart.templates import engine
from pychart.templates.golang import program


@pytest.fixture
def chart(tmp_path: Path) -> Chart:
    (tmp_path / "templates").mkdir()
    (tmp_path / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    (tmp_path / "templates/a.yaml").write_text('a: {{ .Values.a }}\nb: {{ (fromYaml "x: 1").x }}\n')
    return api.load_chart(tmp_path)


def text(chart: Chart, **values: object) -> str:
    return api.render_chart(chart, values).manifests[0].content


def test_many_renders_compile_once(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    assert text(chart, a="one") == "a: one\nb: 1\n"

    def refuse(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(program, "_compile", refuse)
    assert [text(chart, a=str(number)) for number in range(3)] == [f"a: {number}\nb: 1\n" for number in range(3)]


def test_charts_are_told_apart_and_forgotten(chart: Chart) -> None:
    others = [chart._replace(templates=(chart.templates[0]._replace(data=b"c: %d" % n),)) for n in range(20)]
    assert [text(other) for other in others] == [f"c: {n}" for n in range(20)]
    assert text(chart, a="x") == "a: x\nb: 1\n"
    assert len(api._memories) <= 8


def test_threads_may_share_a_chart(chart: Chart) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: text(chart, a=f"v{number}"), range(40)))
    assert found == [f"a: v{number}\nb: 1\n" for number in range(40)]


def test_a_render_that_failed_leaves_nothing_behind(chart: Chart) -> None:
    source = (
        b'{{ define "n" }}{{ if .Values.bad }}{{ fail "no" }}{{ end }}{{ .Values.a }}{{ end }}'
        b'a: {{ include "n" . }}\nb: {{ tpl "{{ define \\"n\\" }}inner{{ end }}{{ include \\"n\\" . }}" . }}\n'
    )
    chart = chart._replace(templates=(chart.templates[0]._replace(data=source),))
    expected = "a: one\nb: inner\n"
    assert text(chart, a="one") == expected
    with pytest.raises(PychartError, match="no"):
        text(chart, a="one", bad=True)
    assert text(chart, a="one") == expected
    assert text(chart, a="two") == expected.replace("one", "two")


def test_texts_from_values_are_not_kept_for_ever(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_MAX_TEXTS", 10)
    monkeypatch.setattr(engine, "_MAX_TEMPLATES", 20)
    chart = chart._replace(templates=(chart.templates[0]._replace(data=b"a: {{ tpl .Values.a . }}\n"),))
    for number in range(50):
        assert text(chart, a=f"{{{{ {number} }}}}") == f"a: {number}\n"
    store = api._find_memory(chart).store
    assert isinstance(store, program.MemoryStore)
    assert len(store.items) < 15


def test_parse_trees_are_not_kept_but_made_again_where_needed(chart: Chart) -> None:
    source = b'{{ define "n" }}n {{ .Values.a }}{{ end }}a: {{ if .Values.late }}{{ include "n" . }}{{ end }}\n'
    chart = chart._replace(templates=(chart.templates[0]._replace(data=source),))
    assert text(chart, a="one") == "a: \n"
    store = api._find_memory(chart).store
    assert isinstance(store, program.MemoryStore)
    assert [renderer.program._parsed for renderer in store._ready.values()] == [{}]
    assert text(chart, a="one", late=True) == "a: n one\n"
