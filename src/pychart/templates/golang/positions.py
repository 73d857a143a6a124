"""Where in a file something stands, as Go counts: lines from 1, columns in bytes from 0."""

from __future__ import annotations

from typing import Any

from pychart.templates.golang.nodes import Chain, Command, Pipe


def line_and_column(text: str, pos: int) -> tuple[int, int]:
    """Give the line and column of a character offset (Go: parse.Tree.ErrorContext)."""
    start = text.rfind("\n", 0, pos) + 1
    before = text[start:pos]
    column = len(before) if before.isascii() else len(before.encode("utf-8", "surrogateescape"))
    return 1 + text.count("\n", 0, pos), column


def last_node(node: Any) -> Any:
    """Give the node that Go has looked at last once it has evaluated this one: there it reports what follows."""
    while True:
        if isinstance(node, Command):
            node = node.args[-1]
        elif isinstance(node, Pipe) and node.commands:
            node = node.commands[-1]
        elif isinstance(node, Chain):
            node = node.node
        else:
            return node
