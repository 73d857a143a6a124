"""Named templates, include and tpl; texts and errors are what Helm 4.3.1 gives."""

from __future__ import annotations

import pytest

from tests.templates.rendering import render_error, render_files, render_text

TEXTS = [
    (
        (
            '{{ define "x" }}{{ . }}{{ end }}{{ template "x" 1 }}{{ template "x" .Values.zz }}|{{ inclu'
            'de "x" "a" | upper }}'
        ),
        "1|A",
    ),
    (
        '{{ block "bb" .Values.s }}B{{ . }}{{ end }}{{ include "bb" 1 }}',
        "BstrB1",
    ),
    (
        '{{ tpl "{{ define \\"bb\\" }}T{{ end }}{{ include \\"bb\\" . }}" . }}',
        "T",
    ),
    (
        (
            '{{ define "bb" }}O{{ end }}{{ define "cc" }}{{ include "bb" . }}{{ end }}{{ tpl "{{ define'
            ' \\"bb\\" }}T{{ end }}{{ include \\"cc\\" . }}" . }}{{ include "cc" . }}'
        ),
        "TO",
    ),
    (
        '{{ define "bb" }}O{{ end }}{{ tpl "{{ define \\"bb\\" }} {{ end }}{{ include \\"bb\\" . }}" . }}',
        "O",
    ),
    (
        (
            '{{ tpl "{{ .Values.zz }}<no value>" . }}|{{ "<no value>" }}|{{ include "q" . | trunc 4 }}{'
            '{ define "q" }}{{ .Values.zz }}{{ end }}'
        ),
        "||<no ",
    ),
    (
        '{{ tpl "{{ if .Values.nn }}{{ include \\"gotpl\\" . }}{{ else }}leaf{{ end }}" . }}',
        "leaf",
    ),
    (
        '{{ tpl "{{ define \\"x\\" }}{{ end }}" . }}|{{ tpl "" . }}|{{ tpl "plain" . }}',
        "||plain",
    ),
    (
        '{{ .Template.Name }} {{ .Template.BasePath }} {{ tpl "{{ .Template.Name }}" . }}',
        "c/templates/t.yaml c/templates c/templates/t.yaml",
    ),
    (
        (
            '{{ define "r" }}{{ if lt .n 1000 }}{{ include "r" (dict "n" (add1 .n)) }}{{ else }}end{{ e'
            'nd }}{{ end }}{{ include "r" (dict "n" 0) }}'
        ),
        "end",
    ),
    (
        (
            '{{ define "r" }}{{ if lt .n 3000 }}{{ template "r" (dict "n" (add1 .n)) }}{{ else }}end{{ '
            'end }}{{ end }}{{ template "r" (dict "n" 0) }}'
        ),
        "end",
    ),
]

ERRORS = [
    (
        '{{ include "nope" . }}',
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <include "nope" .>:\n'
            "    error calling include:\n"
            'template: no template "nope" associated with template "gotpl"'
        ),
    ),
    (
        "{{ include .Values.i . }}",
        (
            "c/templates/t.yaml:1:18\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ include .Values.zz . }}",
        (
            "c/templates/t.yaml:1:18\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected string; got interface {}"
        ),
    ),
    (
        "{{ include 1 . }}",
        ('c/templates/t.yaml:1:11\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        '{{ define "b" }}{{ include "nono" . }}{{ end }}{{ include "b" . }}',
        (
            "c/templates/t.yaml:1:50\n"
            '  executing "c/templates/t.yaml" at <include "b" .>:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:19\n"
            '  executing "b" at <include "nono" .>:\n'
            "    error calling include:\n"
            'template: no template "nono" associated with template "gotpl"'
        ),
    ),
    (
        '{{ template "nope" . }}',
        (
            "c/templates/t.yaml:1:12\n"
            '  executing "c/templates/t.yaml" at <{{template "nope" .}}>:\n'
            '    template "nope" not defined'
        ),
    ),
    (
        '{{ template "nope" }}',
        (
            "c/templates/t.yaml:1:12\n"
            '  executing "c/templates/t.yaml" at <{{template "nope"}}>:\n'
            '    template "nope" not defined'
        ),
    ),
    (
        "{{ tpl .Values.i . }}",
        (
            "c/templates/t.yaml:1:14\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ tpl 1 . }}",
        ('c/templates/t.yaml:1:7\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        '{{ tpl "{{ .Values.zz.q }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ .Values.zz.q '
            '}}" .>: error calling tpl: error during tpl function execution for "{{ .Values.zz.q }}": t'
            'emplate: gotpl:1:10: executing "gotpl" at <.Values.zz.q>: nil pointer evaluating interface {}.q'
        ),
    ),
    (
        '{{ tpl "{{ fail \\"x\\" }}" . }}',
        "execution error at (c/templates/t.yaml:1:3): x",
    ),
    (
        '{{ tpl "{{ foo }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ foo }}" .>: e'
            'rror calling tpl: cannot parse template "{{ foo }}": template: gotpl:1: function "foo" not defined'
        ),
    ),
    (
        '{{ tpl "{{" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{" .>: error ca'
            'lling tpl: cannot parse template "{{": template: gotpl:1: unclosed action'
        ),
    ),
    (
        '{{ tpl "{{ if }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ if }}" .>: er'
            'ror calling tpl: cannot parse template "{{ if }}": template: gotpl:1: missing value for if'
        ),
    ),
    (
        '{{ tpl "{{ define \\"q\\" }}{{ .Values.zz.q }}{{ end }}{{ include \\"q\\" . }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ define \\"q\\" '
            '}}{{ .Values.zz.q }}{{ end }}{{ include \\"q\\" . }}" .>: error calling tpl: error during tp'
            'l function execution for "{{ define \\"q\\" }}{{ .Values.zz.q }}{{ end }}{{ include \\"q\\" . '
            '}}": template: gotpl:1:46: executing "gotpl" at <include "q" .>: error calling include: te'
            'mplate: gotpl:1:26: executing "q" at <.Values.zz.q>: nil pointer evaluating interface {}.q'
        ),
    ),
    (
        '{{ tpl "{{ tpl \\"{{ div 1 0 }}\\" . }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ tpl \\"{{ div '
            '1 0 }}\\" . }}" .>: error calling tpl: error during tpl function execution for "{{ tpl \\"{{'
            ' div 1 0 }}\\" . }}": template: gotpl:1:3: executing "gotpl" at <tpl "{{ div 1 0 }}" .>: er'
            'ror calling tpl: error during tpl function execution for "{{ div 1 0 }}": template: gotpl:'
            '1:3: executing "gotpl" at <div 1 0>: error calling div: runtime error: integer divide by zero'
        ),
    ),
    (
        '{{ define "a" }}{{ tpl "{{ div 1 0 }}" . }}{{ end }}{{ include "a" . }}',
        (
            'template: c/templates/t.yaml:1:55: executing "c/templates/t.yaml" at <include "a" .>: erro'
            'r calling include: template: c/templates/t.yaml:1:19: executing "a" at <tpl "{{ div 1 0 }}'
            '" .>: error calling tpl: error during tpl function execution for "{{ div 1 0 }}": template'
            ': gotpl:1:3: executing "gotpl" at <div 1 0>: error calling div: runtime error: integer div'
            "ide by zero"
        ),
    ),
    (
        '{{ tpl "{{ include \\"nono\\" . }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ include \\"non'
            'o\\" . }}" .>: error calling tpl: error during tpl function execution for "{{ include \\"non'
            'o\\" . }}": template: gotpl:1:3: executing "gotpl" at <include "nono" .>: error calling inc'
            'lude: template: no template "nono" associated with template "gotpl"'
        ),
    ),
    (
        '{{ tpl "{{ template \\"nono\\" . }}" . }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <tpl "{{ template \\"no'
            'no\\" . }}" .>: error calling tpl: error during tpl function execution for "{{ template \\"n'
            'ono\\" . }}": template: gotpl:1:12: executing "gotpl" at <{{template "nono" .}}>: template '
            '"nono" not defined'
        ),
    ),
    (
        '{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" . }}',
        (
            "c/templates/t.yaml:1:28\n"
            '  executing "r" at <{{template "r" .}}>:\n'
            "    exceeded maximum template depth (100000)"
        ),
    ),
    (
        '{{ define "r" }}{{ template "r" . }}{{ end }}{{ include "r" . }}',
        (
            "c/templates/t.yaml:1:48\n"
            '  executing "c/templates/t.yaml" at <include "r" .>:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:28\n"
            '  executing "r" at <{{template "r" .}}>:\n'
            "    exceeded maximum template depth (100000)"
        ),
    ),
]


@pytest.mark.parametrize(("template", "text"), TEXTS)
def test_calls_templates(template: str, text: str) -> None:
    assert render_text(template) == text


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_refuses_calls(template: str, message: str) -> None:
    assert render_error(template) == message


def test_refuses_the_thousand_and_second_include_of_a_name() -> None:
    message = render_error('{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}')
    end = "rendering template has a nested reference name: r: unable to execute template"
    assert message.endswith(f"error calling include: {end}")
    assert message.count('executing "r"') == 1001


def test_refuses_tpl_without_end() -> None:
    message = render_error("{{ tpl .Values.x . }}", {"x": "{{ tpl .Values.x . }}"})
    assert message.endswith("error calling tpl: tpl calls are nested more than 100 deep")


ENDLESS = [
    (
        "{{ range 10000000000 }}{{ end }}",
        "ranges go over more than 10000000 elements in one file; --max-elements allows more",
    ),
    (
        "{{ range int64 10000000000 }}{{ end }}",
        "ranges go over more than 10000000 elements in one file; --max-elements allows more",
    ),
    (
        "{{ range $i, $v := until 10000 }}{{ range $i, $v := until 10000 }}{{ end }}{{ end }}",
        "ranges go over more than 10000000 elements in one file; --max-elements allows more",
    ),
    (
        '{{ define "a" }}{{ template "b" }}{{ template "b" }}{{ end }}'
        '{{ define "b" }}{{ template "c" }}{{ template "c" }}{{ end }}'
        '{{ define "c" }}{{ include "d" . }}{{ include "d" . }}{{ end }}{{ define "d" }}{{ end }}'
        '{{ range until 1000000 }}{{ template "a" }}{{ end }}',
        "more than 10000000 calls of templates in one file",
    ),
]


@pytest.mark.parametrize(("template", "message"), ENDLESS)
def test_refuses_to_run_for_ever(template: str, message: str) -> None:
    assert render_error(template).endswith(message)


FILES = [
    (
        {
            "templates/a.yaml": '{{ include "x" . }}',
            "templates/_a.tpl": '{{ define "x" }}A{{ end }}',
            "templates/_b.tpl": '{{ define "x" }}B{{ end }}',
            "templates/_z.tpl": '{{ define "x" }} {{/* */}} {{ end }}',
        },
        {"c/templates/a.yaml": "A"},
    ),
    (
        {"templates/a.yaml": "a: 1", "templates/b.yaml": '{{ define "c/templates/a.yaml" }}a: 2{{ end }}'},
        {"c/templates/b.yaml": "", "c/templates/a.yaml": "a: 1"},
    ),
    (
        {"templates/z.yaml": "a: 1", "templates/b.yaml": '{{ define "c/templates/z.yaml" }}a: 2{{ end }}'},
        {"c/templates/z.yaml": "a: 2", "c/templates/b.yaml": ""},
    ),
    (
        {"templates/a.yaml": "", "templates/b.yaml": 'b: {{ include "c/templates/a.yaml" . }}'},
        {"c/templates/b.yaml": "b: ", "c/templates/a.yaml": ""},
    ),
    (
        {
            "templates/a.yaml": "{{ .Values.q }}",
            "templates/b.yaml": '{{ $_ := set .Values "q" 1 }}',
            "templates/c.yaml": "{{ .Values.q }}",
            "templates/_x/d.yaml": "d",
        },
        {"c/templates/_x/d.yaml": "d", "c/templates/c.yaml": "", "c/templates/b.yaml": "", "c/templates/a.yaml": "1"},
    ),
]


@pytest.mark.parametrize(("files", "rendered"), FILES)
def test_executes_and_overrides_in_helms_order(files: dict[str, str], rendered: dict[str, str]) -> None:
    result = render_files(files)
    assert result == rendered
    assert list(result) == list(rendered)
