"""Cutting Go templates into pieces and tokens."""

from __future__ import annotations

import pytest

from pychart.templates.golang import lexer
from pychart.templates.golang.lexer import lex_action, scan_template


def kinds(action: str) -> list[int]:
    return [token[0] for token in lex_action(action)]


def last_message(action: str) -> str:
    kind, _, _, _, _, _, values = lex_action(action)[-1]
    assert kind == lexer.ERROR
    return str(values[0])


def test_pieces_are_text_then_action() -> None:
    pieces = list(scan_template("a {{- .b -}} c {{/* d */}}e"))
    assert [(place, text, action, base) for place, text, action, base, _ in pieces] == [
        (0, "a", 2, 6),
        (13, "c ", -1, 0),
        (26, "e", -1, 0),
    ]
    assert [len(tokens) for *_, tokens in pieces] == [2, 0, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a{{/* b }}", "unclosed comment"),
        ("a{{- /* b */ }}", "comment ends before closing delimiter"),
        ("a{{/* b */-}}", "comment ends before closing delimiter"),
    ],
)
def test_comments_that_do_not_end(text: str, message: str) -> None:
    *_, (place, piece, action, _, tokens) = scan_template(text)
    assert (place, piece, action) == (0, "a", -1)
    assert [token[6] for token in tokens] == [(message,)]


def test_comment_needs_no_text_around() -> None:
    assert [piece[1] for piece in scan_template("{{/**/}}{{- /* }} */ -}}\n\n")] == ["", "", ""]


def test_equal_actions_share_their_tokens() -> None:
    first, second, _ = scan_template("{{ .a }}\n{{ .a }}")
    assert first[4] is second[4]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (" end }}", [lexer.END, lexer.RIGHT_DELIM]),
        (
            " if eq .a $b }}",
            [lexer.IF, lexer.IDENTIFIER, lexer.FIELD, lexer.VARIABLE, lexer.RIGHT_DELIM],
        ),
        ("(.a).b|x -}}", [5, lexer.FIELD, lexer.RIGHT_PAREN, lexer.FIELD, lexer.PIPE, lexer.IDENTIFIER, 8]),
        ("$a,$b:=1=.}}", [3, lexer.COMMA, 3, lexer.DECLARE, lexer.LITERAL, lexer.ASSIGN, lexer.LITERAL, 8]),
        (" `}}` '}' \"}}\" nil true}}", [lexer.LITERAL] * 5 + [lexer.RIGHT_DELIM]),
        (" .a.b$c }}", [lexer.FIELD, lexer.ERROR]),
        ("/}}", [lexer.CHAR, lexer.RIGHT_DELIM]),
        (r' "\q" 08 }}', [lexer.BAD_LITERAL, lexer.BAD_LITERAL, lexer.RIGHT_DELIM]),
        (" break continue define block range template with else\n}}", [15, 16, 17, 14, 21, 22, 23, 18, 8]),
    ],
)
def test_kinds(action: str, expected: list[int]) -> None:
    assert kinds(action) == expected


def test_fields_without_space_are_one_token() -> None:
    one, two, _ = lex_action(" .a.b .c }}")
    assert (one[2], one[6], two[2], two[3]) == (".a.b", (("a", "b"),), ".c", True)


def test_words_of_other_scripts_are_names() -> None:
    assert [token[2] for token in lex_action("\u00e9.\u0101 $\u4e2d _x\u0663}}")] == [
        "\u00e9",
        ".\u0101",
        "$\u4e2d",
        "_x\u0663",
        "}}",
    ]


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (" .a", "unclosed action"),
        ("", "unclosed action"),
        (" (.a }}", "unclosed left paren"),
        (" (.a -}}", "unclosed left paren"),
        (" .a) }}", "unexpected right paren"),
        (' "a\\"}}', "unterminated quoted string"),
        (' "a\n" }}', "unterminated quoted string"),
        (" `a }}", "unterminated raw quoted string"),
        (" 'a\n' }}", "unterminated character constant"),
        (" 1a }}", 'bad number syntax: "1a"'),
        (" 1+2 }}", 'bad number syntax: "1+2"'),
        (" 0x1g }}", 'bad number syntax: "0x1g"'),
        (" 1\u00e9 }}", 'bad number syntax: "1\u00e9"'),
        (" a : b }}", "expected :="),
        (" .a-b }}", "bad character U+002D '-'"),
        (" .\u00b2 }}", "bad character U+00B2 '\u00b2'"),
        (" a\x01 }}", "bad character U+0001"),
        (" \u201ca\u201d }}", "unrecognized character in action: U+201C '\u201c'"),
        (" \udcff }}", "unrecognized character in action: U+FFFD '\ufffd'"),
        (" \x7f }}", "unrecognized character in action: U+007F"),
    ],
)
def test_messages(action: str, message: str) -> None:
    assert last_message(action) == message


def test_long_unclosed_actions_take_linear_time() -> None:
    assert last_message('"a" ' * 100_000) == "unclosed action"
    assert last_message('"' + "\\\\" * 200_000) == "unterminated quoted string"
    assert next(scan_template("{{ " + '"a" ' * 100_000 + "'"))[4][-1][0] == lexer.ERROR
