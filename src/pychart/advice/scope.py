"""What the names of a template stood for where it failed: the dot, the variables, and the values behind them."""

from __future__ import annotations

from pychart.gostd.types import Struct
from pychart.templates.golang import nodes as go
from pychart.templates.golang.positions import line_and_column
from pychart.templates.golang.spelling import spell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class _Unknown:
    def __repr__(self) -> str:
        return "unknown"


UNKNOWN: Any = _Unknown()
_BLOCKS = ("If", "With", "Range")


class Step:
    """A node of the tree and those above it, the outermost first."""

    __slots__ = ("node", "parents")

    def __init__(self, node: Any, parents: list[Any]) -> None:
        self.node = node
        self.parents = parents

    def nearest(self, *kinds: type) -> Any:
        """Give the innermost node of these kinds, this one included; None where there is none."""
        return next((node for node in (self.node, *reversed(self.parents)) if isinstance(node, kinds)), None)


def find_step(definition: go.Definition, text: str, line: int, column: int, expression: str) -> Step | None:
    """Find the node that an error names by its place and spelling: the innermost of those that share both."""
    best = exact = None
    for node, parents in _walk(definition):
        pos = getattr(node, "pos", None)
        if pos is None or line_and_column(text, pos) != (line, column):
            continue
        if spell(node) == expression:
            exact = Step(node, parents)
        best = best or Step(node, parents)
    return exact or best


def _walk(definition: go.Definition) -> Iterator[tuple[Any, list[Any]]]:
    """Yield every node with those above it; the innermost come last, nothing recurses."""
    todo: list[tuple[Any, list[Any]]] = [(node, []) for node in reversed(definition.body)]
    while todo:
        node, parents = todo.pop()
        yield node, parents
        below = [*parents, node]
        todo += [(child, below) for child in reversed(list(children(node)))]


def children(node: Any) -> Iterator[Any]:
    """Yield the nodes right below one."""
    if isinstance(node, (go.If, go.With, go.Range)):
        yield node.pipe
        yield from node.body
        yield from node.else_body or ()
    elif isinstance(node, go.Action):
        yield node.pipe
    elif isinstance(node, go.Template):
        if node.pipe:
            yield node.pipe
    elif isinstance(node, go.Pipe):
        yield from node.commands
    elif isinstance(node, go.Command):
        yield from node.args
    elif isinstance(node, go.Chain):
        yield node.node


class Scope:
    """The names as they were at one node of a definition."""

    def __init__(self, definition: go.Definition, step: Step, names: dict[str, Any]) -> None:
        self._locals = [value for value in names.values() if value is not None]
        self.root = names.get("d0")
        self.names: dict[str, Any] = {".": self.root, "$": self.root}
        self.blocks: list[Any] = []
        self._assigned = {
            node.decl[0].names[0]
            for node, _ in _walk(definition)
            if isinstance(node, go.Pipe) and node.is_assign and node.decl
        }
        self._enter(definition.body, step)

    def _enter(self, body: list[Any], step: Step) -> None:
        while True:
            inside = [*step.parents, step.node]
            for node in body:
                if any(node is other for other in inside):
                    break
                if isinstance(node, go.Action) and node.pipe.decl:
                    self._declare(node.pipe)
            else:
                return
            if not isinstance(node, (go.If, go.With, go.Range)) or any(node.pipe is other for other in inside):
                return
            self.blocks.append(node)
            found = node.else_body if _holds(node.else_body, inside) else node.body
            if found is node.body:
                self._enter_block(node)
            body = found or []

    def _enter_block(self, node: Any) -> None:
        if isinstance(node, go.Range):
            self._enter_range(node)
            return
        if node.pipe.decl:
            self._declare(node.pipe)
        if isinstance(node, go.With):
            self.names["."] = self.evaluate(node.pipe)

    def _enter_range(self, node: go.Range) -> None:
        key, element = self._find_element(self.evaluate(node.pipe))
        self.names["."] = element
        for variable, value in zip(reversed(node.pipe.decl), (element, key), strict=False):
            if variable.names[0] not in self._assigned:
                self.names[variable.names[0]] = value

    def _find_element(self, over: Any) -> tuple[Any, Any]:
        """Tell at which element a loop was: the one that a local of the code still holds."""
        pairs: list[tuple[Any, Any]] = []
        if isinstance(over, dict):
            pairs = sorted(over.items(), key=lambda pair: str(pair[0]))
        elif isinstance(over, list):
            pairs = list(enumerate(over))
        for key, element in pairs:
            if any(element is value for value in self._locals):
                return key, element
        return pairs[0] if len(pairs) == 1 else (UNKNOWN, UNKNOWN)

    def _declare(self, pipe: go.Pipe) -> None:
        value = self.evaluate(pipe)
        for variable in pipe.decl:
            name = variable.names[0]
            self.names[name] = UNKNOWN if name in self._assigned else value

    def evaluate(self, node: Any) -> Any:
        """Give the value of an operand, UNKNOWN where that would take a call."""
        if isinstance(node, go.Dot):
            return self.names["."]
        if isinstance(node, go.Field):
            return walk(self.names["."], node.names)
        if isinstance(node, go.Variable):
            return walk(self.names.get(node.names[0], UNKNOWN), node.names[1:])
        if isinstance(node, go.Pipe) and len(node.commands) == 1:
            return self.evaluate(node.commands[0])
        if isinstance(node, go.Command) and len(node.args) == 1:
            return self.evaluate(node.args[0])
        if isinstance(node, go.Chain) and isinstance(node.node, go.Pipe):
            return walk(self.evaluate(node.node), node.names)
        if isinstance(node, go.String):
            return node.text
        if isinstance(node, (go.Number, go.Bool)):
            return node.value
        return None if isinstance(node, go.Nil) else UNKNOWN


def _holds(body: list[Any] | None, inside: list[Any]) -> bool:
    return any(node is other for node in body or () for other in inside)


def walk(value: Any, names: tuple[str, ...] | list[str]) -> Any:
    """Give a field of a field; None where a map lacks it, UNKNOWN where it is none of data."""
    for name in names:
        if value is UNKNOWN:
            return UNKNOWN
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, Struct) and name in value.go_fields:
            value = getattr(value, name)
        else:
            return None if value is None else UNKNOWN
    return value


def chain_of(node: Any) -> tuple[str, tuple[str, ...]] | None:
    """Give an operand's beginning ("" for the dot, else the variable) and the names of its fields."""
    if isinstance(node, go.Dot):
        return "", ()
    if isinstance(node, go.Field):
        return "", tuple(node.names)
    if isinstance(node, go.Variable):
        return node.names[0], tuple(node.names[1:])
    return None


def spell_chain(start: str, names: tuple[str, ...] | list[str]) -> str:
    """Write a chain as a template does: ``.a.b``, ``$x.a``."""
    return start + "".join(f".{name}" for name in names) or "."


def find_path(values: Any, wanted: Any, max_items: int = 50_000) -> tuple[str | int, ...] | None:
    """Give the path at which a map or list stands among values, going by identity."""
    if values is wanted:
        return ()
    todo: list[tuple[tuple[str | int, ...], Any]] = [((), values)]
    for path, value in todo:
        pairs: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in pairs:
            if item is wanted:
                return (*path, key)
            if isinstance(item, (dict, list)):
                todo.append(((*path, key), item))
        if len(todo) > max_items:
            break
    return None
