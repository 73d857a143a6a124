"""Parse trees and parse errors of Go templates; the errors are what Helm 4.3.1 prints for the same file."""

from __future__ import annotations

import pytest

from pychart.templates.golang.nodes import (
    Action,
    Bool,
    Break,
    Chain,
    Command,
    Continue,
    Dot,
    Field,
    Identifier,
    If,
    Nil,
    Number,
    Operand,
    Pipe,
    Range,
    Statement,
    String,
    Template,
    Text,
    Variable,
    With,
)
from pychart.templates.golang.parser import ParseError, describe_parse_error, parse_file

NAME = "c/templates/t.yaml"
FUNCTIONS = frozenset(["upper", "len", "eq", "printf"])


def parse(text: str) -> list[Statement]:
    return parse_file(NAME, text, FUNCTIONS)[NAME].body


def only_pipe(text: str) -> Pipe:
    (node,) = parse(text)
    assert isinstance(node, Action)
    return node.pipe


def first_operand(text: str) -> Operand:
    return only_pipe(text).commands[0].args[0]


# (template, line, message)
ERRORS = [
    ("{{", 1, "unclosed action"),
    ("{{ .a", 1, "unclosed action"),
    ("{{ .a |", 1, "unclosed action"),
    ("{{}}", 1, "missing value for command"),
    ("{{ if }}x{{ end }}", 1, "missing value for if"),
    ("{{ with }}x{{ end }}", 1, "missing value for with"),
    ("{{ range }}x{{ end }}", 1, "missing value for range"),
    ("{{ range $i, }}x{{ end }}", 1, "missing value for range"),
    ('{{ template "x" | }}', 1, 'unexpected "|" in template clause'),
    ('{{ block "b" }}{{ end }}', 1, "missing value for block clause"),
    ("{{ end }}", 1, "unexpected {{end}}"),
    ("{{ else }}", 1, "unexpected {{else}}"),
    ("{{ else if .a }}", 1, "unexpected {{else}}"),
    ("{{ if .a }}", 1, "unexpected EOF"),
    ("{{ if .a }}{{ else }}{{ else }}{{ end }}", 1, "expected end; found {{else}}"),
    ("{{ if .a }}{{ else with .b }}{{ end }}", 1, "unexpected <with> in input"),
    ("{{ with .a }}{{ else if .b }}{{ end }}", 1, "unexpected <if> in input"),
    ("{{ range .a }}{{ else range .b }}{{ end }}", 1, "unexpected <range> in else"),
    ("{{ if .a }}{{ else .b }}{{ end }}", 1, 'unexpected ".b" in else'),
    ("{{ end .a }}", 1, 'unexpected ".a" in end'),
    ('{{ define "x" }}{{ else }}{{ end }}', 1, "unexpected {{else}} in define clause"),
    ('{{ if .a }}{{ define "x" }}{{ end }}{{ end }}', 1, "unexpected <define> in command"),
    ("{{ define x }}{{ end }}", 1, 'unexpected "x" in define clause'),
    ('{{ define "x" . }}{{ end }}', 1, "unexpected <.> in define clause"),
    ('{{ define "\\q" }}{{ end }}', 1, "invalid syntax"),
    ('{{ define "x" }}a{{ end }}{{ define "x" }}b{{ end }}', 1, 'multiple definition of template "x"'),
    ('{{ block "x" . }}{{ else }}{{ end }}', 1, "unexpected {{else}} in block clause"),
    ("{{ template x }}", 1, 'unexpected "x" in template clause'),
    ("{{ template 1x }}", 1, '"1x"'),
    ("{{ break }}", 1, "{{break}} outside {{range}}"),
    ("{{ continue }}", 1, "{{continue}} outside {{range}}"),
    ("{{ range .a }}{{ else }}{{ break }}{{ end }}", 1, "{{break}} outside {{range}}"),
    ("{{ range .a }}{{ break 1 }}{{ end }}", 1, 'unexpected "1" in {{break}}'),
    ('{{ range .a }}{{ block "x" . }}{{ break }}{{ end }}{{ end }}', 1, "{{break}} outside {{range}}"),
    ("{{ nofunc }}", 1, 'function "nofunc" not defined'),
    ("{{ .a | nofunc }}", 1, 'function "nofunc" not defined'),
    ("{{ $x }}", 1, 'undefined variable "$x"'),
    ("{{ $x = 1 }}{{ $y.z }}", 1, 'undefined variable "$y"'),
    ("{{ if .a }}{{ $x := 1 }}{{ end }}{{ $x }}", 1, 'undefined variable "$x"'),
    ("{{ $x, $y := .a }}", 1, "too many declarations in command"),
    ("{{ range $a, $b, $c := .x }}{{ end }}", 1, "too many declarations in range"),
    ("{{ range $a, .b }}{{ end }}", 1, "range can only initialize variables"),
    ("{{ .a = 1 }}", 1, 'unexpected "=" in operand'),
    ("{{ .a := 1 }}", 1, 'unexpected ":=" in operand'),
    ("{{ .a : 1 }}", 1, "expected :="),
    ("{{ .a | 3 }}", 1, "non executable command in pipeline stage 2"),
    ('{{ .a | "x" | nil }}', 1, "non executable command in pipeline stage 2"),
    ("{{ .a | len | true }}", 1, "non executable command in pipeline stage 3"),
    ("{{ | .a }}", 1, 'unexpected "|" in command'),
    ("{{ (.a }}", 1, "unclosed left paren"),
    ("{{ (.a  -}}", 1, "unclosed left paren"),
    ("{{ .a) }}", 1, "unexpected right paren"),
    ("{{ () }}", 1, "missing value for parenthesized pipeline"),
    ("{{ (.a | 1) }}", 1, "non executable command in pipeline stage 2"),
    ('{{ "a }}', 1, "unterminated quoted string"),
    ('{{ "a\\" }}', 1, "unterminated quoted string"),
    ("{{ 'a }}", 1, "unterminated character constant"),
    ("{{ `a }}", 1, "unterminated raw quoted string"),
    ('{{ "\\q" }}', 1, "invalid syntax"),
    ("{{ 'ab' }}", 1, "'ab'"),
    ("{{ '' }}", 1, "invalid syntax"),
    ("{{ '\\400' }}", 1, "invalid syntax"),
    ("{{ 1- }}", 1, '"1-"'),
    ("{{- -}}", 1, '"-"'),
    ("{{-}}", 1, '"-"'),
    ("{{ 1a }}", 1, '"1a"'),
    ("{{ 0x }}", 1, '"0x"'),
    ("{{ 08 }}", 1, '"08"'),
    ("{{ 1..2 }}", 1, 'unexpected ".2" in operand'),
    ("{{ 1+2 }}", 1, '"1+2"'),
    ("{{ 1i+2i }}", 1, "syntax error scanning complex number"),
    ("{{ 99999999999999999999 }}", 1, '"99999999999999999999"'),
    ("{{ 1e999 }}", 1, '"1e999"'),
    ("{{ .a-b }}", 1, "bad character U+002D '-'"),
    ("{{ .Values.my-key }}", 1, "bad character U+002D '-'"),
    ("{{ $a-b }}", 1, "bad character U+002D '-'"),
    ('{{ a"b" }}', 1, "bad character U+0022 '\"'"),
    ('{{ .a"b" }}', 1, "bad character U+0022 '\"'"),
    ('{{ "a""b" }}', 1, 'unexpected "\\"b\\"" in operand'),
    ('{{ "a".b }}', 1, 'unexpected . after term "\\"a\\""'),
    ("{{ nil.a }}", 1, 'unexpected . after term "nil"'),
    ("{{ true.a }}", 1, 'unexpected . after term "true"'),
    ("{{ .a..b }}", 1, "unexpected <.> in operand"),
    ("{{ .a. }}", 1, "unexpected <.> in operand"),
    ("{{ ..a }}", 1, 'unexpected . after term "."'),
    ("{{ $. }}", 1, "unexpected <.> in operand"),
    ("{{ .+ }}", 1, "bad character U+002B '+'"),
    ("{{ “a” }}", 1, "U+201C '“'"),
    ("{{ .a² }}", 1, "bad character U+00B2 '²'"),
    ("{{ ² }}", 1, "U+00B2 '²'"),
    ("{{ a!b }}", 1, "bad character U+0021 '!'"),
    ("{{ ! }}", 1, 'unexpected "!" in command'),
    ("{{ .a / .b }}", 1, 'unexpected "/" in operand'),
    ("{{ .abcdefghijklmnopq := 1 }}", 1, 'unexpected ":=" in operand'),
    ('{{ . "äöüäöüäöüä" := }}', 1, 'unexpected ":=" in operand'),
    ("{{ if .a }}{{ end }}}}{{ if", 1, "unclosed action"),
    ("{{/* a", 1, "unclosed comment"),
    ("{{/* a */ }}", 1, "comment ends before closing delimiter"),
    ("{{ /* a */ }}", 1, 'unexpected "/" in command'),
    ("{{-/* a */-}}", 1, '"-"'),
    ("{{ . }", 1, 'unexpected "}" in operand'),
    ("{{ {{ . }} }}", 1, 'unexpected "{" in command'),
    ("{{{ . }}}", 1, 'unexpected "{" in command'),
    ("{{ . . }}{{ .a.b.c.d | e }}", 1, 'function "e" not defined'),
    ("{{ if .a }}{{ if .b }}{{ end }}", 1, "unexpected EOF"),
    ("{{ with $x := 1 }}{{ else }}{{ $x }}{{ end }}{{ $x }}", 1, 'undefined variable "$x"'),
    ('{{ template "a" . . := }}', 1, 'unexpected ":=" in operand'),
    ("{{ .a , .b }}", 1, 'unexpected "," in operand'),
    ("{{ end := }}", 1, 'unexpected ":=" in end'),
    ("a\n{{ $x\n\n.a }}", 4, 'undefined variable "$x"'),
    ("{{ .a\n\n}}{{\n", 4, "unclosed action started at c/templates/t.yaml:3"),
    ("{{ .a\n | nofunc\n}}", 2, 'function "nofunc" not defined'),
    ("{{ if .a\n\n", 3, "unclosed action started at c/templates/t.yaml:1"),
    ('{{ "a"\n\n"b', 3, "unterminated quoted string in action started at c/templates/t.yaml:1"),
    ("\n{{ .a\n\t“ }}", 3, "U+201C '“' in action started at c/templates/t.yaml:2"),
    ("{{ if .a }}\n{{/* x", 2, "unclosed comment in action started at c/templates/t.yaml:1"),
    ("{{ if .a }}\n{{ .b }}\n{{/* x", 3, "unclosed comment"),
    ("{{ .a\n.b-c }}", 2, "bad character U+002D '-' in action started at c/templates/t.yaml:1"),
    ('{{ define "x" }}\n\n', 3, "unexpected EOF"),
    ('{{ "a\nb" }}', 1, "unterminated quoted string"),
    ("{{ `a\nb\nc` nofunc }}", 3, 'function "nofunc" not defined'),
    ("{{ .a }}\n{{- end }}", 2, "unexpected {{end}}"),
    ("{{ .a -}}\n\n\n{{ end }}", 4, "unexpected {{end}}"),
    ('{{ block "x" .\n}}\n\n{{ else }}', 2, "unexpected {{else}} in block clause"),
    ("{{ (.a\n\n -}}", 3, "unclosed left paren in action started at c/templates/t.yaml:1"),
    ("{{ (.a\n -}}", 2, "unclosed left paren in action started at c/templates/t.yaml:1"),
    ("{{ range $a,\n\n.b }}", 3, "range can only initialize variables"),
    ("{{ .a\x01 }}", 1, "bad character U+0001"),
    ("{{ \x7f }}", 1, "U+007F"),
    ("{{ \xa0 }}", 1, "U+00A0"),
    ('{{ define "x"\n}}a{{ end }}\n{{ define "x" }}\nb\n{{ end\n}}', 6, 'multiple definition of template "x"'),
    ('{{ "a%d" 1% }}', 1, 'unexpected "%" in operand'),
    ('{{ else if "x\n', 1, "unexpected {{else}}"),
    ('{{if .a}}\n{{else if "x\n', 2, "unterminated quoted string"),
    ("{{ range .a\n}}{{ else\n.b }}", 3, 'unexpected ".b" in else'),
    ("{{ 1\n2\n nil.a\n\n}}", 3, 'unexpected . after term "nil"'),
    ('{{ define "x\n', 1, "unterminated quoted string"),
]


@pytest.mark.parametrize(("text", "line", "message"), ERRORS)
def test_refuses_as_helm_does(text: str, line: int, message: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_file(NAME, text, FUNCTIONS)
    assert describe_parse_error(caught.value) == f"parse error at ({NAME}:{line}): {message}"
    assert caught.value.line == line


def test_error_keeps_all_of_gos_text() -> None:
    with pytest.raises(ParseError) as caught:
        parse_file("gotpl", "\n{{ 1a }}", FUNCTIONS)
    error = caught.value
    assert str(error) == 'template: gotpl:2: bad number syntax: "1a"'
    assert (error.name, error.line, error.column, error.message) == ("gotpl", 2, None, 'bad number syntax: "1a"')


def test_percent_in_a_name_is_only_a_name() -> None:
    with pytest.raises(ParseError, match=r"^template: c/templates/100%d\.yaml:1: unexpected EOF$"):
        parse_file("c/templates/100%d.yaml", "{{ if 1 }}", FUNCTIONS)


# (template, the operand): Go puts a chain where the second name stands
OPERANDS: list[tuple[str, Operand]] = [
    ("{{ . }}", Dot(3)),
    ("{{.}}", Dot(2)),
    ("{{- . -}}", Dot(4)),
    ("{{ .a }}", Field(3, ("a",))),
    ("{{ .a.b.c }}", Field(5, ("a", "b", "c"))),
    ("{{ .\u00e9.b }}", Field(5, ("\u00e9", "b"))),
    ("{{ .a.\u00e9.b }}", Field(5, ("a", "\u00e9", "b"))),
    ("{{ $ }}", Variable(3, ("$",))),
    ("{{ $.a.b }}", Variable(4, ("$", "a", "b"))),
    ("{{ $.a.\u00e9 }}", Variable(4, ("$", "a", "\u00e9"))),
    ("{{ true }}", Bool(3, True)),
    ("{{ nil }}", Nil(3)),
    ("{{ len }}", Identifier(3, "len")),
    ("{{ len.a.b }}", Chain(6, Identifier(3, "len"), ("a", "b"))),
    ('{{ "a\\n\\"" }}', String(3, '"a\\n\\""', 'a\n"')),
    ('{{ "\u00e9" }}', String(3, '"\u00e9"', "\u00e9")),
    ("{{ `a\\n\r\n{{` }}", String(3, "`a\\n\r\n{{`", "a\\n\n{{")),
    ('{{ "}}" }}', String(3, '"}}"', "}}")),
    ("{{ 1 }}", Number(3, "1", 1, 1, 1.0)),
    ("{{-1 }}", Number(2, "-1", -1, -1, -1.0)),
    ("{{ (.a).b.c }}", Chain(7, Pipe(4, [], False, [Command(4, [Field(4, ("a",))])]), ("b", "c"))),
    ("{{ (len .a ) }}", Pipe(4, [], False, [Command(4, [Identifier(4, "len"), Field(8, ("a",))])])),
]


@pytest.mark.parametrize(("text", "operand"), OPERANDS)
def test_operand(text: str, operand: Operand) -> None:
    assert first_operand(text) == operand


def test_arguments_and_stages() -> None:
    pipe = only_pipe('{{ .a | printf\n"x" 1|upper | }}')
    assert pipe == Pipe(
        3,
        [],
        False,
        [
            Command(3, [Field(3, ("a",))]),
            Command(8, [Identifier(8, "printf"), String(15, '"x"', "x"), Number(19, "1", 1, 1, 1.0)]),
            Command(21, [Identifier(21, "upper")]),
        ],
    )


@pytest.mark.parametrize(
    ("text", "decl", "is_assign"),
    [
        ("{{ range $i := .a }}{{ $i }}{{ end }}", [Variable(9, ("$i",))], False),
        ("{{ range $i, $e := .a }}{{ $e }}{{ end }}", [Variable(9, ("$i",)), Variable(13, ("$e",))], False),
        ("{{ range $i,$e = .a }}{{ $e }}{{ end }}", [Variable(9, ("$i",)), Variable(12, ("$e",))], True),
        ("{{ range $i, $ }}{{ $i }}{{ end }}", [Variable(9, ("$i",))], False),
        ("{{ range $ }}{{ end }}", [], False),
        ("{{ range $.a }}{{ end }}", [], False),
    ],
)
def test_declarations(text: str, decl: list[Variable], is_assign: bool) -> None:
    (node,) = parse(text)
    assert isinstance(node, Range)
    assert (node.pipe.decl, node.pipe.is_assign) == (decl, is_assign)


def test_text_is_trimmed_beside_markers() -> None:
    assert parse(" a \n{{- /* c */ -}}\t\n b {{- 1}} c") == [
        Text(0, " a"),
        Text(22, "b"),
        Action(28, Pipe(28, [], False, [Command(28, [Number(28, "1", 1, 1, 1.0)])])),
        Text(31, " c"),
    ]
    assert parse("a }} b {{/* {{ x }} */}}\u00a0{{- /**/}}") == [Text(0, "a }} b "), Text(24, "\u00a0")]


def test_else_if_nests_and_one_end_closes_all() -> None:
    (node,) = parse("{{if .a}}1{{else if .b}}2{{else}}3{{end}}")
    assert isinstance(node, If)
    assert node.body == [Text(9, "1")]
    assert node.else_body is not None
    (inner,) = node.else_body
    assert isinstance(inner, If)
    assert (inner.pos, inner.body, inner.else_body) == (20, [Text(24, "2")], [Text(33, "3")])


def test_else_with() -> None:
    (node,) = parse("{{with $x := .a}}{{else with $x}}{{$x}}{{end}}")
    assert isinstance(node, With)
    assert node.else_body is not None
    (inner,) = node.else_body
    assert isinstance(inner, With)
    assert inner.else_body is None


def test_break_and_continue() -> None:
    (node,) = parse("{{range .a}}{{if .b}}{{break}}{{end}}{{continue}}{{else}}e{{end}}")
    assert isinstance(node, Range)
    assert node.body[1:] == [Continue(39)]
    assert isinstance(node.body[0], If)
    assert node.body[0].body == [Break(23)]
    assert node.else_body == [Text(57, "e")]


def test_definitions_come_in_the_order_of_their_ends() -> None:
    text = '{{define "d"}}{{block "b" .}}{{/* c */}}\u00a0{{end}}{{end}}{{template "d"}}{{template `b` .x}}'
    definitions = parse_file(NAME, text, FUNCTIONS)
    assert list(definitions) == ["b", "d", NAME]
    assert [definition.empty for definition in definitions.values()] == [True, False, False]
    assert definitions["d"].body == [Template(22, "b", Pipe(26, [], False, [Command(26, [Dot(26)])]))]
    pipe = Pipe(86, [], False, [Command(86, [Field(86, ("x",))])])
    assert definitions[NAME].body == [Template(66, "d", None), Template(82, "b", pipe)]


def test_empty_definition_gives_way() -> None:
    definitions = parse_file(
        NAME, '{{define "x"}}1{{end}}{{define "x"}} {{end}}{{define "y"}}{{end}}{{define "y"}}2{{end}}', ()
    )
    assert definitions["x"].body == [Text(14, "1")]
    assert definitions["y"].body == [Text(79, "2")]


def test_definition_named_like_the_file_replaces_its_empty_text() -> None:
    definitions = parse_file("f", '{{define "f"}}1{{end}}\n', ())
    assert list(definitions) == ["f"]
    assert definitions["f"].body == [Text(14, "1")]


def test_variables_end_with_their_block() -> None:
    parse("{{if $x := 1}}{{$x}}{{else}}{{$x}}{{end}}{{$y := 1}}{{if 1}}{{$y = 2}}{{end}}{{$y}}")
    with pytest.raises(ParseError, match='undefined variable "\\$x"'):
        parse('{{$x := 1}}{{define "d"}}{{$x}}{{end}}')
    with pytest.raises(ParseError, match='undefined variable "\\$x"'):
        parse('{{define "d"}}{{$x := 1}}{{end}}{{$x}}')


def test_parentheses_nest_ten_thousand_deep_and_no_deeper() -> None:
    parse("{{" + "(" * 10000 + "." + ")" * 10000 + "}}")
    with pytest.raises(ParseError, match=r":1: max expression depth exceeded$"):
        parse("{{" + "(" * 10001 + "." + ")" * 10001 + "}}")


def test_statements_nest_without_limit() -> None:
    parse("{{if 1}}" * 20000 + "{{end}}" * 20000)
    parse("{{if 1}}" + "{{else if 1}}" * 20000 + "{{end}}")
