"""The globs of .Files.Glob, in the grammar of the library gobwas/glob 0.2 with ``/`` as separator.

A pattern becomes a tree of pieces; matching carries the set of places in the name that have been reached, so that no
pattern takes more than about (pieces x length) steps.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_SPECIALS = "?*[{"
_MAX_DEPTH = 100
"""How deep groups may stand in each other; beyond it the pattern counts as broken."""


class _Piece:
    """One part of a pattern; ``kind`` is text, any, super, single, list, range or group."""

    __slots__ = ("choices", "kind", "negated", "text")

    def __init__(self, kind: str, text: str = "", negated: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.negated = negated
        self.choices: list[list[_Piece]] = []


def compile_glob(pattern: str) -> Callable[[str], bool]:
    """Give a test for whole names; raises ValueError in gobwas/glob's words for a broken pattern."""
    pieces = _Parser(pattern).parse()

    def matches(name: str) -> bool:
        return len(name) in _advance(pieces, name, {0})

    return matches


class _Parser:
    """Reads a pattern piece by piece."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern.partition("\0")[0]
        self._place = 0

    def parse(self) -> list[_Piece]:
        """Give the pieces of the whole pattern; a group that is never closed ends with it."""
        if any("\ud800" <= rune <= "\udfff" or rune == "\ufffd" for rune in self._pattern):
            raise ValueError("could not read rune")
        top: list[_Piece] = []
        outer: list[list[_Piece]] = []
        groups: list[_Piece] = []
        current = top
        while self._place < len(self._pattern):
            char = self._pattern[self._place]
            if char == "{":
                if len(groups) >= _MAX_DEPTH:
                    raise ValueError("too many groups in groups")
                group = _Piece("group")
                current.append(group)
                outer.append(current)
                groups.append(group)
                current = []
                group.choices.append(current)
                self._place += 1
            elif char == "," and groups:
                current = []
                groups[-1].choices.append(current)
                self._place += 1
            elif char == "}" and groups:
                groups.pop()
                current = outer.pop()
                self._place += 1
            else:
                current.append(self._read_piece(char, bool(groups)))
        return top

    def _read_piece(self, char: str, in_group: bool) -> _Piece:
        if char == "[":
            return self._read_class()
        if char == "?":
            self._place += 1
            return _Piece("single")
        if char == "*":
            double = self._pattern[self._place : self._place + 2] == "**"
            self._place += 1 + double
            return _Piece("super" if double else "any")
        return _Piece("text", self._read_text(_SPECIALS + "}," if in_group else _SPECIALS))

    def _read_text(self, stops: str) -> str:
        text = ""
        while self._place < len(self._pattern):
            char = self._pattern[self._place]
            if char in stops:
                break
            if char == "\\":
                self._place += 1
                char = self._pattern[self._place : self._place + 1]
            text += char
            self._place += 1
        return text

    def _read_class(self) -> _Piece:
        self._place += 1
        negated = self._pattern[self._place : self._place + 1] == "!"
        self._place += negated
        if self._pattern[self._place + 1 : self._place + 2] == "-":
            piece = _Piece("range", self._pattern[self._place] + self._pattern[self._place + 2 :][:1], negated)
            self._place += 3
        else:
            piece = _Piece("list", self._read_text("]"), negated)
        if self._place >= len(self._pattern):
            raise ValueError("unexpected end of input")
        if self._pattern[self._place] != "]":
            raise ValueError("expected close range character")
        self._place += 1
        if not piece.text:
            raise ValueError("could not parse range")
        if piece.kind == "range" and piece.text[1] < piece.text[0]:
            raise ValueError(f"hi character '{piece.text[1]}' should be greater than lo '{piece.text[0]}'")
        return piece


def _advance(pieces: list[_Piece], name: str, places: set[int]) -> set[int]:
    """Give the places that can be reached from ``places`` by matching all pieces in turn."""
    for piece in pieces:
        if not places:
            break
        if piece.kind == "group":
            places = set().union(*(_advance(choice, name, places) for choice in piece.choices))
        elif piece.kind == "text":
            places = {place + len(piece.text) for place in places if name.startswith(piece.text, place)}
        elif piece.kind == "super":
            places = set(range(min(places), len(name) + 1))
        elif piece.kind == "any":
            places = _advance_any(name, places)
        else:
            places = {place + 1 for place in places if place < len(name) and _fits(piece, name[place])}
    return places


def _advance_any(name: str, places: set[int]) -> set[int]:
    reached: set[int] = set()
    covered = -1
    for place in sorted(places):
        if place <= covered:
            continue
        end = name.find("/", place)
        covered = end if end >= 0 else len(name)
        reached.update(range(place, covered + 1))
    return reached


def _fits(piece: _Piece, rune: str) -> bool:
    if piece.kind == "single":
        return rune != "/"
    if piece.kind == "range":
        return (piece.text[0] <= rune <= piece.text[1]) != piece.negated
    return (rune in piece.text) != piece.negated
