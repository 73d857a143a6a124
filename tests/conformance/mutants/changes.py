"""One change of one file, chosen by chance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

BYTES = b"\t\n\r :#-{}[]()'\"|>&*!%@`,.\\/$=?~0a1Z_\x00\x0b\x7f\x80\xa0\xc3\xe2\xff"
"""Bytes that mean something to somebody."""

_NODES = """
null ~ true no 0 -1 1.5 1.0 1e3 0x1F 0o17 017 1_000 .inf .nan 1:30 = x "" '' {} [] | >- % @ ` " ' { [ \u00e9 \U0001f600
9223372036854775808 12345678901234567890123 2024-01-01 2024-01-01T10:00:00Z *x
"""
NODES = (
    *_NODES.split(),
    *("", "[a, 1]", "{a: 1}", "a: b", "- a", "? a", "<<: {a: 1}", "{{ .Values.x }}", "# none", '"a\\tb"', "'it''s'"),
    *("&x 1", "!!str 1", "!!binary aGk=", "!t 1"),
)
"""What a value may become."""

_TOKENS = r"""
if else end range with define template include block break continue nil true 0 -1 1.5 'a' "" "x" `x` $ . .Values $x = :=
| ( ) , % \ {{ }} {{- -}} .Release .Chart .Files .Capabilities and or not eq ne lt len index slice printf print html js
urlquery call default quote squote toYaml fromYaml toJson indent nindent required fail tpl lookup dict list get set keys
merge first last until trunc upper int toString ternary coalesce empty hasKey kindOf typeOf semver b64enc regexMatch add
div mod round splitList join replace nospace
"""
TOKENS = (*_TOKENS.split(), "else if", "$x := 1", "/* x */")
"""What a token of a template may become."""

_ACTION = re.compile(r"(?s)\{\{.*?\}\}")
_TOKEN = re.compile(r'\{\{-?|-?\}\}|"(?:[^"\\\n]|\\.)*"|`[^`]*`|:=|[$.]?[\w.]+|[^\s\w]')
_LINE = re.compile(r"^(\s*)((?:- +)?)((?:[\w./-]+|\"[^\"]*\"):(?= |$))?( *)(.*)$")

Files = Mapping[str, str]
Change = Callable[[str, Random], str]


def change_chart(files: Files, chance: Random) -> tuple[Files, str]:
    """Change one file of a chart; gives its files then, and what was changed how."""
    name = chance.choice(sorted(files))
    text = files[name]
    change = chance.choice(_list_changes(name, text))
    return {**files, name: change(text, chance)}, f"{change.__name__} in {name}"


def change_byte(text: str, chance: Random) -> str:
    """Replace, insert, drop, double or exchange a byte."""
    data = text.encode("utf-8", "surrogateescape")
    place = chance.randrange(len(data) + 1)
    byte = bytes([chance.choice(BYTES)])
    here = data[place : place + 1]
    new = chance.choice([byte, byte + here, b"", here * 2, data[place + 1 : place + 2] + here])
    width = 2 if len(new) == 2 and new[1:] == here and new[:1] != byte else 1
    return (data[:place] + new + data[place + width :]).decode("utf-8", "surrogateescape")


def change_line(text: str, chance: Random) -> str:
    """Change a line of YAML: its value, its key, its depth, its place, or whether it is there."""
    lines = text.split("\n")
    place = chance.randrange(len(lines))
    found = _LINE.match(lines[place])
    assert found
    indent, dash, key, space, value = (part or "" for part in found.groups())
    # An empty collection for a key is read otherwise, which docs/rendering-differences.md tells of.
    node = chance.choice(NODES)
    name = node if node[:1] not in ("{", "[") else "x"
    variants = [
        [indent + dash + key + (space or " ") + (node if key or dash else name)],
        [indent + dash + name + (":" if key else "") + space + value],
        [f"{indent}{' ' * chance.randint(1, 2)}{lines[place].lstrip(' ')}"],
        [lines[place].removeprefix(" ").removeprefix(" " * chance.randint(0, 1))],
        [lines[place], lines[place]],
        [f"{indent}- {lines[place].lstrip(' ')}"],
        [*lines[place + 1 : place + 2], lines[place]],
        [],
    ]
    new = chance.choice(variants)
    return "\n".join([*lines[:place], *new, *lines[place + (2 if new is variants[6] else 1) :]])


def change_token(text: str, chance: Random) -> str:
    """Replace, insert, drop, double or exchange a token within an action of a template."""
    actions = list(_ACTION.finditer(text))
    action = chance.choice(actions)
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text, action.start(), action.end())]
    place = chance.randrange(len(tokens))
    start, end = tokens[place]
    token = text[start:end]
    others = [found[0] for found in _TOKEN.finditer(chance.choice(actions)[0])]
    other = chance.choice([chance.choice(TOKENS), chance.choice(others)])
    after = tokens[place + 1] if place + 1 < len(tokens) else (end, end)
    exchanged = text[after[0] : after[1]] + text[end : after[0]] + token
    new, stop = chance.choice(
        [(other, end), (f"{token} {other}", end), ("", end), (f"{token} {token}", end), (exchanged, after[1])]
    )
    return text[:start] + new + text[stop:]


def _list_changes(name: str, text: str) -> list[Change]:
    changes: list[Change] = [change_byte]
    if name.endswith((".yaml", ".yml", ".lock")):
        changes.append(change_line)
    if _ACTION.search(text):
        changes += [change_token, change_token]
    return changes
