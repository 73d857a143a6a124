"""Put text, values and tags together so that a Go template has the very text of the Jinja2 template.

Where every tag of a block stands behind a line break, as tags do that have lines of their own, the break is moved
behind the tag, whose ``{{-`` takes it away before: each of them gets its line in the Go template too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True, eq=False)
class Block:
    """A statement with its tags; ``depth`` says how deep it is nested."""

    depth: int
    tags: list[Tag] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Tag:
    """``{{ text }}`` that writes nothing."""

    text: str
    block: Block


@dataclass(slots=True, eq=False)
class Output:
    """``{{ text }}``"""

    text: str


Piece = str | Tag | Output


def lay_out(pieces: Sequence[Piece]) -> str:
    """Give the source of a template."""
    pieces = _merge_texts(pieces)
    lines = _find_line_blocks(pieces)
    out = ""
    moved = False
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else ""
        if isinstance(piece, str):
            text = ("\n" if moved else "") + piece
            moved = isinstance(following, Tag) and following.block in lines
            out += _escape(text[:-1] if moved else text)
        elif isinstance(piece, Output):
            out += f"{{{{ {piece.text} }}}}"
        elif piece.block in lines:
            out += f"\n{'  ' * piece.block.depth}{{{{- {piece.text} }}}}"
            if not isinstance(following, Tag) or following.block not in lines:
                moved = True
                if not isinstance(following, str):
                    out, moved = out + "\n", False
        else:
            opens = isinstance(following, str) and following[:1].strip() and not following.startswith("{")
            breaks = opens and isinstance(following, str) and "\n" in following
            out += f"{{{{ {piece.text} -}}}}\n" if breaks else f"{{{{ {piece.text} }}}}"
    return out + ("\n" if moved else "")


def _merge_texts(pieces: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return merged


def _find_line_blocks(pieces: list[Piece]) -> set[Block]:
    """Give the blocks all of whose tags stand behind a line break, or behind another such tag."""
    lines = {piece.block for piece in pieces if isinstance(piece, Tag)}
    while True:
        wrong = {
            piece.block
            for index, piece in enumerate(pieces)
            if isinstance(piece, Tag) and piece.block in lines and not _is_behind_break(pieces, index, lines)
        }
        if not wrong:
            return lines
        lines -= wrong


def _is_behind_break(pieces: list[Piece], index: int, lines: set[Block]) -> bool:
    before = pieces[index - 1] if index else ""
    if isinstance(before, Tag):
        return before.block in lines
    if not isinstance(before, str) or not before.endswith("\n"):
        return False
    rest = before[:-1]
    if rest:
        return rest == rest.rstrip()
    # Nothing but the break: what stands before it must not end in space either.
    return index > 1 and isinstance(pieces[index - 2], Output)


def _escape(text: str) -> str:
    return text.replace("{{", '{{ "{{" }}')
