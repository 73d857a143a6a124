"""How goyaml's emitter writes one string: plain, quoted or as a literal block, and where it folds it.

Origin: analyze_scalar, select_scalar_style and the write_* functions of go.yaml.in/yaml v2, v3.
"""

from __future__ import annotations

from pychart.yamlio.scalars import WORDS, is_base60, is_timestamp, resolve

WIDTH = 80

PLAIN, SINGLE, DOUBLE, LITERAL, BROKEN = range(5)

_NUMBER_STARTS = frozenset("0123456789+-.")
_INDICATORS = frozenset("#,[]{}&*!|>'\"%@`")
_LINE_MARKS = ("\u2028", "\u2029")
BREAKS = ("\n", "\r", "\x85", *_LINE_MARKS)

ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def render(text: str, style: int) -> str:
    """Give a string of one line as it is written where it need not be folded."""
    if style == PLAIN:
        return text
    if style == SINGLE:
        return "'" + text.replace("'", "''") + "'"
    return '"' + escape(text) + '"'


def choose_style(text: str, pretty: bool = False) -> int:
    """Tell how a string is written: PLAIN, SINGLE, DOUBLE, LITERAL, or BROKEN (single quotes over several lines).

    ``pretty`` takes goyaml.v3's rules: a tab may stand in a literal block.
    """
    if text in WORDS or (text[0] in _NUMBER_STARTS and _reads_as_other(text)):
        return DOUBLE
    if text.isprintable() and text.isascii():
        return SINGLE if _needs_quotes(text) else PLAIN
    if _has_special(text, pretty):
        return DOUBLE
    if "\n" in text:
        return DOUBLE if text[-1] == " " or _has_space_before_break(text) else LITERAL
    if "\t" in text:
        return DOUBLE
    if _LINE_MARKS[0] in text or _LINE_MARKS[1] in text:
        return DOUBLE if _has_space_before_break(text) or _has_space_after_break(text) else BROKEN
    return SINGLE if _needs_quotes(text) else PLAIN


def _reads_as_other(text: str) -> bool:
    return type(resolve(text)) is not str or is_timestamp(text) or is_base60(text)


def _needs_quotes(text: str) -> bool:
    first, last = text[0], text[-1]
    if first in _INDICATORS or first == " " or last in " :" or ": " in text or " #" in text:
        return True
    if first in "?-" and text[1:2] in ("", " "):
        return True
    return text.startswith(("---", "..."))


def _has_special(text: str, pretty: bool) -> bool:
    characters = set(text)
    characters.discard("\n")
    if pretty:
        characters.discard("\t")
    return not all(map(is_printable, characters))


def is_printable(character: str) -> bool:
    """Tell whether goyaml writes the character unescaped in double quotes (line breaks aside)."""
    if character < "\x7f":
        return character >= " "
    return "\xa0" <= character <= "\ud7ff" or ("\ue000" <= character <= "\ufffd" and character != "\ufeff")


def has_break(text: str) -> bool:
    """Tell whether goyaml sees more than one line in the text."""
    return any(mark in text for mark in BREAKS)


def _has_space_before_break(text: str) -> bool:
    return any(" " + mark in text for mark in ("\n", *_LINE_MARKS))


def _has_space_after_break(text: str) -> bool:
    return any(mark + " " in text for mark in ("\n", *_LINE_MARKS))


def escape(text: str) -> str:
    """Write the inside of a double-quoted string."""
    if text.isprintable() and text.isascii():
        return text.replace("\\", "\\\\").replace('"', '\\"')
    if text[0] == "\ufeff":
        # goyaml takes every character after a leading byte order mark for one.
        return "".join(ESCAPES.get(character) or _escape_code(character) for character in text)
    return "".join(
        ESCAPES.get(character) or (character if is_printable(character) else _escape_code(character))
        for character in text
    )


def _escape_code(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def write_folded(text: str, style: int, column: int, indent: int) -> str:
    """Write a string of one line where it does not fit: broken at spaces once the line has passed 80 columns.

    ``column`` is where the text begins, ``indent`` where its next lines do.
    """
    if style == PLAIN:
        return _fold(text, column, indent)
    if style == SINGLE:
        return "'" + _fold(text.replace("'", "''"), column + 1, indent) + "'"
    return '"' + _fold_double(escape(text), column + 1, indent) + '"'


def _fold(text: str, column: int, indent: int) -> str:
    """Break at single spaces that stand beyond the width."""
    first, *words = text.split(" ")
    parts = [first]
    column += len(first)
    newline = "\n" + " " * indent
    before = first
    for word in words:
        if column > WIDTH and before and word:
            parts.append(newline)
            column = indent
        else:
            parts.append(" ")
            column += 1
        parts.append(word)
        column += len(word)
        before = word
    return "".join(parts)


def _fold_double(text: str, column: int, indent: int) -> str:
    """Break at the first space of a run; a backslash keeps the rest of the run from being swallowed."""
    first, *words = text.split(" ")
    parts = [first]
    column += len(first)
    newline = "\n" + " " * indent
    before = first
    last = len(words) - 1
    for place, word in enumerate(words):
        if column > WIDTH and before and (word or place < last):
            parts.append(newline if word else newline + "\\")
            column = indent + (not word)
        else:
            parts.append(" ")
            column += 1
        parts.append(word)
        column += len(word)
        before = word
    return "".join(parts)


def write_literal(text: str, indent: int) -> str:
    """Write a literal block without its final line break: header, then the lines, blank ones without indentation."""
    header = "|2" if text[0] in " \n\u2028\u2029" else "|"
    if text[-1] not in "\n\u2028\u2029":
        header += "-"
    elif len(text) == 1 or text[-2] in "\n\u2028\u2029":
        header += "+"
    pad = " " * indent
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    if _LINE_MARKS[0] in text or _LINE_MARKS[1] in text:
        lines = [_indent_marked(line, pad) for line in lines]
        return header + "\n" + "\n".join(lines)
    return header + "\n" + "\n".join([pad + line if line else "" for line in lines])


def _indent_marked(line: str, pad: str) -> str:
    """Indent a line that holds Unicode's own line breaks: what follows one counts as a line of its own."""
    parts = []
    fresh = True
    for character in line:
        if character in _LINE_MARKS:
            fresh = True
        elif fresh:
            parts.append(pad)
            fresh = False
        parts.append(character)
    return "".join(parts)


def write_broken(text: str, indent: int) -> str:
    """Write a string that holds Unicode line breaks but no newline: in single quotes, each part indented."""
    parts = ["'"]
    fresh = False
    for place, character in enumerate(text):
        if character in _LINE_MARKS:
            fresh = True
        elif fresh:
            parts.append(" " * indent if indent or place == 0 else "\n")
            fresh = False
        parts.append("''" if character == "'" else character)
    parts.append("'")
    return "".join(parts)
