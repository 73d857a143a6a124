"""What the dialect adds to Jinja2's syntax, and how a template is compiled.

``{% define "name" %}...{% enddefine %}`` makes a named template as in Go; ``{% break %}`` and ``{% continue %}`` leave
loops and their rounds.
Loops, ``~`` and literals are led through this package, so that what is missing, long or unsorted is dealt with there.
"""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension, LoopControlExtension
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.parser import Parser

    from pychart.templates.jinja.environment import ChartEnvironment

DEFINE_PREFIX = "define_"
FILE_MARK = "<jinja "
"""How the file names of compiled templates begin."""

DATA = "ctx"
"""What the dot is called: the context of a file, or what include was given."""

_MAX_SOURCE = 8 * 2**20


class DefineExtension(Extension):
    """``{% define "name" %}...{% enddefine %}``."""

    tags = {"define"}  # noqa: RUF012

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse a definition to a macro without parameters whose name holds the given one."""
        line = next(parser.stream).lineno
        name = parser.stream.expect("string").value
        body = parser.parse_statements(("name:enddefine",), drop_needle=True)
        return nodes.Macro(mangle(name), [], [], body, lineno=line)


EXTENSIONS = (DefineExtension, LoopControlExtension)


def mangle(name: str) -> str:
    """Give the macro's name for a defined name."""
    return DEFINE_PREFIX + name.encode("utf-8", "surrogateescape").hex()


class ChartCodeGenerator(CodeGenerator):
    """Writes the Python of a template; macros and blocks write to buffers that have a limit."""

    def buffer(self, frame: Frame) -> None:
        """Begin a buffer."""
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = environment.new_buffer()")


class _Rewriter(NodeTransformer):
    """Leads loops, joins and literals through the sandbox."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "(each)", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through("(join)", nodes.List(node.nodes, lineno=node.lineno))

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.items = [_through("(plain)", item) for item in node.items]
        return node

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.ctx == "load":
            node.items = [_through("(plain)", item) for item in node.items]
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.key, node.value = _through("(plain)", node.key), _through("(plain)", node.value)
        return node

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        raise TemplateSyntaxError("autoescape has no meaning in a chart", node.lineno)

    visit_EvalContextModifier = visit_ScopedEvalContextModifier  # noqa: N815


def _through(filter_name: str, node: Any) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, filter_name, [], [], None, None, lineno=node.lineno)


class CompiledFile(NamedTuple):
    """A template's code, the code of its definitions alone, and the names they define."""

    main: CodeType
    definitions: CodeType
    names: list[str]


def compile_file(
    environment: ChartEnvironment,
    path: str,
    text: str,
    chart: str,
    prepare: Callable[[nodes.Template], nodes.Template] | None = None,
) -> CompiledFile:
    """Compile a file.

    Macros of partials are named templates under their own name and under ``CHART.NAME``; those of other files are only
    there for the file. ``prepare`` may rewrite the parsed template. Raises TemplateSyntaxError, and SyntaxError,
    RecursionError, MemoryError, ValueError or OverflowError for what is nested too deep or too large for Python.
    """
    parsed = environment.parse(text, path, path)
    tree = _Rewriter().visit(prepare(parsed) if prepare else parsed)
    is_partial = path.rpartition("/")[2].startswith("_")
    kept: tuple[type[nodes.Node], ...] = (nodes.Macro, nodes.Import, nodes.FromImport)
    if is_partial:
        kept = (*kept, nodes.Assign, nodes.AssignBlock)
    heads = [node for node in tree.body if isinstance(node, kept)]
    names: list[str] = []
    for node in heads:
        if not isinstance(node, nodes.Macro) or node.name.startswith("_"):
            continue
        if node.name.startswith(DEFINE_PREFIX):
            names.append(bytes.fromhex(node.name.removeprefix(DEFINE_PREFIX)).decode("utf-8", "surrogateescape"))
        elif is_partial:
            names += [node.name, f"{chart}.{node.name}"]
    definitions = nodes.Template(heads, lineno=1)
    definitions.set_environment(environment)
    return CompiledFile(
        _generate(environment, tree, path, "file"), _generate(environment, definitions, path, "names"), names
    )


def _generate(environment: ChartEnvironment, tree: nodes.Template, path: str, what: str) -> CodeType:
    source = environment._generate(tree, path, path)
    filename = f"{FILE_MARK}{what} {path}>".replace("\0", "?")
    return compile(source, filename, "exec", dont_inherit=True, optimize=0)
