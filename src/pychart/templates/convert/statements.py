"""From the statements of a Go template to text, expressions and tags."""

from __future__ import annotations

from typing import Any

from pychart.functions.table import FUNCTIONS
from pychart.templates.convert.expressions import Expression, Expressions, split_nindent, write_printed, write_string
from pychart.templates.convert.layout import Block, Output, Piece, Tag
from pychart.templates.convert.scopes import CannotConvert, Dot, Scopes
from pychart.templates.golang import nodes as go

_CHANGING = ("set", "unset", "merge")


class Statements:
    """Writes the body of one definition."""

    def __init__(self, is_file: bool, defaults: Any, body: list[go.Statement]) -> None:
        self.scopes = Scopes(is_file, defaults, set(_find_reassigned(body)))
        self.expressions = Expressions(self.scopes)
        self._depth = 0
        self._loops: list[Block] = []

    def write_body(self, statements: list[go.Statement]) -> list[Piece]:
        """Write statements in a scope of their own. Raises CannotConvert."""
        self.scopes.enter()
        pieces: list[Piece] = []
        for statement in statements:
            self._write_statement(statement, pieces)
        self.scopes.leave()
        return pieces

    def _write_statement(self, statement: go.Statement, pieces: list[Piece]) -> None:
        if isinstance(statement, go.Text):
            pieces.append(statement.text)
        elif isinstance(statement, go.Action):
            self._write_action(statement.pipe, pieces)
        elif isinstance(statement, go.Template):
            pieces.append(Output(self._write_template(statement)))
        elif isinstance(statement, go.Range):
            self._write_range(statement, pieces)
        elif isinstance(statement, (go.If, go.With)):
            self._write_branches(statement, pieces)
        else:
            word = "break" if isinstance(statement, go.Break) else "continue"
            tag = Tag(word, self._loops[-1], leaves=True)
            self._loops[-1].tags.append(tag)
            pieces.append(tag)

    def _write_action(self, pipe: go.Pipe, pieces: list[Piece]) -> None:
        expression = self.expressions.write_pipe(pipe)
        if pipe.decl:
            pieces.append(self._write_assignment(pipe, expression))
            return
        breaks, expression = split_nindent(expression)
        pieces += ["\n"] if breaks else []
        pieces.append(Output(write_printed(expression)))

    def _write_template(self, statement: go.Template) -> str:
        name = write_string(statement.name)
        if statement.pipe is None:
            return f"include({name}, none)"
        data = self.expressions.write_pipe(statement.pipe).text
        return f"include({name})" if data == "ctx" else f"include({name}, {data})"

    def _write_assignment(self, pipe: go.Pipe, expression: Expression) -> Tag:
        if len(pipe.decl) != 1:
            raise CannotConvert("two variables are set at once")
        name = pipe.decl[0].names[0]
        block = Block(self._depth)
        if pipe.is_assign:
            tag = Tag(f"set {self.scopes.find(name)} = {write_printed(expression)}", block)
        elif name in self.scopes.reassigned:
            tag = Tag(f"set {self.scopes.declare(name)} = namespace(value={write_printed(expression)})", block)
        else:
            made = self.scopes.declare(name)
            self.scopes.uncertain |= {made} if expression.may_miss else set()
            tag = Tag(f"set {made} = {expression.text}", block)
        block.tags.append(tag)
        return tag

    # Branches

    def _write_branches(self, statement: go.If | go.With, pieces: list[Piece]) -> None:
        block = Block(self._depth)
        scopes = self.scopes
        outer = scopes.dot
        keyword, depth = "if", 0
        rest: list[go.Statement] | None = [statement]
        while rest is not None:
            branch = rest[0] if len(rest) == 1 else None
            if not isinstance(branch, (go.If, go.With)) or (keyword == "elif" and not self._is_simple(branch)):
                self._add_tag("else", block, pieces)
                pieces += self._write_inner(rest)
                break
            scopes.enter()
            depth += 1
            test, dot = self._write_test(branch, pieces)
            self._add_tag(f"{keyword} {test}", block, pieces)
            scopes.dot = dot
            pieces += self._write_inner(branch.body)
            scopes.dot = outer
            rest, keyword = branch.else_body, "elif"
        for _ in range(depth):
            scopes.leave()
        self._add_tag("endif", block, pieces)

    def _is_simple(self, branch: go.If | go.With) -> bool:
        """Tell whether a branch needs nothing to be set before its test."""
        return not branch.pipe.decl and (isinstance(branch, go.If) or self._is_steady(branch))

    def _is_steady(self, branch: go.With) -> bool:
        """Tell whether the dot of a with can be written as the path it came from, each time anew."""
        pipe = branch.pipe
        if len(pipe.commands) != 1 or len(pipe.commands[0].args) != 1:
            return False
        operand = pipe.commands[0].args[0]
        if isinstance(operand, go.Variable) and operand.names[0] in self.scopes.reassigned:
            return False
        return isinstance(operand, (go.Field, go.Variable, go.Dot)) and not _changes_values(branch.body)

    def _write_test(self, branch: go.If | go.With, pieces: list[Piece]) -> tuple[str, Dot]:
        """Write what a branch asks for, after setting the variable it needs; gives the dot of its body too."""
        scopes = self.scopes
        expression = self.expressions.write_pipe(branch.pipe)
        text = expression.text
        if branch.pipe.decl:
            tag = self._write_assignment(branch.pipe, expression)
            pieces.append(tag)
            text = scopes.find(branch.pipe.decl[0].names[0])
        if isinstance(branch, go.If):
            return text, scopes.dot
        if branch.pipe.decl or self._is_steady(branch):
            return text, Dot(text, text == "ctx")
        name = scopes.make_name(_choose_name(branch.pipe))
        block = Block(self._depth)
        tag = Tag(f"set {name} = {text}", block)
        block.tags.append(tag)
        pieces.append(tag)
        return name, Dot(name, False)

    def _write_inner(self, body: list[go.Statement]) -> list[Piece]:
        self._depth += 1
        pieces = self.write_body(body)
        self._depth -= 1
        return pieces

    def _add_tag(self, text: str, block: Block, pieces: list[Piece]) -> None:
        tag = Tag(text, block)
        block.tags.append(tag)
        pieces.append(tag)

    # Loops

    def _write_range(self, statement: go.Range, pieces: list[Piece]) -> None:
        scopes, pipe = self.scopes, statement.pipe
        names = [variable.names[0] for variable in pipe.decl]
        if pipe.is_assign or not scopes.reassigned.isdisjoint(names):
            raise CannotConvert("a range assigns to variables that are used elsewhere")
        over = self.expressions.write_pipe(pipe)
        block = Block(self._depth)
        scopes.enter()
        element = scopes.make_name(names[-1].lstrip("$") if names else _choose_name(pipe))
        if names:
            scopes.bind(names[-1], element)
        if len(names) == 2:
            index = scopes.make_name(names[0].lstrip("$"))
            scopes.bind(names[0], index)
            self._add_tag(f"for {index}, {element} in {over.within(6)} | items", block, pieces)
        else:
            makes_list = FUNCTIONS.get(over.function, ("", "", (), ""))[3].startswith("[]")
            text = over.text if makes_list else f"{over.within(6)} | elements"
            self._add_tag(f"for {element} in {text}", block, pieces)
        outer, scopes.dot = scopes.dot, Dot(element, False)
        self._loops.append(block)
        pieces += self._write_inner(statement.body)
        self._loops.pop()
        scopes.dot = outer
        scopes.leave()
        if statement.else_body is not None:
            self._add_tag("else", block, pieces)
            pieces += self._write_inner(statement.else_body)
        self._add_tag("endfor", block, pieces)


def _choose_name(pipe: go.Pipe) -> str:
    """Give a name for what a pipeline gives: the singular of its last word, where there is one."""
    operands = [operand for command in pipe.commands for operand in command.args]
    paths = [operand.names for operand in operands if isinstance(operand, (go.Field, go.Variable, go.Chain))]
    word = paths[-1][-1].lstrip("$") if paths else ""
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word or "item"


def _find_reassigned(body: list[go.Statement]) -> list[str]:
    found: list[str] = []
    for statement in body:
        if isinstance(statement, (go.If, go.With, go.Range)):
            found += _find_reassigned(statement.body) + _find_reassigned(statement.else_body or [])
        pipe = getattr(statement, "pipe", None)
        if pipe is not None and pipe.is_assign:
            found += [variable.names[0] for variable in pipe.decl]
    return found


def _changes_values(body: list[go.Statement]) -> bool:
    """Tell whether statements call a function that changes a map."""
    return any(name.removeprefix("must").lower().startswith(_CHANGING) for name in _find_functions(body))


def _find_functions(value: Any) -> list[str]:
    """Give the names of all functions in a part of a parse tree."""
    if isinstance(value, go.Identifier):
        return [value.name]
    if isinstance(value, list):
        return [name for item in value for name in _find_functions(item)]
    found: list[str] = []
    for attribute in ("pipe", "body", "else_body", "commands", "args", "node"):
        inner = getattr(value, attribute, None)
        if inner is not None:
            found += _find_functions(inner)
    return found
