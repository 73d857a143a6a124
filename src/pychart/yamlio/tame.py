"""Block YAML of the plainest kind read line by line, in a fraction of the time that a parser takes for it.

Taken are maps and lists in block style with plain or simply quoted scalars of one line, which is what programs write
and most of what people write into Chart.yaml and values.yaml. Whatever goes beyond that is not judged here: the caller
asks the parser.
"""

from __future__ import annotations

import re

from pychart.yamlio.scalars import WORDS, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MAX_DEPTH = 100
_MEMORY_LIMIT = 50_000
_MEMORY_LENGTH = 64

_TEXT = r"[ -~\xa1-\U0010ffff]*"
_UNREAD = re.compile(rf"^ *(?:#{_TEXT})?\n", re.MULTILINE)
_COMMENT = re.compile(rf"""((?:[^"' ]| +(?![ #]))*(?:"[^"]*"|'[^']*')?) +#{_TEXT}""")
_ITEM = r"[A-Za-z0-9_./][A-Za-z0-9_./+ -]*"
_LINE = re.compile(
    r"( *)(- )?"
    r"(?:([A-Za-z][A-Za-z0-9_./-]{0,100}):(?= |\Z))?"
    r" *(?:"
    r"([A-Za-z0-9_./][ -\"$-9;-~]*(?::[!\"$-9;-~][ -\"$-9;-~]*)*)"
    r'|"([ !#-\[\]-~]*)" *'
    r"|'([ -&(-~]*)' *"
    rf"|(\[(?:{_ITEM}(?:, *{_ITEM})*)?\]|\{{\}}) *"
    r")?"
)

_memory: dict[str, Any] = {}


def read_tame(data: bytes) -> dict[str, Any] | None:
    """Give what reader.load_exact() gives for a map of one document, or None where only the parser can tell."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if not text.isascii() and not text.replace("\n", "").isprintable():
        return None
    lines = _UNREAD.sub("", text if text.endswith("\n") else f"{text}\n").split("\n")
    try:
        return _read_lines(lines[:-1])
    except _WildError:
        return None


class _WildError(Exception):
    """The text holds what is not read here."""


def _read_lines(lines: list[str]) -> dict[str, Any]:  # noqa: C901 - one loop over lines; a call for each would cost as much as it does
    root: dict[str, Any] = {}
    box: Any = root
    indent = 0
    stack: list[tuple[int, Any]] = []
    pending = ""
    match, memory = _LINE.fullmatch, _memory
    for line in lines:
        if "#" in line:
            line = _cut_comment(line)
        found = match(line)
        if found is None:
            raise _WildError
        spaces, dash, key, plain, double, single, flow = found.groups()
        column = len(spaces)
        if pending and (column > indent or (dash and column == indent)):
            stack.append((indent, box))
            box[pending] = box = [] if dash else {}
            indent = column
            if len(stack) > _MAX_DEPTH:
                raise _WildError
        else:
            while column < indent or (column == indent and not dash and type(box) is list and stack):
                indent, box = stack.pop()
        if column != indent or (type(box) is list) is not (dash is not None):
            raise _WildError
        pending = ""
        if plain is not None:
            value = memory[plain] if plain in memory else _read_plain(plain.rstrip(" "))
        elif double is not None:
            value = double
        elif single is not None:
            value = single
        elif flow is not None:
            value = {} if flow == "{}" else _read_items(flow)
        else:
            value = None
            pending = key or ""
        if dash:
            if key is None:
                if value is None:
                    raise _WildError
                box.append(value)
                continue
            item: dict[str, Any] = {}
            box.append(item)
            stack.append((indent, box))
            box = item
            indent += 2
        if key is None or key in box or key in WORDS:
            raise _WildError
        box[key] = value
    if not root:
        raise _WildError
    return root


def _cut_comment(line: str) -> str:
    found = _COMMENT.fullmatch(line)
    return found[1] if found else line


def _read_items(flow: str) -> list[Any]:
    return [_read_plain(item.strip(" ")) for item in flow[1:-1].split(",")] if flow != "[]" else []


def _read_plain(text: str) -> Any:
    value = resolve(text)
    if type(value) is float and value - value != 0.0:
        raise _WildError
    if len(text) < _MEMORY_LENGTH:
        if len(_memory) > _MEMORY_LIMIT:
            _memory.clear()
        _memory[text] = value
    return value
