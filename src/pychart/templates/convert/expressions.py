"""From Go's pipelines to Jinja2's expressions."""

from __future__ import annotations

from typing import NamedTuple

from pychart.functions.table import FUNCTIONS
from pychart.templates.convert.scopes import CONTEXT_NAMES, DATA, CannotConvert, Scopes
from pychart.templates.golang import nodes as go

_ATOM, _FILTER, _SIGN, _COMPARE, _NOT, _AND, _OR = range(7, 0, -1)
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CALLED = frozenset(("include", "tpl", "print", "printf", "println", "list", "tuple", "dict", "required", "fail"))
"""Functions that are not written as filters, even where they have one argument."""


class Expression(NamedTuple):
    """A Jinja2 expression; ``level`` says how tightly it holds together.

    ``path`` is its text where it is a field that may be missing. ``function`` is the outermost function.
    """

    text: str
    level: int = _ATOM
    path: str = ""
    function: str = ""
    last: Expression | None = None
    """The last argument of that function, and ``arguments`` the texts of those before."""
    arguments: tuple[str, ...] = ()
    may_miss: bool = False

    def within(self, level: int) -> str:
        """Give the text, in brackets where it must hold together more tightly."""
        return self.text if self.level >= level else f"({self.text})"


class Expressions:
    """Writes the expressions of one definition."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes

    def write_pipe(self, pipe: go.Pipe) -> Expression:
        """Write a pipeline, its declarations left out. Raises CannotConvert."""
        result: Expression | None = None
        for index, command in enumerate(pipe.commands):
            prefer_filter = index == 0 and (len(pipe.commands) > 1 or len(command.args) == 2)
            result = self._write_command(command, result, prefer_filter)
        assert result is not None
        return result

    def write_operand(self, operand: go.Operand) -> Expression:
        """Write what stands for a value by itself. Raises CannotConvert."""
        scopes = self.scopes
        if isinstance(operand, go.Pipe):
            if operand.decl:
                raise CannotConvert("a variable is set within brackets")
            return self.write_pipe(operand)
        if isinstance(operand, go.Dot):
            return Expression(scopes.dot.text)
        if isinstance(operand, go.Field):
            return self._write_path(scopes.dot.text, scopes.dot.is_context, operand.names)
        if isinstance(operand, go.Variable):
            name, *names = operand.names
            if name == "$":
                return self._write_path(DATA, True, tuple(names))
            return self._write_path(scopes.find(name), False, tuple(names))
        if isinstance(operand, go.Chain):
            return self._write_path(self.write_operand(operand.node).within(_ATOM), False, operand.names)
        if isinstance(operand, go.Identifier):
            return self._write_call(operand.name, [])
        return Expression(*_write_literal(operand))

    def _write_path(self, base: str, is_context: bool, names: tuple[str, ...]) -> Expression:
        if not names:
            return Expression(base, path=base, may_miss=base in self.scopes.uncertain)
        if is_context and self.scopes.is_file and names[0] in CONTEXT_NAMES:
            path = ".".join(names)
        else:
            path = ".".join((base, *names))
        return Expression(path, path=path, may_miss=not self.scopes.is_certain(path))

    def _write_command(self, command: go.Command, piped: Expression | None, prefer_filter: bool) -> Expression:
        first, *rest = command.args
        args = [self.write_operand(arg) for arg in rest]
        if isinstance(first, go.Identifier):
            if piped is not None:
                return self._write_call(first.name, [*args, piped], is_piped=True)
            is_filter = prefer_filter and len(args) == 1 and first.name not in _CALLED
            return self._write_call(first.name, args, is_piped=is_filter)
        if piped is None and not args:
            return self.write_operand(first)
        if piped is not None:
            args.append(piped)
        if not isinstance(first, (go.Field, go.Chain)) and not (isinstance(first, go.Variable) and first.names[1:]):
            raise CannotConvert(f"{first} is called, but is no function")
        method = self.write_operand(first)
        return Expression(f"{method.text}({', '.join(arg.text for arg in args)})")

    def _write_call(self, name: str, args: list[Expression], is_piped: bool = False) -> Expression:
        _require_count(name, len(args))
        if name in ("and", "or"):
            level = _AND if name == "and" else _OR
            may_miss = any(arg.may_miss for arg in args)
            if len(args) == 1:
                return args[0]
            return Expression(f" {name} ".join(arg.within(level + 1) for arg in args), level, may_miss=may_miss)
        if name == "not":
            return Expression(f"not {args[0].within(_NOT)}", _NOT)
        if name in _COMPARISONS and len(args) == 2:
            left, right = (arg.within(_COMPARE + 1) for arg in args)
            return Expression(f"{left} {_COMPARISONS[name]} {right}", _COMPARE)
        if name in ("include", "tpl") and args[1].text == DATA and not is_piped:
            return Expression(f"{name}({args[0].text})", function=name)
        *others, last = args or [Expression("")]
        arguments = tuple(other.text for other in others)
        if is_piped:
            called = f"{name}({', '.join(arguments)})" if arguments else name
            return Expression(f"{last.within(_FILTER)} | {called}", _FILTER, "", name, last, arguments)
        return Expression(f"{name}({', '.join(arg.text for arg in args)})", _ATOM, "", name, last, arguments)


def split_nindent(expression: Expression) -> tuple[bool, Expression]:
    """Take the line break out of what ends with nindent: gives whether there was one, and what is left."""
    if expression.function != "nindent" or expression.last is None:
        return False, expression
    spaces, last = expression.arguments[0], expression.last
    return True, Expression(f"{last.within(_FILTER)} | indent({spaces})", _FILTER)


def write_printed(expression: Expression) -> str:
    """Give an expression for printing: what may be missing prints nothing, as in Go."""
    if expression.may_miss:
        return f"{expression.within(_FILTER)} | optional"
    return expression.text


def write_string(text: str) -> str:
    """Write a text as a literal. Raises CannotConvert for bytes that are not UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise CannotConvert("a text is not UTF-8") from None
    quoted = "".join([_ESCAPES.get(char) or (char if char.isprintable() else _escape(char)) for char in text])
    return f'"{quoted}"'


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def _write_literal(literal: go.Operand) -> tuple[str, int]:
    if isinstance(literal, go.String):
        return write_string(literal.text), _ATOM
    if isinstance(literal, go.Nil):
        return "none", _ATOM
    if isinstance(literal, go.Bool):
        return str(literal), _ATOM
    assert isinstance(literal, go.Number)
    value = literal.value
    if isinstance(value, complex) or value is None:
        raise CannotConvert(f"the number {literal.text}")
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return f"{value:.1f}", _ATOM if value >= 0 else _SIGN
    text = repr(value)
    if not all(char in "0123456789.-" for char in text):
        raise CannotConvert(f"the number {literal.text}")
    return text, _ATOM if value >= 0 else _SIGN


def _require_count(name: str, count: int) -> None:
    row = FUNCTIONS.get(name)
    if row is None or name == "call":
        raise CannotConvert(f"the function {name}")
    parameters = row[2]
    least = len(parameters) - bool(parameters and parameters[-1].endswith("..."))
    if count < least or (least == len(parameters) and count > least):
        raise CannotConvert(f"{name} has a wrong number of arguments")
