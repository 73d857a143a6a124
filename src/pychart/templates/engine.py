"""Execute the templates of a chart: from sources and contexts to text by path (Helm: pkg/engine).

Two ways lead to the same result. ``render_templates`` takes the text of all templates. ``execute_program`` takes a
Program, which a cache may have kept: it then neither parses nor compiles, and never imports jinja2.
"""

from __future__ import annotations

import gc

from pychart.errors import TemplateError
from pychart.functions.table import FUNCTIONS
from pychart.gostd.types import Values
from pychart.records import NamedTuple
from pychart.templates.golang.parse_errors import ParseError, describe_parse_error
from pychart.templates.golang.program import JINJA, MemoryStore, Program, compile_program, sort_paths
from pychart.templates.golang.runtime import Renderer
from pychart.templates.limits import Limits, OutputLimitError, TimeLimitError, Watch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.templates.golang.program import CodeStore
    from pychart.templates.tracing import Tracer

    Functions = Mapping[str, Callable[..., Any]]
    Contexts = Mapping[str, dict[str, Any]]


_MAX_TEMPLATES = 5_000
"""A renderer that has made more is not used again: most of them are texts that came from values."""


class TemplateSource(NamedTuple):
    """A template file of a chart or subchart.

    ``path`` is its full path (``c/charts/s/templates/x.yaml``), ``context_key`` the full path of its chart, under
    which its context is found, ``base_path`` what ``.Template.BasePath`` says.
    """

    path: str
    text: str
    context_key: str
    base_path: str


class FileSource(TemplateSource):
    """A template whose text is read when it is asked for; the file stands where the text would."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """The text of the template."""
        content: Any = self[1]
        if isinstance(content, str):
            return content
        text: str = content.data.decode("utf-8", "surrogateescape")
        return text


def _stamp_source(source: TemplateSource) -> str:
    """Give what tells the text of a template from others, without reading it where the cache knows."""
    from pychart.files import stamp_content

    content: Any = source[1]
    stamp: bytes | None = getattr(content, "stamp", None)
    return (stamp or stamp_content(source.text.encode("utf-8", "surrogateescape"))).hex()


def _text_reader(source: TemplateSource) -> Callable[[], str]:
    return lambda: source.text


def chart_sources(chart: Chart) -> list[TemplateSource]:
    """Give the template files of a chart and its subcharts; of library charts only those that start with ``_``."""
    make: Any = FileSource
    sources: dict[str, TemplateSource] = {}
    for chart_path, part in chart.walk():
        is_library = part.metadata.type == "library"
        for file in part.templates:
            if is_library and not is_partial(file.name):
                continue
            path = f"{chart_path}/{file.name}"
            sources[path] = make(path, file, chart_path, f"{chart_path}/templates")
    return list(sources.values())


def is_partial(path: str) -> bool:
    """Tell whether a template is only there to be included by others: its base name starts with ``_``."""
    return path.rpartition("/")[2].startswith("_")


def render_templates(
    sources: Iterable[TemplateSource],
    contexts: Contexts,
    functions: Functions | None = None,
    store: CodeStore | None = None,
    limits: Limits | None = None,
    *,
    share_work: bool = False,
) -> dict[str, str]:
    """Parse all templates, execute those that are not partials, and give their text by path, in Helm's order.

    ``contexts`` are those of templates.context.build_contexts; templates may change them, so they serve one
    render. ``functions`` replace or add to the function table. ``store`` keeps compiled code between renders.
    ``limits`` say how much all this may take, ``share_work`` whether other processors may take part.
    Raises TemplateError in Helm's words.
    """
    sources = list(sources)
    limits = limits or Limits()
    with PausedCollection(), Watch(limits):
        try:
            if not isinstance(store, MemoryStore):
                program = parse_templates(sources, functions, store, share_work=share_work)
                return execute_program(program, sources, contexts, functions, limits)
            key = (tuple([source.path for source in sources]), tuple(functions or ()), limits)
            renderer = store.take(key)
            if renderer is None:
                program = parse_templates(sources, functions, store, share_work=share_work)
                renderer = Renderer(program, functions, limits)
            rendered = execute_program(renderer.program, sources, contexts, renderer=renderer)
            # They are large, most will never be asked for again, and the collector would look through all of them.
            renderer.program.drop_trees()
            if renderer.count_templates() < _MAX_TEMPLATES:
                store.give(key, renderer)
            return rendered
        except TimeLimitError:
            message = f"rendering takes longer than {limits.seconds:g} seconds; --max-seconds allows more"
            raise TemplateError(message) from None


def trace_templates(
    sources: Iterable[TemplateSource],
    contexts: Contexts,
    functions: Functions | None = None,
    limits: Limits | None = None,
) -> tuple[dict[str, str], Tracer]:
    """Do as render_templates, slower, and give besides the texts what the templates read and where they wrote it."""
    from pychart.templates.golang.tracing import TracingRenderer
    from pychart.templates.tracing import Tracer

    sources = list(sources)
    limits = limits or Limits()
    tracer = Tracer(contexts)
    with PausedCollection(), Watch(limits):
        try:
            program = parse_templates(sources, functions)
            renderer = TracingRenderer(program, functions, limits, tracer)
            return execute_program(program, sources, contexts, functions, limits, renderer), tracer
        except TimeLimitError:
            raise TemplateError(f"tracing takes longer than {limits.seconds:g} seconds") from None


def render_text(text: str, data: Any, name: str = "template") -> str:
    """Execute one template that belongs to no chart, as the flags --template and --name-template hold.

    ``data`` is its dot. Raises TemplateError.
    """
    try:
        program = compile_program([(name, text)])
    except ParseError as error:
        raise TemplateError(str(error)) from error
    return Renderer(program).render(name, data)


def parse_templates(
    sources: Iterable[TemplateSource],
    functions: Functions | None = None,
    store: CodeStore | None = None,
    *,
    share_work: bool = False,
) -> Program:
    """Parse templates in Helm's order; ``share_work`` lets other processors take part where there is much to do.

    Raises TemplateError for the first that cannot be parsed.
    """
    by_path = {source.path: source for source in sources}
    ordered = [(path, _text_reader(by_path[path])) for path in sort_paths(by_path)]
    stamps = None
    if getattr(store, "by_content", False):
        stamps = {path: _stamp_source(source) for path, source in by_path.items()}
    try:
        known = {*FUNCTIONS, *functions} if functions else FUNCTIONS
        return compile_program(ordered, store, known, stamps, share_work=share_work)
    except ParseError as error:
        raise TemplateError(describe_parse_error(error)) from error


def execute_program(
    program: Program,
    sources: Iterable[TemplateSource],
    contexts: Contexts,
    functions: Functions | None = None,
    limits: Limits | None = None,
    renderer: Renderer | None = None,
) -> dict[str, str]:
    """Execute the templates of a program that are not partials; the texts of the sources are not looked at.

    ``.Template`` of a chart's context is set for each of its files. ``renderer`` stands in for the usual one. Raises
    TemplateError in Helm's words.
    """
    by_path = {source.path: source for source in sources}
    renderer = renderer or Renderer(program, functions, limits)
    size = 0
    rendered: dict[str, str] = {}
    for path, _ in program.files:
        if not is_partial(path):
            source = by_path[path]
            context = contexts[source.context_key]
            target = path.removesuffix(JINJA)
            if target in rendered:
                raise TemplateError(f"both {target} and {target}{JINJA} render to {target}; one of them must go")
            context["Template"] = Values(Name=target, BasePath=source.base_path)
            rendered[target] = renderer.render(path, context)
            size += len(rendered[target])
            if size > renderer.limits.output:
                raise TemplateError(f"{path}: {OutputLimitError(renderer.limits.output)}")
    return rendered


class PausedCollection:
    """Keeps Python's cycle collector away from parse trees and rendered values: it would only find them in use."""

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_enabled:
            gc.enable()
