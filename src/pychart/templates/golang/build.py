"""The handful of jinja2 nodes that lowered templates are made of, and how they are used here.

    InternalName   a Python local: the dot, a Go variable, a temporary
    Filter         a call of a name in the runtime's namespace; ``node`` is None, all arguments are in ``args``
    Keyword        an assignment within an expression
    Macro          a function inside the template's own, for what Python could not nest any deeper

Everything is resolved while lowering, so jinja2's scoping, its context and its attribute access are never used.
A call carries a Mark: the Go node it stands for, where its errors are reported.
"""

from __future__ import annotations

from jinja2 import nodes

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.templates.golang import nodes as go

    Origin = go.Operand | go.Statement | go.Command

_new = object.__new__


def local(name: str) -> nodes.InternalName:
    """Give a Python local by its name, which is never the user's."""
    node: nodes.InternalName = _new(nodes.InternalName)
    node.name = name
    return node


def const(value: Any) -> nodes.Const:
    """Give a literal."""
    node: nodes.Const = _new(nodes.Const)
    node.value = value
    return node


class Mark(NamedTuple):
    """What a call stands for: the Go node, and what is known of its arguments' types."""

    origin: Origin
    types: tuple[str, ...]


def text(data: str) -> nodes.TemplateData:
    """Give text as it stands in the template."""
    node: nodes.TemplateData = _new(nodes.TemplateData)
    node.data = data
    return node


def output(parts: list[nodes.Expr]) -> nodes.Output:
    """Write text and values."""
    node: nodes.Output = _new(nodes.Output)
    node.nodes = parts
    return node


def call(
    function: str, args: list[nodes.Expr], origin: Origin | None = None, types: tuple[str, ...] = ()
) -> nodes.Filter:
    """Give a call of a runtime name; ``origin`` is where errors in it are reported."""
    node: Any = _new(nodes.Filter)
    node.node = None
    node.name = function
    node.args = args
    node.kwargs = ()
    node.mark = Mark(origin, types) if origin else None
    tallest = 0
    for arg in args:
        tall = getattr(arg, "height", 0)
        if tall > tallest:
            tallest = tall
    node.height = 1 + tallest
    return node  # type: ignore[no-any-return]


def height(node: nodes.Expr) -> int:
    """Tell how deep an expression nests calls and operators."""
    return getattr(node, "height", 0)


def store(name: str, value: nodes.Expr) -> nodes.Expr:
    """Give an assignment to a local as an expression whose value is the one assigned."""
    node: Any = _new(nodes.Keyword)
    node.key = name
    node.value = value
    node.height = 1 + height(value)
    return node  # type: ignore[no-any-return]


def branch(test: nodes.Expr, body: list[nodes.Node]) -> nodes.If:
    """Give an if without anything else."""
    node: nodes.If = _new(nodes.If)
    node.test = test
    node.body = body
    node.elif_ = []
    node.else_ = []
    return node


def logic(kind: type[nodes.BinExpr], operands: list[nodes.Expr]) -> nodes.Expr:
    """Join operands with ``and`` or ``or``."""
    result: Any = operands[0]
    for operand in operands[1:]:
        tallest = max(height(result), 1 + height(operand))
        joined: Any = _new(kind)
        joined.left = result
        joined.right = operand
        result = joined
        result.height = tallest
    return result  # type: ignore[no-any-return]


def negate(operand: nodes.Expr) -> nodes.Expr:
    """Give Python's ``not``."""
    node: Any = _new(nodes.Not)
    node.node = operand
    node.height = 1 + height(operand)
    return node  # type: ignore[no-any-return]


def choose(test: nodes.Expr, then: nodes.Expr) -> nodes.Expr:
    """Give ``then`` where a test holds, else nil."""
    node: Any = nodes.CondExpr(test, then, const(None))
    node.height = 1 + max(height(test), height(then))
    return node  # type: ignore[no-any-return]


def evaluate_first(first: nodes.Expr, then: nodes.Expr) -> nodes.Expr:
    """Give ``then``, with ``first`` evaluated before: a list of one element is always true."""
    return choose(nodes.List([first]), then)


def assign(name: str, value: nodes.Expr) -> nodes.Assign:
    """Give an assignment to a local."""
    return nodes.Assign(local(name), value)


def assigned_names(macro: nodes.Macro) -> set[str]:
    """Give the locals that an outlined function assigns: they belong to the template's own function."""
    found = {node.key for node in macro.find_all(nodes.Keyword)}
    targets: list[nodes.Node] = [node.target for node in macro.find_all(nodes.Assign)]
    targets += [node.target for node in macro.find_all(nodes.For)]
    for target in targets:
        for part in target.items if isinstance(target, nodes.Tuple) else [target]:
            assert isinstance(part, nodes.InternalName)
            found.add(part.name)
    return found
