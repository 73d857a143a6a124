"""Helm's rewording of the errors of text/template, text to text (Helm: pkg/engine, reformatExecErrorMsg)."""

from __future__ import annotations

from typing import NamedTuple

FAIL_START = "HELM_ERR_START"
FAIL_END = "HELM_ERR_END"
"""Around what fail and required say: it is shown alone, whatever it is wrapped in."""

_PREFIX = "template: "


class _Block(NamedTuple):
    location: str
    place: str
    message: str

    def __str__(self) -> str:
        text = f"{self.location}\n  " if self.location else ""
        text += f"{self.place}\n    " if self.place else ""
        return text + (f"{self.message}\n" if self.message else "")


def reformat(name: str, texts: list[str]) -> str:
    """Give Helm's text for a chain of wrapped errors, outermost first, that the file ``name`` ended with.

    Three forms: what fail and required say, with the outermost place; a block of three lines for each level, where
    every error of the chain is text/template's own; else the outermost text as it is.
    """
    parts = texts[0].split(": ", 2)
    if len(parts) != 3:
        return f"execution error in ({name}): {texts[0]}"
    start, end = parts[2].find(FAIL_START), parts[2].rfind(FAIL_END)
    if 0 <= start < end:
        return f"execution error at ({parts[1]}): {parts[2][start + len(FAIL_START) : end]}"
    blocks: list[_Block] = []
    for text in texts:
        block = _parse(text)
        if block is None:
            return texts[0]
        if not blocks or blocks[-1] != block:
            blocks.append(block)
    return "".join(map(str, blocks)).strip()


def _parse(text: str) -> _Block | None:
    """Take an error of text/template apart; None where it is not one."""
    if not text.startswith(_PREFIX):
        return None
    rest = text[len(_PREFIX) :]
    if rest.startswith("no template "):
        return _Block("", "", text)
    location, found, after = rest.partition(": executing ")
    if found:
        block = _parse_place(location, after)
        if block:
            return block
    location, found, message = rest.rpartition(": ")
    return _Block(location, "", _cut_next(message)) if found else None


def _parse_place(location: str, text: str) -> _Block | None:
    if not text.startswith('"'):
        return None
    function, quote, after = text[1:].partition('"')
    if not quote or not after.startswith(" at <"):
        return None
    expression, found, message = after[len(" at <") :].partition(">: ")
    if not found:
        return None
    return _Block(location, f'executing "{function}" at <{expression}>:', _cut_next(message))


def _cut_next(message: str) -> str:
    """Drop the next error of the chain, which gets a block of its own."""
    return message.partition(" template:")[0]
