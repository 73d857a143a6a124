"""From an exception in a Jinja2 template to one sentence with file and line, and to who called."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError

from pychart.errors import FunctionError, TemplateError
from pychart.templates.jinja.missing import MissingError
from pychart.templates.jinja.syntax import FILE_MARK

Place = tuple[str, int]
"""Path and line."""

_NEAR = 0.6
_MAX_PLACES = 20
_TOO_DEEP = "the template is nested too deep, or one of its parts is too long"


class JinjaFailure(FunctionError):  # noqa: N818 - it becomes a TemplateError
    """An error that has its place already, on its way through templates of both dialects.

    ``places`` are where the templates stood, the innermost first.
    """

    def __init__(self, message: str, places: list[Place]) -> None:
        super().__init__(message)
        self.message = message
        self.places = places

    def __str__(self) -> str:
        if not self.places:
            return self.message
        first, *others = [f"{path}:{line}" for path, line in self.places]
        shown = others[:_MAX_PLACES]
        if len(others) > len(shown):
            shown.append(f"... and {len(others) - len(shown)} more")
        return f"{first}: {self.message}" + "".join(f"\n  called from {place}" for place in shown)


def describe(error: BaseException, find_line: Callable[[str, int], int], context: Any) -> JinjaFailure:
    """Word an exception that a Jinja2 template ended with.

    ``find_line`` gives the line of a template for one of its code, ``context`` is what the templates could see.
    """
    places = find_places(error.__traceback__, find_line)
    if isinstance(error, JinjaFailure):
        known = error.places
        return JinjaFailure(error.message, known + (places if not known or places[:1] != known[-1:] else places[1:]))
    return JinjaFailure(_say(error, context), places)


def find_places(traceback: TracebackType | None, find_line: Callable[[str, int], int]) -> list[Place]:
    """Give where the templates in a traceback stood, the innermost first."""
    places: list[Place] = []
    while traceback is not None:
        name = traceback.tb_frame.f_code.co_filename
        if name.startswith(FILE_MARK):
            path = name[len(FILE_MARK) : -1].partition(" ")[2]
            place = path, find_line(name, traceback.tb_lineno)
            if places[-1:] != [place]:
                places.append(place)
        traceback = traceback.tb_next
    places.reverse()
    return places


def describe_syntax(error: BaseException, path: str) -> TemplateError:
    """Word what compiling a template ended with."""
    line, message = (error.lineno, error.message) if isinstance(error, TemplateSyntaxError) else (1, _TOO_DEEP)
    failure = TemplateError(f"parse error at ({path}:{line}): {message}")
    failure.frames = ((path, line, 0, "", path),)
    return failure


def _say(error: BaseException, context: Any) -> str:
    if isinstance(error, MissingError):
        return _say_missing(error, context)
    if isinstance(error, TemplateNotFound):
        return f"the chart has no Jinja2 template {error.message}"
    if isinstance(error, RecursionError):
        return "templates are nested too deep"
    if isinstance(error, MemoryError):
        return "there is not enough memory for the result"
    if isinstance(error, (FunctionError, JinjaError, TypeError, ValueError, ArithmeticError)):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _say_missing(error: MissingError, context: Any) -> str:
    from difflib import get_close_matches

    missing = error.missing
    owner = missing.start()
    path = missing.describe()
    root = _find_path(context, owner)
    text = f"{root}.{path}" if root else path
    hint = ""
    if isinstance(owner, dict):
        near = get_close_matches(path.partition(".")[0], map(str, owner), 1, _NEAR)
        hint = f"; did you mean {near[0]}?" if near else ""
    return f"{text} has no value{hint}"


def _find_path(context: Any, wanted: Any, max_items: int = 10_000) -> str:
    """Give the dotted path at which a map stands in a context, "" where it cannot be found."""
    todo = [("", context)]
    for path, value in todo:
        if value is wanted and path:
            return path
        if len(todo) > max_items:
            break
        if isinstance(value, dict):
            todo += [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
        elif isinstance(value, list):
            todo += [(f"{path}[{index}]", item) for index, item in enumerate(value)]
    return ""
