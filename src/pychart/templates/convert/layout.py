"""Put text, expressions and tags together so that a Jinja2 template has the very text of the Go template.

Jinja2 takes a tag that stands alone on its line away with the line. Where every tag of a block is followed by a line
break, as in Go's ``{{- if }}`` at the beginning of a line, the break is moved before the tag and the tag gets its line.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pychart.templates.convert.expressions import write_string
from pychart.templates.convert.scopes import CannotConvert

_SHORT = 90


@dataclass(slots=True)
class Block:
    """A statement with its tags."""

    depth: int
    tags: list[Tag] = field(default_factory=list)
    indent: str = ""


@dataclass(slots=True)
class Tag:
    """``{% text %}``; ``leaves`` says that nothing behind it is reached: break and continue."""

    text: str
    block: Block
    leaves: bool = False


@dataclass(slots=True)
class Output:
    """``{{ text }}``"""

    text: str


Piece = str | Tag | Output


def lay_out(pieces: list[Piece]) -> str:
    """Give the source of a template. Raises CannotConvert for text that Jinja2 would change."""
    pieces = _merge_texts(pieces)
    lines = _find_line_blocks(pieces)
    wide = _find_wide_blocks(pieces, lines)
    out = ""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        if isinstance(piece, str):
            before = pieces[index - 1] if index else ""
            skip = isinstance(before, Tag) and id(before.block) in lines and not before.leaves
            out += _write_text(piece[1:] if skip else piece, following)
        elif isinstance(piece, Output):
            out += f"{{{{ {piece.text} }}}}"
        elif id(piece.block) in lines:
            out += "" if out.endswith("\n") and _is_line_tag(pieces[index - 1], lines) else "\n"
            out += f"{piece.block.indent}{{% {piece.text} %}}\n"
        elif id(piece.block) in wide:
            indent = "  " * piece.block.depth
            out = (out.rstrip() if out.rstrip().endswith("-%}") else out) + f"\n{indent}{{%- {piece.text} -%}}\n"
            if not isinstance(following, str):
                out += indent if piece.block.tags[-1] is piece else indent + "  "
        else:
            out += _write_inline(piece, out, following)
    return out


def _merge_texts(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return merged


def _is_line_tag(piece: Piece, lines: set[int]) -> bool:
    return isinstance(piece, Tag) and id(piece.block) in lines


def _find_line_blocks(pieces: list[Piece]) -> set[int]:
    """Give the blocks all of whose tags can have lines of their own."""
    lines = {id(piece.block) for piece in pieces if isinstance(piece, Tag)}
    while True:
        wrong = set()
        for index, piece in enumerate(pieces):
            if isinstance(piece, Tag) and not piece.leaves and id(piece.block) in lines:
                following = pieces[index + 1] if index + 1 < len(pieces) else ""
                breaks = isinstance(following, str) and following.startswith("\n")
                if not breaks and not _is_line_tag(following, lines):
                    wrong.add(id(piece.block))
        if not wrong:
            break
        lines -= wrong
    _choose_indents(pieces, lines)
    return lines


def _choose_indents(pieces: list[Piece], lines: set[int]) -> None:
    for index, piece in enumerate(pieces):
        if _is_line_tag(piece, lines) and isinstance(piece, Tag) and piece.block.tags[0] is piece:
            rest = next((other for other in pieces[index + 1 :] if isinstance(other, str)), "")
            line = next((line for line in rest.split("\n")[1:] if line.strip()), "")
            piece.block.indent = " " * (len(line) - len(line.lstrip(" ")))


def _find_wide_blocks(pieces: list[Piece], lines: set[int]) -> set[int]:
    """Give the blocks that touch no space, so that lines may be broken around their tags, with minus signs."""
    wide = {id(piece.block) for piece in pieces if isinstance(piece, Tag)} - lines
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Tag):
            continue
        before = pieces[index - 1] if index else ""
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        touches = isinstance(before, str) and before[-1:].isspace()
        touches = touches or (isinstance(following, str) and following[:1].isspace())
        if touches or _is_short(piece.block, pieces) or _is_line_tag(before, lines) or _is_line_tag(following, lines):
            wide.discard(id(piece.block))
    return wide


def _is_short(block: Block, pieces: list[Piece]) -> bool:
    """Tell whether a statement has room on one line."""
    places = [index for index, piece in enumerate(pieces) if isinstance(piece, Tag) and piece.block is block]
    within = pieces[places[0] : places[-1] + 1]
    size = sum(len(piece) if isinstance(piece, str) else len(piece.text) + 6 for piece in within)
    return size <= _SHORT and not any(isinstance(piece, str) and "\n" in piece for piece in within)


def _write_inline(tag: Tag, out: str, following: Piece) -> str:
    line = out[out.rfind("\n") + 1 :]
    start = "{%+" if line and line.isspace() else "{%"
    end = "+%}" if isinstance(following, str) and following.startswith("\n") else "%}"
    if isinstance(following, Tag):
        end = "+%}"
    return f"{start} {tag.text} {end}"


def _write_text(text: str, following: Piece) -> str:
    if "\r" in text:
        raise CannotConvert("lines end with carriage returns")
    write_string(text)
    for mark in ("{{", "{%", "{#"):
        text = text.replace(mark, '{{ "{" }}' + mark[1])
    if text.endswith("{") and not isinstance(following, str):
        text = text[:-1] + '{{ "{" }}'
    return text
