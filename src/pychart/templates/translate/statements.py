"""From the statements of a Jinja2 template to text, values and tags of a Go template."""

from __future__ import annotations

from typing import Any, NamedTuple

from jinja2 import nodes

from pychart.templates.translate.expressions import Expressions, spell_name
from pychart.templates.translate.layout import Block, Output, Piece, Tag
from pychart.templates.translate.pipelines import Go, as_bool
from pychart.templates.translate.scopes import ANY, INT, LIST, MAP, CannotTranslate, Scope, Variable

_ITERATING = ("items", "elements", "values", "keys")
_LOOP_FIELDS = ("first", "index", "index0", "last", "length", "revindex", "revindex0")


class Outlined(NamedTuple):
    """A body that became a Go template of its own: its name and its pieces."""

    name: str
    pieces: list[Piece]


class Statements:
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

    def write_body(self, body: list[nodes.Node]) -> list[Piece]:
        """Write the statements of a template."""
        self._hoist(body)
        return self._write_all(body)

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

    def _tag(self, text: str, block: Block) -> None:
        tag = Tag(text, block)
        block.tags.append(tag)
        self._pieces.append(tag)

    def _say(self, text: str) -> None:
        """Write a tag that stands for itself."""
        self._tag(text, Block(self._depth))

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

    def _write_inner(self, body: list[nodes.Node]) -> list[Piece]:
        self._depth += 1
        pieces = self._write_all(body)
        self._depth -= 1
        return pieces

    # Variables

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

    # Loops

    def _write_For(self, node: nodes.For) -> None:  # noqa: N802
        if node.recursive:
            self.expressions.refuse("a recursive loop has no form in Go templates", node)
        used = _find_loop_fields(node.body)
        for field, line in used.items():
            if field not in _LOOP_FIELDS:
                raise CannotTranslate(f"loop.{field} has no form in Go templates", line)
        if isinstance(node.target, nodes.Tuple):
            self._write_pairs(node, used)
        elif isinstance(node.target, nodes.Name):
            self._write_elements(node, node.target.name, used)
        else:
            self.expressions.refuse("what the loop sets is no name", node)

    def _write_pairs(self, node: nodes.For, used: dict[str, int]) -> None:
        over = _iterated(node.iter, "items")
        names = [getattr(item, "name", "") for item in node.target.items]  # type: ignore[attr-defined]
        if over is None or len(names) != 2 or used or node.test is not None:
            self.expressions.refuse(
                "a loop over pairs has a form in Go templates for items alone, without loop and if", node
            )
        value = self.expressions.write(over)
        self.scope.enter()
        first, second = (self.scope.declare(name) for name in names)
        self._write_loop(node, f"range {first}, {second} := {value.text}", {})
        self.scope.leave()

    def _write_elements(self, node: nodes.For, name: str, used: dict[str, int]) -> None:
        listed = self._write_iter(node)
        if node.test is not None and (used or node.else_):
            listed = self._select(node, name, listed)
        if used.keys() & {"last", "length", "revindex", "revindex0"} and not listed.text.startswith("$"):
            listed = self._keep(listed, "list")
        self.scope.enter()
        variable = self.scope.declare(name, _element_kind(listed))
        index = self.scope.make("index") if used else ""
        head = f"range {index}, {variable} := {listed.text}" if used else f"range {variable} := {listed.text}"
        texts = _loop_texts(index, listed.operand) if used else {}
        self._write_loop(node, head, texts, node.test if not (used or node.else_) else None)
        self.scope.leave()

    def _write_loop(self, node: nodes.For, head: str, loop: dict[str, str], test: Any = None) -> None:
        block = Block(self._depth)
        self._tag(head, block)
        self.expressions.loops.append(loop)
        self.scope.enter()
        self.scope.depth += 1
        self._depth += 1
        start = self.take_start()
        self._hoist(node.body)
        hoisted, self._start = self.take_start(), start
        self._pieces += hoisted
        inner = Block(self._depth)
        if test is not None:
            self._tag(f"if {self.expressions.write(test).text}", inner)
        self._pieces += self._write_all(node.body)
        if test is not None:
            self._tag("end", inner)
        self._depth -= 1
        self.scope.depth -= 1
        self.scope.leave()
        self.expressions.loops.pop()
        if node.else_:
            self._tag("else", block)
            self._pieces += self._write_inner(node.else_)
        self._tag("end", block)

    def _write_iter(self, node: nodes.For) -> Go:
        """Write what a loop goes over so that Go's range gives the same elements: of a map its keys."""
        for word in ("elements", "values"):
            over = _iterated(node.iter, word)
            if over is not None:
                return self.expressions.write(over)._replace(kind=ANY)
        over = _iterated(node.iter, "keys") or node.iter
        value = self.expressions.write(over)
        if value.kind == MAP or over is not node.iter:
            return Go(f"keys {value.operand} | sortAlpha", LIST, False)
        if value.kind == LIST or _is_literal(node.iter):
            return value
        kept = self._keep(value, "over")
        block = Block(self._depth)
        self._tag(f'if kindIs "map" {kept.text}', block)
        self._tag(f"{kept.text} = keys {kept.text} | sortAlpha", block)
        self._tag("end", block)
        return kept

    def _keep(self, value: Go, name: str) -> Go:
        made = self.scope.make(name)
        self._say(f"{made} := {value.text}")
        return Go(made, value.kind)

    def _select(self, node: nodes.For, name: str, listed: Go) -> Go:
        """Write the list of those elements that a loop's if chooses."""
        kept = self._keep(Go("list", LIST), "chosen")
        self.scope.enter()
        block, inner = Block(self._depth), Block(self._depth)
        self._tag(f"range {self.scope.declare(name)} := {listed.text}", block)
        self.scope.depth += 1
        variable = self.scope.find(name)
        self._tag(f"if {as_bool(self.expressions.write(node.test)).text}", inner)
        self._tag(f"{kept.text} = append {kept.text} {variable.text if variable else ''}", inner)
        self._tag("end", inner)
        self.scope.depth -= 1
        self._tag("end", block)
        self.scope.leave()
        return kept

    def _write_Break(self, node: nodes.Break) -> None:  # noqa: N802
        self._say("break")

    def _write_Continue(self, node: nodes.Continue) -> None:  # noqa: N802
        self._say("continue")

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


def _names(node: nodes.Node) -> list[nodes.Name]:
    return [*([node] if isinstance(node, nodes.Name) else []), *node.find_all(nodes.Name)]


def _find_loop_fields(body: list[nodes.Node]) -> dict[str, int]:
    """Give the fields of ``loop`` that a body uses, with a line; those of loops within it left out."""
    found: dict[str, int] = {}
    todo: list[nodes.Node] = list(body)
    for node in todo:
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop":
            found.setdefault(node.attr, node.lineno)
        elif isinstance(node, nodes.For):
            todo += [node.iter, *node.else_]
        else:
            todo += list(node.iter_child_nodes())
    return found


def _loop_texts(index: str, listed: str) -> dict[str, str]:
    return {
        "index0": index,
        "index": f"add1 {index}",
        "first": f"eq {index} 0",
        "last": f"eq (add1 {index} | int) (len {listed})",
        "length": f"len {listed}",
        "revindex": f"sub (len {listed}) {index}",
        "revindex0": f"sub (len {listed}) (add1 {index})",
    }


def _iterated(node: Any, word: str) -> Any:
    """Give what ``x | word`` or ``x.word()`` goes over; None where a node is neither."""
    if isinstance(node, nodes.Filter) and node.name == word and word in ("items", "elements"):
        return node.node
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr) and not node.args:
        return node.node.node if node.node.attr == word and word != "elements" else None
    return None


def _is_literal(node: Any) -> bool:
    return isinstance(node, (nodes.List, nodes.Tuple))


def _element_kind(listed: Go) -> str:
    default = listed.default
    if listed.text.startswith(("until", "untilStep")):
        return INT
    if listed.text.endswith("| sortAlpha"):
        return "string"
    if isinstance(default, list) and default and all(isinstance(item, str) for item in default):
        return "string"
    if isinstance(default, list) and default and all(isinstance(item, dict) for item in default):
        return MAP
    return ANY
