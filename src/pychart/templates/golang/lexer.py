"""Cuts a Go template into text and actions, and an action into tokens (text/template/parse, lex.go).

An action's tokens are the same wherever it stands, so they carry offsets from the action's start and are kept:
in real charts three actions of four repeat one that came before.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pychart.templates.golang.constants import make_number, make_string
from pychart.templates.golang.nodes import Bool, Dot, Field, Identifier, Nil, Number, String, Variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Final

    Token = tuple[int, int, str, bool, int, Callable[..., Any], tuple[Any, ...]]
    """(kind, start, text, whether space stands before it, the node's place, the node's class, its other arguments).

    ``start`` and the node's place count from the action's start. The fields that follow a field or a variable without
    space are one token with it; Go puts such a node where the second of its names stands. The arguments of ERROR and
    BAD_LITERAL are the message; a BAD_LITERAL is only refused where an operand may stand.
    """

    Piece = tuple[int, str, int, int, list[Token]]
    """(the text's place, the text, the place of ``{{`` or -1 in a comment, the place tokens count from, the tokens)."""

# What may begin an operand comes first, so that one comparison finds it.
LITERAL: Final = 0
FIELD: Final = 1
IDENTIFIER: Final = 2
VARIABLE: Final = 3
BAD_LITERAL: Final = 4
LEFT_PAREN: Final = 5
PIPE: Final = 6
RIGHT_PAREN: Final = 7
RIGHT_DELIM: Final = 8
COMMA: Final = 9
ASSIGN: Final = 10
DECLARE: Final = 11
CHAR: Final = 12
ERROR: Final = 13
BLOCK: Final = 14
BREAK: Final = 15
CONTINUE: Final = 16
DEFINE: Final = 17
ELSE: Final = 18
END: Final = 19
IF: Final = 20
RANGE: Final = 21
TEMPLATE: Final = 22
WITH: Final = 23
SPACES: Final = " \t\r\n"

_KEYWORDS: Final = {
    "block": BLOCK,
    "break": BREAK,
    "continue": CONTINUE,
    "define": DEFINE,
    "else": ELSE,
    "end": END,
    "if": IF,
    "range": RANGE,
    "template": TEMPLATE,
    "with": WITH,
}
_MARKS: Final = {"|": PIPE, "(": LEFT_PAREN, ")": RIGHT_PAREN, "=": ASSIGN, ":=": DECLARE, ",": COMMA}

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"|`[^`]*+`'
_CHARACTER = r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
# What may follow a name (Go: atTerminator).
_NAME_END = r"(?=[ \t\r\n.,|:()]|\}\}|\Z)"
_ACTION_END = re.compile(rf"""[^"'`}}]*+(?:(?:{_STRING}|{_CHARACTER}|\}}(?!\}}))[^"'`}}]*+)*+\}}\}}""")
_TOKEN = re.compile(
    rf"""([ \t\r\n]*+)(?:
    ((?:\.[A-Za-z_]\w*+)++){_NAME_END}
    |([A-Za-z_]\w*+){_NAME_END}
    |({_STRING})
    |(\$\w*+(?:\.[A-Za-z_]\w*+)*+){_NAME_END}
    |([|()=,]|:=)
    |((?:(?<=[ \t\r\n])-)?\}}\}})
    |(\.)(?=[ \t\r\n.,|:()]|\}}\}})
    |(-?[0-9]++)(?=[\x00-*,/:-@[-^`{{-\x7f]|\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
# Of rare use, so they are compiled when they are used; ``re`` remembers them.
_NUMBER: Final = r"""[+-]?+(?>
    0[xX][0-9a-fA-F_]*+(?:\.[0-9a-fA-F_]*+)?+(?:[pP][+-]?+[0-9_]*+)?+
    |0[oO][0-7_]*+(?:\.[0-7_]*+)?+
    |0[bB][01_]*+(?:\.[01_]*+)?+
    |[0-9_]*+(?:\.[0-9_]*+)?+(?:[eE][+-]?+[0-9_]*+)?+
    )i?+"""
_QUOTED: Final = {'"': r'"(?:[^"\\\n]|\\.)*+"', "'": _CHARACTER, "`": r"`[^`]*+`"}
_UNTERMINATED: Final = {'"': "quoted string", "'": "character constant", "`": "raw quoted string"}


def scan_template(text: str) -> Iterator[Piece]:
    """Give the text and the actions of a template one after the other.

    Each piece is a text, which may be empty, and the tokens of the action behind it. There are none behind a comment
    and behind the last text. What cannot be read is a last token of kind ERROR; nothing follows it.

    Origin: Go's lexText, lexLeftDelim, lexComment, lexRightDelim.
    """
    place = 0
    while True:
        start = text.find("{{", place)
        if start < 0:
            yield place, text[place:], -1, 0, []
            return
        piece = text[place:start]
        inside = start + 2
        if text.startswith("-", inside) and text[inside + 1 : inside + 2] in _SPACE_SET:
            piece = piece.rstrip(SPACES)
            inside += 2
        if text.startswith("/*", inside):
            end, message = _find_comment_end(text, inside)
            if message:
                yield place, piece, -1, inside, [_error(0, False, message)]
                return
            yield place, piece, -1, 0, []
        else:
            whole = _ACTION_END.match(text, inside)
            tokens = lex_action(whole[0]) if whole else _lex(text[inside:])
            yield place, piece, start, inside, tokens
            end = inside + tokens[-1][1] + 2
        place = _skip_spaces(text, end) if _is_trimmed(text, end) else end


_SPACE_SET = frozenset(SPACES)


def _is_trimmed(text: str, end: int) -> bool:
    return text[end - 3] == "-" and text[end - 4] in _SPACE_SET


def _skip_spaces(text: str, place: int) -> int:
    while text[place : place + 1] in _SPACE_SET:
        place += 1
    return place


def _find_comment_end(text: str, inside: int) -> tuple[int, str]:
    """Give where the comment's action ends, or Go's message why it does not."""
    stop = text.find("*/", inside + 2) + 2
    if stop < 2:
        return 0, "unclosed comment"
    if text.startswith("}}", stop):
        return stop + 2, ""
    if text[stop : stop + 1] in _SPACE_SET and text.startswith("-}}", stop + 1):
        return stop + 4, ""
    return 0, "comment ends before closing delimiter"


def _error(start: int, spaced: bool, message: str) -> Token:
    return (ERROR, start, "", spaced, start, str, (message,))


def _lex(text: str) -> list[Token]:
    """Cut what stands behind ``{{`` into tokens; the last one is RIGHT_DELIM or ERROR (Go: lexInsideAction)."""
    tokens: list[Token] = []
    match = _TOKEN.match
    place = depth = 0
    while True:
        found = match(text, place)
        if found is None:
            token, place = _lex_rare(text, place)
        else:
            group = found.lastindex or 0
            start, place = found.span(group)
            token = _LEXERS[group](start, found[group], start > found.start())
        tokens.append(token)
        kind = token[0]
        if kind == LEFT_PAREN:
            depth += 1
        elif kind == RIGHT_PAREN:
            depth -= 1
            if depth < 0:
                tokens[-1] = _error(token[1], token[3], "unexpected right paren")
                return tokens
        elif kind == RIGHT_DELIM:
            if depth:
                trim = token[1] > 1 and text[token[1] - 1] == "-" and text[token[1] - 2] in _SPACE_SET
                tokens[-1] = _error(token[1] - 2 if trim else token[1], token[3], "unclosed left paren")
            return tokens
        elif kind == ERROR:
            return tokens


lex_action = lru_cache(maxsize=8192)(_lex)
"""The tokens of an action from behind ``{{`` and its trim marker to ``}}``, remembered by the action's text."""


def _lex_field(start: int, text: str, spaced: bool) -> Token:
    names = tuple(text[1:].split("."))
    at = start if len(names) == 1 else start + 1 + len(names[0])
    return (FIELD, start, text, spaced, at, Field, (names,))


def _lex_variable(start: int, text: str, spaced: bool) -> Token:
    names = tuple(text.split("."))
    at = start if len(names) == 1 else start + len(names[0])
    return (VARIABLE, start, text, spaced, at, Variable, (names,))


def _lex_name(start: int, text: str, spaced: bool) -> Token:
    kind = _KEYWORDS.get(text)
    if kind is not None:
        return (kind, start, text, spaced, start, Identifier, (text,))
    if text == "nil":
        return (LITERAL, start, text, spaced, start, Nil, ())
    if text in ("true", "false"):
        return (LITERAL, start, text, spaced, start, Bool, (text == "true",))
    return (IDENTIFIER, start, text, spaced, start, Identifier, (text,))


def _lex_string(start: int, text: str, spaced: bool) -> Token:
    try:
        return (LITERAL, start, text, spaced, start, String, (text, make_string(text)))
    except ValueError as error:
        return (BAD_LITERAL, start, text, spaced, start, String, (str(error),))


def _lex_number(start: int, text: str, spaced: bool, is_complex: bool = False) -> Token:
    try:
        return (LITERAL, start, text, spaced, start, Number, (text, *make_number(text, is_complex)))
    except ValueError as error:
        return (BAD_LITERAL, start, text, spaced, start, Number, (str(error),))


def _lex_mark(start: int, text: str, spaced: bool) -> Token:
    return (_MARKS[text], start, text, spaced, start, str, ())


def _lex_right_delim(start: int, text: str, spaced: bool) -> Token:
    return (RIGHT_DELIM, start + len(text) - 2, "}}", spaced, start, str, ())


def _lex_dot(start: int, text: str, spaced: bool) -> Token:
    return (LITERAL, start, text, spaced, start, Dot, ())


_LEXERS: dict[int, Callable[[int, str, bool], Token]] = {
    2: _lex_field,
    3: _lex_name,
    4: _lex_string,
    5: _lex_variable,
    6: _lex_mark,
    7: _lex_right_delim,
    8: _lex_dot,
    9: _lex_number,
}
"""By group of _TOKEN."""


def _lex_rare(text: str, place: int) -> tuple[Token, int]:
    """Give the next token where the pattern of the usual ones finds none, and where it ends."""
    start = _skip_spaces(text, place)
    spaced = start > place
    char = text[start : start + 1]
    if not char:
        return _error(start, spaced, "unclosed action"), start
    if char in _QUOTED:
        return _lex_quoted(text, start, spaced)
    if char in "+-0123456789" or (char == "." and text[start + 1 : start + 2] in "0123456789"):
        return _lex_any_number(text, start, spaced)
    if char in ".$" or _is_alphanumeric(char):
        return _lex_any_name(text, start, spaced)
    if char == ":":
        return _error(start, spaced, "expected :="), start
    if " " < char < "\x7f":
        return (CHAR, start, char, spaced, start, str, ()), start + 1
    return _error(start, spaced, f"unrecognized character in action: {_describe_char(char)}"), start


def _lex_quoted(text: str, start: int, spaced: bool) -> tuple[Token, int]:
    found = re.compile(_QUOTED[text[start]]).match(text, start)
    if found is None:
        return _error(start, spaced, f"unterminated {_UNTERMINATED[text[start]]}"), start
    lex = _lex_number if text[start] == "'" else _lex_string
    return lex(start, found[0], spaced), found.end()


def _lex_any_number(text: str, start: int, spaced: bool) -> tuple[Token, int]:
    """Read a number, or two joined by a sign: a complex constant (Go: lexNumber)."""
    end, is_number = _scan_number(text, start)
    is_complex = is_number and text[end : end + 1] in ("+", "-")
    if is_complex:
        end, is_number = _scan_number(text, end)
        is_number = is_number and text[end - 1] == "i"
    if not is_number:
        from pychart.gostd.strconv import quote

        return _error(start, spaced, f"bad number syntax: {quote(text[start:end])}"), end
    return _lex_number(start, text[start:end], spaced, is_complex), end


def _scan_number(text: str, start: int) -> tuple[int, bool]:
    found = re.compile(_NUMBER, re.VERBOSE).match(text, start)
    end = found.end() if found else start
    if _is_alphanumeric(text[end : end + 1]):
        return end + 1, False
    return end, True


def _lex_any_name(text: str, start: int, spaced: bool) -> tuple[Token, int]:
    """Read ``.``, ``.name``, ``$name`` or a word, whatever letters it has (Go: lexFieldOrVariable, lexIdentifier)."""
    end = start + 1
    if text[start] != "." or not _is_name_end(text, end):
        while _is_alphanumeric(text[end : end + 1]):
            end += 1
        if not _is_name_end(text, end):
            return _error(start, spaced, f"bad character {_describe_char(text[end])}"), end
    word = text[start:end]
    if word == ".":
        return _lex_dot(start, word, spaced), end
    lex = {".": _lex_field, "$": _lex_variable}.get(word[0], _lex_name)
    return lex(start, word, spaced), end


def _is_name_end(text: str, place: int) -> bool:
    return text[place : place + 1] in _NAME_ENDS or text.startswith("}}", place)


_NAME_ENDS = frozenset((*SPACES, "", ".", ",", "|", ":", ")", "("))


def _is_alphanumeric(char: str) -> bool:
    """Tell whether Go lets the character stand in a name: a letter, a decimal digit or ``_``."""
    return char == "_" or char.isalpha() or char.isdecimal()


def _describe_char(char: str) -> str:
    """Give Go's %#U of a character; a byte that is not UTF-8 counts as U+FFFD."""
    from pychart.gostd.strings import is_print

    if "\ud800" <= char <= "\udfff":
        char = "\ufffd"
    return f"U+{ord(char):04X} '{char}'" if is_print(char) else f"U+{ord(char):04X}"
