"""From a Python traceback to what Go and Helm say about it; costs nothing until something fails.

Each frame of generated code is one level of templates. Where in its source it stood, co_positions() tells; which Go
node that was, generating the definition's source once more tells. From there on everything is text, as in Go.

Origin: Go's text/template (exec.go errorf, parse.go ErrorContext), Helm's tplFun and reformatExecErrorMsg.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from pychart.errors import ArgumentError, FailCall, FunctionError, TemplateError
from pychart.functions.bind import NIL_PARAMETERS, go_name
from pychart.gostd.strconv import quote
from pychart.gostd.types import type_name
from pychart.templates.golang import nodes as go
from pychart.templates.golang.exec_errors import ExecError, MethodError
from pychart.templates.golang.failure_text import FAIL_END, FAIL_START, reformat
from pychart.templates.golang.positions import last_node, line_and_column
from pychart.templates.golang.program import FILE_MARK
from pychart.templates.golang.spelling import spell
from pychart.templates.limits import OutputLimitError

if TYPE_CHECKING:
    from pychart.templates.golang.build import Mark, Origin
    from pychart.templates.golang.runtime import Home, Renderer

_NESTED = "unable to execute template"
_NIL_LENGTH = "len of nil pointer"
_NO_LENGTH = "reflect: call of reflect.Value.Type on zero Value"
"""What Go says of the length of an invalid value; the function cannot tell it from a nil."""


class Frame(NamedTuple):
    """Where a template stood: what Go prints as ``PATH:LINE:COLUMN: executing "NAME" at <EXPRESSION>``."""

    path: str
    line: int
    column: int
    expression: str
    template: str

    @property
    def location(self) -> str:
        """``PATH:LINE:COLUMN``."""
        return f"{self.path}:{self.line}:{self.column}"

    def describe(self, message: str) -> str:
        """Put Go's words for the place before a message."""
        place = f"executing {quote(self.template)} at <{self.expression}>"
        return f"template: {self.location}: {place}: {message}"


@dataclass(slots=True)
class _Level:
    """A template on the stack, its code's place, and how it called the next one."""

    home: Home
    code: CodeType
    instruction: int
    names: dict[str, Any]
    callee: str = ""
    text: str = ""


def describe_failure(error: BaseException, renderer: Renderer, name: str) -> TemplateError:
    """Word an exception that a render of the template ``name`` ended with.

    The result's ``frames`` hold where each template stood, the outermost first.
    """
    levels = list(_walk_levels(error.__traceback__, renderer))
    if isinstance(error, RecursionError):
        error, levels = _explain_recursion(levels)
    if isinstance(error, OutputLimitError) and levels:
        return TemplateError(f"{levels[-1].home.path}: {error}")
    visible = [level for index, level in enumerate(levels) if level.callee != "template" or index == len(levels) - 1]
    if not visible:
        return TemplateError(str(error))
    frames: list[Frame] = []
    texts = _describe_innermost(visible[-1], error, renderer, frames)
    for level in reversed(visible[:-1]):
        texts = _describe_caller(level, texts, renderer, frames)
    failure = TemplateError(reformat(name, texts))
    failure.frames = tuple(reversed(frames))
    failure.scopes = tuple((_read_text(level.home, renderer), level.names) for level in visible)
    return failure


def describe_time_limit(error: BaseException, renderer: Renderer, name: str) -> TemplateError:
    """Say where a render stood when its time was over."""
    place = name
    jinja = renderer.find_places(error)
    levels = list(_walk_levels(error.__traceback__, renderer))
    if jinja:
        place = "{}:{}".format(*jinja[0])
    elif levels:
        frames: list[Frame] = []
        _describe_innermost(levels[-1], error, renderer, frames)
        place = frames[-1].location
    limit = renderer.limits.seconds
    return TemplateError(f"{place}: rendering takes longer than {limit:g} seconds; --max-seconds allows more")


# The stack


def _walk_levels(traceback: TracebackType | None, renderer: Renderer) -> Iterator[_Level]:
    """Yield the templates in a traceback; functions outlined from a template belong to it."""
    level: _Level | None = None
    callees = renderer.calls.codes()
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.startswith(FILE_MARK):
            home = renderer.homes_by_code.get(id(code))
            if home is not None:
                if level is not None:
                    yield level
                level = _Level(home, code, traceback.tb_lasti, traceback.tb_frame.f_locals)
            elif level is not None:
                level.code, level.instruction = code, traceback.tb_lasti
        elif level is not None and code in callees:
            level.callee = callees[code]
            if level.callee == "tpl":
                level.text = traceback.tb_frame.f_locals["text"]
        traceback = traceback.tb_next
    if level is not None:
        yield level


def _explain_recursion(levels: list[_Level]) -> tuple[FunctionError, list[_Level]]:
    """Word Python's recursion limit as Go's, at the level where the calls became too many."""
    for index in range(len(levels) - 1, -1, -1):
        if levels[index].callee:
            levels = levels[: index + 1]
            break
    if levels and levels[-1].callee == "template":
        return ExecError("exceeded maximum template depth (100000)"), levels
    return FunctionError(f"templates are nested too deep: {_NESTED}"), levels


# The words


def _describe_innermost(level: _Level, error: BaseException, renderer: Renderer, frames: list[Frame]) -> list[str]:
    """Give the error as the texts of Go's chain of wrapped errors, the outermost first."""
    definition, mark = _find_mark(level, renderer)
    node: Origin | None
    if isinstance(error, ArgumentError) and mark is not None:
        node, message = _describe_argument(mark, error, _has_no_dot(level))
    elif isinstance(error, ExecError):
        node, message = _exec_node(mark.origin) if mark else None, str(error)
    else:
        node, function = _find_callee(mark, error)
        said = _say(error)
        if function == "len" and said == _NIL_LENGTH and mark and ("interface" not in mark.types or _has_no_dot(level)):
            said = _NO_LENGTH
        frames.append(_make_frame(level, definition, node, renderer))
        text = frames[-1].describe(f"error calling {function}: {said}")
        return [text, text, said]
    frames.append(_make_frame(level, definition, node, renderer))
    text = frames[-1].describe(message)
    return [text, text]


def _describe_caller(level: _Level, texts: list[str], renderer: Renderer, frames: list[Frame]) -> list[str]:
    definition, mark = _find_mark(level, renderer)
    node, _ = _find_callee(mark, None)
    frames.append(_make_frame(level, definition, node, renderer))
    if level.callee == "tpl":
        texts = [f"error during tpl function execution for {quote(level.text)}: {texts[0]}", *texts]
    text = frames[-1].describe(f"error calling {level.callee}: {texts[0]}")
    return [text, text, *texts]


def _say(error: BaseException) -> str:
    if isinstance(error, FailCall):
        return f"{FAIL_START}{error}{FAIL_END}"
    if isinstance(error, FunctionError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _find_callee(mark: Mark | None, error: BaseException | None) -> tuple[Origin | None, str]:
    """Give the node that Go reports for a failed call, and the name of what was called."""
    if mark is None:
        return None, "template"
    origin = mark.origin
    first = origin.args[0] if isinstance(origin, go.Command) else origin
    if isinstance(error, MethodError):
        return first, error.method
    if isinstance(first, go.Identifier):
        return origin, first.name
    return first, spell(first)


def _has_no_dot(level: _Level) -> bool:
    """Tell whether a template was called with nil: fields of that are no interfaces, they are nothing."""
    return level.names.get("d0", "") is None


def _describe_argument(mark: Mark, error: ArgumentError, has_no_dot: bool) -> tuple[Origin, str]:
    """Word an argument of the wrong type: where Go was when it looked at it, and what it says."""
    origin = mark.origin
    args = origin.args[1:] if isinstance(origin, go.Command) else []
    index, expected, value = error.index, error.expected, error.value
    is_final = index >= len(args)
    node = last_node(origin) if is_final else last_node(args[index])
    if not is_final and isinstance(args[index], (go.String, go.Number, go.Bool)):
        wanted = "integer" if expected == "int" else expected
        return node, f"expected {wanted}; found {args[index]}"
    if value is not None:
        return node, f"wrong type for value; expected {expected}; got {type_name(value)}"
    from_container = index < len(mark.types) and mark.types[index] == "interface"
    if has_no_dot and not is_final and isinstance(args[index], (go.Field, go.Variable)):
        from_container = False
    if from_container or expected in map(go_name, NIL_PARAMETERS):
        return node, f"wrong type for value; expected {expected}; got interface {{}}"
    return node, f"invalid value; expected {expected}"


def _exec_node(origin: Origin) -> Any:
    """Give the node that Go was at when it found fault with a call's receiver or a range's value."""
    if isinstance(origin, go.Range):
        return last_node(origin.pipe)
    node = origin.args[0] if isinstance(origin, go.Command) else origin
    return last_node(node) if isinstance(node, go.Chain) else node


# The places


def _find_mark(level: _Level, renderer: Renderer) -> tuple[go.Definition, Mark | None]:
    """Find the definition that a level executes, and the call in it that had not returned."""
    from pychart.templates.golang.compile import track_marks

    home = level.home
    if home.text is None:
        definition = renderer.program.definition(home.path, home.name)
    else:
        definition = renderer.program.text_definition(home.text, home.name)
    marks, line_marks = track_marks(definition)
    positions = list(level.code.co_positions())[level.instruction // 2]
    line, _, column, end_column = positions
    mark = marks.get((line or 0, column or 0, end_column or 0))
    if mark is None and line is not None:
        lines = [number for number in line_marks if number <= line]
        mark = line_marks[max(lines)] if lines else None
    return definition, mark


def _make_frame(level: _Level, definition: go.Definition, node: Any, renderer: Renderer) -> Frame:
    home = level.home
    text = _read_text(home, renderer)
    line, column = line_and_column(text, node.pos if node is not None else definition.pos)
    return Frame(home.path, line, column, spell(node) if node is not None else "", home.name)


def _read_text(home: Home, renderer: Renderer) -> str:
    return renderer.program.text(home.path) if home.text is None else home.text
