"""Run the Jinja2 templates of a program: the counterpart of golang.runtime, which owns the registry of both.

A named template is a function from data to text, whatever dialect it is written in. In a Jinja2 template the data is
``ctx``; where it is the context of a chart, ``Values``, ``Release`` and so on are its own, else those of the file that
is being rendered.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import TYPE_CHECKING, Any

from jinja2 import Template, __version__

from pychart.errors import FailCall, FunctionError, TemplateError
from pychart.templates.golang.program import JINJA
from pychart.templates.jinja.environment import ChartEnvironment
from pychart.templates.jinja.failures import JinjaFailure, Place, describe, find_places
from pychart.templates.jinja.names import chart_name, chart_path
from pychart.templates.jinja.syntax import DATA, mangle

if TYPE_CHECKING:
    from jinja2.environment import TemplateModule
    from jinja2.runtime import Context

    from pychart.templates.golang.calls import RenderTemplate
    from pychart.templates.golang.runtime import Renderer

CONTEXT_NAMES = ("Values", "Release", "Chart", "Capabilities", "Files", "Template", "Subcharts")


class ChartTemplate(Template):
    """A template of the chart; what it exports to an import sees the values of the importing file."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        found = {} if ctx is None else {name: ctx.resolve_or_missing(name) for name in (*CONTEXT_NAMES, DATA)}
        return self.make_module(found)


class JinjaTemplates:
    """The Jinja2 templates of one render."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self.environment = ChartEnvironment(self._bind, renderer.added_functions, self._find, renderer.limits)
        self._mains: dict[str, Template] = {}
        self._definitions: dict[str, Template] = {}
        self._lines: dict[str, Callable[[int], int]] = {}
        self._exported: dict[str, tuple[Any, Context]] = {}
        self._seen: Any = None
        self._macros = _find_macros(renderer)

    # Files

    def render_file(self, path: str, context: Any) -> str:
        """Execute a file. Raises TemplateError."""
        try:
            return self.load(path, path)(context)
        except FailCall as error:
            place = str(self._describe(error)).partition(": ")[0]
            raise TemplateError(f"execution error at ({place}): {error}") from error
        except JinjaFailure as error:
            failure = TemplateError(str(error))
            failure.frames = tuple((place, line, 0, "", place) for place, line in reversed(error.places))
            raise failure from error

    def load(self, path: str, name: str) -> RenderTemplate:
        """Make the function of a named template that a file defines, or of the file itself."""
        if name in (path, path.removesuffix(JINJA)):

            def execute(data: Any) -> str:
                template = self._main(path)
                context = template.new_context(self._variables(data))
                return self.environment.concat(template.root_render_func(context))

        else:

            def execute(data: Any) -> str:
                macro = self._export(path, name, data)
                arguments = (data,) if macro.arguments else ()
                return str(self.environment.nest(macro, arguments, {}))

        def render(data: Any) -> str:
            try:
                return execute(data)
            except FailCall:
                raise
            except Exception as error:
                raise self._describe(error) from error

        return render

    def _export(self, path: str, name: str, data: Any) -> Any:
        """Give a macro of a file that sees the data; definitions are executed once for each data in a row."""
        if self._seen is not self._renderer.current:
            self._seen = self._renderer.current
            self._exported.clear()
            self.environment.reset()
        known = self._exported.get(path)
        if known is None or known[0] is not data:
            template = self._definition(path)
            context = template.new_context(self._variables(data))
            known = self._exported[path] = data, context
            for _ in template.root_render_func(context):
                pass
        variables = known[1].vars
        found = variables.get(mangle(name))
        if found is None:
            found = variables.get(name) or variables.get(name.removeprefix(chart_name(path) + "."))
        if found is None:
            raise FunctionError(f"{name} is used before it is defined")
        return found

    def _variables(self, data: Any) -> dict[str, Any]:
        is_context = isinstance(data, dict) and "Values" in data and "Release" in data
        source = data if is_context else self._renderer.current[1]
        found = {name: source[name] for name in CONTEXT_NAMES if name in source} if source is not None else {}
        found[DATA] = data
        return found

    # Loading

    def _main(self, path: str) -> Template:
        template = self._mains.get(path)
        if template is None:
            template = self._mains[path] = self._make(self._renderer.program.jinja_code(path, __version__)[0])
        return template

    def _definition(self, path: str) -> Template:
        template = self._definitions.get(path)
        if template is None:
            template = self._definitions[path] = self._make(self._renderer.program.jinja_code(path, __version__)[1])
        return template

    def _make(self, code: CodeType) -> Template:
        environment = self.environment
        template = ChartTemplate.from_code(environment, code, environment.globals)
        execute = template.root_render_func
        self._lines[code.co_filename] = template.get_corresponding_lineno

        def guarded(context: Context) -> Any:
            environment.enter()
            try:
                yield from execute(context)
            finally:
                environment.leave()

        template.root_render_func = guarded
        return template

    def _find(self, name: str, parent: str | None) -> Template | None:
        """Find a template of the chart: beside the one that asks, below ``templates/``, in the chart, by full path."""
        parent = parent or self._renderer.current[0]
        chart = chart_path(parent)
        for folder in (parent.rpartition("/")[0], f"{chart}/templates", chart):
            path = f"{folder}/{name}"
            if self._is_template(path):
                return self._main(path)
        return self._main(name) if self._is_template(name) else None

    def _is_template(self, path: str) -> bool:
        return path.endswith(JINJA) and self._renderer.is_defined(path)

    # Functions

    def _bind(self, name: str) -> Callable[..., Any]:
        if name == "include":
            return self._include
        if name == "tpl":
            return self._tpl
        return self._renderer.bind_raw(name)

    def _include(self, name: str, data: Any) -> str:
        """Execute a named template of either dialect; names without a dot are looked for in the own chart first."""
        if "." not in name:
            caller = getattr(name, "caller", self._renderer.current[0])
            own = f"{chart_name(caller)}.{name}"
            name = own if (own, name) in self._macros else name
        return self._call_go("include", str(name), data)

    def _tpl(self, text: str, data: Any) -> str:
        return self._call_go("tpl", text, data)

    def _call_go(self, function: str, first: str, data: Any) -> str:
        try:
            return str(self._renderer.bind_raw(function)(first, data))
        except (FailCall, JinjaFailure):
            raise
        except Exception as error:
            from pychart.templates.golang.failures import describe_failure

            raise FunctionError(str(describe_failure(error, self._renderer, self._renderer.current[0]))) from error

    # Errors

    def find_places(self, error: BaseException) -> list[Place]:
        """Give where the templates in a traceback stood, the innermost first."""
        return find_places(error.__traceback__, self._find_line)

    def _describe(self, error: BaseException) -> JinjaFailure:
        failure = describe(error, self._find_line, self._renderer.current[1])
        failure.places = failure.places or [(self._renderer.current[0], 1)]
        return failure

    def _find_line(self, filename: str, line: int) -> int:
        return self._lines[filename](line)


def _find_macros(renderer: Renderer) -> set[tuple[str, str]]:
    """Give the macros that are named templates by both of their names: ``c.fullname`` and ``fullname``."""
    found = set()
    for path, names in renderer.program.files:
        if path.endswith(JINJA):
            prefix = f"{chart_name(path)}."
            known = {name for name, _ in names}
            found |= {
                (name, name.removeprefix(prefix)) for name in known if name.removeprefix(prefix) in known - {name}
            }
    return found
