"""Compile and run Jinja2 templates so that a Tracer learns what they read and write.

The parsed template is rewritten before the sandbox's own rewriting: outputs, tests, loops and fields are led through
filters that tell the tracer. Nothing of this is kept in a store.
"""

# ruff: noqa: N802, N815 - jinja2 finds a visitor by the name of the node's class

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from pychart.templates.golang.program import JINJA
from pychart.templates.golang.tracing import GUARDS, STRUCTURAL
from pychart.templates.jinja.environment import ChartEnvironment
from pychart.templates.jinja.names import chart_name
from pychart.templates.jinja.objects import get_field
from pychart.templates.jinja.operators import plain, show
from pychart.templates.jinja.runtime import JinjaTemplates
from pychart.templates.jinja.syntax import DEFINE_PREFIX, CompiledFile, compile_file
from pychart.templates.tracing import Site, Tracer

if TYPE_CHECKING:
    from pychart.templates.golang.calls import RenderTemplate
    from pychart.templates.golang.tracing import TracingRenderer

_ASKING = GUARDS | {"optional"}
_LISTING = frozenset(("map", "reject", "rejectattr", "select", "selectattr", "sort", "unique"))
_ITERATING = frozenset(("items", "values", "keys", "elements"))


class _Marker(NodeTransformer):
    """Rewrites one template: sites are made on the way down."""

    def __init__(self, tracer: Tracer, path: str, text: str) -> None:
        self._tracer = tracer
        self._path = path
        self._lines = text.split("\n")
        self._template = path.removesuffix(JINJA)
        self._within: tuple[int, ...] = ()
        self._owner = self._add_site(1, "")
        self._setters: dict[str, set[int]] = {}
        self._guarding = False

    def _add_site(self, line: int, expression: str, spelled: str = "") -> int:
        source = self._lines[line - 1] if 0 < line <= len(self._lines) else ""
        column = source.find(spelled) + 1 if spelled else 0
        guarded = getattr(self, "_guarding", False)
        site = Site(self._path, self._template, line, column, expression, self._within, guarded)
        return self._tracer.add_site(site)

    # Outputs

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        parts: list[nodes.Expr] = []
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                parts += self._mark_text(child)
            else:
                site = self._begin(child.lineno, "")
                value = self.visit(child)
                self._owner = -1
                parts.append(_filter("(mark)", _after(site, value), child.lineno, site))
        node.nodes = parts
        return node

    def _mark_text(self, node: nodes.TemplateData) -> Iterable[nodes.Expr]:
        for number, line in enumerate(node.data.splitlines(keepends=True)):
            site = self._add_site(node.lineno + number, "")
            yield _filter("(mark)", nodes.Const(line, lineno=node.lineno), node.lineno, site)

    def _begin(self, line: int, expression: str) -> int:
        self._owner = self._add_site(line, expression)
        return self._owner

    # Statements

    def visit_If(self, node: nodes.If) -> nodes.Node:
        outer = self._within
        for branch in (node, *node.elif_):
            self._within = outer
            site = self._begin(branch.lineno, f"if {self._tag(branch.lineno)}")
            branch.test = _after(site, self._guard(branch.test))
            self._within = (*outer, site)
            branch.body = self._visit_all(branch.body)
        node.else_ = self._visit_all(node.else_)
        self._within = outer
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:
        site = self._begin(node.lineno, f"for {self._tag(node.lineno)}")
        node.iter = _after(site, self._guard(node.iter) if node.else_ else self.visit(node.iter))
        for name in node.target.find_all(nodes.Name) if isinstance(node.target, nodes.Tuple) else [node.target]:
            self._setters.setdefault(getattr(name, "name", ""), set()).add(site)
        if node.test is not None:
            node.test = self._guard(node.test)
        outer, self._within = self._within, (*self._within, site)
        node.body = self._visit_all(node.body)
        self._within = outer
        node.else_ = self._visit_all(node.else_)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        site = self._begin(node.lineno, self._tag(node.lineno))
        node.node = _after(site, self.visit(node.node))
        for name in (node.target, *node.target.find_all((nodes.Name, nodes.NSRef))):
            if isinstance(name, (nodes.Name, nodes.NSRef)):
                self._setters.setdefault(name.name, set()).add(site)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        name = node.name
        if name.startswith(DEFINE_PREFIX):
            name = bytes.fromhex(name.removeprefix(DEFINE_PREFIX)).decode("utf-8", "surrogateescape")
        outer, self._template = self._template, name
        self._enclose(node, name)
        self._template = outer
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> Any:
        node.call = self.visit(node.call)
        self._enclose(node, "call")
        block, value = self._keep([node], node.lineno)
        return [block, self.visit_Output(nodes.Output([value], lineno=node.lineno))]

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> Any:
        block, value = self._keep(node.body, node.lineno)
        self._enclose(block, "filter")
        innermost: Any = node.filter
        while innermost.node is not None:
            innermost = innermost.node
        innermost.node = value
        return [block, self.visit_Output(nodes.Output([node.filter], lineno=node.lineno))]

    def _keep(self, body: list[nodes.Node], line: int) -> tuple[nodes.AssignBlock, nodes.Name]:
        """Keep what statements write in a variable, for only an output can be marked."""
        name = f"_kept_{len(self._tracer.sites)}"
        self._add_site(line, "")
        block = nodes.AssignBlock(nodes.Name(name, "store", lineno=line), None, body, lineno=line)
        return block, nodes.Name(name, "load", lineno=line)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:
        self._enclose(node, "set")
        return node

    def _enclose(self, node: Any, name: str) -> None:
        """Make a block of what a body writes, for it goes somewhere else first."""
        node.body = [
            _statement("(enter)", nodes.Const(name), node.lineno),
            *self._visit_all(node.body),
            _statement("(leave)", nodes.Const(name), node.lineno),
        ]

    def visit_Include(self, node: nodes.Include) -> Any:
        site = self._begin(node.lineno, self._tag(node.lineno))
        inline = _filter("(inline)", nodes.Const(site), node.lineno)
        enter = _statement("(enter)", nodes.Const("include"), node.lineno, site)
        return [enter, node, nodes.Output([inline], lineno=node.lineno)]

    def _visit_all(self, body: list[nodes.Node]) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for node in body:
            result = self.visit(node)
            found += result if isinstance(result, list) else [result]
        return found

    def _tag(self, line: int) -> str:
        """Give what a line says, for messages."""
        source = self._lines[line - 1].strip() if 0 < line <= len(self._lines) else ""
        inner = source.partition("{%")[2].partition("%}")[0].strip("-+ ") if "{%" in source else source
        return inner.partition(" ")[2] or inner

    # Expressions

    def _guard(self, node: Any) -> Any:
        outer, self._guarding = self._guarding, True
        found = self.visit(node)
        self._guarding = outer
        return found

    def _visit_guarded(self, node: nodes.Node) -> nodes.Node:
        outer, self._guarding = self._guarding, True
        self.generic_visit(node)
        self._guarding = outer
        return node

    visit_And = visit_Or = visit_Not = visit_Test = _visit_guarded

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        node.test = self._guard(node.test)
        node.expr1 = self.visit(node.expr1)
        node.expr2 = self.visit(node.expr2) if node.expr2 is not None else None
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        if node.name in _ASKING:
            return self._visit_guarded(node)
        self.generic_visit(node)
        if node.node is not None and node.name in _LISTING | _ITERATING:
            node.node = _filter("(whole)" if node.name in _LISTING else "(over)", node.node, node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        if isinstance(node.node, nodes.Name) and node.node.name in _ASKING:
            return self._visit_guarded(node)
        method = node.node.attr if isinstance(node.node, nodes.Getattr) else ""
        self.generic_visit(node)
        if method in _ITERATING or method == "get":
            called: Any = node.node
            called.node = _filter("(over)" if method != "get" else "(whole)", called.node, node.lineno)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx == "load" and node.name in self._setters:
            self._tracer.uses.setdefault(self._owner, set()).update(self._setters[node.name] - {self._owner})
        return node

    def _read(self, node: Any) -> nodes.Node:
        names: list[nodes.Expr] = []
        spelled = ""
        base = node
        while isinstance(base, (nodes.Getattr, nodes.Getitem)):
            if isinstance(base, nodes.Getattr):
                names.insert(0, nodes.Const(base.attr, lineno=base.lineno))
                spelled = f".{base.attr}{spelled}"
            else:
                spelled = f"[{getattr(base.arg, 'value', '...')!r}]{spelled}"
                names.insert(0, self.visit(base.arg))
            base = base.node
        spelled = (base.name if isinstance(base, nodes.Name) else "(...)") + spelled
        site = self._add_site(node.lineno, spelled, spelled)
        return _filter("(read)", self.visit(base), node.lineno, site, self._owner, *names)

    visit_Getattr = visit_Getitem = _read


def _filter(name: str, node: Any, line: int, *args: Any) -> nodes.Expr:
    given = [arg if isinstance(arg, nodes.Node) else nodes.Const(arg, lineno=line) for arg in args]
    if node is not None and not getattr(node, "lineno", None):
        node.lineno = line
    return nodes.Filter(node, name, given, [], None, None, lineno=line)


def _statement(name: str, node: nodes.Expr, line: int, *args: Any) -> nodes.Node:
    return nodes.ExprStmt(_filter(name, node, line, *args), lineno=line)


def _after(site: int, value: nodes.Expr) -> nodes.Expr:
    """Give the value, after noting where the template stands."""
    line = value.lineno
    return nodes.And(_filter("(at)", nodes.Const(site, lineno=line), line), value, lineno=line)


class _TracingEnvironment(ChartEnvironment):
    """The sandbox with the filters that tell a tracer."""

    def __init__(self, tracer: Tracer, *args: Any) -> None:
        self._tracer = tracer
        super().__init__(*args)
        listed = {name: self.filters[name] for name in ("items", "elements")}
        self.filters.update(
            {
                "(at)": self._at,
                "(mark)": self._mark,
                "(read)": self._read,
                "(whole)": lambda value: tracer.use_whole(value),
                "(over)": lambda value: tracer.use_elements(value),
                "(enter)": self._enter,
                "(leave)": lambda _name: tracer.leave(None) and "",
                "(inline)": tracer.inline,
            }
        )
        self.filters.update(listed)

    def _at(self, site: int) -> bool:
        self._tracer.at(site)
        return True

    def _enter(self, name: str, site: int = -1) -> str:
        if site >= 0:
            self._tracer.at(site)
        self._tracer.enter(name)
        return ""

    def _mark(self, value: Any, site: int) -> str:
        self._tracer.use_whole(value)
        return self._tracer.mark(site, show(value))

    def _read(self, base: Any, site: int, owner: int, *names: Any) -> Any:
        keys = [plain(name) for name in names]
        self._tracer.read(site, owner, base, [int(key) if isinstance(key, float) else key for key in keys])
        value = base
        for key in keys:
            value = get_field(value, key)
        return value

    def _each(self, value: Any) -> Iterable[Any]:
        self._tracer.use_elements(value)
        return super()._each(value)


class TracingTemplates(JinjaTemplates):
    """The Jinja2 templates of one traced render."""

    def __init__(self, renderer: TracingRenderer) -> None:
        super().__init__(renderer)
        self._tracer = tracer = renderer.tracer
        names = renderer.added_functions
        self.environment = _TracingEnvironment(tracer, self._bind, names, self._find, renderer.limits)
        self._compiled: dict[str, CompiledFile] = {}

    def load(self, path: str, name: str) -> RenderTemplate:
        """Make the function of a named template that a file defines, or of the file itself."""
        render = super().load(path, name)
        if name not in (path, path.removesuffix(JINJA)):
            return render

        def traced(data: Any) -> str:
            self._tracer.enter(path)
            result = render(data)
            block = self._tracer.leave(result)
            if path == self._renderer.current[0]:
                self._tracer.files[path.removesuffix(JINJA)] = block
            return result

        return traced

    def _compile(self, path: str) -> CompiledFile:
        compiled = self._compiled.get(path)
        if compiled is None:
            text = self._renderer.program.text(path)
            marker = _Marker(self._tracer, path, text)
            compiled = compile_file(self.environment, path, text, chart_name(path), marker.visit)
            self._compiled[path] = compiled
        return compiled

    def _main(self, path: str) -> Template:
        if path not in self._mains:
            self._mains[path] = self._hide_module(self._make(self._compile(path).main))
        return self._mains[path]

    def _definition(self, path: str) -> Template:
        if path not in self._definitions:
            self._definitions[path] = self._make(self._compile(path).definitions)
        return self._definitions[path]

    def _hide_module(self, template: Template) -> Template:
        """Keep what an imported file writes by itself out of the importing one: nobody sees it."""
        make = template.make_module

        def make_quietly(*args: Any, **kwargs: Any) -> Any:
            self._tracer.enter("import")
            try:
                return make(*args, **kwargs)
            finally:
                self._tracer.drop()

        template.make_module = make_quietly  # type: ignore[method-assign]
        return template

    def _bind(self, name: str) -> Callable[..., Any]:
        function = super()._bind(name)
        if name in STRUCTURAL:
            return function

        def call(*args: Any) -> Any:
            for arg in args:
                self._tracer.use_whole(arg)
            return function(*args)

        return call
