"""Convert the templates of a chart: which of its files become Jinja2, and what is said about the others."""

from __future__ import annotations

from typing import Any, NamedTuple

from pychart.functions.table import FUNCTIONS
from pychart.templates.convert.expressions import write_string
from pychart.templates.convert.layout import lay_out
from pychart.templates.convert.scopes import CannotConvert
from pychart.templates.convert.statements import Statements
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.files import File
    from pychart.templates.golang import nodes as go


class Converted(NamedTuple):
    """A template's new text, or why it stays as it is."""

    text: str
    reason: str = ""


def convert_template(name: str, text: str, defaults: Any) -> Converted:
    """Turn the text of a Go template into that of a Jinja2 one; ``defaults`` are the values of its chart."""
    from pychart.templates.golang.parser import ParseError, parse_file

    try:
        definitions = parse_file(name, text, FUNCTIONS)
        body = definitions.pop(name)
        is_partial = name.rpartition("/")[2].startswith("_")
        gap = "\n\n" if is_partial else "\n"
        source = "".join(_write_definition(found, text) + gap for found in definitions.values())
        rest = lay_out(Statements(True, defaults, body.body).write_body(body.body))
        if is_partial and not rest.strip():
            source, rest = source.rstrip("\n") + "\n", ""
        converted = source + rest
        _require_valid(name, converted)
    except CannotConvert as problem:
        return Converted("", str(problem))
    except ParseError as error:
        return Converted("", error.message)
    except RecursionError:
        return Converted("", "it is nested too deep")
    return Converted(converted)


def is_template(file: File) -> bool:
    """Tell whether a file of a chart, or of a subchart in it, is a Go template."""
    parts = file.name.split("/")
    while parts[:1] == ["charts"] and len(parts) > 2:
        parts = parts[2:]
    return len(parts) > 1 and parts[0] == "templates" and not file.name.endswith(JINJA)


def _write_definition(definition: go.Definition, text: str) -> str:
    pieces = Statements(False, None, definition.body).write_body(definition.body)
    body = lay_out(pieces)
    if body.rstrip().endswith("-%}"):
        body = body.rstrip()
    if body.lstrip().startswith("{%-"):
        body = body.lstrip()
    start = " -%}\n" if not body[:1].isspace() else " +%}" if body.startswith("\n") else " %}"
    if not body:
        start = " %}"
    line = body[body.rfind("\n") + 1 :]
    end = "\n{%- enddefine %}" if body and not body[-1:].isspace() else "{%+ enddefine %}"
    if not line or not line.isspace():
        end = end.replace("{%+ ", "{% ")
    return f"{_find_comment(definition.name, text)}{{% define {write_string(definition.name)}{start}{body}{end}"


def _find_comment(name: str, text: str) -> str:
    """Give the comment that stands right before a definition, as a Jinja2 comment."""
    import re

    pattern = r"\{\{-?\s*/\*((?:[^*]|\*(?!/))*)\*/\s*-?\}\}\s*\{\{-?\s*define\s+[\"`]" + re.escape(name) + r"[\"`]"
    found = re.search(pattern, text)
    if not found or "#}" in found[1]:
        return ""
    return f"{{# {found[1].strip()} #}}\n"


def _require_valid(name: str, source: str) -> None:
    """Raise CannotConvert where the result is not a template: too deep for Python, for the most part."""
    from pychart.errors import TemplateError
    from pychart.templates.jinja.compile import compile_names

    try:
        compile_names(f"c/{name}{JINJA}", source, FUNCTIONS)
    except TemplateError as error:
        raise CannotConvert(str(error)) from None
