"""From the statements of a Jinja2 template to text, values and tags of a Go template."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from pychart.templates.translate.expressions import Expressions, spell_name
from pychart.templates.translate.layout import Block, Output, Piece
from pychart.templates.translate.loops import Loops
from pychart.templates.translate.pipelines import Go
from pychart.templates.translate.scopes import MAP, CannotTranslate, Scope, Variable
from pychart.templates.translate.writer import Outlined


class Statements(Loops):
    """Writes the body of one Go template."""

    def write_body(self, body: list[nodes.Node]) -> list[Piece]:
        """Write the statements of a template."""
        self._hoist(body)
        return self._write_all(body)

    # Outputs

    def _write_Output(self, node: nodes.Output) -> None:  # noqa: N802
        for child in node.nodes:
            try:
                self._write_part(child)
            except CannotTranslate as problem:
                self._problems.append((problem.line, str(problem)))

    def _write_part(self, child: Any) -> None:
        if isinstance(child, nodes.TemplateData):
            self._pieces.append(child.data)
        elif isinstance(child, nodes.Const):
            self._pieces.append(_show(child.value))
        elif isinstance(child, nodes.CondExpr):
            self._write_choice(child)
        else:
            value = self.expressions.write(child)
            if self._captured and isinstance(child, nodes.Filter) and child.name == "optional":
                value = Go(f'ternary "" {value.operand} (kindIs "invalid" {value.operand})')
            self._pieces.append(Output(value.text))

    def _write_choice(self, node: nodes.CondExpr) -> None:
        block = Block(self._depth)
        self._tag(f"if {self.expressions.write(node.test).text}", block)
        self._write_part(node.expr1)
        if node.expr2 is not None:
            self._tag("else", block)
            self._write_part(node.expr2)
        self._tag("end", block)

    # Branches

    def _write_If(self, node: nodes.If) -> None:  # noqa: N802
        block = Block(self._depth)
        for index, branch in enumerate((node, *node.elif_)):
            word = "else if" if index else "if"
            self._tag(f"{word} {self.expressions.write(branch.test).text}", block)
            self._pieces += self._write_inner(branch.body)
        if node.else_:
            self._tag("else", block)
            self._pieces += self._write_inner(node.else_)
        self._tag("end", block)

    # Variables

    def _write_Assign(self, node: nodes.Assign) -> None:  # noqa: N802
        target = node.target
        if isinstance(target, nodes.NSRef):
            holder = self.scope.find(target.name)
            if holder is None:
                self.expressions.refuse(f"{target.name} is not known where the Go template is called", node)
            value = self.expressions.write(node.node)
            self._say(f'$_ := set {holder.text} "{target.attr}" {value.operand}')
        elif isinstance(target, nodes.Name):
            self._set(target.name, node.node)
        else:
            self.expressions.refuse("several names are set at once", node)

    def _set(self, name: str, node: Any) -> None:
        if isinstance(node, nodes.CondExpr):
            self._set_choice(name, node)
            return
        value = self._write_value(node)
        self._store(name, value)

    def _set_choice(self, name: str, node: nodes.CondExpr) -> None:
        if self.scope.find_here(name) is None:
            self._store(name, Go('""', ""))
        block = Block(self._depth)
        test = self.expressions.write(node.test)
        self._tag(f"if {test.text}", block)
        self._set(name, node.expr1)
        self._tag("else", block)
        self._set(name, node.expr2 or nodes.Const("", lineno=node.lineno))
        self._tag("end", block)

    def _store(self, name: str, value: Go) -> None:
        known = self.scope.find_here(name)
        if known is None:
            self._say(f"{self.scope.declare(name, value.kind)} := {value.text}")
        else:
            self.scope.set_kind(name, value.kind)
            self._say(f"{known.text} = {value.text}")

    def _write_value(self, node: Any) -> Go:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "namespace":
            pairs = [f'"{pair.key}" {self.expressions.write(pair.value).operand}' for pair in node.kwargs]
            return Go(" ".join(["dict", *pairs]), MAP, False)
        value = self.expressions.write(node)
        return Go('""', value.kind) if value.text == "nil" else value

    def _write_With(self, node: nodes.With) -> None:  # noqa: N802
        values = [self._write_value(value) for value in node.values]
        self.scope.enter()
        for target, value in zip(node.targets, values, strict=True):
            if not isinstance(target, nodes.Name):
                self.expressions.refuse("several names are set at once", node)
            self._say(f"{self.scope.declare(target.name, value.kind)} := {value.text}")
        self._pieces += self._write_all(node.body)
        self.scope.leave()

    def _write_Scope(self, node: nodes.Scope) -> None:  # noqa: N802
        self.scope.enter()
        self._pieces += self._write_all(node.body)
        self.scope.leave()

    # Bodies that go somewhere else first

    def _write_AssignBlock(self, node: nodes.AssignBlock) -> None:  # noqa: N802
        if not isinstance(node.target, nodes.Name):
            self.expressions.refuse("only a name can be set to a block", node)
        value = self._outline(node.body, node.target.name, node)
        if node.filter is not None:
            value = self._filter(node.filter, value)
        self._store(node.target.name, value)

    def _write_FilterBlock(self, node: nodes.FilterBlock) -> None:  # noqa: N802
        value = self._filter(node.filter, self._outline(node.body, "filtered", node))
        self._pieces.append(Output(value.text))

    def _filter(self, node: nodes.Filter, value: Go) -> Go:
        if node.node is not None:
            value = self._filter(node.node, value)  # type: ignore[arg-type]
        return self.expressions.apply_filter(node, value)

    def _write_CallBlock(self, node: nodes.CallBlock) -> None:  # noqa: N802
        macro = self.expressions.macros.get(spell_name(node.call.node))
        if macro is None or node.args:
            self.expressions.refuse("this call has no form in Go templates", node)
        caller = self._outline(node.body, "caller", node).operand
        self._pieces.append(Output(self.expressions.call_macro(macro, node.call, caller).text))

    def _outline(self, body: list[nodes.Node], name: str, node: nodes.Node) -> Go:
        """Move a body into a Go template of its own; gives what includes it, with the variables that it uses."""
        made = f"{self._prefix}.{name}-{len(self._outlined) + 1}"
        used = {found.name for part in body for found in _names(part)}
        variables = {name: found for name in sorted(used) if (found := self.scope.find(name)) is not None}
        root = self.scope.root if self.scope.has_context else ""
        if not variables and root:
            inner, data = Scope("$", {}), root
        else:
            inner = Scope(
                "$.ctx" if root else "", {key: Variable(f"$.{key}", one.kind) for key, one in variables.items()}
            )
            pairs = ([f'"ctx" {root}'] if root else []) + [f'"{key}" {one.text}' for key, one in variables.items()]
            data = f"(dict {' '.join(pairs)})"
        outer = self.expressions
        self._outlined.append(Outlined(made, []))
        place = len(self._outlined) - 1
        expressions = Expressions(inner, outer.macros, outer.templates, outer.defaults)
        statements = Statements(expressions, self._prefix, self._outlined, self._problems)
        pieces = statements.write_body(body)
        self._outlined[place] = Outlined(made, [*statements.take_start(), *pieces])
        return Go(f'include "{made}" {data}', "string", False)

    # Files

    def _write_Include(self, node: nodes.Include) -> None:  # noqa: N802
        name = getattr(node.template, "value", None)
        macro = self.expressions.templates.get(f"file {name}")
        if macro is None:
            self.expressions.refuse("Go templates include by a name that is known", node)
        root = self.expressions.need_context(node)
        base = ".Template.BasePath" if root == "." else f"{root}.Template.BasePath"
        self._pieces.append(Output(f'include (print {base} "{macro.name}") {root}'))

    def _write_Macro(self, node: nodes.Macro) -> None:  # noqa: N802
        """Leave a macro out: it has become a Go template of its own."""

    def _write_Import(self, node: nodes.Node) -> None:  # noqa: N802
        """Leave an import out: all templates of a chart know each other."""

    _write_FromImport = _write_Import  # noqa: N815


def _show(value: Any) -> str:
    from pychart.templates.golang.printing import printed

    return "" if value is None else printed(value)


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [*([node] if isinstance(node, nodes.Name) else []), *node.find_all(nodes.Name)]
