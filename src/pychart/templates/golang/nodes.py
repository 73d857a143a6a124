"""The parse tree of a Go template (text/template/parse, node.go).

``pos`` is a character offset into the file's text: the place Go reports for the node. ``str(node)`` is Go's own
re-printing of it, which error messages show between ``<`` and ``>``.
"""

from __future__ import annotations


class _Node:
    """A node is equal to another that has the same class and the same fields."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({fields})"


class Text(_Node):
    """Text outside of ``{{ }}``, already trimmed."""

    __slots__ = ("pos", "text")

    def __init__(self, pos: int, text: str) -> None:
        self.pos = pos
        self.text = text


class Dot(_Node):
    """``.``"""

    __slots__ = ("pos",)

    def __init__(self, pos: int) -> None:
        self.pos = pos

    def __str__(self) -> str:
        return "."


class Nil(_Node):
    """``nil``"""

    __slots__ = ("pos",)

    def __init__(self, pos: int) -> None:
        self.pos = pos

    def __str__(self) -> str:
        return "nil"


class Bool(_Node):
    """``true`` or ``false``"""

    __slots__ = ("pos", "value")

    def __init__(self, pos: int, value: bool) -> None:
        self.pos = pos
        self.value = value

    def __str__(self) -> str:
        return "true" if self.value else "false"


class Number(_Node):
    """A number or character constant.

    ``int_value``, ``float_value`` and ``complex_value`` hold each reading that Go allows of the text, else None;
    ``value`` is the one it has where the parameter's type does not decide (idealConstant). It is None where that
    reading overflows int.
    """

    __slots__ = ("complex_value", "float_value", "int_value", "pos", "text", "value")

    def __init__(
        self,
        pos: int,
        text: str,
        value: int | float | complex | None,
        int_value: int | None,
        float_value: float | None,
        complex_value: complex | None = None,
    ) -> None:
        self.pos = pos
        self.text = text
        self.value = value
        self.int_value = int_value
        self.float_value = float_value
        self.complex_value = complex_value

    def __str__(self) -> str:
        return self.text


class String(_Node):
    """A quoted or raw string; ``quoted`` is the source text with its quotes."""

    __slots__ = ("pos", "quoted", "text")

    def __init__(self, pos: int, quoted: str, text: str) -> None:
        self.pos = pos
        self.quoted = quoted
        self.text = text

    def __str__(self) -> str:
        return self.quoted


class Identifier(_Node):
    """The name of a function."""

    __slots__ = ("name", "pos")

    def __init__(self, pos: int, name: str) -> None:
        self.pos = pos
        self.name = name

    def __str__(self) -> str:
        return self.name


class Field(_Node):
    """``.a.b.c``; ``names`` are ``("a", "b", "c")``."""

    __slots__ = ("names", "pos")

    def __init__(self, pos: int, names: tuple[str, ...]) -> None:
        self.pos = pos
        self.names = names

    def __str__(self) -> str:
        return "." + ".".join(self.names)


class Variable(_Node):
    """``$x.a.b``; ``names`` are ``("$x", "a", "b")``."""

    __slots__ = ("names", "pos")

    def __init__(self, pos: int, names: tuple[str, ...]) -> None:
        self.pos = pos
        self.names = names

    def __str__(self) -> str:
        return ".".join(self.names)


class Chain(_Node):
    """``(pipeline).a.b`` or ``function.a.b``."""

    __slots__ = ("names", "node", "pos")

    def __init__(self, pos: int, node: Operand, names: tuple[str, ...]) -> None:
        self.pos = pos
        self.node = node
        self.names = names

    def __str__(self) -> str:
        inner = f"({self.node})" if isinstance(self.node, Pipe) else str(self.node)
        return inner + "".join("." + name for name in self.names)


class Command(_Node):
    """One stage of a pipeline: an operand and its arguments."""

    __slots__ = ("args", "pos")

    def __init__(self, pos: int, args: list[Operand]) -> None:
        self.pos = pos
        self.args = args

    def __str__(self) -> str:
        return " ".join(f"({arg})" if isinstance(arg, Pipe) else str(arg) for arg in self.args)


class Pipe(_Node):
    """A pipeline with its declarations: ``$a, $b := x | f``; ``is_assign`` where the sign is ``=``."""

    __slots__ = ("commands", "decl", "is_assign", "pos")

    def __init__(self, pos: int, decl: list[Variable], is_assign: bool, commands: list[Command]) -> None:
        self.pos = pos
        self.decl = decl
        self.is_assign = is_assign
        self.commands = commands

    def __str__(self) -> str:
        head = ""
        if self.decl:
            head = ", ".join(map(str, self.decl)) + (" = " if self.is_assign else " := ")
        return head + " | ".join(map(str, self.commands))


class Action(_Node):
    """``{{ pipeline }}``"""

    __slots__ = ("pipe", "pos")

    def __init__(self, pos: int, pipe: Pipe) -> None:
        self.pos = pos
        self.pipe = pipe

    def __str__(self) -> str:
        return f"{{{{{self.pipe}}}}}"


class If(_Node):
    """``{{if}}``; an ``{{else if}}`` is an If alone in ``else_body``. ``else_body`` is None without ``{{else}}``."""

    __slots__ = ("body", "else_body", "pipe", "pos")

    def __init__(self, pos: int, pipe: Pipe, body: list[Statement], else_body: list[Statement] | None) -> None:
        self.pos = pos
        self.pipe = pipe
        self.body = body
        self.else_body = else_body


class With(_Node):
    """``{{with}}``, shaped as If."""

    __slots__ = ("body", "else_body", "pipe", "pos")

    def __init__(self, pos: int, pipe: Pipe, body: list[Statement], else_body: list[Statement] | None) -> None:
        self.pos = pos
        self.pipe = pipe
        self.body = body
        self.else_body = else_body


class Range(_Node):
    """``{{range}}``, shaped as If."""

    __slots__ = ("body", "else_body", "pipe", "pos")

    def __init__(self, pos: int, pipe: Pipe, body: list[Statement], else_body: list[Statement] | None) -> None:
        self.pos = pos
        self.pipe = pipe
        self.body = body
        self.else_body = else_body


class Template(_Node):
    """``{{template "name" pipeline}}``; also what ``{{block}}`` leaves behind."""

    __slots__ = ("name", "pipe", "pos")

    def __init__(self, pos: int, name: str, pipe: Pipe | None) -> None:
        self.pos = pos
        self.name = name
        self.pipe = pipe

    def __str__(self) -> str:
        from pychart.gostd.strconv import quote

        return f"{{{{template {quote(self.name)}{f' {self.pipe}' if self.pipe else ''}}}}}"


class Break(_Node):
    """``{{break}}``"""

    __slots__ = ("pos",)

    def __init__(self, pos: int) -> None:
        self.pos = pos

    def __str__(self) -> str:
        return "{{break}}"


class Continue(_Node):
    """``{{continue}}``"""

    __slots__ = ("pos",)

    def __init__(self, pos: int) -> None:
        self.pos = pos

    def __str__(self) -> str:
        return "{{continue}}"


Operand = Dot | Nil | Bool | Number | String | Identifier | Field | Variable | Chain | Pipe
Statement = Text | Action | If | With | Range | Template | Break | Continue


class Definition(_Node):
    """A template by name: a file's own text, or a ``{{define}}`` or ``{{block}}`` in it.

    ``empty`` where the body is only space and comments: such a definition never replaces another (Go: IsEmptyTree).
    """

    __slots__ = ("body", "empty", "name", "pos")

    def __init__(self, name: str, pos: int, body: list[Statement], empty: bool) -> None:
        self.name = name
        self.pos = pos
        self.body = body
        self.empty = empty
