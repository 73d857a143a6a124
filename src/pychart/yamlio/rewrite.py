"""Write a document with its comments and styles as kyaml writes it (goyaml.v3's emitter, lists not indented)."""

from __future__ import annotations

from pychart.yamlio.styles import BREAKS, escape, is_printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.yamlio.commented import Document, Entry, Node

_LONGEST_KEY = 128


def write_commented(document: Document) -> str:
    """Give the text of a document, with a line end."""
    return _Writer().write(document)


class _Writer:
    def __init__(self) -> None:
        self._lines: list[str] = []
        self._foot_indent = -1

    def write(self, document: Document) -> str:
        self._lines += document.head
        self._write_top(document.root)
        if document.foot:
            self._lines += ["", *document.foot]
        return "\n".join(self._lines) + "\n"

    def _write_top(self, node: Node) -> None:
        if node.kind in ("map", "list") and not node.flow and node.entries:
            if node.prefix:
                self._lines.append(node.prefix.rstrip())
            self._write_block(node, 0)
        else:
            self._write_inline("", node, 0)

    def _write_block(self, node: Node, indent: int, first: str = "") -> None:
        """Write the entries of a map or list; ``first`` begins the first line where the node begins within one."""
        for entry in node.entries:
            margin = " " * indent
            if first:
                margin, first = first, ""
                if entry.head:
                    self._lines.append(f"{margin}{entry.head[0]}")
                    self._lines += [" " * indent + line if line else "" for line in entry.head[1:]]
                    margin = " " * indent
            else:
                if self._foot_indent == indent:
                    self._lines.append("")
                self._foot_indent = -1
                self._lines += [margin + line if line else "" for line in entry.head]
            self._write_entry(entry, indent, margin)
            if entry.foot:
                self._lines += [" " * indent + line if line else "" for line in entry.foot]
                self._foot_indent = indent

    def _write_entry(self, entry: Entry, indent: int, margin: str) -> None:
        value = entry.value
        is_block = value.kind in ("map", "list") and not value.flow and bool(value.entries)
        if entry.key is None:
            if is_block and not value.prefix:
                self._write_block(value, indent + 2, f"{margin}- ")
            elif is_block:
                self._lines.append(f"{margin}- {value.prefix.rstrip()}")
                self._write_block(value, indent + 2)
            else:
                self._write_inline(f"{margin}-", value, indent)
            return
        key = write_flow(entry.key)
        head = f"{margin}{key}:" if len(key) <= _LONGEST_KEY else f"{margin}? {key}\n{' ' * indent}:"
        if is_block:
            prefix = f" {value.prefix.rstrip()}" if value.prefix else ""
            comment = f" {entry.key_line}" if entry.key_line else ""
            self._lines.append(f"{head}{prefix}{comment}")
            self._write_block(value, indent if value.kind == "list" else indent + 2)
        else:
            value.line = value.line or entry.key_line
            self._write_inline(head, value, indent)

    def _write_inline(self, head: str, value: Node, indent: int) -> None:
        comment = f" {value.line}" if value.line else ""
        space = " " if head else ""
        if value.kind == "scalar" and (block := _choose_block(value)):
            header, lines = _write_block_scalar(value.text, block)
            self._lines.append(f"{head}{space}{value.prefix}{header}{comment}")
            self._lines += [" " * (indent + 2) + line if line else "" for line in lines]
            return
        text = write_flow(value, indent + 2)
        self._lines.append(f"{head}{space}{text}{comment}" if text else f"{head}{comment}")


def write_flow(node: Node, indent: int = 2) -> str:
    """Write what stands within a line."""
    if node.kind == "alias":
        return node.text
    if node.kind == "scalar":
        written = _write_scalar(node, indent)
        return node.prefix + written if written else node.prefix.rstrip()
    if node.kind == "list":
        return f"{node.prefix}[{', '.join(write_flow(entry.value, indent) for entry in node.entries)}]"
    return f"{node.prefix}{{{', '.join(_write_pair(entry, indent) for entry in node.entries)}}}"


def _write_pair(entry: Entry, indent: int) -> str:
    assert entry.key is not None
    value = write_flow(entry.value, indent)
    return f"{write_flow(entry.key, indent)}: {value}" if value else f"{write_flow(entry.key, indent)}:"


def _write_scalar(node: Node, indent: int) -> str:
    text = node.text
    if node.style in ('"', "|", ">") or _needs_double(text):
        return f'"{escape(text)}"' if text else '""'
    if node.style == "'":
        return _write_single(text, indent)
    return text


def _write_single(text: str, indent: int) -> str:
    """Write in single quotes; a line break takes an empty line."""
    quoted = text.replace("'", "''")
    if "\n" in quoted:
        pieces = quoted.split("\n")
        quoted = pieces[0]
        for number, piece in enumerate(pieces[1:], 1):
            blank = "\n" if pieces[number - 1] or number == 1 else ""
            quoted += blank + "\n" + (" " * indent if piece else "") + piece
    return f"'{quoted}'"


def _needs_double(text: str) -> bool:
    """Tell whether a text holds what stands in double quotes only."""
    if text.isascii() and text.isprintable():
        return False
    return any(not is_printable(rune) and rune not in "\n\t" for rune in text) or ("\t" in text and "\n" not in text)


def _choose_block(node: Node) -> str:
    """Tell whether a scalar is written as a block: ``|``, ``>`` or not ("")."""
    text, style = node.text, node.style
    if style not in ("|", ">") and not (style == "" and "\n" in text):
        return ""
    special = any(not is_printable(rune) and rune not in "\n\t" for rune in text)
    if not text or special or " \n" in text or text.endswith(" ") or any(mark in text for mark in BREAKS[1:]):
        return ""
    return style or "|"


def _write_block_scalar(text: str, style: str) -> tuple[str, list[str]]:
    """Give a block scalar's header and its lines, not indented yet."""
    header = style
    if text[0] in " \n":
        header += "2"
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    if not ends:
        header += "-"
    elif ends > 1 or not body:
        header += "+"
    lines = body.split("\n") if body else []
    if style == ">":
        lines = _fold(lines, text)
    return header, lines + [""] * (ends - 1)


def _fold(lines: list[str], text: str) -> list[str]:
    """Put an empty line behind every line that a line break ends, once for a run of them.

    goyaml.v3 means to do so only between lines that folding would join, and looks for them at the wrong place.
    """
    if text.lstrip("\n")[:1] in ("", " ", "\t"):
        return lines
    last = len(lines) - 1 if text.endswith("\n") else len(lines) - 2
    folded: list[str] = []
    for number, line in enumerate(lines):
        folded.append(line)
        if number <= last and line and not line.startswith(" "):
            folded.append("")
    return folded
