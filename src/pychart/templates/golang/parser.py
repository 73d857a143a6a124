"""Builds the parse tree of a Go template (text/template/parse, parse.go of Go 1.27).

Nothing here recurses, so a template may nest as deep as it likes, but for parentheses: Go allows 10,000 of them.
"""

from __future__ import annotations

from pychart.gostd.strings import SPACES
from pychart.records import NamedTuple
from pychart.templates.golang.lexer import (
    ASSIGN,
    BAD_LITERAL,
    BLOCK,
    BREAK,
    COMMA,
    CONTINUE,
    DECLARE,
    DEFINE,
    ELSE,
    END,
    ERROR,
    FIELD,
    IDENTIFIER,
    IF,
    LEFT_PAREN,
    PIPE,
    RANGE,
    RIGHT_DELIM,
    RIGHT_PAREN,
    TEMPLATE,
    VARIABLE,
    WITH,
    scan_template,
)
from pychart.templates.golang.nodes import (
    Action,
    Bool,
    Break,
    Chain,
    Command,
    Continue,
    Definition,
    Dot,
    Field,
    If,
    Nil,
    Number,
    Pipe,
    Range,
    String,
    Template,
    Text,
    Variable,
    With,
)
from pychart.templates.golang.parse_errors import ParseError, describe_parse_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from typing import Final, NoReturn

    from pychart.templates.golang.lexer import Token
    from pychart.templates.golang.nodes import Operand, Statement

__all__ = ["ParseError", "describe_parse_error", "parse_file"]

_MAX_PAREN_DEPTH: Final = 10_000
_PARENTHESES: Final = "parenthesized pipeline"
_CONSTANTS: Final = (Bool, Dot, Nil, Number, String)
_NO_PLACE: Final = -1


def parse_file(name: str, text: str, functions: Container[str]) -> dict[str, Definition]:
    """Parse a template file.

    ``name`` is the file's name in messages and in the result; ``functions`` says which functions there are. Gives
    every definition by its name, in the order in which Go completes them; the file's own text comes last unless a
    definition has its name. Raises ParseError.

    Origin: Go's parse.Parse.
    """
    return _Parser(name, text, functions).parse()


class _Frame(NamedTuple):
    """What waits for its ``{{end}}``, and what is to be restored then."""

    kind: int
    node: If | With | Range | None
    """None in a define or block."""
    variables: int
    """How many variables stay visible afterwards."""
    body: list[Statement]
    """What the statement stands in."""
    has_else: bool = False
    name: str = ""
    pos: int = 0
    outer: tuple[list[str], int] = ([], 0)
    """The variables and the depth of ranges around a define or block."""


class _Parser:
    def __init__(self, name: str, text: str, functions: Container[str]) -> None:
        self.name = name
        self.text = text
        self.functions = functions
        self.definitions: dict[str, Definition] = {}
        self.variables = ["$"]
        self.range_depth = 0
        self.frames: list[_Frame] = []
        self.body: list[Statement] = []
        self.tokens: list[Token] = []
        self.base = 0
        self.action_at = _NO_PLACE

    def parse(self) -> dict[str, Definition]:
        root = self.body
        find_statement = _STATEMENTS.get
        for place, text, action_at, base, tokens in scan_template(self.text):
            if text:
                self.body.append(Text(place, text))
            if not tokens:
                continue
            self.base = base
            self.tokens = tokens
            if action_at < 0:
                self._refuse_token(tokens[0], "input")
            self.action_at = action_at
            statement = find_statement(tokens[0][0])
            if statement is None:
                pipe = self._parse_pipeline("command", 0)
                self.body.append(Action(pipe.pos, pipe))
                self.action_at = _NO_PLACE
            else:
                statement(self)
                if tokens[0][0] not in _BRANCHES:
                    self.action_at = _NO_PLACE
        if self.frames:
            self._fail_at(len(self.text), "unexpected EOF")
        self._add_definition(self.name, 0, root, len(self.text))
        return self.definitions

    # Statements

    def _parse_define(self) -> None:
        if self.frames:
            self._parse_pipeline("command", 0)
        self.action_at = _NO_PLACE
        name = self._parse_name("define clause")
        self._expect_right_delim(2, "define clause")
        self._open_definition(DEFINE, name, self.base + self.tokens[2][1])

    def _parse_block(self) -> None:
        name = self._parse_name("block clause")
        pipe = self._parse_pipeline("block clause", 2)
        self.body.append(Template(self.base + self.tokens[1][1], name, pipe))
        self._open_definition(BLOCK, name, self.base + self.tokens[-1][1])

    def _open_definition(self, kind: int, name: str, pos: int) -> None:
        outer = (self.variables, self.range_depth)
        self.frames.append(_Frame(kind, None, 0, self.body, name=name, pos=pos, outer=outer))
        self.variables = ["$"]
        self.range_depth = 0
        self.body = []

    def _parse_template(self) -> None:
        name = self._parse_name("template clause")
        pipe = None if self.tokens[2][0] == RIGHT_DELIM else self._parse_pipeline("template clause", 2)
        self.body.append(Template(self.base + self.tokens[1][1], name, pipe))

    def _parse_name(self, context: str) -> str:
        token = self.tokens[1]
        if token[5] is not String:
            self._refuse_token(token, context)
        if token[0] == BAD_LITERAL:
            self._fail_at(self.base + token[1], "%s", token[6][0])
        name: str = token[6][1]
        return name

    def _parse_if(self) -> None:
        self._open_branch(IF, 0)

    def _parse_with(self) -> None:
        self._open_branch(WITH, 0)

    def _parse_range(self) -> None:
        self._open_branch(RANGE, 0)
        self.range_depth += 1

    def _open_branch(self, kind: int, keyword: int) -> None:
        """Begin an if, with or range whose keyword is that token of the action."""
        variables = len(self.variables)
        context, make = _BRANCHES[kind]
        pipe = self._parse_pipeline(context, keyword + 1)
        node = make(pipe.pos, pipe, [], None)
        self.body.append(node)
        self.frames.append(_Frame(kind, node, variables, self.body))
        self.body = node.body

    def _parse_else(self) -> None:
        following = self.tokens[1]
        if following[0] not in (IF, WITH):
            self._expect_right_delim(1, "else")
        pos = self.base + following[1]
        frame = self._require_frame("{{else}}", pos)
        node = frame.node
        if node is None:
            context, pos = ("define clause", pos) if frame.kind == DEFINE else ("block clause", frame.pos)
            self._fail_at(pos, "unexpected %s in %s", "{{else}}", context)
        if frame.has_else:
            self._fail_at(pos, "expected end; found %s", "{{else}}")
        if frame.kind == RANGE:
            self.range_depth -= 1
        self.action_at = _NO_PLACE
        node.else_body = self.body = []
        if following[0] == frame.kind:
            self.frames.pop()
            self._open_branch(frame.kind, 1)
            self.frames[-1] = self.frames[-1]._replace(variables=frame.variables, body=frame.body)
        elif following[0] != RIGHT_DELIM:
            self._refuse_token(following, "input")
        else:
            self.frames[-1] = frame._replace(has_else=True)

    def _parse_end(self) -> None:
        self._expect_right_delim(1, "end")
        pos = self.base + self.tokens[1][1]
        frame = self._require_frame("{{end}}", pos)
        self.frames.pop()
        if frame.node is None:
            self._add_definition(frame.name, frame.pos, self.body, pos)
            self.variables, self.range_depth = frame.outer
        else:
            del self.variables[frame.variables :]
            if frame.kind == RANGE and not frame.has_else:
                self.range_depth -= 1
        self.body = frame.body

    def _require_frame(self, action: str, pos: int) -> _Frame:
        if not self.frames:
            self._fail_at(pos, "unexpected %s", action)
        return self.frames[-1]

    def _parse_break(self) -> None:
        self._parse_jump("{{break}}")
        self.body.append(Break(self.base + self.tokens[0][1]))

    def _parse_continue(self) -> None:
        self._parse_jump("{{continue}}")
        self.body.append(Continue(self.base + self.tokens[0][1]))

    def _parse_jump(self, action: str) -> None:
        self._expect_right_delim(1, action)
        if not self.range_depth:
            self._fail_at(self.base + self.tokens[1][1], action + " outside {{range}}")

    def _add_definition(self, name: str, pos: int, body: list[Statement], end: int) -> None:
        """Keep a definition; one that is empty gives way to another of the same name (Go: Tree.add)."""
        empty = all(type(node) is Text and not node.text.strip(SPACES) for node in body)
        known = self.definitions.get(name)
        if known is None or known.empty:
            self.definitions[name] = Definition(name, pos, body, empty)
        elif not empty:
            self._fail_at(end, "template: multiple definition of template %q", name)

    # Pipelines

    def _parse_pipeline(self, context: str, index: int) -> Pipe:
        """Parse the action's tokens from ``index`` to the right delimiter, with what parentheses hold."""
        tokens, base, functions = self.tokens, self.base, self.functions
        outer: list[tuple[Pipe, list[Operand], str]] = []
        pipe, index = self._open_pipe(context, index)
        args: list[Operand] | None = None
        while True:
            token = tokens[index]
            kind, start, text, spaced, at, make, values = token
            index += 1
            if kind <= LEFT_PAREN:
                if args is None:
                    args = []
                    pipe.commands.append(Command(base + start, args))
                elif not spaced:
                    self._refuse_token(token, "operand")
                if kind == LEFT_PAREN:
                    outer.append((pipe, args, context))
                    if len(outer) > _MAX_PAREN_DEPTH:
                        self._fail_at(base + start, "max expression depth exceeded")
                    context = _PARENTHESES
                    pipe, index = self._open_pipe(context, index)
                    args = None
                    continue
                if kind == IDENTIFIER:
                    if text not in functions:
                        self._refuse_function(token)
                elif kind >= VARIABLE and (kind == BAD_LITERAL or values[0][0] not in self.variables):
                    self._refuse_operand(index - 1, pipe)
                node: Operand = make(base + at, *values)
            elif kind == PIPE and args is not None:
                args = None
                continue
            elif kind == RIGHT_DELIM and not outer:
                self._check_pipeline(pipe, context, base + start)
                return pipe
            elif kind == RIGHT_PAREN and outer:
                self._check_pipeline(pipe, context, base + start)
                node = pipe
                pipe, args, context = outer.pop()
            else:
                self._refuse_token(token, context if args is None else "operand")
            following = tokens[index]
            if following[0] == FIELD and not following[3]:
                node, index = self._parse_chain(node, index)
            args.append(node)

    def _open_pipe(self, context: str, index: int) -> tuple[Pipe, int]:
        """Begin a pipeline with the variables that it declares or assigns."""
        tokens = self.tokens
        pipe = Pipe(self.base + tokens[index][1], [], False, [])
        while tokens[index][0] == VARIABLE and len(tokens[index][6][0]) == 1:
            following = tokens[index + 1]
            if following[0] not in (ASSIGN, DECLARE, COMMA):
                break
            name = tokens[index][2]
            pipe.decl.append(Variable(self.base + tokens[index][1], (name,)))
            self.variables.append(name)
            index += 2
            if following[0] != COMMA:
                pipe.is_assign = following[0] == ASSIGN
                break
            if context != "range" or len(pipe.decl) > 1:
                self._fail_at(self.base + following[1], "too many declarations in %s", context)
            if tokens[index][0] not in (VARIABLE, RIGHT_DELIM, RIGHT_PAREN):
                self._fail_at(self.base + tokens[index][1], "range can only initialize variables")
        return pipe, index

    def _parse_chain(self, node: Operand, index: int) -> tuple[Operand, int]:
        """Join the fields that stand right behind an operand with it."""
        pos = self.base + self.tokens[index][1]
        names: tuple[str, ...] = ()
        while self.tokens[index][0] == FIELD and not self.tokens[index][3]:
            names += self.tokens[index][6][0]
            index += 1
        if isinstance(node, Field | Variable):
            return type(node)(pos if len(node.names) == 1 else node.pos, node.names + names), index
        if isinstance(node, _CONSTANTS):
            self._fail_at(self._end_of(index - 1), "unexpected . after term %q", str(node))
        return Chain(pos, node, names), index

    def _check_pipeline(self, pipe: Pipe, context: str, pos: int) -> None:
        if not pipe.commands:
            self._fail_at(pos, "missing value for %s", context)
        if len(pipe.commands) == 1:
            return
        for stage, command in enumerate(pipe.commands[1:], 2):
            if isinstance(command.args[0], _CONSTANTS):
                self._fail_at(pos, "non executable command in pipeline stage %d", stage)

    # Errors. Go reports the line of the token that it read last.

    def _expect_right_delim(self, index: int, context: str) -> None:
        if self.tokens[index][0] != RIGHT_DELIM:
            self._refuse_token(self.tokens[index], context)

    def _refuse_function(self, token: Token) -> NoReturn:
        self._fail_at(self.base + token[1], "function %q not defined", token[2])

    def _refuse_operand(self, index: int, pipe: Pipe) -> NoReturn:
        """Refuse a constant that is none, or a variable that is not defined."""
        token = self.tokens[index]
        pos = self.base + token[1]
        if token[0] == BAD_LITERAL:
            self._fail_at(pos, "%s", token[6][0])
        names = token[6][0]
        is_first = len(pipe.commands) == 1 and not pipe.commands[0].args
        if is_first and len(names) == 1 and (not pipe.decl or self.tokens[index - 1][0] == COMMA):
            pos = self.base + self.tokens[index + 1][1]
        self._fail_at(pos, "undefined variable %q", names[0])

    def _refuse_token(self, token: Token, context: str) -> NoReturn:
        """Refuse what cannot stand where it stands (Go: Tree.unexpected)."""
        pos = self.base + token[1]
        if token[0] != ERROR:
            self._fail_at(pos, "unexpected %s in %s", _describe_token(token), context)
        message = token[6][0]
        started = self._line(self.action_at)
        if self.action_at >= 0 and started != self._line(pos):
            message += " started at" if message.endswith(" action") else " in action started at"
            message += f" {self.name}:{started}"
        self._fail_at(pos, "%s", message)

    def _end_of(self, index: int) -> int:
        """Give the place where a token ends, which is where Go's next one begins."""
        token = self.tokens[index]
        return self.base + token[1] + len(token[2])

    def _line(self, pos: int) -> int:
        return 1 + self.text.count("\n", 0, max(pos, 0))

    def _fail_at(self, pos: int, message: str, *values: object) -> NoReturn:
        """Raise ParseError; ``message`` is Go's format. Unlike in Go, a ``%`` in the file's name is no part of it."""
        from pychart.gostd.fmt import sprintf

        raise ParseError(self.name, self._line(pos), sprintf(message, *values))


def _describe_token(token: Token) -> str:
    """Give a token as Go's messages show it: keywords in ``<>``, the rest quoted and cut to ten characters."""
    from pychart.gostd.strconv import quote

    kind, _, text, _, _, make, values = token
    if kind > ERROR or make in (Dot, Nil):
        return f"<{text}>"
    if kind == FIELD:
        text = "." + values[0][0]
    elif kind == VARIABLE:
        text = values[0][0]
    if len(text.encode("utf-8", "surrogateescape")) > 10:
        return quote(text[:10]) + "..."
    return quote(text)


_BRANCHES: Final[dict[int, tuple[str, type[If] | type[With] | type[Range]]]] = {
    IF: ("if", If),
    WITH: ("with", With),
    RANGE: ("range", Range),
}

_STATEMENTS: Final[dict[int, Callable[[_Parser], None]]] = {
    BLOCK: _Parser._parse_block,
    BREAK: _Parser._parse_break,
    CONTINUE: _Parser._parse_continue,
    DEFINE: _Parser._parse_define,
    ELSE: _Parser._parse_else,
    END: _Parser._parse_end,
    IF: _Parser._parse_if,
    RANGE: _Parser._parse_range,
    TEMPLATE: _Parser._parse_template,
    WITH: _Parser._parse_with,
}
