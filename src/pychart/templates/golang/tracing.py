"""Compile and run Go templates so that a Tracer learns what they read and write.

The lowering is the usual one with calls of the tracer around fields, outputs and what loops go over. It is a compile
mode of its own: nothing of it is kept in a store, and the code of usual renders stays as it is.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import nodes

from pychart.functions.table import FUNCTIONS
from pychart.templates.golang import build, fields
from pychart.templates.golang import nodes as go
from pychart.templates.golang.compile import compile_lowered
from pychart.templates.golang.lower import StatementLowering, lower_with
from pychart.templates.golang.positions import line_and_column
from pychart.templates.golang.program import JINJA, TPL_PATH
from pychart.templates.golang.runtime import Home, Renderer
from pychart.templates.golang.spelling import spell
from pychart.templates.tracing import Site, Tracer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pychart.templates.golang.calls import RenderTemplate, TextTemplates
    from pychart.templates.golang.operands import Local, Typed
    from pychart.templates.golang.program import Program
    from pychart.templates.limits import Limits

GUARDS = frozenset(
    (
        *("all", "and", "any", "coalesce", "default", "dig", "empty", "get", "hasKey", "kindIs", "kindOf", "not", "or"),
        *("required", "typeIs", "typeIsLike", "typeOf"),
    )
)
"""Functions that ask whether there is a value: what they are given, or what is piped through them, may be missing."""

STRUCTURAL = GUARDS | frozenset(
    ("dict", "eq", "include", "index", "len", "list", "ne", "set", "ternary", "tpl", "tuple", "unset")
)
"""Functions that hand tables on or look at a part of them; all others read all that is in one."""


class _TracingLowering(StatementLowering):
    def __init__(self, reassigned: set[str], tracer: Tracer, path: str, template: str, text: str) -> None:
        super().__init__(reassigned)
        self._tracer = tracer
        self._path, self._template, self._text = path, template, text
        self._owner = self._add_site(0, "")
        self._within: tuple[int, ...] = ()
        self._controls: dict[int, int] = {}
        self._owners: dict[str, int] = {}
        self._guarding = 0
        self._guarded_pipes: set[int] = set()
        self._whole = False

    def _add_site(self, pos: int, expression: str, guarded: bool = False) -> int:
        line, column = _place(self._text, pos)
        within = getattr(self, "_within", ())
        return self._tracer.add_site(Site(self._path, self._template, line, column, expression, within, guarded))

    # Outputs

    def lower_body(self, statements: list[go.Statement]) -> list[nodes.Node]:
        lowered: list[nodes.Node] = []
        self.scopes.append({})
        outer = self._owner
        for statement in statements:
            if isinstance(statement, go.Text):
                lowered.append(self._mark_text(statement))
            elif isinstance(statement, go.Action) and not statement.pipe.decl:
                self._owner = self._add_site(_start(self._text, statement.pipe), spell(statement.pipe))
                lowered += self._mark(self._owner, self._lower_printing(statement.pipe))
            elif isinstance(statement, go.Template):
                self._owner = self._add_site(statement.pos, str(statement))
                lowered += self._mark(self._owner, self._lower_template(statement))
            else:
                pipe = getattr(statement, "pipe", None)
                self._owner = self._add_site(_start(self._text, pipe), spell(pipe)) if pipe else outer
                self._lower_statement(statement, lowered)
        self._owner = outer
        self.scopes.pop()
        return lowered

    def _mark(self, site: int, value: nodes.Expr) -> list[nodes.Node]:
        at = nodes.ExprStmt(build.call("trace_at", [build.const(site)]))
        return [at, build.output([build.call("trace_mark", [build.const(site), value])])]

    def _mark_text(self, statement: go.Text) -> nodes.Node:
        """Mark each line of a text by itself: it knows its own line."""
        parts: list[nodes.Expr] = []
        pos = self._text.find(statement.text, statement.pos)
        pos = statement.pos if pos < 0 else pos
        for line in statement.text.splitlines(keepends=True) if statement.text else ():
            site = self._add_site(pos, "")
            parts.append(build.call("trace_mark", [build.const(site), build.const(line)]))
            pos += len(line)
        return build.output(parts)

    def _lower_printing(self, pipe: go.Pipe) -> nodes.Expr:
        value, type_ = self.lower_commands(pipe)
        return value if type_ == "string" else build.call("printed", [build.call("trace_whole", [value])])

    # Tests and loops

    def _lower_branch(self, statement: go.If | go.With) -> nodes.If:
        outer = self._owner
        self._owner = self._add_site(_start(self._text, statement.pipe), _keyword(statement) + spell(statement.pipe))
        self._guarded_pipes.add(id(statement.pipe))
        self._control(statement)
        branch = super()._lower_branch(statement)
        self._owner = outer
        at = build.call("trace_at", [build.const(self._controls[id(statement.body)])])
        branch.test = build.evaluate_first(at, branch.test)  # type: ignore[arg-type]
        return branch

    def _lower_range(self, statement: go.Range, lowered: list[nodes.Node]) -> None:
        self._owner = self._add_site(_start(self._text, statement.pipe), "range " + spell(statement.pipe))
        if statement.else_body is not None:
            self._guarded_pipes.add(id(statement.pipe))
        self._control(statement)
        lowered.append(nodes.ExprStmt(build.call("trace_at", [build.const(self._owner)])))
        super()._lower_range(statement, lowered)

    def _lower_assignment(self, pipe: go.Pipe) -> nodes.Node:
        assigned = super()._lower_assignment(pipe)
        at = build.call("trace_at", [build.const(self._owner)])
        if isinstance(assigned, nodes.Assign):
            assigned.node = build.evaluate_first(at, assigned.node)  # type: ignore[arg-type]
        return assigned

    def _control(self, statement: go.If | go.With | go.Range) -> None:
        for body in (statement.body, statement.else_body):
            if body is not None:
                self._controls[id(body)] = self._owner

    def _lower_block(self, statements: list[go.Statement], is_loop: bool = False) -> list[nodes.Node]:
        outer = self._within
        control = self._controls.get(id(statements))
        if control is not None:
            self._within = (*outer, control)
        lowered = super()._lower_block(statements, is_loop)
        self._within = outer
        return lowered

    # Variables

    def declare(self, name: str, type_: str, home: str | None = None) -> Local:
        variable = super().declare(name, type_, home)
        self._owners.setdefault(variable.name, self._owner)
        return variable

    def _lower_with(self, pipe: go.Pipe) -> tuple[nodes.Expr, Local]:
        test, dot = super()._lower_with(pipe)
        self._owners.setdefault(dot.name, self._owner)
        return test, dot

    def _lower_targets(self, pipe: go.Pipe, dot: Local) -> tuple[nodes.Expr, list[nodes.Node]]:
        self._owners.setdefault(dot.name, self._owner)
        return super()._lower_targets(pipe, dot)

    def lower_operand(self, operand: go.Operand) -> Typed:
        found: Local | None = None
        if isinstance(operand, (go.Dot, go.Field)):
            found = self.dot
        elif isinstance(operand, go.Variable):
            found = self.find_variable(operand.names[0])
        if found is not None and found.name in self._owners:
            self._tracer.uses.setdefault(self._owner, set()).add(self._owners[found.name])
        return super().lower_operand(operand)

    # Reading

    def lower_commands(self, pipe: go.Pipe) -> Typed:
        """Lower a pipeline; what flows into a function that asks for a value need not be one."""
        guards = [index for index, command in enumerate(pipe.commands) if _function(command) in GUARDS]
        last = len(pipe.commands) if id(pipe) in self._guarded_pipes else max(guards, default=0)
        typed: Typed | None = None
        for index, command in enumerate(pipe.commands):
            self._guarding += index < last
            expression, type_ = self._lower_command(command, typed, pipe)
            self._guarding -= index < last
            typed = (self._flatten(expression), "any" if type_ == "interface" else type_)
        assert typed is not None
        return typed

    def _lower_field(self, base: nodes.Expr, type_: str, names: tuple[str, ...], origin: build.Origin) -> Typed:
        spelled = spell(origin)
        site = self._add_site(_begin(self._text, origin, spelled), spelled, guarded=self._guarding > 0)
        args = [build.const(site), build.const(self._owner), base, build.const(type_ == "interface")]
        return build.call("trace_read", [*args, *map(build.const, names)], origin), "interface"

    def _lower_function(
        self, identifier: go.Identifier, origin: go.Command | go.Identifier, args: list[go.Operand], final: Typed | None
    ) -> Typed:
        outer = self._whole
        self._guarding += identifier.name in GUARDS
        self._whole = identifier.name not in STRUCTURAL
        lowered = super()._lower_function(identifier, origin, args, final)
        self._whole = outer
        self._guarding -= identifier.name in GUARDS
        return lowered

    def _lower_arguments(
        self, parameters: tuple[str, ...], args: list[go.Operand], final: Typed | None
    ) -> tuple[list[nodes.Expr], tuple[str, ...]]:
        is_whole = self._whole
        values, types = super()._lower_arguments(parameters, args, final)
        if is_whole:
            values = [_take_whole(value) for value in values]
        return values, types


def _take_whole(value: nodes.Expr) -> nodes.Expr:
    return value if isinstance(value, nodes.Const) else build.call("trace_whole", [value])


def _function(command: go.Command) -> str:
    first = command.args[0]
    return first.name if isinstance(first, go.Identifier) else ""


def _keyword(statement: go.If | go.With) -> str:
    return "if " if isinstance(statement, go.If) else "with "


def _start(text: str, pipe: go.Pipe) -> int:
    """Give where the action of a pipeline begins."""
    opening = text.rfind("{{", 0, pipe.pos + 1)
    return max(opening, 0)


def _begin(text: str, origin: Any, spelled: str) -> int:
    """Give where a chain of fields begins: Go's place of one is that of its second field."""
    first = origin.names[0] if isinstance(origin, (go.Field, go.Variable)) else ""
    start = int(origin.pos) - len(first) - isinstance(origin, go.Field)
    return start if first and start >= 0 and text.startswith(spelled, start) else int(origin.pos)


def _place(text: str, pos: int) -> tuple[int, int]:
    """Give line and column of an offset, both from 1, in characters."""
    line, _ = line_and_column(text, pos)
    return line, pos - (text.rfind("\n", 0, pos) + 1) + 1


class TracingRenderer(Renderer):
    """Runs the templates of a program, both dialects, and lets a tracer follow."""

    def __init__(
        self,
        program: Program,
        functions: Mapping[str, Callable[..., Any]] | None,
        limits: Limits | None,
        tracer: Tracer,
    ) -> None:
        super().__init__(program, functions, limits)
        self.tracer = tracer
        elements, pairs = self._namespace["elements"], self._namespace["pairs"]
        self._namespace.update(
            trace_at=tracer.at,
            trace_mark=tracer.mark,
            trace_read=self._read,
            trace_whole=tracer.use_whole,
            elements=lambda value: elements(tracer.use_elements(value)),
            pairs=lambda value: pairs(tracer.use_elements(value)),
        )
        for name, keys in (("index", None), ("get", 1), ("hasKey", 1), ("dig", 0)):
            self._raw[name] = self._watch(name, keys)

    def _read(self, site: int, owner: int, base: Any, is_item: bool, *names: str) -> Any:
        """Give a field of a field, and tell the tracer."""
        self.tracer.read(site, owner, base, names)
        return fields.get_item(base, *names) if is_item else fields.get(base, *names)

    def _watch(self, name: str, keys: int | None) -> Callable[..., Any]:
        """Give a function that looks a key up, and tells the tracer which."""
        from pychart.functions.bind import bind_raw

        function = self._raw.get(name) or bind_raw(name)
        tracer = self.tracer

        def watched(*args: Any) -> Any:
            result = function(*args)
            if keys == 0:
                base, names = args[-1], args[:-2]
            else:
                base, names = args[0], args[1:]
            keys_read = [int(key) if isinstance(key, (int, float)) else key for key in names]
            tracer.look_up(base, keys_read, f"{name} {'.'.join(map(str, names))}", guarded=name != "index")
            return result

        return watched

    def _load(self, name: str) -> RenderTemplate:
        path = self._homes[name]
        if path.endswith(JINJA):
            return super()._load(name)
        definition = self.program.definition(path, name)
        return self._trace(definition, Home(path, name, None), self.program.text(path))

    def _trace(self, definition: go.Definition, home: Home, text: str) -> RenderTemplate:
        code = _compile(definition, self.tracer, home, text)
        render = self._make(code, home)
        tracer = self.tracer

        def traced(data: Any) -> str:
            tracer.enter(home.name)
            result = render(data)
            block = tracer.leave(result)
            if home.text is None and home.name == self.current[0]:
                tracer.files[home.name] = block
            return result

        return traced

    def _load_text(self, text: str) -> TextTemplates:
        main, others = super()._load_text(text)
        definitions = [(name, empty) for name, empty, _ in others]
        main = self._trace(self.program.text_definition(text, TPL_PATH), Home(TPL_PATH, TPL_PATH, text), text)
        made = [
            (name, empty, self._trace(self.program.text_definition(text, name), Home(TPL_PATH, name, text), text))
            for name, empty in definitions
        ]
        return main, made

    def _open_jinja(self) -> Any:
        if self._jinja is None:
            from pychart.templates.jinja.tracing import TracingTemplates

            self._jinja = TracingTemplates(self)
        return self._jinja


def _compile(definition: go.Definition, tracer: Tracer, home: Home, text: str) -> CodeType:
    def make(reassigned: set[str]) -> StatementLowering:
        return _TracingLowering(reassigned, tracer, home.path, home.name, text)

    return compile_lowered(lower_with(definition, make), home.path)


assert set(FUNCTIONS) >= STRUCTURAL
