"""What all writers of statements share: pieces, tags, variables that are declared at the beginning, problems."""

from __future__ import annotations

from typing import NamedTuple

from jinja2 import nodes

from pychart.templates.translate.layout import Block, Piece, Tag
from pychart.templates.translate.scopes import CannotTranslate, Scope

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.templates.translate.expressions import Expressions


class Outlined(NamedTuple):
    """A body that became a Go template of its own: its name and its pieces."""

    name: str
    pieces: list[Piece]


class Writer:
    """Writes the body of one Go template.

    ``prefix`` begins the names of templates that bodies are moved into; they are added to ``outlined``. What has no
    form is added to ``problems`` as (line, reason), and writing goes on. What is ``captured`` goes through functions
    before Helm takes ``<no value>`` out of the result, so null must not be written there.
    """

    def __init__(
        self,
        expressions: Expressions,
        prefix: str,
        outlined: list[Outlined],
        problems: list[tuple[int, str]],
        captured: bool = True,
    ) -> None:
        self.expressions = expressions
        self.scope: Scope = expressions.scope
        self._prefix = prefix
        self._outlined = outlined
        self._problems = problems
        self._captured = captured
        self._depth = 0
        self._pieces: list[Piece] = []
        self._start: list[Piece] = []

    def _write_all(self, body: list[nodes.Node]) -> list[Piece]:
        outer, self._pieces = self._pieces, []
        for node in body:
            try:
                self._write(node)
            except CannotTranslate as problem:
                self._problems.append((problem.line, str(problem)))
        found, self._pieces = self._pieces, outer
        return found

    def _write(self, node: nodes.Node) -> None:
        method = getattr(self, f"_write_{type(node).__name__}", None)
        if method is None:
            self.expressions.refuse(f"{_name_tag(node)} has no form in Go templates", node)
        method(node)

    def _tag(self, text: str, block: Block) -> None:
        tag = Tag(text, block)
        block.tags.append(tag)
        self._pieces.append(tag)

    def _say(self, text: str) -> None:
        """Write a tag that stands for itself."""
        self._tag(text, Block(self._depth))

    def _write_inner(self, body: list[nodes.Node]) -> list[Piece]:
        self._depth += 1
        pieces = self._write_all(body)
        self._depth -= 1
        return pieces

    def _hoist(self, body: list[nodes.Node]) -> None:
        """Declare at the beginning what is set within an if: in Jinja2 it is known behind it too."""
        for name in sorted(_find_conditional(body)):
            outer = self.scope.find(name)
            value = outer.text if outer else '""'
            made = self.scope.declare(name, outer.kind if outer else "")
            self._start.append(Tag(f"{made} := {value}", Block(self._depth)))

    def take_start(self) -> list[Piece]:
        """Give the declarations that stand before what write_body gives."""
        found, self._start = self._start, []
        return found


def _name_tag(node: nodes.Node) -> str:
    names = {"Extends": "extends", "Block": "block", "ExprStmt": "do"}
    return names.get(type(node).__name__, type(node).__name__)


def _find_conditional(body: list[nodes.Node], within: bool = False) -> set[str]:
    """Give the names that are set within an if of a body, those of loops and macros left out."""
    found: set[str] = set()
    for node in body:
        if isinstance(node, nodes.If):
            for branch in (node, *node.elif_):
                found |= _find_conditional(branch.body, True)
            found |= _find_conditional(node.else_, True)
        elif within and isinstance(node, (nodes.Assign, nodes.AssignBlock)) and isinstance(node.target, nodes.Name):
            found.add(node.target.name)
    return found
