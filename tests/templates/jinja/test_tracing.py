"""Tracing Jinja2 templates gives the same bytes, and knows what was read."""

from __future__ import annotations

import pytest

from pychart.templates.engine import TemplateSource, render_templates, trace_templates
from tests.templates.rendering import make_context

PATH = "c/templates/t.yaml.j2"
TEMPLATES = [
    "{% for k in Values.m %}{{ k }}{{ loop.index }}{% else %}none{% endfor %}",
    "{% for k, v in Values.m | items %}{{ k }}={{ v }}{% if loop.last %}.{% endif %}{% endfor %}",
    "{% for k, v in Values.m.items() %}{{ k }}{% endfor %}{{ Values.m.keys() | join('-') }}{{ Values.m.get('q', 1) }}",
    "{% set ns = namespace(a=1) %}{% for x in Values.sl if x != 'a' %}{% set ns.a = ns.a + 1 %}{% endfor %}{{ ns.a }}",
    "{% set x %}block{{ Values.s }}{% endset %}{{ x }}{{ x | upper }}",
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(b=3, a=Values.s) }}"
    "{% macro n(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call n(3) %}c{% endcall %}",
    "{% filter upper %}a{{ Values.s }}{% endfilter %}{{ 'a' ~ Values.s ~ 1 }}{{ [1, Values.s] }}{{ {'a': Values.s} }}",
    '{% define "d" %}<{{ ctx.x | default("d") }}>{% enddefine %}{{ include("d", dict("x", 1)) }}{{ include("d", {}) }}',
    "{{ Values.l[0] }}{{ Values['s'] }}{{ Values.m.a.b.c }}"
    "{{ Values.sl | map('upper') | sort }}{{ Values.nope | optional }}",
    "{{ 1 if Values.nope is defined else 2 }}{{ Values.s and Values.b }}{{ not Values.e }}{{ 'a' in Values.sl }}",
    "{%- if Values.e %}a{% elif Values.b -%} b {%- else %}c{% endif %} x {# c #}\n  {% if 1 %}\n  y\n  {% endif %}\n",
    "{{ Capabilities.KubeVersion.Version }}{{ Release.Name }}{{ tpl('{{ .Values.s }}') }}{{ loop is defined }}",
]


@pytest.mark.parametrize("text", TEMPLATES)
def test_every_construct_gives_the_same(text: str) -> None:
    sources = [TemplateSource(PATH, text, "c", "c/templates")]
    usual = render_templates(sources, {"c": make_context()})
    texts, tracer = trace_templates(sources, {"c": make_context()})
    assert texts == usual
    path = PATH.removesuffix(".j2")
    assert "".join(segment.text for segment in tracer.files[path].segments) == texts[path]


def test_what_is_read_is_known() -> None:
    text = (
        "{{ Values.s }}{% if Values.m.s %}{% endif %}{{ Values.sl | toYaml }}{% for x in Values.l %}{% endfor %}"
        "{{ Values.nope | default(1) }}{{ Values['i'] }}{{ ctx.Values.f }}"
    )
    _, tracer = trace_templates([TemplateSource(PATH, text, "c", "c/templates")], {"c": make_context()})
    assert {("s",), ("m", "s"), ("sl",), ("l", 0), ("nope",), ("i",), ("f",)} <= tracer.reads
    assert tracer.whole == {("sl",)}
    assert ("e",) not in tracer.reads
    assert tracer.violations == {}
