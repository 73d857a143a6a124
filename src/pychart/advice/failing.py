"""Advice about a template that failed while it was executed."""

from __future__ import annotations

from pychart.advice.describe import describe_value
from pychart.advice.model import Advice, Fact, Place
from pychart.advice.scope import UNKNOWN, Scope, Step, chain_of, find_path, find_step, spell_chain, walk
from pychart.errors import FailCall
from pychart.gostd.types import type_name
from pychart.templates.golang import nodes as go

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.advice.origins import Origin, Sources
    from pychart.errors import TemplateError

_MAX_FACTS = 3


class Failure:
    """A failed template and what is known of its innermost place.

    ``message`` is the last of Go's words; ``step`` the guilty node, ``scope`` the names there, each None where the
    place is not one of a Go template.
    """

    def __init__(self, error: TemplateError, sources: Sources) -> None:
        self.error = error
        self.sources = sources
        self.cause = error.__cause__
        self.message = str(self.cause) if self.cause else str(error)
        self.frames = error.frames
        self.text = ""
        self.step: Step | None = None
        self.scope: Scope | None = None
        self.definition: go.Definition | None = None
        self.path, self.line, self.column, self.expression, self.template = (
            error.frames[-1] if error.frames else ("", 0, 0, "", "")
        )
        if error.frames and len(error.scopes) == len(error.frames):
            self._open(-1)
            self.message = _read_message(error, self.message)

    def _open(self, index: int) -> None:
        self.path, self.line, self.column, self.expression, self.template = self.frames[index]
        self.text, names = self.error.scopes[index]
        self.definition = _parse(self.path, self.text, self.template)
        self.step = self.scope = None
        if self.definition is not None:
            self.step = find_step(self.definition, self.text, self.line, self.column, self.expression)
        if self.definition is not None and self.step is not None:
            self.scope = Scope(self.definition, self.step, names)

    def caller(self, index: int) -> Failure:
        """Give the same failure as seen from another frame: -2 is who included the innermost."""
        other = object.__new__(Failure)
        other.__dict__.update(self.__dict__)
        other._open(index)
        return other

    @property
    def command(self) -> go.Command | None:
        """The call that failed, or the innermost one around the node."""
        found: go.Command | None = self.step.nearest(go.Command) if self.step else None
        return found

    @property
    def pipe(self) -> go.Pipe | None:
        """The pipeline around the node."""
        found: go.Pipe | None = self.step.nearest(go.Pipe) if self.step else None
        return found

    def operands(self) -> list[Any]:
        """Give the operands that took part: those of the call, and those piped into it."""
        found: list[Any] = []
        node = self.step.node if self.step else None
        if chain_of(node):
            found.append(node)
        command, pipe = self.command, self.pipe
        if command is not None:
            found += _leaves(command.args)
        if pipe is not None and command is not None and command in pipe.commands:
            for before in reversed(pipe.commands[: pipe.commands.index(command)]):
                found += _leaves(before.args)
        if isinstance(self.cause, FailCall) and not any(map(chain_of, found)) and self.scope:
            block = next((other for other in reversed(self.scope.blocks) if isinstance(other, go.If)), None)
            found += _leaves(block.pipe.commands[0].args) if block else ()
        unique: list[Any] = []
        for operand in found:
            if not any(operand is other for other in unique) and chain_of(operand) not in (None, ("", ()), ("$", ())):
                unique.append(operand)
        return unique

    def value_of(self, operand: Any) -> Any:
        """Give an operand's value, UNKNOWN where it cannot be told."""
        return self.scope.evaluate(operand) if self.scope else UNKNOWN

    def values_path(self, operand: Any) -> tuple[str | int, ...] | None:
        """Give the path in the top chart's values that an operand names; None where it is not one of them."""
        chain = chain_of(operand)
        return self.chain_path(*chain) if chain else None

    def chain_path(self, start: str, names: tuple[str, ...]) -> tuple[str | int, ...] | None:
        """Give the path in the top chart's values that a chain of fields names."""
        if self.scope is None:
            return None
        holder = self.scope.names.get(start or ".", UNKNOWN)
        for count in range(len(names), -1, -1):
            value = walk(holder, names[:count])
            if isinstance(value, (dict, list)):
                path = self.find_in_values(value)
                if path is not None:
                    return (*path, *names[count:])
        return None

    def find_in_values(self, container: Any) -> tuple[str | int, ...] | None:
        """Give the path of a map or list in the top chart's values."""
        context = self.error.scopes[0][1].get("d0") if self.error.scopes else None
        if not isinstance(context, dict) or not isinstance(context.get("Values"), dict):
            return None
        prefix = tuple(self.frames[0][0].split("/templates/")[0].split("/charts/")[1:])
        path = find_path(context["Values"], container)
        return None if path is None else (*prefix, *path)

    def origin_of(self, operand: Any) -> Origin | None:
        """Give who set an operand's value."""
        path = self.values_path(operand)
        return self.sources.find(path) if path else None


def _read_message(error: TemplateError, message: str) -> str:
    """Give the innermost of Go's words, whose place is known otherwise."""
    last = str(error).splitlines()[-1].strip() if "\n" in str(error) else message
    return message if message and message in str(error) else last


def _parse(path: str, text: str, name: str) -> go.Definition | None:
    from pychart.functions.table import FUNCTIONS
    from pychart.templates.golang.parse_errors import ParseError
    from pychart.templates.golang.parser import parse_file

    try:
        return parse_file(path, text, FUNCTIONS).get(name)
    except ParseError:
        return None


def _leaves(args: list[Any]) -> Iterator[Any]:
    """Yield the fields and variables among arguments, those in parentheses too."""
    for arg in args:
        if isinstance(arg, go.Pipe):
            for command in arg.commands:
                yield from _leaves(command.args)
        elif chain_of(arg):
            yield arg


def explain_failure(error: TemplateError, sources: Sources) -> Advice:
    """Say where a template failed, on which values, and what may help."""
    from pychart.advice.remedies import find_remedy

    failure = Failure(error, sources)
    places = [_make_place(error, index, sources) for index in range(len(error.frames))]
    facts = list(_facts(failure))[:_MAX_FACTS]
    if len(error.frames) > 1 and failure.path == "gotpl":
        facts += list(_facts(failure.caller(-2)))[:1]
    return Advice(
        message=failure.message,
        place=places[-1] if places else None,
        stack=places[:-1],
        facts=facts,
        suggestion=find_remedy(failure),
    )


def _facts(failure: Failure) -> Iterator[Fact]:
    for operand in failure.operands():
        value = failure.value_of(operand)
        chain = chain_of(operand)
        if value is UNKNOWN and chain and failure.scope:
            start, names = chain
            while names and value is UNKNOWN:
                names = names[:-1]
                value = walk(failure.scope.names.get(start or ".", UNKNOWN), names)
            if value is UNKNOWN or (isinstance(value, dict) and "Capabilities" in value):
                continue
            path = failure.chain_path(start, names)
            found = failure.sources.find(path) if path else None
            yield Fact(spell_chain(start, names), describe_value(value), type_name(value), found.text if found else "")
            continue
        if value is UNKNOWN:
            continue
        origin = failure.origin_of(operand)
        spelled = _first_missing(failure, operand) if value is None else str(operand)
        yield Fact(spelled, describe_value(value), type_name(value), origin.text if origin else "")


def _first_missing(failure: Failure, operand: Any) -> str:
    """Write a chain that leads nowhere up to the key where it ends."""
    start, names = chain_of(operand) or ("", ())
    holder = failure.scope.names.get(start or ".", UNKNOWN) if failure.scope else UNKNOWN
    for count in range(1, len(names)):
        if walk(holder, names[:count]) is None:
            return spell_chain(start, names[:count])
    return str(operand)


def _make_place(error: TemplateError, index: int, sources: Sources) -> Place:
    path, line, column, expression, template = error.frames[index]
    text = error.scopes[index][0] if len(error.scopes) == len(error.frames) else ""
    lines = text.split("\n")
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return underline(Place(display_path(path, sources), line, 0, 1, source, expression, template), column)


def underline(place: Place, go_column: int) -> Place:
    """Give the place with the column and length of its expression, going by the column in bytes that Go names."""
    source = place.source
    start = len(source.encode("utf-8", "surrogateescape")[:go_column].decode("utf-8", "ignore"))
    expression = place.note
    found = source.rfind(expression, 0, start + len(expression) + 1) if expression else -1
    if found >= 0 and found <= start <= found + len(expression):
        return place._replace(column=found + 1, length=len(expression))
    end = start
    while end < len(source) and not source[end].isspace() and source[end] not in "})":
        end += 1
    if start < len(source):
        begin = start
        if source[start : start + 1] == ".":
            while begin > 0 and (source[begin - 1].isalnum() or source[begin - 1] in "._$"):
                begin -= 1
        return place._replace(column=begin + 1, length=max(1, end - begin))
    return place._replace(column=start + 1)


def display_path(path: str, sources: Sources) -> str:
    """Give a template's path as an editor opens it where the chart is a folder, else as the chart names it."""
    import os

    if path == "gotpl":
        return "text given to tpl"
    name, _, rest = path.partition("/")
    if sources.chart is None or name != sources.chart.name or not os.path.isdir(sources.folder):
        return path
    local = f"{sources.folder}/{rest}"
    return local if os.path.isfile(local) else path
