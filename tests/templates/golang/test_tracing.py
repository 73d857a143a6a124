"""Tracing gives the same bytes, and usual renders know nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pychart.capabilities import Capabilities
from pychart.chart.load import load_chart
from pychart.functions.table import FUNCTIONS
from pychart.render import prepare
from pychart.templates.context import Release, build_contexts
from pychart.templates.engine import TemplateSource, chart_sources, render_templates, trace_templates
from pychart.templates.golang.compile import compile_definition, generate_source
from pychart.templates.golang.parser import parse_file
from pychart.templates.golang.program import MemoryStore
from pychart.values.sources import merge_sources
from tests.templates.rendering import PATH, make_context

CHARTS = Path(__file__).parents[3] / "examples/charts"
FLAGS = [
    "ingress.enabled=true",
    "ingress.tls[0].hosts={a},ingress.tls[0].secretName=s",
    "tags.observability=true",
    "autoscaling.enabled=true",
]


def contexts_of(chart: Any) -> tuple[list[TemplateSource], Any]:
    prepared = prepare(chart, merge_sources(set_=FLAGS), Release("demo"), Capabilities())
    found = build_contexts(prepared.chart, prepared.values, prepared.release, prepared.capabilities)
    return chart_sources(prepared.chart), found


@pytest.mark.parametrize("name", ["hello-world", "hello-jinja", "umbrella", "legacy", "library/shop"])
def test_the_bytes_are_the_same_and_made_of_segments(name: str) -> None:
    chart = load_chart(CHARTS / name)
    usual = render_templates(*contexts_of(chart))
    texts, tracer = trace_templates(*contexts_of(chart))
    assert texts == usual
    for path, text in texts.items():
        assert "".join(segment.text for segment in tracer.files[path].segments) == text


def test_the_code_of_usual_renders_is_untouched() -> None:
    chart = load_chart(CHARTS / "hello-world")
    sources, contexts = contexts_of(chart)
    store = MemoryStore()
    render_templates(sources, contexts, store=store)
    parsed = {source.path: parse_file(source.path, source.text, FUNCTIONS) for source in sources}
    definitions = [(path, found) for path, names in parsed.items() for found in names.values()]
    before = [(generate_source(found), compile_definition(found, path)) for path, found in definitions]
    kept = dict(store.items)
    trace_templates(*contexts_of(chart))
    assert [(generate_source(found), compile_definition(found, path)) for path, found in definitions] == before
    assert store.items == kept
    assert not any("trace_" in source for source, _ in before)
    compiled = {code for key, code in kept.items() if ":" in key}
    assert compiled <= {code for _, code in before}


TEMPLATES = [
    "{{ range $k, $v := .Values.m }}{{ $k }}={{ $v }},{{ else }}none{{ end }}",
    "{{ range $i, $e := .Values.l }}{{ if $i }}{{ continue }}{{ end }}{{ $e }}{{ break }}{{ end }}",
    "{{ $x := 1 }}{{ if .Values.b }}{{ $x = add $x 1 }}{{ else if .Values.e }}3{{ end }}{{ $x }}",
    "{{ with $m := .Values.m }}{{ $m.s }}{{ .a.b.c }}{{ with .k }}never{{ else with .s }}{{ . }}{{ end }}{{ end }}",
    '{{ define "t" }}[{{ .x | default "d" }}]{{ end }}{{ template "t" (dict "x" .Values.s) }}{{ include "t" (dict) }}',
    '{{ tpl "{{ define \\"u\\" }}u{{ end }}{{ .Values.s }}{{ template \\"u\\" }}" . | upper }}',
    '{{ .Values.nope }}{{ .Values.ll }}{{ index .Values.m "a" "b" }}{{ (index .Values.l 3).a }}{{ get .Values.m "s" }}',
    '{{- /* c */ -}} a {{- "b" -}} c {{ 1 }}{{ 1.5 }}{{ not true }}{{ and 1 0 2 }}{{ or 0 "" }}',
    "{{ (.Values.m).a }}{{ .Values.m | toYaml | nindent 2 }}{{ len .Values.l }}{{ keys .Values.m | sortAlpha }}",
    "{{ range 3 }}{{ . }}{{ end }}{{ range $i := until 2 }}{{ $i }}{{ end }}",
    '{{ set .Values "new" 1 | len }}{{ .Values.new }}{{ dig "a" "b" "c" 1 .Values.m }}{{ hasKey .Values.m "z" }}',
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_every_construct_gives_the_same(text: str) -> None:
    sources = [TemplateSource(PATH, text, "c", "c/templates")]
    usual = render_templates(sources, {"c": make_context()})
    texts, tracer = trace_templates(sources, {"c": make_context()})
    assert texts == usual
    assert "".join(segment.text for segment in tracer.files[PATH].segments) == texts[PATH]
