"""Lower one definition of a Go template to a jinja2 template node (Go: exec.go walk).

The dot and Go's variables become Python locals, resolved here; if, with and range share one Python function, so
assignments to outer variables need nothing special. What Python cannot nest deep enough is moved into functions
beside, called in place.
"""

from __future__ import annotations

from jinja2 import nodes

from pychart.templates.golang import build
from pychart.templates.golang import nodes as go
from pychart.templates.golang.operands import Local, OperandLowering, ReassignedError
from pychart.templates.golang.positions import last_node

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_BLOCKS = 30
_MAX_LOOPS = 12
_MAX_BRANCHES = 20
_BREAK, _CONTINUE = 1, 2
_ELEMENTS = {"[][]any": "[]any", "[]string": "string", "[]int": "int", "int": "int", "map[string]string": "string"}
"""The types of elements that are not held as interfaces."""


def lower_definition(definition: go.Definition) -> nodes.Template:
    """Lower a definition.

    The result's body holds the outlined functions (Macro) first, then the statements. Nothing here fails: what
    Go would refuse while executing is lowered to a call that raises when it is reached.
    """
    return lower_with(definition, StatementLowering)


def lower_with(definition: go.Definition, make: Callable[[set[str]], StatementLowering]) -> nodes.Template:
    """Lower a definition with a lowering of one's own: ``make`` is given the variables that an ``=`` changes."""
    reassigned = _find_reassigned(definition.body)
    while True:
        lowering = make(reassigned)
        try:
            body = lowering.lower_body(definition.body)
        except ReassignedError:
            continue
        break
    shared = sorted({name for macro in lowering.outlined for name in build.assigned_names(macro)})
    heads: list[nodes.Node] = [build.assign(name, build.const(None)) for name in shared]
    return nodes.Template([*heads, *lowering.outlined, *body])


class StatementLowering(OperandLowering):
    """Lowers the statements of one definition."""

    def __init__(self, reassigned: set[str]) -> None:
        super().__init__(reassigned)
        self._blocks = 0
        self._loops = 0
        self._escapes = False

    # Bodies

    def lower_body(self, statements: list[go.Statement]) -> list[nodes.Node]:
        """Lower statements in a scope of their own; neighbouring text and values share one Output."""
        lowered: list[nodes.Node] = []
        pending: list[nodes.Expr] = []
        self.scopes.append({})
        for statement in statements:
            kind = type(statement)
            if kind is go.Text:
                _add_text(pending, statement.text)  # type: ignore[union-attr]
            elif kind is go.Action and not statement.pipe.decl:  # type: ignore[union-attr]
                self._add_printing(pending, statement.pipe)  # type: ignore[union-attr, arg-type]
            elif isinstance(statement, go.Template):
                pending.append(self._lower_template(statement))
            else:
                if pending:
                    lowered.append(build.output(pending))
                    pending = []
                self._lower_statement(statement, lowered)
        if pending:
            lowered.append(build.output(pending))
        self.scopes.pop()
        return lowered

    def _lower_statement(self, statement: go.Statement, lowered: list[nodes.Node]) -> None:
        if isinstance(statement, (go.If, go.With)):
            lowered.append(self._lower_branches(statement))
        elif isinstance(statement, go.Range):
            self._lower_range(statement, lowered)
        elif isinstance(statement, go.Action):
            lowered.append(self._lower_assignment(statement.pipe))
        elif isinstance(statement, (go.Break, go.Continue)):
            self._escapes = self._escapes or not self._loops
            lowered.append(nodes.Break() if isinstance(statement, go.Break) else nodes.Continue())

    def _lower_block(self, statements: list[go.Statement], is_loop: bool = False) -> list[nodes.Node]:
        """Lower the body of an if, with or range; too deep ones go into a function of their own."""
        if self._blocks >= _MAX_BLOCKS or self._loops + is_loop > _MAX_LOOPS:
            return self._outline(statements, is_loop)
        self._blocks += 1
        self._loops += is_loop
        lowered = self.lower_body(statements)
        self._loops -= is_loop
        self._blocks -= 1
        return lowered

    def _outline(self, statements: list[go.Statement], is_loop: bool) -> list[nodes.Node]:
        outer = self._blocks, self._loops, self._escapes
        self._blocks, self._loops, self._escapes = 0, 0, False
        name = self.new_name("b")
        body = self.lower_body(statements)
        self.outlined.append(nodes.Macro(name, [], [], body))
        leaves = self._escapes
        self._blocks, self._loops, self._escapes = outer
        call = build.call(name, [])
        if not leaves:
            return [nodes.ExprStmt(call)]
        self._escapes = self._escapes or not (self._loops or is_loop)
        signal = self.new_name("v")
        return [
            build.assign(signal, call),
            nodes.If(_equals(signal, _BREAK), [nodes.Break()], [], []),
            nodes.If(_equals(signal, _CONTINUE), [nodes.Continue()], [], []),
        ]

    # Statements

    def _add_printing(self, pending: list[nodes.Expr], pipe: go.Pipe) -> None:
        args = pipe.commands[0].args
        if len(args) == 1 == len(pipe.commands) and type(args[0]) is go.String:
            _add_text(pending, args[0].text)
            return
        value, type_ = self.lower_commands(pipe)
        if type_ == "string":
            pending.append(value)
        elif isinstance(value, nodes.Const) and type(value.value) is int:
            _add_text(pending, str(value.value))
        else:
            pending.append(build.call("printed", [value]))

    def _lower_template(self, statement: go.Template) -> nodes.Expr:
        data = self.lower_pipe(statement.pipe)[0] if statement.pipe else build.const(None)
        return build.call("template", [build.const(statement.name), data], statement)

    def _lower_assignment(self, pipe: go.Pipe) -> nodes.Node:
        value, type_ = self.lower_commands(pipe)
        name = pipe.decl[0].names[0]
        variable = self.find_target(pipe, name, type_)
        if variable is None:
            return nodes.ExprStmt(self.refuse(f"undefined variable: {name}", last_node(pipe), value))
        return build.assign(variable.name, value)

    def _lower_branches(self, statement: go.If | go.With) -> nodes.If:
        """Lower an if or with and the else-ifs behind it as one chain, so that a long one does not nest."""
        depth = len(self.scopes)
        branches: list[nodes.If] = []
        rest: list[go.Statement] | None = [statement]
        while rest and len(rest) == 1 and len(branches) < _MAX_BRANCHES:
            following = rest[0]
            if not isinstance(following, (go.If, go.With)):
                break
            self.scopes.append({})
            branches.append(self._lower_branch(following))
            rest = following.else_body
        head = branches[0]
        head.elif_ = branches[1:]
        head.else_ = self._lower_block(rest) if rest else []
        del self.scopes[depth:]
        return head

    def _lower_branch(self, statement: go.If | go.With) -> nodes.If:
        if isinstance(statement, go.If):
            test, _ = self.lower_pipe(statement.pipe)
            return build.branch(test, self._lower_block(statement.body))
        test, dot = self._lower_with(statement.pipe)
        outer, self.dot = self.dot, dot
        body = self._lower_block(statement.body)
        self.dot = outer
        return build.branch(test, body)

    def _lower_with(self, pipe: go.Pipe) -> tuple[nodes.Expr, Local]:
        """Give the test of a with and its dot, which shares the local of a variable that never changes."""
        value, type_ = self.lower_pipe(pipe)
        if pipe.decl and isinstance(value, nodes.Keyword) and pipe.decl[0].names[0] not in self.reassigned:
            return value, Local(value.key, type_)
        dot = Local(self.new_name("d"), type_)
        return build.store(dot.name, value), dot

    def _lower_range(self, statement: go.Range, lowered: list[nodes.Node]) -> None:
        pipe = statement.pipe
        value, type_ = self.lower_commands(pipe)
        self.scopes.append({})
        dot = Local(self.new_name("d"), _ELEMENTS.get(type_, "interface"))
        target, head = self._lower_targets(pipe, dot)
        over: nodes.Expr = build.call("pairs" if len(pipe.decl) == 2 else "elements", [value], statement)
        test: nodes.Expr | None = None
        if statement.else_body:
            found = self.new_name("v")
            test, over = build.store(found, over), build.local(found)
        outer, self.dot = self.dot, dot
        self._blocks += test is not None
        body = [*head, *self._lower_block(statement.body, is_loop=True)]
        self._blocks -= test is not None
        self.dot = outer
        loop = nodes.For(target, over, body, [], None, False)
        otherwise = self._lower_block(statement.else_body) if statement.else_body else []
        lowered.append(loop if test is None else nodes.If(test, [loop], [], otherwise))
        self.scopes.pop()

    def _lower_targets(self, pipe: go.Pipe, dot: Local) -> tuple[nodes.Expr, list[nodes.Node]]:
        """Give a loop's targets and what its body starts with; an element that never changes is the dot itself."""
        element = build.local(dot.name)
        if not pipe.decl:
            return element, []
        last = pipe.decl[-1].names[0]
        head: list[nodes.Node] = []
        if pipe.is_assign or last in self.reassigned:
            head += self._lower_loop_assignment(pipe, last, element)
        else:
            self.declare(last, dot.type, dot.name)
        if len(pipe.decl) == 1:
            return element, head
        index = build.local(self.new_name("v"))
        first = pipe.decl[0].names[0]
        if pipe.is_assign or first in self.reassigned:
            head += self._lower_loop_assignment(pipe, first, index)
        else:
            self.declare(first, "any", index.name)
        return nodes.Tuple([index, element], "store"), head

    def _lower_loop_assignment(self, pipe: go.Pipe, name: str, value: nodes.InternalName) -> list[nodes.Node]:
        variable = self.find_target(pipe, name, "any")
        if variable is None:
            return [nodes.ExprStmt(self.refuse(f"undefined variable: {name}", last_node(pipe)))]
        return [build.assign(variable.name, value)]


def _add_text(pending: list[nodes.Expr], text: str) -> None:
    """Add text to what is to be written, joined with text that stands before it: ``{{ "{{" }}`` is common."""
    last = pending[-1] if pending else None
    if type(last) is nodes.TemplateData:
        last.data += text
    else:
        pending.append(build.text(text))


def _equals(name: str, value: int) -> nodes.Expr:
    return nodes.Compare(build.local(name), [nodes.Operand("eq", build.const(value))])


def _find_reassigned(body: list[go.Statement]) -> set[str]:
    """Give the variables that an ``=`` changes, but for those within parentheses, which hardly anybody writes."""
    found: set[str] = set()
    bodies = [body]
    for statements in bodies:
        for statement in statements:
            if isinstance(statement, go.Text):
                continue
            if isinstance(statement, (go.If, go.With, go.Range)):
                bodies.append(statement.body)
                if statement.else_body:
                    bodies.append(statement.else_body)
            elif not isinstance(statement, go.Action):
                continue
            pipe = statement.pipe
            if pipe.is_assign:
                found.update(variable.names[0] for variable in pipe.decl)
    return found
