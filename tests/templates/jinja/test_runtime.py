"""What a Jinja2 template sees and may do, and how both dialects share one registry of named templates."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from pychart.templates.engine import TemplateSource, render_templates
from pychart.templates.golang.program import MemoryStore
from tests.templates.jinja.rendering import PATH, fail, render, render_chart
from tests.templates.rendering import make_context

HELPERS = {
    "_helpers.tpl.j2": (
        "{% macro fullname(ctx) %}{{ ctx.Release.Name }}-{{ Values.s }}{% endmacro %}"
        "{% macro plain() %}plain {{ Chart.Name }}{% endmacro %}"
        "{% macro _private() %}{% endmacro %}"
        '{% define "shop.port" %}port {{ ctx }}{% enddefine %}'
    ),
    "_go.tpl": (
        '{{ define "go.name" }}go {{ .Values.s }}{{ end }}'
        '{{ define "both" }}{{ include "fullname" . }}|{{ include "shop.port" 80 }}|{{ template "plain" . }}{{ end }}'
    ),
}

VALUES = (
    ("{{ Values.s }} {{ Values['s'] }} {{ ctx.Values.s }}", "str str str"),
    ("{{ Values.i }} {{ Values.f }} {{ Values.b }} {{ Values.e }}.", "5 1.5 true ."),
    ("{{ Values.sl }} {{ Values.m.a }}", "[a b] map[b:map[c:d]]"),
    ("{{ none }}{{ Values.ll[0] }}.", "."),
    ("{{ Release.Name }} {{ Chart.Name }} {{ Template.Name }} {{ Template.BasePath }}", f"rel c {PATH} c/templates"),
    ("{{ Capabilities.KubeVersion.Major }} {{ Capabilities.APIVersions.Has('v1') }}", "1 true"),
    ("{{ Files.Get('f.txt') }} {{ Files.Glob('*.txt').AsConfig() }}", "text f.txt: text"),
    ("{{ Values.i + 1 }} {{ Values.i * 2 - 1 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ -Values.i }}", "6 9 3 3.5 -5"),
    ("{{ Values.s ~ Values.i ~ true }}", "str5true"),
    ("{{ Values.i == 5 }} {{ Values.s != 'x' }} {{ 1 < 2 <= 2 }} {{ 'a' in Values.sl }}", "true true true true"),
    ("{{ 'yes' if Values.b else 'no' }} {{ 'x' if Values.nope }}.", "yes ."),
    ("{{ Values.sl[1] }} {{ Values.sl[-1] }} {{ Values.sl[:1] }} {{ Values.s[1:] }}", "b b [a] tr"),
    ("{{ Values.i is integer }} {{ Values.f is integer }} {{ Values.m is mapping }}", "true false true"),
)
MISSING = (
    ("{% if Values.nope %}a{% else %}b{% endif %}", "b"),
    ("{% if Values.nope.deeper.still %}a{% else %}b{% endif %}", "b"),
    ("{{ Values.nope.deeper | default('x') }} {{ Values.nope or 'y' }}", "x y"),
    ("{{ Values.nope is defined }} {{ Values.s is defined }} {{ nobody is defined }}", "false true false"),
    ("{{ Values.nope == none }} {{ Values.nope | optional }}. {{ Values.i | optional }}", "true . 5"),
    (
        "{{ Values.nope | toJson }} {{ [Values.nope] | toJson }} {{ {'a': Values.nope} | toJson }}",
        'null [null] {"a":null}',
    ),
    ("{% for x in Values.nope %}a{% else %}none{% endfor %}", "none"),
    ("{{ 'a' in Values.nope }} {{ Values.nope | length }} {{ Values.l[9] | default('z') }}", "false 0 z"),
    ("{% set x = Values.nope %}{{ x | quote }}.", "."),
)
LOOPS = (
    ("{% for x in Values.sl %}{{ loop.index }}{{ x }}{{ ',' if not loop.last }}{% endfor %}", "1a,2b"),
    ("{% for k in Values.m %}{{ k }} {% endfor %}", "a k s z "),
    ("{% for k, v in Values.m | items %}{{ k }}{{ v | kindOf }} {% endfor %}", "amap kmap sstring zfloat64 "),
    ("{% for k, v in Values.m.items() %}{{ k }}{% endfor %} {{ Values.m.keys() }}", "aksz [a k s z]"),
    ("{% for v in Values.m | elements %}{{ v | kindOf }} {% endfor %}", "map map string float64 "),
    ("{% for i in range(3) %}{{ i }}{% if i == 1 %}{% break %}{% endif %}{% endfor %}", "01"),
    ("{% for i in range(1, 7, 2) if i != 3 %}{{ i }}{% endfor %}", "15"),
    ("{% for i in until(2) %}{{ i }}{% endfor %}", "01"),
    ("{{ Values.sl | map('upper') | join('-') }} {{ ['a', '', 'b'] | select | toJson }}", 'A-B ["a","b"]'),
    ("{{ [{'n': 2}, {'n': 1}] | sort(attribute='n') | map(attribute='n') | toJson }}", "[1,2]"),
    ("{% set ns = namespace(n=0) %}{% for x in Values.sl %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "2"),
)
FUNCTIONS = (
    ("{{ Values.m.a | toYaml | indent(2) }}", "  b:\n    c: d"),
    ("{{ 'abc' | trunc(2) | upper | quote }} {{ trunc(2, 'abc') }}", '"AB" ab'),
    ("{{ Values.i | int | add(1) }} {{ trunc(Values.i - 3, 'abc') }} {{ 'x' | repeat(Values.f * 2) }}", "6 ab xxx"),
    ("{{ dict('a', 1, b=Values.nope) | toJson }} {{ list(1, 'x') | toJson }}", '{"a":1,"b":null} [1,"x"]'),
    ("{{ get(Values.m, 's') }} {{ 'a,b' | splitList(',') | join('+') }}", "x a+b"),
    ("{{ ternary('a', 'b', true) }} {{ Values.e | default('d') }} {{ printf('%s-%d', 'a', 3) }}", "a d a-3"),
    ("{{ (semver('1.2.3')).Minor }} {{ semverCompare('>=1.0', '1.2.3') }}", "2 true"),
    ("{{ required('needed', Values.s) }} {{ lookup('v1', 'Pod', 'a', 'b') | toJson }}", "str {}"),
    ("{{ tpl('{{ .Values.s }}', ctx) }} {{ '{{ .Values.i }}' | tpl }} {{ tpl('{{ . }}', 'x') }}", "str 5 x"),
    ("{{ randAlphaNum(5) == randAlphaNum(5) }} {{ ('' | uuidv4) if false }}", "false "),
)
TEMPLATES = (
    ("{{ include('fullname') }} {{ include('c.fullname', ctx) | upper }}", "rel-str REL-STR"),
    ("{{ include('plain') }} {{ include('shop.port', 8080) }}", "plain c port 8080"),
    ("{{ include('go.name') }} {{ include('both') }}", "go str rel-str|port 80|plain c"),
    ("{% import '_helpers.tpl.j2' as h %}{{ h.fullname(ctx) }} {{ h.plain() }}", "rel-str plain c"),
    ("{% from '_helpers.tpl.j2' import plain %}{{ plain() }}", "plain c"),
    ("{% from 'c/templates/_helpers.tpl.j2' import plain as p %}{{ p() }}", "plain c"),
    ("{% macro m(x, y='d') %}{{ x }}{{ y }}{{ Values.s }}{% endmacro %}{{ m(1) }} {{ m(1, y=2) }}", "1dstr 12str"),
    ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}in{% endcall %}", "[in]"),
    ("{{ include(Template.BasePath ~ '/u.yaml') | trim }}", "other rel"),
    ("{% include 'u.yaml.j2' %}", "other rel\n"),
    ("{% extends '_base.j2' %}{% block body %}{{ super() }}mine{% endblock %}", "<base mine>"),
)
OTHERS = {**HELPERS, "u.yaml.j2": "other {{ Release.Name }}\n", "_base.j2": "<{% block body %}base {% endblock %}>"}


@pytest.mark.parametrize(("text", "expected"), [*VALUES, *MISSING, *LOOPS, *FUNCTIONS, *TEMPLATES])
def test_renders(text: str, expected: str) -> None:
    assert render(text, OTHERS) == expected


ERRORS = (
    ("a\n{{ Values.m.zz }}", "c/templates/t.yaml.j2:2: Values.m.zz has no value; did you mean z?"),
    ("{{ Values.nope.deeper }}", "c/templates/t.yaml.j2:1: Values.nope.deeper has no value"),
    ("{{ Values.nope ~ 'x' }}", "c/templates/t.yaml.j2:1: Values.nope has no value"),
    ("{{ 5 | upper }}", "c/templates/t.yaml.j2:1: upper wants text as its first argument, not a value of kind number"),
    ("\n\n{{ indent(2) }}", "c/templates/t.yaml.j2:3: indent wants 2 arguments, not 1"),
    (
        "{{ trunc(1.5, 'a') }}",
        "c/templates/t.yaml.j2:1: trunc wants a whole number as its first argument, not a value of kind number",
    ),
    ("{{ Values.s.upper() }}", "c/templates/t.yaml.j2:1: text has no field upper; upper is a filter: {{ x | upper }}"),
    ("{% for x in Values.s %}{% endfor %}", "c/templates/t.yaml.j2:1: for cannot go over a value of kind text"),
    (
        "{% for x in 3 %}{% endfor %}",
        "c/templates/t.yaml.j2:1: for cannot go over a value of kind number; use range(n) to count",
    ),
    ("{{ 1 + 'a' }}", "c/templates/t.yaml.j2:1: + does not go with number and text"),
    ("{{ 1 // 0 }}", "c/templates/t.yaml.j2:1: 1 // 0: division by zero"),
    ("{{ 1 < 'a' }}", "c/templates/t.yaml.j2:1: '<' not supported between instances of 'int' and 'str'"),
    ("{{ Values() }}", "c/templates/t.yaml.j2:1: a value of kind map is no function"),
    ("{{ upper(x='a') }}", "c/templates/t.yaml.j2:1: upper takes no named arguments"),
    ("{{ fail('no') }}", "execution error at (c/templates/t.yaml.j2:1): no"),
    ("{{ required('say x', Values.nope) }}", "execution error at (c/templates/t.yaml.j2:1): say x"),
    ("{{ mustFromJson('{') }}", "c/templates/t.yaml.j2:1: unexpected end of JSON input"),
    ("a\n{% if %}", "parse error at (c/templates/t.yaml.j2:2): Expected an expression, got 'end of statement block'"),
    ("{% endfor %}", "parse error at (c/templates/t.yaml.j2:1): Encountered unknown tag 'endfor'."),
    ("{{ include('x') }}", 'c/templates/t.yaml.j2:1: template: no template "x" associated with template "gotpl"'),
)


@pytest.mark.parametrize(("text", "expected"), ERRORS)
def test_errors_name_file_and_line(text: str, expected: str) -> None:
    assert fail(text) == expected


def test_errors_show_who_called() -> None:
    others = {
        "_a.j2": "{% macro a() %}\n{{ include('b') }}{% endmacro %}{% macro b() %}\n\n{{ Values.nope }}{% endmacro %}"
    }
    assert fail("\n{{ include('a') }}", others) == (
        "c/templates/_a.j2:4: Values.nope has no value\n"
        "  called from c/templates/_a.j2:2\n"
        "  called from c/templates/t.yaml.j2:2"
    )


def test_errors_cross_dialects() -> None:
    others = {"_g.tpl": '{{ define "g" }}{{ .Values.nope.x }}{{ end }}'}
    assert " ".join(fail("\n{{ include('g') }}", others).split()) == (
        'c/templates/t.yaml.j2:2: c/templates/_g.tpl:1:26 executing "g" at <.Values.nope.x>:'
        " nil pointer evaluating interface {}.x"
    )
    with pytest.raises(Exception, match=r"error calling include: c/templates/_m\.j2:1: Values\.nope has no value"):
        render_chart({"g.yaml": '{{ include "m" . }}', "_m.j2": "{% macro m() %}{{ Values.nope }}{% endmacro %}"})
    with pytest.raises(Exception, match=r"execution error at \(c/templates/g\.yaml:1:3\): stop"):
        render_chart({"g.yaml": '{{ include "m" . }}', "_m.j2": "{% macro m() %}{{ fail('stop') }}{% endmacro %}"})


def test_suffix_goes_and_partials_stay_out() -> None:
    rendered = render_chart({"a.yaml.j2": "a", "_b.yaml.j2": "b", "NOTES.txt.j2": "n", "c.yaml": "c"})
    assert rendered == {"c/templates/a.yaml": "a", "c/templates/NOTES.txt": "n", "c/templates/c.yaml": "c"}


def test_one_name_for_two_files_is_refused() -> None:
    assert "both c/templates/t.yaml and c/templates/t.yaml.j2" in fail("a", {"t.yaml": "b"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  {% if true %}\n  b: 1\n  {% endif %}\nc: 2\n", "a:\n  b: 1\nc: 2\n"),
        ("a:\n  {{- 'x' | nindent(2) }}\n", "a:\n  x\n"),
        ("{# note #}\na\n", "a\n"),
        ("{% raw %}{{ x }}{% endraw %}\n\n", "{{ x }}\n"),
    ],
)
def test_tags_alone_on_a_line_leave_nothing(text: str, expected: str) -> None:
    assert render(text) == expected


def test_names_without_a_dot_are_the_own_charts_first() -> None:
    context: Any = make_context()
    sub: Any = make_context()
    files = {
        "c/templates/_h.j2": "{% macro name() %}parent{% endmacro %}",
        "c/templates/t.yaml.j2": "{{ include('name') }}",
        "c/charts/s/templates/_h.j2": "{% macro name() %}sub{% endmacro %}",
        "c/charts/s/templates/t.yaml.j2": "{{ include('name') }} {{ include('c.name') }}",
        "c/charts/s/templates/g.yaml": '{{ include "name" . }} {{ include "s.name" . }}',
    }
    keys = {path: path.split("/templates")[0] for path in files}
    sources = [TemplateSource(path, text, keys[path], "") for path, text in files.items()]
    rendered = render_templates(sources, {"c": context, "c/charts/s": sub})
    assert rendered == {
        "c/templates/t.yaml": "parent",
        "c/charts/s/templates/t.yaml": "sub parent",
        "c/charts/s/templates/g.yaml": "parent sub",
    }


def test_the_last_definition_wins_in_helms_order() -> None:
    go, jinja = '{{ define "x" }}go{{ end }}', '{% define "x" %}jinja{% enddefine %}'
    assert render("{{ include('x') }}", {"_a.tpl": go, "_b.j2": jinja}) == "go"
    assert render("{{ include('x') }}", {"_b.tpl": go, "_a.j2": jinja}) == "jinja"


def test_values_changed_by_one_dialect_are_seen_by_the_other() -> None:
    rendered = render_chart(
        {
            "z.yaml.j2": "{% set _ = set(Values, 'new', 1) %}",
            "a.yaml": "{{ .Values.new }}",
            "b.yaml.j2": "{{ Values.new }}",
        }
    )
    assert rendered["c/templates/a.yaml"] == rendered["c/templates/b.yaml"] == "1"


def test_compiled_templates_are_kept() -> None:
    store = MemoryStore()
    sources = [
        TemplateSource("c/templates/t.yaml.j2", "{{ include('m') }}", "c", ""),
        TemplateSource("c/templates/_m.j2", "{% macro m() %}{{ Values.s }}{% endmacro %}", "c", ""),
    ]
    render_templates(sources, {"c": make_context()}, store=store)
    blank = [source._replace(text="{{ nothing is read here") for source in sources]
    assert render_templates(blank, {"c": make_context()}, store=store) == {PATH: "str"}


def test_charts_without_it_do_not_load_jinja2() -> None:
    import subprocess

    code = (
        "import sys\nfrom pychart.templates.engine import TemplateSource, render_templates\n"
        "from pychart.templates.golang.program import MemoryStore\nstore = MemoryStore()\n"
        "source = TemplateSource('c/t', '{{ .s }}', 'c', '')\n"
        "render_templates([source], {'c': {'s': 'x'}}, store=store)\n"
        "assert not [name for name in sys.modules if name.startswith('pychart.templates.jinja')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
