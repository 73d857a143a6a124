"""Fields, methods and the two nils; texts and errors are what Helm 4.3.1 gives."""

from __future__ import annotations

import pytest

from tests.templates.rendering import render_error, render_text

TEXTS = [
    (
        "{{ .Values.m.a.b.c }}",
        "d",
    ),
    (
        "{{ .Values.zz }}|",
        "|",
    ),
    (
        "{{ .Values.m.zz }}|",
        "|",
    ),
    (
        "{{ (.Values.zz).x.y }}|",
        "|",
    ),
    (
        "{{ $x := .Values.zz }}{{ $x.y.z }}|",
        "|",
    ),
    (
        '{{ define "t" }}{{ .x.y }}|{{ . }}{{ end }}{{ include "t" .Values.nn }}',
        "|",
    ),
    (
        "{{ $.Values.s }} {{ with .Values.m }}{{ .s }}{{ $.Values.s }}{{ end }}",
        "str xstr",
    ),
    (
        "{{ (index .Values.l 3).a }}",
        "1",
    ),
    (
        "{{ (index .Values.l 2).a }}|",
        "|",
    ),
    (
        "{{ (first .Values.ll).a }}|",
        "|",
    ),
    (
        '{{ (split "," "a,b")._1 }}|{{ (split "," "a")._9 }}|',
        "b||",
    ),
    (
        "{{ dict.x }}|",
        "|",
    ),
    (
        "{{ .Chart.Foo }}|{{ .Foo }}|",
        "||",
    ),
    (
        (
            "{{ .Capabilities.KubeVersion.Major }} {{ .Capabilities.KubeVersion.GitVersion }} {{ .Capab"
            "ilities.KubeVersion.Version }}"
        ),
        "1 v1.37.0 v1.37.0",
    ),
    (
        '{{ .Capabilities.APIVersions.Has "v1" }} {{ "nope/v1" | .Capabilities.APIVersions.Has }}',
        "true false",
    ),
    (
        '{{ .Values.Table "m.a" }} {{ .Values.PathValue "m.s" }} {{ .Values.AsMap.s }}',
        "map[b:map[c:d]] x str",
    ),
    (
        '{{ .Files.Get "zz" }}|',
        "|",
    ),
    (
        "{{ .Values.m.a.b.c | upper }}{{ (.Values.m.a).b.c }}",
        "Dd",
    ),
    (
        "{{ range .Values.l | rest | rest | rest }}{{ .a }}{{ .b }}|{{ end }}",
        "1|",
    ),
    (
        (
            '{{ $d := dict "a" (dict "b" (dict "c" (dict "d" (dict "e" (dict "f" 1))))) }}{{ $d.a.b.c.d'
            ".e.f }}{{ $d.a.b.c.d.e }}"
        ),
        "1map[f:1]",
    ),
]

ERRORS = [
    (
        "{{ .Values.nn.x }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.nn.x>:\n'
            "    nil pointer evaluating interface {}.x"
        ),
    ),
    (
        "{{ .Values.s.x }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.s.x>:\n'
            "    can't evaluate field x in type interface {}"
        ),
    ),
    (
        "{{ .Values.m.a.b.c.d }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.m.a.b.c.d>:\n'
            "    can't evaluate field d in type interface {}"
        ),
    ),
    (
        "{{ .Values.zz.x.y }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.zz.x.y>:\n'
            "    nil pointer evaluating interface {}.x"
        ),
    ),
    (
        "{{ (.Values.s).x.y }}",
        (
            "c/templates/t.yaml:1:11\n"
            '  executing "c/templates/t.yaml" at <.Values.s>:\n'
            "    can't evaluate field x in type string"
        ),
    ),
    (
        "{{ $x := .Values.s }}{{ $x.y.z }}",
        (
            "c/templates/t.yaml:1:26\n"
            '  executing "c/templates/t.yaml" at <$x.y.z>:\n'
            "    can't evaluate field y in type string"
        ),
    ),
    (
        '{{ $d := dict "a" nil }}{{ $d.a.b.d }}',
        (
            "c/templates/t.yaml:1:29\n"
            '  executing "c/templates/t.yaml" at <$d.a.b.d>:\n'
            "    nil pointer evaluating interface {}.b"
        ),
    ),
    (
        '{{ (dict "a" nil).a.b }}',
        (
            "c/templates/t.yaml:1:13\n"
            '  executing "c/templates/t.yaml" at <nil>:\n'
            "    nil pointer evaluating interface {}.b"
        ),
    ),
    (
        "{{ range .Values.l }}{{ .a }}{{ end }}",
        (
            "c/templates/t.yaml:1:24\n"
            '  executing "c/templates/t.yaml" at <.a>:\n'
            "    can't evaluate field a in type interface {}"
        ),
    ),
    (
        "{{ range .Values.ll }}{{ .a }}{{ end }}",
        (
            "c/templates/t.yaml:1:25\n"
            '  executing "c/templates/t.yaml" at <.a>:\n'
            "    nil pointer evaluating interface {}.a"
        ),
    ),
    (
        "{{ range $v := .Values.ll }}{{ $v.a }}{{ end }}",
        (
            "c/templates/t.yaml:1:33\n"
            '  executing "c/templates/t.yaml" at <$v.a>:\n'
            "    nil pointer evaluating interface {}.a"
        ),
    ),
    (
        "{{ range $k, $v := .Values.ll }}{{ $v.a.b.c }}{{ end }}",
        (
            "c/templates/t.yaml:1:37\n"
            '  executing "c/templates/t.yaml" at <$v.a.b.c>:\n'
            "    nil pointer evaluating interface {}.a"
        ),
    ),
    (
        "{{ range $k, $v := .Values.m }}{{ $k.a }}{{ end }}",
        (
            "c/templates/t.yaml:1:36\n"
            '  executing "c/templates/t.yaml" at <$k.a>:\n'
            "    can't evaluate field a in type string"
        ),
    ),
    (
        '{{ range splitList "," "a" }}{{ .x }}{{ end }}',
        (
            "c/templates/t.yaml:1:32\n"
            '  executing "c/templates/t.yaml" at <.x>:\n'
            "    can't evaluate field x in type string"
        ),
    ),
    (
        "{{ range 3 }}{{ .x }}{{ end }}",
        ('c/templates/t.yaml:1:16\n  executing "c/templates/t.yaml" at <.x>:\n    can\'t evaluate field x in type int'),
    ),
    (
        '{{ define "t" }}{{ .x }}{{ end }}{{ include "t" "str" }}',
        (
            "c/templates/t.yaml:1:36\n"
            '  executing "c/templates/t.yaml" at <include "t" "str">:\n'
            "    error calling include:\n"
            "c/templates/t.yaml:1:19\n"
            '  executing "t" at <.x>:\n'
            "    can't evaluate field x in type string"
        ),
    ),
    (
        '{{ (split "," "a").x.y }}',
        (
            "c/templates/t.yaml:1:14\n"
            '  executing "c/templates/t.yaml" at <"a">:\n'
            "    can't evaluate field y in type string"
        ),
    ),
    (
        "{{ list.x }}",
        (
            "c/templates/t.yaml:1:3\n"
            '  executing "c/templates/t.yaml" at <list>:\n'
            "    can't evaluate field x in type []interface {}"
        ),
    ),
    (
        '{{ .Values.s "b" }}',
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.s>:\n'
            "    s is not a method but has arguments"
        ),
    ),
    (
        '{{ .Values.s.x "b" }}',
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.s.x>:\n'
            "    can't evaluate field x in type interface {}"
        ),
    ),
    (
        "{{ 1 | .Values.s }}",
        (
            "c/templates/t.yaml:1:14\n"
            '  executing "c/templates/t.yaml" at <.Values.s>:\n'
            "    s is not a method but has arguments"
        ),
    ),
    (
        "{{ .Files.Get }}",
        (
            "c/templates/t.yaml:1:9\n"
            '  executing "c/templates/t.yaml" at <.Files.Get>:\n'
            "    wrong number of args for Get: want 1 got 0"
        ),
    ),
    (
        "{{ .Files.Get 1 }}",
        ('c/templates/t.yaml:1:14\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        "{{ .Files.Get .Values.i }}",
        (
            "c/templates/t.yaml:1:21\n"
            '  executing "c/templates/t.yaml" at <.Values.i>:\n'
            "    wrong type for value; expected string; got float64"
        ),
    ),
    (
        "{{ .Files.Get .Values.zz }}",
        (
            "c/templates/t.yaml:1:21\n"
            '  executing "c/templates/t.yaml" at <.Values.zz>:\n'
            "    wrong type for value; expected string; got interface {}"
        ),
    ),
    (
        '{{ .Files.Get "a" "b" }}',
        (
            "c/templates/t.yaml:1:9\n"
            '  executing "c/templates/t.yaml" at <.Files.Get>:\n'
            "    wrong number of args for Get: want 1 got 2"
        ),
    ),
    (
        "{{ .Capabilities.Foo }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Capabilities.Foo>:\n'
            "    can't evaluate field Foo in type interface {}"
        ),
    ),
    (
        "{{ .Capabilities.KubeVersion.Foo }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Capabilities.KubeVersion.Foo>:\n'
            "    can't evaluate field Foo in type common.KubeVersion"
        ),
    ),
    (
        "{{ .Capabilities.APIVersions.Foo }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Capabilities.APIVersions.Foo>:\n'
            "    can't evaluate field Foo in type common.VersionSet"
        ),
    ),
    (
        "{{ .Capabilities.KubeVersion.Major 1 }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Capabilities.KubeVersion.Major>:\n'
            "    Major has arguments but cannot be invoked as function"
        ),
    ),
    (
        "{{ .Capabilities.APIVersions.Has }}",
        (
            "c/templates/t.yaml:1:16\n"
            '  executing "c/templates/t.yaml" at <.Capabilities.APIVersions.Has>:\n'
            "    wrong number of args for Has: want 1 got 0"
        ),
    ),
    (
        "{{ .Capabilities.APIVersions.Has 1 }}",
        ('c/templates/t.yaml:1:33\n  executing "c/templates/t.yaml" at <1>:\n    expected string; found 1'),
    ),
    (
        '{{ .Values.Table "zz" }}',
        (
            'template: c/templates/t.yaml:1:10: executing "c/templates/t.yaml" at <.Values.Table>: erro'
            'r calling Table: "zz" is not a table'
        ),
    ),
    (
        "{{ .Values.Table }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.Table>:\n'
            "    wrong number of args for Table: want 1 got 0"
        ),
    ),
    (
        '{{ .Values.PathValue "m.q" }}',
        (
            'template: c/templates/t.yaml:1:10: executing "c/templates/t.yaml" at <.Values.PathValue>: '
            'error calling PathValue: "q" is not a value'
        ),
    ),
    (
        "{{ .Release.Foo.x }}",
        (
            "c/templates/t.yaml:1:11\n"
            '  executing "c/templates/t.yaml" at <.Release.Foo.x>:\n'
            "    nil pointer evaluating interface {}.x"
        ),
    ),
    (
        "{{ .Values.m.a.b.c.d.e.f }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.m.a.b.c.d.e.f>:\n'
            "    can't evaluate field d in type interface {}"
        ),
    ),
    (
        "{{ .Values.m.zz.a.b.c.d }}",
        (
            "c/templates/t.yaml:1:10\n"
            '  executing "c/templates/t.yaml" at <.Values.m.zz.a.b.c.d>:\n'
            "    nil pointer evaluating interface {}.a"
        ),
    ),
]


@pytest.mark.parametrize(("template", "text"), TEXTS)
def test_looks_up_fields(template: str, text: str) -> None:
    assert render_text(template) == text


@pytest.mark.parametrize(("template", "message"), ERRORS)
def test_refuses_fields(template: str, message: str) -> None:
    assert render_error(template) == message
