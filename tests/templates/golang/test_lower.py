"""Actions: if, with, range, variables, and how deep they may nest; recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from tests.templates.rendering import render_error, render_text

TEXTS = [
    (
        ("{{ if .Values.b }}a{{ else }}b{{ end }}{{ if .Values.e }}a{{ else if .Values.s }}c{{ else }}b{{ end }}"),
        "ac",
    ),
    (
        "{{ with .Values.zz }}a{{ else with .Values.s }}{{ . }}{{ else }}c{{ end }}",
        "str",
    ),
    (
        ("{{ with $x := 0 }}{{ $x }}{{ . }}{{ else }}{{ $x }}{{ end }}{{ with $x := 1 }}{{ $x }}{{ . }}{{ end }}"),
        "011",
    ),
    (
        "{{ with $x := 1 }}{{ $x = 2 }}{{ $x }}{{ . }}{{ end }}",
        "21",
    ),
    (
        "{{ if $x := .Values.zz }}a{{ else if $y := 3 }}{{ $x }}{{ $y }}{{ end }}",
        "3",
    ),
    (
        "{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}",
        "21",
    ),
    (
        "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}",
        "2",
    ),
    (
        "{{ $x := 1 }}{{ $x := 2 }}{{ $x }}",
        "2",
    ),
    (
        "{{ range $k, $v := .Values.m }}{{ $k }}={{ $v }};{{ end }}",
        "a=map[b:map[c:d]];k=map[];s=x;z=0;",
    ),
    (
        (
            "{{ range .Values.el }}x{{ else }}none{{ end }}{{ range $i, $v := .Values.em }}x{{ else }}n"
            "one{{ end }}{{ range .Values.zz }}x{{ else }}none{{ end }}{{ range -1 }}x{{ else }}none{{ end }}"
        ),
        "nonenonenonenone",
    ),
    (
        (
            "{{ range 3 }}{{ . }}{{ end }} {{ range int64 3 }}{{ typeOf . }}{{ end }} {{ range $i := 2 "
            "}}{{ $i }}{{ end }}"
        ),
        "012 int64int64int64 01",
    ),
    (
        "{{ $v := 1 }}{{ range $v = .Values.l }}{{ $v }},{{ end }}{{ $v }}",
        "1,two,,map[a:1],map[a:1]",
    ),
    (
        ("{{ $i := 9 }}{{ $v := 1 }}{{ range $i, $v = .Values.sl }}{{ $v }},{{ . }}{{ end }}{{ $v }}{{ $i }}"),
        "a,ab,bb1",
    ),
    (
        "{{ range $v := list 1 2 }}{{ $v = 5 }}{{ $v }}{{ . }}{{ end }}",
        "5152",
    ),
    (
        "{{ range $i, $v := list 1 2 }}{{ $i = 5 }}{{ $i }}{{ $v = 7 }}{{ $v }}{{ . }}{{ end }}",
        "571572",
    ),
    (
        '{{ range $i, $v := .Values.sl }}{{ print ($v = "q") }}{{ . }}{{ $v }}{{ end }}',
        "qaqqbq",
    ),
    (
        (
            "{{ range $i := until 5 }}{{ if eq $i 1 }}{{ continue }}{{ end }}{{ if eq $i 3 }}{{ break }"
            "}{{ end }}{{ $i }}{{ else }}none{{ end }}"
        ),
        "02",
    ),
    (
        (
            "{{ range list 1 2 }}{{ break }}{{ else }}none{{ end }}|{{ range list 1 2 }}{{ continue }}{"
            "{ else }}none{{ end }}"
        ),
        "|",
    ),
    (
        "{{ range .Values.l }}{{ kindOf . }} {{ end }}",
        "float64 string invalid map ",
    ),
    (
        '{{ "a" }}{{- 3 -}} b {{- /* c */ -}} d',
        "a3bd",
    ),
    (
        "{{ $x := 0 }}{{ range $i := until 4 }}{{ $x = add $x $i }}{{ end }}{{ $x }}",
        "6",
    ),
]

ERRORS = [
    (
        "{{ range .Values.s }}{{ end }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.s>:\n'
            "    range can't iterate over str"
        ),
    ),
    (
        "{{ range .Values.f }}{{ end }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.f>:\n'
            "    range can't iterate over 1.5"
        ),
    ),
    (
        "{{ range .Values.b }}{{ end }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.b>:\n'
            "    range can't iterate over true"
        ),
    ),
    (
        "{{ range $a, $b := 3 }}{{ end }}",
        (
            "c/templates/t.yaml:1:19\n"
            '  executing "c/templates/t.yaml" at <3>:\n'
            "    can't use 3 to iterate over more than one variable"
        ),
    ),
    (
        '{{ range upper "a" }}{{ end }}',
        ('c/templates/t.yaml:1:15\n  executing "c/templates/t.yaml" at <"a">:\n    range can\'t iterate over A'),
    ),
    (
        '{{ range .Values.l | first | printf "%v" }}{{ end }}',
        ('c/templates/t.yaml:1:36\n  executing "c/templates/t.yaml" at <"%v">:\n    range can\'t iterate over 1'),
    ),
    (
        "{{ if .Values.zz.q }}{{ end }}",
        (
            "c/templates/t.yaml:1:13\n"
            '  executing "c/templates/t.yaml" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        "{{ if eq .Values.i 5 }}{{ end }}",
        (
            'template: c/templates/t.yaml:1:6: executing "c/templates/t.yaml" at <eq .Values.i 5>: erro'
            "r calling eq: incompatible types for comparison: float64 and int"
        ),
    ),
    (
        "{{ with .Values.s.q }}{{ end }}",
        (
            "c/templates/t.yaml:1:15\n"
            '  executing "c/templates/t.yaml" at <.Values.s.q>:\n'
            "    can't evaluate field q in type interface {}"
        ),
    ),
    (
        "{{ $y := 1 }}{{ $y = .Values.s.q }}",
        (
            "c/templates/t.yaml:1:28\n"
            '  executing "c/templates/t.yaml" at <.Values.s.q>:\n'
            "    can't evaluate field q in type interface {}"
        ),
    ),
    (
        "{{ if false }}{{ else if .Values.zz.q }}{{ end }}",
        (
            "c/templates/t.yaml:1:32\n"
            '  executing "c/templates/t.yaml" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        "a\n{{- if true }}\n  é{{ .Values.zz.q }}\n{{ end }}",
        (
            "c/templates/t.yaml:3:14\n"
            '  executing "c/templates/t.yaml" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        "{{ range $x = list 1 }}{{ end }}",
        ('c/templates/t.yaml:1:19\n  executing "c/templates/t.yaml" at <1>:\n    undefined variable: $x'),
    ),
]


@pytest.mark.parametrize(("template", "text"), TEXTS)
def test_executes_actions(template: str, text: str) -> None:
    assert render_text(template) == text


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_refuses_actions(template: str, message: str) -> None:
    assert render_error(template) == message


def nest(depth: int, begin: str, end: str, middle: str) -> str:
    return begin * depth + middle + end * depth


DEEP = [
    (nest(150, "{{ if true }}", "{{ end }}", "X"), "X"),
    (nest(120, "{{ with $ }}", "{{ end }}", "{{ .Values.s }}"), "str"),
    (nest(60, "{{ range tuple 1 }}", "{{ end }}", "{{ . }}{{ $.Values.s }}"), "1str"),
    (nest(30, "{{ range $i, $v := list 7 }}", "{{ end }}", "{{ $v }}"), "7"),
    ("{{ if false }}" + "{{ else if false }}x" * 300 + "{{ else }}z{{ end }}", "z"),
    ("{{ with 0 }}" + "{{ else with 0 }}x" * 300 + "{{ else with 1 }}{{ . }}{{ end }}", "1"),
    ('{{ "a"' + " | upper" * 500 + " }}", "A"),
    ("{{ " + "upper (" * 300 + '"a"' + ")" * 300 + " }}", "A"),
    ("{{ " + "and 1 (" * 150 + "2" + ")" * 150 + " }}", "2"),
    ("{{ and " + "1 " * 400 + " }}", "1"),
    ("{{ $x := 0 }}" + nest(50, "{{ if true }}{{ $x = add $x 1 }}", "{{ end }}", "") + "{{ $x }}", "50"),
]


@pytest.mark.parametrize(("template", "text"), DEEP)
def test_nests_deeper_than_python(template: str, text: str) -> None:
    assert render_text(template) == text


@pytest.mark.parametrize(("word", "text"), [("continue", "0e2e"), ("break", "0e")])
def test_leaves_a_loop_from_far_within(word: str, text: str) -> None:
    inner = "{{ if eq $i 1 }}{{ WORD }}{{ end }}{{ $i }}".replace("WORD", word)
    body = nest(50, "{{ if true }}", "{{ end }}", inner)
    assert render_text("{{ range $i := until 3 }}" + body + "e{{ end }}") == text


def test_finds_the_place_of_an_error_far_within() -> None:
    template = nest(70, "{{ if true }}", "{{ end }}", "{{ .Values.zz.q }}")
    assert render_error(template).startswith("c/templates/t.yaml:1:920\n")
