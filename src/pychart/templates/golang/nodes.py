"""The parse tree of a Go template (text/template/parse, node.go).

``pos`` is a character offset into the file's text: the place Go reports for the node. ``str(node)`` is Go's own
re-printing of it, which error messages show between ``<`` and ``>``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Text:
    """Text outside of ``{{ }}``, already trimmed."""

    pos: int
    text: str


@dataclass(slots=True)
class Dot:
    """``.``"""

    pos: int

    def __str__(self) -> str:
        return "."


@dataclass(slots=True)
class Nil:
    """``nil``"""

    pos: int

    def __str__(self) -> str:
        return "nil"


@dataclass(slots=True)
class Bool:
    """``true`` or ``false``"""

    pos: int
    value: bool

    def __str__(self) -> str:
        return "true" if self.value else "false"


@dataclass(slots=True)
class Number:
    """A number or character constant.

    ``int_value``, ``float_value`` and ``complex_value`` hold each reading that Go allows of the text, else None;
    ``value`` is the one it has where the parameter's type does not decide (idealConstant). It is None where that
    reading overflows int.
    """

    pos: int
    text: str
    value: int | float | complex | None
    int_value: int | None
    float_value: float | None
    complex_value: complex | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class String:
    """A quoted or raw string; ``quoted`` is the source text with its quotes."""

    pos: int
    quoted: str
    text: str

    def __str__(self) -> str:
        return self.quoted


@dataclass(slots=True)
class Identifier:
    """The name of a function."""

    pos: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(slots=True)
class Field:
    """``.a.b.c``; ``names`` are ``("a", "b", "c")``."""

    pos: int
    names: tuple[str, ...]

    def __str__(self) -> str:
        return "." + ".".join(self.names)


@dataclass(slots=True)
class Variable:
    """``$x.a.b``; ``names`` are ``("$x", "a", "b")``."""

    pos: int
    names: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.names)


@dataclass(slots=True)
class Chain:
    """``(pipeline).a.b`` or ``function.a.b``."""

    pos: int
    node: Operand
    names: tuple[str, ...]

    def __str__(self) -> str:
        inner = f"({self.node})" if isinstance(self.node, Pipe) else str(self.node)
        return inner + "".join("." + name for name in self.names)


@dataclass(slots=True)
class Command:
    """One stage of a pipeline: an operand and its arguments."""

    pos: int
    args: list[Operand]

    def __str__(self) -> str:
        return " ".join(f"({arg})" if isinstance(arg, Pipe) else str(arg) for arg in self.args)


@dataclass(slots=True)
class Pipe:
    """A pipeline with its declarations: ``$a, $b := x | f``; ``is_assign`` where the sign is ``=``."""

    pos: int
    decl: list[Variable]
    is_assign: bool
    commands: list[Command]

    def __str__(self) -> str:
        head = ""
        if self.decl:
            head = ", ".join(map(str, self.decl)) + (" = " if self.is_assign else " := ")
        return head + " | ".join(map(str, self.commands))


@dataclass(slots=True)
class Action:
    """``{{ pipeline }}``"""

    pos: int
    pipe: Pipe

    def __str__(self) -> str:
        return f"{{{{{self.pipe}}}}}"


@dataclass(slots=True)
class If:
    """``{{if}}``; an ``{{else if}}`` is an If alone in ``else_body``. ``else_body`` is None without ``{{else}}``."""

    pos: int
    pipe: Pipe
    body: list[Statement]
    else_body: list[Statement] | None


@dataclass(slots=True)
class With:
    """``{{with}}``, shaped as If."""

    pos: int
    pipe: Pipe
    body: list[Statement]
    else_body: list[Statement] | None


@dataclass(slots=True)
class Range:
    """``{{range}}``, shaped as If."""

    pos: int
    pipe: Pipe
    body: list[Statement]
    else_body: list[Statement] | None


@dataclass(slots=True)
class Template:
    """``{{template "name" pipeline}}``; also what ``{{block}}`` leaves behind."""

    pos: int
    name: str
    pipe: Pipe | None

    def __str__(self) -> str:
        from pychart.gostd.strconv import quote

        return f"{{{{template {quote(self.name)}{f' {self.pipe}' if self.pipe else ''}}}}}"


@dataclass(slots=True)
class Break:
    """``{{break}}``"""

    pos: int

    def __str__(self) -> str:
        return "{{break}}"


@dataclass(slots=True)
class Continue:
    """``{{continue}}``"""

    pos: int

    def __str__(self) -> str:
        return "{{continue}}"


Operand = Dot | Nil | Bool | Number | String | Identifier | Field | Variable | Chain | Pipe
Statement = Text | Action | If | With | Range | Template | Break | Continue


@dataclass(slots=True)
class Definition:
    """A template by name: a file's own text, or a ``{{define}}`` or ``{{block}}`` in it."""

    name: str
    pos: int
    body: list[Statement]
    empty: bool
    """True where the body is only space and comments: such a definition never replaces another (Go: IsEmptyTree)."""
