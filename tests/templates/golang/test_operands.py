"""Pipelines, arguments and their types; texts and errors are what Helm 4.3.1 gives."""

from __future__ import annotations

import pytest

from tests.templates.rendering import render_error, render_text

TEXTS = [
    (
        '{{ trunc 2.0 "abc" }} {{ "abc" | trunc 2 }} {{ "abc" | trunc (int .Values.i) }}',
        "ab ab abc",
    ),
    (
        (
            '{{ hasKey nil "a" }} {{ hasKey (.Values.zz) "a" }} {{ hasKey .Values "m" }} {{ hasKey . "V'
            'alues" }} {{ hasKey .Chart "Name" }}'
        ),
        "false false true true true",
    ),
    (
        "{{ .Values.zz | keys }} {{ .Values.zz | values }}",
        "[] []",
    ),
    (
        '{{ merge (dict "a" 1) (.Values.zz) }}',
        "map[a:1]",
    ),
    (
        '{{ $x := .Values.zz }}{{ hasKey $x "a" }}',
        "false",
    ),
    (
        (
            '{{ and .Values.b (eq .Values.s "str") }} {{ and 0 .Values.zz.q }} {{ or 1 (fail "x") }} {{'
            " 1 | and }} {{ and nil 1 }}|"
        ),
        "true 0 1 1 |",
    ),
    (
        '{{ "x" | and 1 2 }} {{ upper "a" | or false }} {{ not nil }} {{ 0 | not }}',
        "x A true true",
    ),
    (
        ('{{ eq nil nil }} {{ default 1 nil }} {{ list nil | toJson }} {{ print nil }} {{ default "d" .Values.e }}'),
        "true 1 [null] <nil> d",
    ),
    (
        "{{ round 1.55 1 5 }} {{ 0x10 }} {{ 1e6 }} {{ 1.0 }} {{ 1i }} {{ 'a' }} {{ 1_000 }} {{ true }}",
        "1.5 16 1e+06 1 (0+1i) 97 1000 true",
    ),
    (
        "{{ .Values.i }} {{ .Values.f }} {{ .Values.l }} {{ .Values.m }} {{ add 1 2 }}",
        "5 1.5 [1 two <nil> map[a:1]] map[a:map[b:map[c:d]] k:map[] s:x z:0] 3",
    ),
    (
        '{{ ($x := 5) }}{{ $x }} {{ upper ($y := "a") }}{{ $y }}',
        "55 Aa",
    ),
    (
        '{{ "a" | upper | lower | upper }}{{ upper (lower (upper "q")) }}',
        "AQ",
    ),
    (
        '{{ `raw\\n` }} {{ "esc\\t\\x41" | quote }} {{ "é" | trunc 1 | quote }}',
        'raw\\n "esc\\tA" "\\xc3"',
    ),
    (
        '{{ $x := "a" }}{{ if ($x = "b") }}{{ upper $x }}{{ end }}',
        "B",
    ),
]

ERRORS = [
    (
        "{{ upper .Values.i }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ upper .Values.zz }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected string; got interface {}"
        ),
    ),
    (
        "{{ .Values.zz | upper }}",
        ('c/templates/t.yaml:1:16\n  executing "c/templates/t.yaml" at <upper>:\n    invalid value; expected string'),
    ),
    (
        "{{ upper nil }}",
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <nil>:\n    cannot assign nil to string'),
    ),
    (
        "{{ upper 1 }}",
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        "{{ upper (.Values.zz) }}",
        (
            "c/templates/t.yaml:1:17\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    invalid value; expected string"
        ),
    ),
    (
        "{{ .Values.i | upper }}",
        (
            "c/templates/t.yaml:1:15\n"
            '  executing "c/templates/t.yaml" at <upper>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ upper (index .Values.l 2) }}",
        ('c/templates/t.yaml:1:26\n  executing "c/templates/t.yaml" at <2>:\n    invalid value; expected string'),
    ),
    (
        "{{ range .Values.ll }}{{ upper . }}{{ end }}",
        (
            "c/templates/t.yaml:1:31\n"
            '  executing "c/templates/t.yaml" at <.>:\n'
            "    wrong type for value; expected string; got interface {}"
        ),
    ),
    (
        "{{ range .Values.ll }}{{ . | upper }}{{ end }}",
        ('c/templates/t.yaml:1:29\n  executing "c/templates/t.yaml" at <upper>:\n    invalid value; expected string'),
    ),
    (
        "{{ range $v := .Values.ll }}{{ upper $v }}{{ end }}",
        (
            "c/templates/t.yaml:1:37\n"
            '  executing "c/templates/t.yaml" at <$v>:\n'
            "    wrong type for value; expected string; got interface {}"
        ),
    ),
    (
        "{{ $x := .Values.zz }}{{ upper $x }}",
        ('c/templates/t.yaml:1:31\n  executing "c/templates/t.yaml" at <$x>:\n    invalid value; expected string'),
    ),
    (
        "{{ with .Values.i }}{{ upper . }}{{ end }}",
        (
            "c/templates/t.yaml:1:29\n"
            '  executing "c/templates/t.yaml" at <.>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        '{{ trunc "a" "b" }}',
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <"a">:\n    expected integer; found "a"'),
    ),
    (
        '{{ trunc 2.5 "abc" }}',
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <2.5>:\n    expected integer; found 2.5'),
    ),
    (
        '{{ trunc .Values.f "abc" }}',
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.f>:\n'
            "    wrong type for value; expected int; got float64"
        ),
    ),
    (
        "{{ trunc 2 .Values.i }}",
        (
            "c/templates/t.yaml:1:18\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        '{{ trunc nil "x" }}',
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <nil>:\n    cannot assign nil to int'),
    ),
    (
        "{{ .Values.i | trunc 3 }}",
        (
            "c/templates/t.yaml:1:21\n"
            '  executing "c/templates/t.yaml" at <3>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ .Values.i | trunc (int 3) }}",
        (
            "c/templates/t.yaml:1:26\n"
            '  executing "c/templates/t.yaml" at <3>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        '{{ hasKey .Values.zz "a" }}',
        (
            "c/templates/t.yaml:1:17\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected map[string]interface {}; got interface {}"
        ),
    ),
    (
        '{{ hasKey "x" "a" }}',
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <"x">:\n'
            '    can\'t handle "x" for arg of type map[string]interface {}'
        ),
    ),
    (
        "{{ hasKey .Values.m 1 }}",
        ('c/templates/t.yaml:1:20\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        '{{ hasKey (split "," "a") "_0" }}',
        (
            "c/templates/t.yaml:1:21\n"
            '  executing "c/templates/t.yaml" at <"a">:\n'
            "    wrong type for value; expected map[string]interface {}; got map[string]string"
        ),
    ),
    (
        "{{ keys .Values.zz }}",
        (
            "c/templates/t.yaml:1:15\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected map[string]interface {}; got interface {}"
        ),
    ),
    (
        '{{ range .Values.ll }}{{ hasKey . "a" }}{{ end }}',
        (
            "c/templates/t.yaml:1:32\n"
            '  executing "c/templates/t.yaml" at <.>:\n'
            "    wrong type for value; expected map[string]interface {}; got interface {}"
        ),
    ),
    (
        '{{ merge (dict "a" 1) .Values.zz }}',
        (
            "c/templates/t.yaml:1:29\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected map[string]interface {}; got interface {}"
        ),
    ),
    (
        "{{ merge (.Values.zz) .Values.zz }}",
        (
            "c/templates/t.yaml:1:29\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected map[string]interface {}; got interface {}"
        ),
    ),
    (
        '{{ pick .Values.m "s" .Values.i }}',
        (
            "c/templates/t.yaml:1:29\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        '{{ ternary 1 2 "x" }}',
        ('c/templates/t.yaml:1:15\n  executing "c/templates/t.yaml" at <"x">:\n    expected bool; found "x"'),
    ),
    (
        "{{ ternary 1 2 .Values.i }}",
        (
            "c/templates/t.yaml:1:22\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected bool; got float64"
        ),
    ),
    (
        '{{ derivePassword -1 "long" "a" "b" "c" }}',
        ('c/templates/t.yaml:1:18\n  executing "c/templates/t.yaml" at <-1>:\n    expected unsigned integer; found -1'),
    ),
    (
        '{{ derivePassword .Values.i "long" "a" "b" "c" }}',
        (
            "c/templates/t.yaml:1:25\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected uint32; got float64"
        ),
    ),
    (
        '{{ genSignedCert "a" nil nil 1 "x" }}',
        (
            "c/templates/t.yaml:1:31\n"
            '  executing "c/templates/t.yaml" at <"x">:\n'
            '    can\'t handle "x" for arg of type sprig.certificate'
        ),
    ),
    (
        '{{ genSignedCert "a" nil nil 1 .Values.i }}',
        (
            "c/templates/t.yaml:1:38\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected sprig.certificate; got float64"
        ),
    ),
    (
        '{{ genSignedCert "a" .Values.zz nil 1 .Values.i }}',
        (
            "c/templates/t.yaml:1:28\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected []interface {}; got interface {}"
        ),
    ),
    (
        '{{ dateModify "1h" 5 }}',
        (
            "c/templates/t.yaml:1:19\n"
            '  executing "c/templates/t.yaml" at <5>:\n'
            "    can't handle 5 for arg of type time.Time"
        ),
    ),
    (
        '{{ round 1.55 1 "x" }}',
        ('c/templates/t.yaml:1:16\n  executing "c/templates/t.yaml" at <"x">:\n    expected float; found "x"'),
    ),
    (
        "{{ round 1.55 1 .Values.s }}",
        (
            "c/templates/t.yaml:1:23\n"
            '  executing "c/templates/t.yaml" at <.Values.s>:\n'
            "    wrong type for value; expected float64; got string"
        ),
    ),
    (
        '{{ seq 1 "2" }}',
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <"2">:\n    expected integer; found "2"'),
    ),
    (
        "{{ upper }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <upper>:\n'
            "    wrong number of args for upper: want 1 got 0"
        ),
    ),
    (
        '{{ upper "a" "b" }}',
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <upper>:\n'
            "    wrong number of args for upper: want 1 got 2"
        ),
    ),
    (
        '{{ "a" | upper "b" }}',
        (
            "c/templates/t.yaml:1:9\n"
            '  executing "c/templates/t.yaml" at <upper>:\n'
            "    wrong number of args for upper: want 1 got 2"
        ),
    ),
    (
        "{{ printf }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <printf>:\n'
            "    wrong number of args for printf: want at least 1 got 0"
        ),
    ),
    (
        "{{ printf 1 }}",
        ('c/templates/t.yaml:1:10\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        "{{ and }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <and>:\n'
            "    wrong number of args for and: want at least 1 got 0"
        ),
    ),
    (
        "{{ not 1 2 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <not>:\n'
            "    wrong number of args for not: want 1 got 2"
        ),
    ),
    (
        "{{ eq }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <eq>:\n'
            "    wrong number of args for eq: want at least 1 got 0"
        ),
    ),
    (
        "{{ index }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <index>:\n'
            "    wrong number of args for index: want at least 1 got 0"
        ),
    ),
    (
        '{{ include "x" }}',
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <include>:\n'
            "    wrong number of args for include: want 2 got 1"
        ),
    ),
    (
        "{{ now 1 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <now>:\n'
            "    wrong number of args for now: want 0 got 1"
        ),
    ),
    (
        "{{ 1 2 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <1>:\n'
            "    can't give argument to non-function 1"
        ),
    ),
    (
        "{{ . 1 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <.>:\n'
            "    can't give argument to non-function ."
        ),
    ),
    (
        "{{ $ 1 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <$>:\n'
            "    can't give argument to non-function $"
        ),
    ),
    (
        "{{ $x := 1 }}{{ $x 2 }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <$x>:\n'
            "    can't give argument to non-function $x"
        ),
    ),
    (
        "{{ (1) 2 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <(1) 2>:\n'
            "    can't give argument to non-function 1"
        ),
    ),
    (
        "{{ nil }}",
        ('c/templates/t.yaml:1:3\n  executing "c/templates/t.yaml" at <nil>:\n    nil is not a command'),
    ),
    (
        "{{ 1 | (.Values.s) }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <1>:\n'
            "    can't give argument to non-function .Values.s"
        ),
    ),
    (
        "{{ 9999999999999999999 }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <9999999999999999999>:\n'
            "    9999999999999999999 overflows int"
        ),
    ),
    (
        '{{ trunc 9999999999999999999 "a" }}',
        (
            "c/templates/t.yaml:1:9\n"
            '  executing "c/templates/t.yaml" at <9999999999999999999>:\n'
            "    expected integer; found 9999999999999999999"
        ),
    ),
    (
        "{{ len .Values.zz }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <len .Values.zz>: erro'
            "r calling len: len of nil pointer"
        ),
    ),
    (
        "{{ .Values.zz | len }}",
        (
            'template: c/templates/t.yaml:1:16: executing "c/templates/t.yaml" at <len>: error calling '
            "len: reflect: call of reflect.Value.Type on zero Value"
        ),
    ),
    (
        "{{ len (.Values.zz) }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <len (.Values.zz)>: er'
            "ror calling len: reflect: call of reflect.Value.Type on zero Value"
        ),
    ),
    (
        "{{ call .Values.s }}",
        (
            'template: c/templates/t.yaml:1:3: executing "c/templates/t.yaml" at <call .Values.s>: erro'
            "r calling call: non-function .Values.s of type string"
        ),
    ),
    (
        '{{ fail "x" | and false }}',
        "execution error at (c/templates/t.yaml:1:3): x",
    ),
    (
        "{{ and .Values.zz.q 1 }}",
        (
            "c/templates/t.yaml:1:14\n"
            '  executing "c/templates/t.yaml" at <.Values.zz.q>:\n'
            "    nil pointer evaluating interface {}.q"
        ),
    ),
    (
        "{{ $zz = 1 }}",
        ('c/templates/t.yaml:1:9\n  executing "c/templates/t.yaml" at <1>:\n    undefined variable: $zz'),
    ),
    (
        "{{ $x := .Values.s.q }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Values.s.q>:\n'
            "    can't evaluate field q in type interface {}"
        ),
    ),
    (
        '{{ "x" | printf "%s" 1 | upper | trunc "a" }}',
        ('c/templates/t.yaml:1:39\n  executing "c/templates/t.yaml" at <"a">:\n    expected integer; found "a"'),
    ),
]


@pytest.mark.parametrize(("template", "text"), TEXTS)
def test_evaluates(template: str, text: str) -> None:
    assert render_text(template) == text


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_refuses_operands(template: str, message: str) -> None:
    assert render_error(template) == message
