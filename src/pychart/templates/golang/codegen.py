"""From lowered nodes to Python source: jinja2's CodeGenerator, kept lean.

A definition becomes one function ``t(d0) -> str``. There is no context, no symbol tracking, no constant folding and
no import of jinja2 in what is generated; the names it calls (``printed``, ``get2``, ``raw_quote`` ...) are globals
that the runtime provides.
"""

# ruff: noqa: N802 - jinja2 finds a visitor by the name of the node's class

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

from pychart.templates.golang.build import assigned_names
from pychart.templates.golang.program import NESTING_NAME
from pychart.templates.limits import FEW_PARTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from io import StringIO
    from typing import Any

    from jinja2.compiler import Frame

    from pychart.templates.golang.build import Mark

    Visitor = Callable[[Any, Any], None]

_INDENT = " "


class GoCodeGenerator(CodeGenerator):
    """Writes the Python of one definition."""

    stream: StringIO

    def __init__(self) -> None:
        # Nothing of an environment is ever used; making one takes longer than compiling a small chart.
        super().__init__(None, None, None, optimized=False)  # type: ignore[arg-type]
        self._visitors: dict[type, Visitor] = {}
        self._loops = 0

    # Writing

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> None:
        """Visit a node; the method for its class is looked up once."""
        kind = type(node)
        visitor = self._visitors.get(kind)
        if visitor is None:
            visitor = self._visitors[kind] = getattr(self, f"visit_{kind.__name__}")
        visitor(node, None)

    def write(self, x: str) -> None:
        """Write text that holds no newline."""
        if self._new_lines:
            self._new_lines = 0
            self.code_lineno += 1
            self.stream.write("\n" + _INDENT * self._indentation)
        self.stream.write(x)

    def newline(self, node: nodes.Node | None = None, extra: int = 0) -> None:
        """Begin a new line with the next write."""
        self._new_lines = 1

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Any) -> None:
        """Write a body one level deeper; an empty one becomes ``pass``."""
        self._indentation += 1
        empty = True
        for node in nodes:
            self.visit(node)
            empty = False
        if empty:
            self.writeline("pass")
        self._indentation -= 1

    # Functions

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write the definition's function; one that only gives one string needs no buffer."""
        nests = any(isinstance(statement, nodes.Macro) for statement in node.body)
        self.write(f"def {NESTING_NAME if nests else 't'}(d0):")
        self._indentation += 1
        body = node.body
        if len(body) == 1 and isinstance(body[0], nodes.Output):
            self._write_return(body[0].nodes)
        elif not body:
            self.writeline("return ''")
        else:
            self.writeline("o = []")
            for statement in body:
                self.visit(statement)
            self.writeline("return join(o)")
        self._indentation -= 1

    def _write_return(self, parts: list[nodes.Expr]) -> None:
        if len(parts) == 1:
            self.writeline("return ")
            self._write_part(parts[0])
            return
        self.writeline("return join((" if len(parts) > FEW_PARTS else "return ''.join((")
        self._write_parts(parts)
        self.write("))")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        """Write an outlined function: an expression, or a body that may ask its caller to break or continue."""
        self.writeline(f"def {node.name}():")
        names = sorted(assigned_names(node))
        body = node.body
        if node.name.startswith("e"):
            self._indentation += 1
            if names:
                self.writeline("nonlocal " + ", ".join(names))
            self.writeline("return ")
            self.visit(body[0].node)  # type: ignore[attr-defined]
            self._indentation -= 1
            return
        outer, self._loops = self._loops, 0
        self._indentation += 1
        self.writeline("nonlocal " + ", ".join(["o", *names]))
        self._indentation -= 1
        self.blockvisit(body, None)
        self._loops = outer

    # Statements

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Add text and values to the buffer."""
        self.writeline("o += (")
        self._write_parts(node.nodes)
        self.write(")")

    def _write_parts(self, parts: list[nodes.Expr]) -> None:
        for part in parts:
            self._write_part(part)
            self.write(",")
            self.newline()

    def _write_part(self, part: nodes.Expr) -> None:
        if isinstance(part, nodes.TemplateData):
            self.write(ascii(part.data))
        else:
            self.visit(part)

    def visit_If(self, node: nodes.If, frame: Frame) -> None:
        """Write if, elif and else."""
        keyword = "if "
        for branch in (node, *node.elif_):
            self.writeline(keyword)
            self.visit(branch.test)
            self.write(":")
            self.blockvisit(branch.body, None)
            keyword = "elif "
        if node.else_:
            self.writeline("else:")
            self.blockvisit(node.else_, None)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """Write a loop."""
        self.writeline("for ")
        self.visit(node.target)
        self.write(" in ")
        self.visit(node.iter)
        self.write(":")
        self._loops += 1
        self.blockvisit(node.body, None)
        self._loops -= 1

    def visit_Break(self, node: nodes.Break, frame: Frame) -> None:
        """Leave the loop, or tell the caller to."""
        self.writeline("break" if self._loops else "return 1")

    def visit_Continue(self, node: nodes.Continue, frame: Frame) -> None:
        """Go on with the next element, or tell the caller to."""
        self.writeline("continue" if self._loops else "return 2")

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:
        """Set a local."""
        self.newline()
        self.visit(node.target)
        self.write(" = ")
        self.visit(node.node)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:
        """Evaluate and forget."""
        self.newline()
        self.visit(node.node)

    # Expressions

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Call a runtime name."""
        self.write(node.name + "(")
        separator = ""
        for argument in node.args:
            if separator:
                self.write(separator)
            separator = ", "
            self.visit(argument)
        for pair in node.kwargs:
            self.write(f"{separator}{pair.key.as_const()}=")
            self.visit(pair.value)
        self.write(")")

    def visit_InternalName(self, node: nodes.InternalName, frame: Frame) -> None:
        """Name a local."""
        self.write(node.name)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        """Write a literal; ASCII only, so that a column is a byte, and any string can be written."""
        self.write(ascii(node.value))

    def visit_Keyword(self, node: nodes.Keyword, frame: Frame) -> None:
        """Write an assignment expression."""
        self.write(f"({node.key} := ")
        self.visit(node.value)
        self.write(")")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """Write the targets of a loop."""
        self._write_list(node.items)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """Write a list."""
        self.write("[")
        self._write_list(node.items)
        self.write("]")

    def _write_list(self, items: list[nodes.Expr]) -> None:
        separator = ""
        for item in items:
            self.write(separator)
            self.visit(item)
            separator = ", "

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """Write a conditional expression."""
        self.write("(")
        self.visit(node.expr1)
        self.write(" if ")
        self.visit(node.test)
        self.write(" else None)")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        """Compare with a literal."""
        self.visit(node.expr)
        self.write(" == ")
        self.visit(node.ops[0].expr)

    def visit_And(self, node: nodes.BinExpr, frame: Frame) -> None:
        """Join with ``and``: the first false operand, or the last."""
        self._write_logic(node, " and ")

    def visit_Or(self, node: nodes.BinExpr, frame: Frame) -> None:
        """Join with ``or``: the first true operand, or the last."""
        self._write_logic(node, " or ")

    def _write_logic(self, node: nodes.BinExpr, operator: str) -> None:
        operands: list[nodes.Expr] = []
        left: nodes.Expr = node
        while type(left) is type(node):
            operands.append(left.right)
            left = left.left
        self.write("(")
        self.visit(left)
        for operand in reversed(operands):
            self.write(operator)
            self.visit(operand)
        self.write(")")

    def visit_Not(self, node: nodes.UnaryExpr, frame: Frame) -> None:
        """Negate."""
        self.write("(not ")
        self.visit(node.node)
        self.write(")")


class TrackingGenerator(GoCodeGenerator):
    """Writes the same source and remembers which Go node each call came from; used once an error has happened."""

    def __init__(self) -> None:
        super().__init__()
        self._column = 0
        self.marks: dict[tuple[int, int, int], Mark] = {}
        """By line, column and end column of a call in the generated source."""
        self.line_marks: dict[int, Mark] = {}
        """By line alone: the outermost call on it."""

    def write(self, x: str) -> None:
        """Write, counting columns."""
        if self._new_lines:
            self._column = len(_INDENT) * self._indentation
        super().write(x)
        self._column += len(x)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        """Write a call and note where it stands."""
        self.write("")
        line, column = self.code_lineno, self._column
        super().visit_Filter(node, frame)
        mark = node.mark  # type: ignore[attr-defined]
        if mark is not None:
            self.marks[line, column, self._column] = mark
            self.line_marks[line] = mark
