"""How Go prints a node of the parse tree again: what error messages show between ``<`` and ``>``.

The nodes can do this themselves, but they recurse, and parentheses may nest deeper than the stack allows.
"""

from __future__ import annotations

from pychart.templates.golang.nodes import Chain, Command, Pipe


def spell(node: object) -> str:
    """Give the text of a node, however deep it nests."""
    parts: list[str] = []
    waiting: list[object] = [node]
    while waiting:
        item = waiting.pop()
        pieces = _take_apart(item)
        if pieces:
            waiting += reversed(pieces)
        else:
            parts.append(str(item))
    return "".join(parts)


def _take_apart(node: object) -> list[object]:
    """Give what a node is written as: texts and smaller nodes; nothing where str() is safe."""
    if isinstance(node, Command):
        return _join(" ", [_enclose(arg) for arg in node.args])
    if isinstance(node, Chain):
        return [*_enclose(node.node), "".join("." + name for name in node.names)]
    if isinstance(node, Pipe):
        head = ", ".join(map(str, node.decl)) + (" = " if node.is_assign else " := ") if node.decl else ""
        return [head, *_join(" | ", [[command] for command in node.commands])]
    return []


def _enclose(operand: object) -> list[object]:
    return ["(", operand, ")"] if isinstance(operand, Pipe) else [operand]


def _join(separator: str, groups: list[list[object]]) -> list[object]:
    joined: list[object] = []
    for group in groups:
        if joined:
            joined.append(separator)
        joined += group
    return joined
