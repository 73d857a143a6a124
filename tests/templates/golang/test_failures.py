"""The text of errors: Go's chain of places and Helm's three ways to word it; recorded from Helm 4.3.1."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pychart.errors import TemplateError
from pychart.templates.engine import TemplateSource, render_templates
from tests.templates.rendering import make_context, render_error, render_text

ERRORS = [
    (
        '{{ fail "boom" }}',
        "execution error at (c/templates/t.yaml:1:3): boom",
    ),
    (
        "{{ fail .Values.i }}",
        (
            "c/templates/t.yaml:1:15\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        '{{ required "need" .Values.zz }}',
        "execution error at (c/templates/t.yaml:1:3): need",
    ),
    (
        "{{ required .Values.i 1 }}",
        (
            "c/templates/t.yaml:1:19\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ div 1 0 }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <div 1 0>: error calli'
            "ng div: runtime error: integer divide by zero"
        ),
    ),
    (
        (
            '{{ define "a" }}{{ fail "in\n'
            'side" }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "b" . }}'
        ),
        "parse error at (c/templates/t.yaml:1): unterminated quoted string",
    ),
    (
        (
            '{{ define "a" }}{{ .Values.zz.q }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}{{'
            ' include "b" . | upper }}'
        ),
        (
            "c/templates/t.yaml:1:91\n"
            '  executing "c/templates/t.yaml" at <include "b" .>:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:26\n"
            '  executing "a" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        ('{{ define "a" }}{{ div 1 0 }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "b" . }}'),
        (
            'template: c/templates/t.yaml:1:85: executing "c/templates/t.yaml" at <include "b" .>: erro'
            'r calling include: template: c/templates/t.yaml:1:57: executing "b" at <include "a" .>: er'
            'ror calling include: template: c/templates/t.yaml:1:19: executing "a" at <div 1 0>: error '
            "calling div: runtime error: integer divide by zero"
        ),
    ),
    (
        ('{{ define "a" }}{{ .Values.zz.q }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "b" . }}'),
        (
            "c/templates/t.yaml:1:90\n"
            '  executing "c/templates/t.yaml" at <include "b" .>:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:62\n"
            '  executing "b" at <include "a" .>:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:26\n"
            '  executing "a" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        '{{ printf "%s" (include "nono" .) }}',
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <include "nono" .>:\n'
            "    error calling include:\n"
            'template: no template "nono" associated with template "gotpl"'
        ),
    ),
    (
        '{{ .Values.m.a.b | toYaml | upper | trunc "x" }}',
        ('c/templates/t.yaml:1:42\n  executing "c/templates/t.yaml" at <"x">:\n    expected integer; found "x"'),
    ),
    (
        '{{ list 1 2 | join "," | upper | fail }}',
        "execution error at (c/templates/t.yaml:1:33): 1,2",
    ),
    (
        '{{ mustRegexMatch "(" "x" }}',
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <mustRegexMatch "(" "x'
            '">: error calling mustRegexMatch: error parsing regexp: missing closing ): `(`'
        ),
    ),
    (
        "{{ index .Values.l 9 }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <index .Values.l 9>: e'
            "rror calling index: index out of range: 9"
        ),
    ),
    (
        "{{ eq .Values.m .Values.m }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <eq .Values.m .Values.'
            "m>: error calling eq: non-comparable type map[a:map[b:map[c:d]] k:map[] s:x z:%!s(float64="
            "0)]: map[string]interface {}"
        ),
    ),
    (
        '{{ define "na\\"me" }}{{ .Values.zz.q }}{{ end }}{{ include "na\\"me" . }}',
        (
            "c/templates/t.yaml:1:51\n"
            '  executing "c/templates/t.yaml" at <include "na\\"me" .>:\n'
            "    error calling include:\n"
            'c/templates/t.yaml:1:31: executing "na\\"me" at <.Values.zz.q>\n'
            "  nil pointer evaluating interface {}.q"
        ),
    ),
    (
        'ü {{ "ü" }}{{ div 1 0 }}',
        (
            'template: c/templates/t.yaml:1:16: executing "c/templates/t.yaml" at <div 1 0>: error call'
            "ing div: runtime error: integer divide by zero"
        ),
    ),
    (
        ("\n\n  {{- $x := 1 }}\n  {{ range $i := until 2 }}\n    {{ index (list 1) $i | add $x }}\n{{ end }}"),
        (
            'template: c/templates/t.yaml:5:7: executing "c/templates/t.yaml" at <index (list 1) $i>: e'
            "rror calling index: reflect: slice index out of range"
        ),
    ),
    (
        '{{ include "a" (dict "x" (fail "q")) }}{{ define "a" }}{{ end }}',
        "execution error at (c/templates/t.yaml:1:26): q",
    ),
]


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_words_errors_as_helm(template: str, message: str) -> None:
    assert render_error(template) == message


def test_parse_errors_name_the_line() -> None:
    assert render_error("a\n{{ foo }}") == 'parse error at (c/templates/t.yaml:2): function "foo" not defined'


def test_keeps_where_each_template_stood() -> None:
    with pytest.raises(TemplateError) as caught:
        render_text('{{ define "a" }}\n {{ .Values.zz.q }}{{ end }}{{ include "a" . }}')
    assert caught.value.frames == (
        ("c/templates/t.yaml", 2, 31, 'include "a" .', "c/templates/t.yaml"),
        ("c/templates/t.yaml", 2, 11, ".Values.zz.q", "a"),
    )


def test_a_fault_of_a_function_is_an_error_of_the_template() -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("oops")

    source = TemplateSource("c/templates/t.yaml", "{{ upper .Values.s }}", "c", "c/templates")
    with pytest.raises(TemplateError, match="error calling upper: ZeroDivisionError: oops"):
        render_templates([source], {"c": make_context()}, {"upper": broken})


def test_without_columns_the_line_must_do() -> None:
    """Python may be told to keep no columns; then the outermost call of the action is named."""
    program = (
        "from pychart.errors import TemplateError\n"
        "from pychart.templates.engine import TemplateSource, render_templates\n"
        "source = TemplateSource('t', 'a\\n{{ upper (printf .s) }} {{ div 1 0 }}', 'c', '')\n"
        "try:\n    render_templates([source], {'c': {'s': 'x'}})\n"
        "except TemplateError as error:\n    print(error)"
    )
    command = [sys.executable, "-X", "no_debug_ranges", "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("template: t:2:")
    assert "at <div 1 0>: error calling div: runtime error: integer divide by zero" in done.stdout
