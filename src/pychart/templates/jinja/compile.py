"""From a file's text to code that a store may keep: a warm run does not come here."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from types import CodeType
from typing import cast

from jinja2 import TemplateSyntaxError, __version__

from pychart.functions.table import FUNCTIONS
from pychart.templates.jinja.environment import ChartEnvironment
from pychart.templates.jinja.failures import describe_syntax
from pychart.templates.jinja.names import chart_name
from pychart.templates.jinja.syntax import compile_file

Compiled = tuple[CodeType, CodeType, str]
"""The code of a file, that of its definitions alone, and the version of Jinja2 that they are for."""

_TOO_MUCH = (SyntaxError, RecursionError, MemoryError, ValueError, OverflowError)
"""What Python says of code that is nested too deep or holds too large a number."""


def compile_names(path: str, text: str, functions: Container[str]) -> tuple[list[str], Compiled]:
    """Compile a file; gives the names of the templates it defines, and the code of all and of these alone.

    ``functions`` are the names of all functions there are. Raises TemplateError.
    """
    added = () if functions is FUNCTIONS else set(cast("Iterable[str]", functions)).difference(FUNCTIONS)
    try:
        compiled = compile_file(_make_environment(frozenset(added)), path, text, chart_name(path))
    except (TemplateSyntaxError, *_TOO_MUCH) as error:
        raise describe_syntax(error, path) from error
    return compiled.names, (compiled.main, compiled.definitions, __version__)


@cache
def _make_environment(added: frozenset[str]) -> ChartEnvironment:
    return ChartEnvironment(names=added)
