"""Advice about Jinja2 templates: their errors name lines, and the name that is at fault."""

from __future__ import annotations

from pychart.advice.failing import display_path
from pychart.advice.model import Advice, Place
from pychart.advice.near import find_nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.advice.origins import Sources
    from pychart.errors import TemplateError

ENDING = ".j2"
_PARSE = "parse error at ("
_FOREIGN = {
    "upper_case": "upper",
    "lower_case": "lower",
    "to_yaml": "toYaml",
    "to_json": "toJson",
    "capitalize": "title",
}


def explain_jinja(error: TemplateError, sources: Sources) -> Advice | None:
    """Say where a Jinja2 template failed; None where the error is not one of a Jinja2 template."""
    text = str(error)
    message, places = text, [(path, line) for path, line, *_ in error.frames]
    if text.startswith(_PARSE):
        place, _, message = text.removeprefix(_PARSE).partition("): ")
        name, _, number = place.rpartition(":")
        places = [(name, int(number))] if number.isdigit() else []
    if not places or not places[-1][0].endswith(ENDING):
        return None
    stack = [_make_place(path, line, "", sources) for path, line in places[:-1]]
    path, line = places[-1]
    message = message.partition("\n")[0].removeprefix(f"{path}:{line}: ")
    return Advice(message, _make_place(path, line, _find_name(message), sources), stack, (), _suggest(message))


def _make_place(path: str, line: int, name: str, sources: Sources) -> Place:
    source = _read_line(path, line, sources)
    column = source.find(name) if name else -1
    shown = display_path(path, sources)
    return Place(shown, line, column + 1, len(name), source) if column >= 0 else Place(shown, line, 0, 1, source)


def _read_line(path: str, line: int, sources: Sources) -> str:
    for prefix, part in sources.chart.walk() if sources.chart else ():
        for file in part.templates:
            if f"{prefix}/{file.name}" == path:
                lines = file.data.decode("utf-8", "surrogateescape").split("\n")
                return lines[line - 1] if 0 < line <= len(lines) else ""
    return ""


def _find_name(message: str) -> str:
    """Give the name that a message is about."""
    if " has no value" in message:
        return message.partition(" has no value")[0]
    return message.partition("'")[2].partition("'")[0]


def _suggest(message: str) -> str:
    if "; did you mean " in message:
        return f"did you mean {message.partition('; did you mean ')[2]}"
    name = _find_name(message)
    if message.startswith(("No filter named", "No test named")):
        from pychart.functions.table import FUNCTIONS

        near = _FOREIGN.get(name) or find_nearest(name, FUNCTIONS)
        return f"did you mean {near}?" if near else ""
    if "is undefined" in message:
        return f"nothing is called {name} here; values are Values.{name}"
    return ""
