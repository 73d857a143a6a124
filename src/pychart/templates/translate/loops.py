"""Loops of Jinja2 as Go's range: over lists, over the keys of maps, with what ``loop`` knows."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from pychart.templates.translate.layout import Block
from pychart.templates.translate.pipelines import Go, as_bool
from pychart.templates.translate.scopes import ANY, INT, LIST, MAP, CannotTranslate
from pychart.templates.translate.writer import Writer

_LOOP_FIELDS = ("first", "index", "index0", "last", "length", "revindex", "revindex0")


class Loops(Writer):
    """Writes the loops of one Go template."""

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
