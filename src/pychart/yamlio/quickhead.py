"""The head of an ordinary manifest, without objects for the rest of it.

libyaml checks a text of 10 KB in 40 microseconds, but takes ten times as long to tell what stands in it. So a document
is cut, at lines that begin a key of its outermost map, into what comes before ``metadata``, that, and the rest. libyaml
checks each part as a document of its own: a quote or a bracket that is still open at a cut is an error then, and the
parts that pass are together what the whole document is. Only the few lines that hold the head are looked at.

Whatever is out of the ordinary gives None, and is read in full: what goyaml and libyaml see differently, anchors, tags
and merges, keys that Go refuses, numbers that JSON cannot hold.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.events import is_valid
from pychart.yamlio.reader import read_document
from pychart.yamlio.scalars import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Top = tuple[str, str]
    """apiVersion and kind."""

_METADATA = "\nmetadata:\n"
_FIELDS = frozenset(("apiversion", "kind", "metadata"))
_MAX_LENGTH = 1_000_000
"""Documents up to here cannot nest as deep as goyaml refuses to, but for lines that open many lists at once."""
_MANY_LISTS = "- " * 40
_MAX_KNOWN = 4_000_000
_MAX_NOTES = 500
_WANTED = frozenset(("name", "annotations"))

_known: dict[str, None] = {}
"""Rests of documents that passed: those of one release differ from those of another in their heads, mostly."""
_known_length = 0
_notes: dict[str, tuple[Any]] = {}
"""Annotations by the lines that hold them."""

# A text in which all that may begin a token is a space, all marks are ``!`` and all digits ``0``, hexadecimal ones too.
_ROUGH = str.maketrans(
    dict.fromkeys("\t\n[{,-", " ")
    | dict.fromkeys("&*!?~", "!")
    | dict.fromkeys("0123456789abcdefABCDEF_xXoO", "0")
    | {"N": "n", "U": "u", "L": "l", "I": "i"}
)
_DIGITS = "0" * 16
_BEGINS = (" !", ":!")
_ODD = ("<<", "\\/", " :", ".in0", ".n0n", " " + _DIGITS, "+" + _DIGITS, _MANY_LISTS)


def find_head(text: str) -> tuple[str, str, dict[str, Any]] | None:
    """Give apiVersion, kind and what matters of metadata; None where the document has to be read in full.

    A document for which this gives something is one that goyaml takes.
    """
    start = text.find(_METADATA)
    if start < 0 or len(text) > _MAX_LENGTH or not _has_plain_lines(text):
        return None
    end = _find_next_key(text, start + len(_METADATA))
    metadata, rest = text[start + 1 : end], text[end:]
    head = text[: start + 1]
    top = _read_top(head)
    if top is None:
        return None
    is_new = rest != "" and rest not in _known
    if is_new and not _has_plain_keys(rest):
        return None
    value, parts = _cut_metadata(metadata)
    if value is None or not all(map(is_ordinary, parts)):
        value, parts = _read_alone(metadata, "metadata"), []
        if type(value) is not dict:
            return None
    if "#" in head:
        parts.append(head)
    if is_new and is_ordinary(_skip_blocks(rest)):
        parts.append(rest)
    elif is_new and _read_alone(rest) is None:
        return None
    if parts and not is_valid("\n---\n".join(parts)):
        return None
    if is_new:
        _remember(rest)
    return *top, value


def _read_alone(text: str, field: str = "") -> Any:
    """Read a part of a document in full, and give a field of it; None where it takes the other parts to do so."""
    rough = text.translate(_ROUGH)
    if not all(_all_marks(text, rough, begin, "&*") for begin in _BEGINS):
        return None
    try:
        value, infinities = read_document(text)
    except YamlError:
        return None
    if type(value) is not dict or infinities:
        return None
    return value.get(field) if field else value


def _find_next_key(text: str, place: int) -> int:
    """Give where the next line begins that is not indented, no comment and not blank."""
    while True:
        char = text[place : place + 1]
        if char not in (" ", "#", "\n"):
            return place
        place = text.find("\n", place) + 1
        if not place:
            return len(text)


def _read_top(text: str) -> Top | None:
    """Read the lines before ``metadata``: nothing but the two fields, each with one plain word."""
    found = {"apiVersion": "", "kind": ""}
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        key, _, value = line.partition(":")
        if found.get(key, line) or not _is_text(value.replace("/", "")):
            return None
        found[key] = value.strip(" ")
    return found["apiVersion"], found["kind"]


def _cut_metadata(text: str) -> tuple[dict[str, Any] | None, list[str]]:
    """Give the name and the annotations that the lines of ``metadata`` hold, and the other lines, cut around them.

    The first is None where there is anything else to know, or it takes more than this to know it. The others are
    documents of their own.
    """
    lines = text.split("\n")
    indent = key = ""
    found: dict[str, Any] = {}
    parts: list[list[str]] = [[]]
    notes: list[str] = []
    for line in lines[1:]:
        bare = line.lstrip(" ")
        margin = line[: len(line) - len(bare)]
        is_blank = not bare or bare[0] == "#"
        if is_blank or margin != (indent or margin) or bare[0] == "-":
            if not is_blank and (len(margin) < len(indent) or key in ("", "name")):
                return None, []
            (notes if key == "annotations" else parts[-1]).append(line)
            continue
        indent = margin
        if key == "annotations":
            notes.append("")
        key, colon, value = bare.partition(":")
        if value[:1] not in ("", " ") or not colon or not key.isalpha() or key in found:
            return None, []
        if key.lower() not in _WANTED:
            parts[-1].append(line)
            continue
        if key not in _WANTED or (key == "name" and not _is_text(value)):
            return None, []
        found[key] = value.strip(" ")
        parts.append([])
        if key == "annotations":
            notes.append(line)
    if notes:
        noted = _read_notes("\n".join([lines[0], *notes]))
        if noted is None:
            return None, []
        found["annotations"] = noted[0]
    return found, ["\n".join([lines[0], *part]) for part in parts if any(part)]


def _read_notes(text: str) -> tuple[Any] | None:
    """Read annotations that stand alone below ``metadata``, which charts repeat; None where they cannot be."""
    if text not in _notes:
        metadata = _read_alone(text, "metadata")
        if type(metadata) is not dict or list(metadata) != ["annotations"]:
            return None
        if len(_notes) >= _MAX_NOTES:
            _notes.clear()
        _notes[text] = (metadata["annotations"],)
    return _notes[text]


def _is_text(value: str) -> bool:
    """Tell whether what stands behind a colon is one plain word that YAML takes for a string."""
    word = value.strip(" ")
    if value[:1] != " " or not word.isascii() or not word.replace("-", "").replace(".", "").isalnum():
        return False
    return word[0].isalnum() and type(resolve(word)) is str


def _has_plain_keys(text: str) -> bool:
    """Tell whether every line that is not indented is a key, no field of the head, or belongs to a list."""
    for line in text.split("\n"):
        if not line or line[0] in " #":
            continue
        if line[0] == "-":
            if line[:2] not in ("- ", "-"):
                return False
            continue
        key, colon, value = line.partition(":")
        if not colon or value[:1] not in ("", " ") or not key.isalpha() or key.lower() in _FIELDS:
            return False
    return text[0] != "-"


def _skip_blocks(text: str) -> str:
    """Give a text without the keys that it begins with and the literal blocks that are all that they hold.

    Whatever is deeper than the key of such a block is its content, or libyaml refuses it.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        bare = lines[at].lstrip(" ")
        key, colon, value = bare.partition(":")
        if bare and bare[0] != "#" and not (colon and value in _LITERALS and _is_text(" " + key)):
            break
        margin = len(lines[at]) - len(bare)
        at += 1
        inside = " " * (margin + 1)
        while value and at < len(lines) and (lines[at].startswith(inside) or not lines[at].strip(" ")):
            at += 1
    return "\n".join(lines[at:])


_LITERALS = frozenset(("", " |", " |-", " |+"))


def is_ordinary(text: str) -> bool:
    """Tell whether a text has nothing in it that takes more than libyaml to judge, whatever libyaml makes of it.

    Marks in the middle of words are ordinary, and so is anything that cannot begin a token.
    """
    if not _has_plain_flows(text):
        return False
    rough = text.translate(_ROUGH)
    if any(odd in rough for odd in _ODD) or rough.endswith(" :") or rough[:1] == "!":
        return False
    if "null" in rough and not _all_words(text, rough, "null"):
        return False
    return all(_all_marks(text, rough, begin, "&*!?~") for begin in _BEGINS)


def _has_plain_flows(text: str) -> bool:
    """Tell whether whatever begins with a bracket where a value may begin is a list of words on one line, or empty.

    Maps and lists can be keys elsewhere, which Go refuses. Brackets in the middle of a value begin nothing.
    """
    narrow = "\n" + text.translate(_SPACES)
    has_flows = False
    for begin in _FLOWS:
        place = narrow.find(begin)
        while place >= 0:
            end = narrow.find("\n", place + 1)
            flow = narrow[place + 1 : end if end >= 0 else None]
            if flow not in _EMPTY and (flow[0] != "[" or flow[-1] != "]" or not _UNUSUAL.isdisjoint(flow[1:-1])):
                return False
            has_flows = has_flows or flow not in _EMPTY
            place = narrow.find(begin, place + 1)
    return not (has_flows and "?" in text)


_SPACES = str.maketrans(dict.fromkeys(" \t"))
_FLOWS = (":[", "-[", "\n[", ":{", "-{", "\n{")
_EMPTY = frozenset(("[]", "{}"))
_UNUSUAL = frozenset("[]{}:#&*!?~")


def _has_plain_lines(text: str) -> bool:
    """Tell whether only newlines end lines."""
    return "\r" not in text and (text.isascii() or not any(char in text for char in "\x85\u2028\u2029\ufeff"))


def _all_words(text: str, rough: str, word: str) -> bool:
    """Tell whether a word that means null never stands for a key."""
    place = rough.find(word)
    while place >= 0:
        place += len(word)
        if _is_key(text, place):
            return False
        place = rough.find(word, place)
    return True


def _is_key(text: str, place: int) -> bool:
    while text.startswith(" ", place):
        place += 1
    return text[place : place + 1] in _KEY_ENDS


_KEY_ENDS = frozenset(":,}")


def _all_marks(text: str, rough: str, begin: str, marks: str) -> bool:
    """Tell whether every one of the marks that may begin a token is none: an operator, a star in a sentence."""
    place = rough.find(begin)
    while place >= 0:
        mark, after = text[place + 1], text[place + 2 : place + 3]
        if mark in marks and _begins_token(text, mark, after, place + 2) and _begins_value(text, place):
            return False
        place = rough.find(begin, place + 1)
    return True


def _begins_token(text: str, mark: str, after: str, place: int) -> bool:
    if mark == "~":
        return _is_key(text, place)
    if mark == "?":
        return after in ("", " ", "\n", "\t")
    return mark == "!" or after.isalnum() or after in ("_", "-")


def _begins_value(text: str, place: int) -> bool:
    """Tell whether a value may begin behind a place; lists in brackets are looked at elsewhere."""
    while place >= 0 and text[place] in " \t":
        place -= 1
    return place < 0 or text[place] in ":-\n"


def _remember(rest: str) -> None:
    global _known_length
    if rest not in _known:
        _known_length += len(rest)
        if _known_length > _MAX_KNOWN:
            _known.clear()
            _known_length = len(rest)
        _known[rest] = None
