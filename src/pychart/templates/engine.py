"""Execute the templates of a chart: from sources and contexts to text by path (Helm: pkg/engine)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pychart.errors import TemplateError
from pychart.functions.table import FUNCTIONS
from pychart.gostd.types import Values
from pychart.templates.golang.program import CodeStore, Program, compile_program, sort_paths
from pychart.templates.golang.runtime import Renderer

if TYPE_CHECKING:
    from pychart.chart.model import Chart


class TemplateSource(NamedTuple):
    """A template file of a chart or subchart.

    ``path`` is its full path (``c/charts/s/templates/x.yaml``), ``context_key`` the full path of its chart, under
    which its context is found, ``base_path`` what ``.Template.BasePath`` says.
    """

    path: str
    text: str
    context_key: str
    base_path: str


def chart_sources(chart: Chart) -> list[TemplateSource]:
    """Give the template files of a chart and its subcharts; of library charts only those that start with ``_``."""
    sources: dict[str, TemplateSource] = {}
    for chart_path, part in chart.walk():
        is_library = part.metadata.type == "library"
        for file in part.templates:
            if is_library and not is_partial(file.name):
                continue
            path = f"{chart_path}/{file.name}"
            text = file.data.decode("utf-8", "surrogateescape")
            sources[path] = TemplateSource(path, text, chart_path, f"{chart_path}/templates")
    return list(sources.values())


def is_partial(path: str) -> bool:
    """Tell whether a template is only there to be included by others: its base name starts with ``_``."""
    return path.rpartition("/")[2].startswith("_")


def render_templates(
    sources: Iterable[TemplateSource],
    contexts: Mapping[str, dict[str, Any]],
    functions: Mapping[str, Callable[..., Any]] | None = None,
    store: CodeStore | None = None,
) -> dict[str, str]:
    """Parse all templates, execute those that are not partials, and give their text by path, in Helm's order.

    ``contexts`` are those of templates.context.build_contexts; templates may change them, so they serve one
    render. ``functions`` replace or add to the function table. ``store`` keeps compiled code between renders.
    Raises TemplateError in Helm's words.
    """
    by_path = {source.path: source for source in sources}
    ordered = [(path, by_path[path].text) for path in sort_paths(by_path)]
    program = compile_templates(ordered, functions or {}, store)
    renderer = Renderer(program, functions)
    rendered: dict[str, str] = {}
    for path, _ in ordered:
        if not is_partial(path):
            source = by_path[path]
            rendered[path] = render_file(renderer, path, contexts[source.context_key], source.base_path)
    return rendered


def compile_templates(
    ordered: Iterable[tuple[str, str]],
    functions: Mapping[str, Callable[..., Any]],
    store: CodeStore | None = None,
) -> Program:
    """Parse templates that are in Helm's order. Raises TemplateError for the first that cannot be parsed."""
    try:
        return compile_program(ordered, store, {*FUNCTIONS, *functions} if functions else FUNCTIONS)
    except _parse_error() as error:
        from pychart.templates.golang.parse_errors import describe_parse_error

        raise TemplateError(describe_parse_error(error)) from error


def render_file(renderer: Renderer, path: str, context: dict[str, Any], base_path: str) -> str:
    """Execute one file; ``.Template`` of its chart's context is set to it first."""
    context["Template"] = Values(Name=path, BasePath=base_path)
    return renderer.render(path, context)


def _parse_error() -> type[Any]:
    from pychart.templates.golang.parse_errors import ParseError

    return ParseError
