"""Go templates become Jinja2 templates that render the same, and look as people write them."""

# ruff: noqa: E501 - a template a line

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import TemplateError
from pychart.files import File
from pychart.templates.convert.chart import convert_template, is_template
from tests.templates.rendering import make_values, render_files

LOOKS = (
    ("{{ .Values.s }}", "{{ Values.s }}"),
    ("{{ .Values.nope.x }}", "{{ Values.nope.x | optional }}"),
    ("{{ .Release.Name }}-{{ .Chart.Name | quote }}", "{{ Release.Name }}-{{ Chart.Name | quote }}"),
    ("{{ toYaml .Values.m | nindent 2 }}", "\n{{ Values.m | toYaml | indent(2) }}"),
    ('{{ include "x.y" . | upper }}', '{{ include("x.y") | upper }}'),
    ('{{ include "x.y" .Values.m }}', '{{ include("x.y", Values.m) }}'),
    (
        '{{ default "d" .Values.s | trunc 3 | trimSuffix "-" }}',
        '{{ default("d", Values.s) | trunc(3) | trimSuffix("-") }}',
    ),
    ("{{ if and .Values.a (not .Values.b) }}x{{ end }}", "{% if Values.a and not Values.b %}x{% endif %}"),
    (
        '{{ if eq .Values.s "x" }}1{{ else if .Values.b }}2{{ end }}',
        '{% if Values.s == "x" %}1{% elif Values.b %}2{% endif %}',
    ),
    (
        "a:\n  {{- with .Values.m }}\n  b: {{ .s }}\n  {{- end }}\n",
        "a:\n  {% if Values.m %}\n  b: {{ Values.m.s }}\n  {% endif %}\n",
    ),
    (
        "l:\n  {{- range .Values.items }}\n  - {{ . }}\n  {{- end }}\n",
        "l:\n  {% for item in Values.items | elements %}\n  - {{ item }}\n  {% endfor %}\n",
    ),
    (
        "l:\n{{- range $k, $v := .Values.m }}\n{{ $k }}: {{ $v }}\n{{- end }}\n",
        "l:\n{% for k, v in Values.m | items %}\n{{ k }}: {{ v }}\n{% endfor %}\n",
    ),
    ("{{ `{{ x }}` }}", '{{ "{{ x }}" }}'),
    ("a {% b %} {# c #}", 'a {{ "{" }}% b %} {{ "{" }}# c #}'),
    (
        '{{/* Says so. */}}\n{{- define "x" -}}\ny\n{{- end -}}',
        '{# Says so. #}\n{% define "x" -%}\ny\n{%- enddefine %}\n',
    ),
)


@pytest.mark.parametrize(("text", "expected"), LOOKS)
def test_looks_as_people_write_it(text: str, expected: str) -> None:
    name = "templates/_t.tpl" if "define" in text else "templates/t.yaml"
    assert convert_template(name, text, make_values()).text == expected


SAME = (
    "{{ .Values.i }} {{ .Values.f }} {{ .Values.l }} {{ .Values.m }} {{ .Values.nope }} {{ .Values.e }}.",
    "  {{- if .Values.b }}\n  a\n  {{- else }}\n  b\n  {{- end }}\nc\n",
    "{{ if .Values.e }}\na\n{{ else if .Values.b }}\nb\n{{ else }}\nc\n{{ end }}\n",
    "x {{- if .Values.b -}} a {{- end -}} y\n\n  {{ if .Values.b }}  z{{ end }}  \n",
    "{{ range .Values.l }}<{{ . }}>{{ else }}none{{ end }}{{ range .Values.el }}a{{ else }}none{{ end }}",
    "{{ range $i, $v := .Values.l }}{{ $i }}={{ $v }},{{ end }}{{ range $k, $v := .Values.m }}{{ $k }}{{ end }}",
    "{{ range .Values.m }}{{ . }};{{ end }}{{ range until 3 }}{{ . }}{{ end }}{{ range 2 }}{{ . }}{{ end }}",
    "{{ with .Values.m }}{{ .s }}{{ with .a }}{{ .b.c }}{{ end }}{{ $.Release.Name }}{{ else }}no{{ end }}",
    "{{ with .Values.nope }}a{{ else with .Values.s }}{{ . }}{{ else }}c{{ end }}",
    '{{ with dict "a" 1 }}{{ .a }}{{ end }}{{ with $x := .Values.s }}{{ $x }}{{ . }}{{ end }}',
    "{{ if $x := .Values.s }}{{ $x }}{{ else }}{{ $x }}no{{ end }}",
    "{{ if .Values.e }}a{{ else if $y := .Values.s }}{{ $y }}{{ else }}c{{ end }}",
    "{{ $x := 1 }}{{ range until 3 }}{{ $x = add $x . }}{{ end }}{{ $x }}{{ if true }}{{ $x = 9 }}{{ end }}{{ $x }}",
    "{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}",
    "{{ range until 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}",
    "l:\n{{- range until 5 }}\n{{- if eq . 3 }}\n{{- break }}\n{{- end }}\n- {{ . }}\n{{- end }}\nend\n",
    'a:\n{{- with .Values.m }}\n{{- if .s }}\nb: {{ .s }}\n{{- end }}\n{{- end }}\nc: {{ "{" }}{{ "%" }}\n',
    "a: {{ .Values.m | toYaml | nindent 2 }}\nb:\n  {{- toYaml .Values.l | nindent 2 }}\n",
    '{{ template "t" . }}{{ define "t" }}[{{ .Values.s }}]{{ end }}{{ include "t" $ }}\nrest',
    '{{ define "t" }}\n  {{ . }}  \n{{ end }}<{{ template "t" 1 }}>{{ block "b" .Values.s }}({{ . }}){{ end }}',
    '{{ define "a.b" }}{{ range $i, $x := .l }}{{ $i }}{{ $x }}{{ end }}{{ .nope }}{{ end }}{{ include "a.b" .Values }}',
    '{{ print "a" 1 2.5 true nil }} {{ printf "%v|%s" .Values.nope "x" }} {{ 0x10 }} {{ 1e3 }} {{ -3 }} {{ -3 | int64 }}',
    '{{ or .Values.nope .Values.e "x" }} {{ and .Values.b .Values.s }} {{ or .Values.nope nil }} {{ not .Values.nope }}',
    '{{ "q\\"\\\\ \\n\\t é \\u00e9" }} {{ `raw\\n` }} {{ "a" | eq "a" }} {{ 3 | lt 2 }} {{ eq 1 2 1 }} {{ ne "a" "b" }}',
    '{{ (index .Values.l 3).a }} {{ index .Values.m "s" }} {{ (dict "k" (dict "z" 5)).k.z }} {{ len .Values.l }}',
    '{{ .Capabilities.APIVersions.Has "v1" }} {{ .Capabilities.KubeVersion.Minor }} {{ .Files.Get "f.txt" }}',
    '{{ (.Files.Glob "*.txt").AsConfig }} {{ .Capabilities.KubeVersion.GitVersion }} {{ (semver "1.2.3").Major }}',
    '{{ tpl "{{ .Values.s }}" . }} {{ tpl .Values.s $ }} {{ "x" | default .Values.nope }} {{ ternary "a" "b" .Values.b }}',
    '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $d | toJson }} {{ with $d }}{{ set . "c" 3 | toJson }}{{ end }}',
    '{{ $list := list 1 2 }}{{ $name := "n" }}{{ range $list }}{{ $name }}{{ . }}{{ $.Values.s }}{{ end }}',
    "{{ if .Values.b }}{{ end }}{{ with .Values.m }}{{ end }}{{ range .Values.l }}{{ end }}.\n",
    '{{- /* gone */ -}}\n\n  text { {{- "x" -}} }\n',
    '{{ .Values }} {{ . | len }} {{ $ | keys | len }} {{ keys .Values.m | sortAlpha | join "," }}\n\n\n',
)


@pytest.mark.parametrize("text", SAME)
@pytest.mark.parametrize("values", [None, {}, {"b": False, "s": "", "l": [], "m": {"s": "z", "a": {"b": {"c": 1.0}}}}])
def test_renders_the_same(text: str, values: dict[str, Any] | None) -> None:
    try:
        expected = render_files({"templates/t.yaml": text}, values)
    except TemplateError:
        pytest.skip("the values do not fit the template")
    converted = convert_template("templates/t.yaml", text, {})
    assert converted.reason == ""
    assert render_files({"templates/t.yaml.j2": converted.text}, values) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ call .Values.f }}", "the function call"),
        ("a\r\n{{ .Values.s }}", "lines end with carriage returns"),
        ("{{ 1i }}", "the number 1i"),
        (
            "{{ $x := 0 }}{{ range $x = .Values.l }}{{ end }}{{ $x }}",
            "a range assigns to variables that are used elsewhere",
        ),
        ("{{ if ($x := 1) }}{{ end }}", "a variable is set within brackets"),
        ("{{ if }}", "missing value for if"),
        ("{{ 'x' | nothing }}", "function"),
        ("\udcff{{ .Values.s }}", "a text is not UTF-8"),
        ("{{ if true }}" * 120 + "x" + "{{ end }}" * 120, "nested too deep"),
    ],
)
def test_what_cannot_be_converted_is_named(text: str, reason: str) -> None:
    converted = convert_template("templates/t.yaml", text, {})
    assert reason in converted.reason
    assert converted.text == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("templates/a.yaml", True),
        ("templates/sub/NOTES.txt", True),
        ("charts/s/templates/_a.tpl", True),
        ("charts/s/charts/t/templates/a.yaml", True),
        ("templates/a.yaml.j2", False),
        ("values.yaml", False),
        ("files/templates/a.yaml", False),
        ("charts/s.tgz", False),
    ],
)
def test_templates_are_told_by_their_place(name: str, expected: bool) -> None:
    assert is_template(File(name, b"")) is expected
