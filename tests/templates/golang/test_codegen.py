"""What templates become in Python, and that jinja2 still offers what the generator builds on."""

from __future__ import annotations

import marshal

import pytest
from jinja2.compiler import CodeGenerator

from pychart.templates.golang.codegen import GoCodeGenerator
from pychart.templates.golang.compile import compile_definition, generate_source, track_marks
from pychart.templates.golang.parser import parse_file

SOURCES = [
    ("text", "def t(d0):\n return 'text'"),
    ("", "def t(d0):\n return ''"),
    ("{{ upper .a }}", "def t(d0):\n return checked_upper(get1(d0, 'a'))"),
    ('{{ include "x" . | nindent 4 }}', "def t(d0):\n return raw_nindent(4, raw_include('x', d0))"),
    ("{{ .a.b.c }}", "def t(d0):\n return printed(get3(d0, 'a', 'b', 'c'))"),
    ('{{ .a.Get "b" }}', "def t(d0):\n return printed(call_field(d0, ('a', 'Get'), False, 'b'))"),
    ("{{ .a | keys }}", "def t(d0):\n return printed(lenient_keys(get1(d0, 'a')))"),
    (
        "{{ if .a }}x{{ else if .b }}y{{ end }}",
        "def t(d0):\n o = []\n if get1(d0, 'a'):\n  o += ('x',\n  )\n elif get1(d0, 'b'):\n  o += ('y',\n  )\n"
        " return join(o)",
    ),
    (
        "{{ range $i, $v := .l }}{{ $v }}{{ end }}",
        "def t(d0):\n o = []\n for v2, d1 in pairs(get1(d0, 'l')):\n  o += (printed(d1),\n  )\n return join(o)",
    ),
    (
        "{{ with $x := .a }}{{ .b }}{{ $x.c }}{{ end }}",
        "def t(d0):\n o = []\n if (v1 := get1(d0, 'a')):\n  o += (printed(get1(v1, 'b')),\n"
        "  printed(get1(v1, 'c')),\n  )\n return join(o)",
    ),
]


@pytest.mark.parametrize(("template", "source"), SOURCES)
def test_generates_lean_python(template: str, source: str) -> None:
    from pychart.functions.table import FUNCTIONS

    assert generate_source(parse_file("t", template, FUNCTIONS)["t"]) == source


def test_reaches_no_attribute_and_no_name_of_python() -> None:
    """Names of the template are never names of Python: fields are strings, variables are numbered."""
    template = "{{ $__import__ := .__class__.__mro__ }}{{ $__import__ }}{{ .x.get }}"
    source = generate_source(parse_file("t", template, frozenset())["t"])
    assert source.splitlines()[2:4] == [" v1 = get2(d0, '__class__', '__mro__')", " o += (printed(v1),"]


def test_code_can_be_kept() -> None:
    code = compile_definition(parse_file("t", "é{{ .a }}\ud800", frozenset())["t"], "c/templates/t.yaml")
    assert marshal.loads(marshal.dumps(code)) == code
    assert code.co_filename == "<go template c/templates/t.yaml>"


def test_tracks_calls_by_place() -> None:
    definition = parse_file("t", "a{{ .b }}{{ .c }}", frozenset())["t"]
    marks, line_marks = track_marks(definition)
    assert {place: str(mark.origin) for place, mark in marks.items()} == {(3, 9, 22): ".b", (4, 9, 22): ".c"}
    assert sorted(line_marks) == [3, 4]


@pytest.mark.parametrize("name", ["stream", "code_lineno", "_new_lines", "_indentation"])
def test_jinja2_has_the_fields_that_are_used(name: str) -> None:
    from pychart.templates.golang.codegen import GoCodeGenerator

    assert hasattr(GoCodeGenerator(), name)


def test_jinja2_calls_the_visitors_that_are_replaced() -> None:
    replaced = [name for name in vars(GoCodeGenerator) if name.startswith("visit_")]
    inherited = [name for name in replaced if hasattr(CodeGenerator, name)]
    assert len(inherited) >= 19
