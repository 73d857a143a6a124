"""From a parsed definition to a code object. This is the only door to jinja2: a warm run never opens it."""

from __future__ import annotations

import sys
from types import CodeType

from pychart.templates.golang.codegen import GoCodeGenerator, TrackingGenerator
from pychart.templates.golang.lower import lower_definition
from pychart.templates.golang.program import FILE_MARK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jinja2 import nodes

    from pychart.templates.golang import nodes as go
    from pychart.templates.golang.build import Mark

_RECURSION = 100_000


def compile_definition(definition: go.Definition, path: str) -> CodeType:
    """Compile a definition to the code of a function ``(dot) -> str``.

    ``path`` is the file it stands in (Go: ParseName). The code can be marshalled; the globals it needs are those
    of runtime.Renderer.
    """
    return _compile_source(generate_source(definition), path)


def compile_lowered(lowered: nodes.Template, path: str) -> CodeType:
    """Compile a definition that is lowered already."""
    return _compile_source(_generate(lowered), path)


def generate_source(definition: go.Definition) -> str:
    """Give the Python of a definition."""
    with _deep_recursion():
        return _generate(lower_definition(definition))


def _generate(lowered: nodes.Template) -> str:
    generator = GoCodeGenerator()
    with _deep_recursion():
        generator.visit(lowered)
    return generator.stream.getvalue()


def _compile_source(source: str, path: str) -> CodeType:
    filename = f"{FILE_MARK}{path}>".replace("\0", "?")
    module = compile(source, filename, "exec", dont_inherit=True, optimize=0)
    return next(constant for constant in module.co_consts if isinstance(constant, CodeType))


def track_marks(definition: go.Definition) -> tuple[dict[tuple[int, int, int], Mark], dict[int, Mark]]:
    """Generate a definition's Python once more to learn which Go node each of its calls came from.

    Gives the marks by (line, column, end column) and by line.
    """
    generator = TrackingGenerator()
    with _deep_recursion():
        generator.visit(lower_definition(definition))
    return generator.marks, generator.line_marks


class _deep_recursion:  # noqa: N801
    """Lets deeply nested templates be walked; calls between Python functions take no C stack."""

    def __enter__(self) -> None:
        self._limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(self._limit, _RECURSION))

    def __exit__(self, *_: object) -> None:
        sys.setrecursionlimit(self._limit)
