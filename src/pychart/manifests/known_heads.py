"""Heads of documents that are known but for the release's name in them.

Renders of a chart for many releases give documents that differ in that name and in nothing else, mostly, and what a
parser finds in one it finds in all. That holds where the name is a word that no number, null or boolean and no field
of the head can be part of, and where it stands as text: not in a tag, an anchor or an escape, nor in a line so long
that a key in it could become too long for a key.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.manifests.sort import Head, HeadReader


_MAX_DOCUMENTS = 5_000
_MAX_CHARACTERS = 16_000_000

_PATIENCE = 1_000
"""How many documents in a row are remembered that never come again; each that does makes up for two."""

_HOLE = "\0"
"""What stands for the name in the documents that are kept; YAML has no such character."""
_OTHER_NAME = "pychart-w"

_MAX_NAME = 60
_MAX_LINE = 900
"""A key that is longer than 1,024 characters is none."""
_MAX_ESCAPE = 10
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_TELLING = frozenset("ghijkmqrsuvw")
"""Letters that stand in no number and no time."""
_MEANINGS = "null true false yes no on off y n infinity nan apiversion kind metadata name annotations"
"""Words that mean more than themselves, as values or as keys."""
_MARKS = frozenset("&*!")


class KnownHeads:
    """Remembers heads of documents; threads may share it."""

    def __init__(self) -> None:
        self._heads: dict[str, Head] = {}
        self._characters = 0
        self._patience = _PATIENCE

    def reader_for(self, name: str, read_head: HeadReader) -> HeadReader:
        """Give what reads the heads of a release's documents: ``read_head`` for those that are not known."""
        if not is_mere_word(name):
            name = ""

        def read(document: str) -> Head:
            text = document.replace(name, _HOLE) if name else document
            known = self._heads.get(text)
            if known is not None and _HOLE not in document:
                self._patience = min(self._patience + 2, _PATIENCE)
                return _fill(known, _HOLE, name)
            head = read_head(document)
            self._patience -= 1
            if self._patience < 0 or _has_holes(head):
                return head
            if not name or name not in document:
                self._remember(document, _fill(head, _HOLE, ""))
            elif is_mere_text(text) and (holed := _cut(head, name, text, read_head)):
                self._remember(text, holed)
            return head

        return read

    def _remember(self, text: str, head: Head) -> None:
        self._characters += len(text)
        if len(self._heads) >= _MAX_DOCUMENTS or self._characters > _MAX_CHARACTERS:
            self._heads.clear()
            self._characters = len(text)
        self._heads[text] = head


def is_mere_word(name: str) -> bool:
    """Tell whether a name is a word that makes whatever it is part of a text to YAML, and a field of nothing."""
    letters = set(name)
    return (
        len(name) <= _MAX_NAME
        and letters <= _NAME_CHARACTERS
        and not letters.isdisjoint(_TELLING)
        and "-" not in (name[0], name[-1])
        and name not in _MEANINGS
    )


def is_mere_text(document: str) -> bool:
    """Tell whether a document means the same whatever word its holes are filled with, but for the word itself."""
    if "!!" in document or "!<" in document or "\n%" in document or document[:1] == "%":
        return False
    pieces = document.split(_HOLE)
    return all(map(_ends_in_text, pieces[:-1])) and not any(
        len(line) + _MAX_NAME * line.count(_HOLE) > _MAX_LINE for line in document.split("\n") if _HOLE in line
    )


def _ends_in_text(piece: str) -> bool:
    """Tell whether what follows a piece of a document belongs to no tag, anchor, alias or escape."""
    if "\\" in piece[-_MAX_ESCAPE:]:
        return False
    word = piece[max(piece.rfind(" "), piece.rfind("\n"), piece.rfind("\t")) + 1 :]
    return _MARKS.isdisjoint(word) or _MARKS.isdisjoint(word.replace("!=", "").replace("!~", ""))


def _cut(head: Head, name: str, text: str, read_head: HeadReader) -> Head | None:
    """Give a head with holes for the name; None where it holds the name in another way, by escapes."""
    holed = _fill(head, name, _HOLE)
    if "\\" in text and _fill(read_head(text.replace(_HOLE, _OTHER_NAME)), _OTHER_NAME, _HOLE) != holed:
        return None
    return holed


def _has_holes(head: Head) -> bool:
    return _fill(head, _HOLE, "") != head


def _fill(head: Head, hole: str, name: str) -> Head:
    """Give a head, and what may be changed of it anew, with a name for each hole."""
    api_version, kind, own_name, annotations = head
    if annotations is not None:
        annotations = {key.replace(hole, name): value.replace(hole, name) for key, value in annotations.items()}
    return api_version.replace(hole, name), kind.replace(hole, name), own_name.replace(hole, name), annotations
