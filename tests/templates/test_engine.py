"""Which templates of a chart are executed, with which context."""

from __future__ import annotations

import gc

import pytest

from pychart.chart.metadata import Metadata
from pychart.chart.model import Chart
from pychart.errors import TemplateError
from pychart.files import File
from pychart.templates.engine import (
    TemplateSource,
    chart_sources,
    execute_program,
    is_partial,
    parse_templates,
    render_templates,
)
from tests.templates.rendering import make_context


def make_chart(name: str, type_: str = "application", dependencies: tuple[Chart, ...] = ()) -> Chart:
    files = (File("templates/_h.tpl", b""), File("templates/t.yaml", b"x: \xff"))
    metadata = Metadata(name=name, version="0.1.0", type=type_)
    return Chart(metadata, templates=files, dependencies=dependencies)


def test_finds_the_templates_of_all_charts() -> None:
    chart = make_chart("c", dependencies=(make_chart("s"), make_chart("lib", "library")))
    assert [source[:1] + source[2:] for source in chart_sources(chart)] == [
        ("c/templates/_h.tpl", "c", "c/templates"),
        ("c/templates/t.yaml", "c", "c/templates"),
        ("c/charts/s/templates/_h.tpl", "c/charts/s", "c/charts/s/templates"),
        ("c/charts/s/templates/t.yaml", "c/charts/s", "c/charts/s/templates"),
        ("c/charts/lib/templates/_h.tpl", "c/charts/lib", "c/charts/lib/templates"),
    ]


def test_keeps_bytes_that_are_not_utf8() -> None:
    assert chart_sources(make_chart("c"))[1].text == "x: \udcff"


@pytest.mark.parametrize(("path", "partial"), [("c/_h.tpl", True), ("c/_d/x.yaml", False), ("_x", True), ("x", False)])
def test_partials_start_with_an_underscore(path: str, partial: bool) -> None:
    assert is_partial(path) is partial


def make_sources() -> list[TemplateSource]:
    return [
        TemplateSource("c/templates/_h.tpl", '{{ define "n" }}{{ .Template.Name }}{{ end }}', "c", "c/templates"),
        TemplateSource("c/templates/t.yaml", '{{ include "n" . }} {{ .Values.s }}', "c", "c/templates"),
        TemplateSource("c/charts/s/templates/t.yaml", "{{ .Template.BasePath }}", "c/charts/s", "c/charts/s/templates"),
    ]


def test_each_file_sees_its_charts_context_and_its_own_name() -> None:
    contexts = {"c": make_context(), "c/charts/s": make_context()}
    assert render_templates(make_sources(), contexts) == {
        "c/charts/s/templates/t.yaml": "c/charts/s/templates",
        "c/templates/t.yaml": "c/templates/t.yaml str",
    }


def test_a_program_serves_many_renders() -> None:
    program = parse_templates(make_sources())
    bare = [source._replace(text="") for source in make_sources()]
    for value in ("one", "two"):
        contexts = {"c": make_context({"s": value}), "c/charts/s": make_context()}
        assert execute_program(program, bare, contexts)["c/templates/t.yaml"].endswith(value)


def test_functions_can_be_replaced_and_added() -> None:
    source = TemplateSource("t", '{{ fail "x" }} {{ shout "a" "b" }}', "c", "")
    functions = {"fail": lambda message: f"({message})", "shout": lambda *words: " ".join(words).upper()}
    assert render_templates([source], {"c": make_context()}, functions) == {"t": "(x) A B"}


def test_an_unknown_function_is_a_parse_error() -> None:
    with pytest.raises(TemplateError, match=r'^parse error at \(t:1\): function "shout" not defined$'):
        render_templates([TemplateSource("t", "{{ shout }}", "c", "")], {"c": make_context()})


def test_leaves_the_collector_as_it_was() -> None:
    render_templates([], {})
    assert gc.isenabled()
