"""Run compiled templates: load their code, and give it the names it calls."""

from __future__ import annotations

import sys
from types import CodeType, FunctionType

from pychart.errors import FunctionError, TemplateError
from pychart.functions.bind import bind_checked, bind_raw, fit, fit_lenient
from pychart.functions.table import FUNCTIONS
from pychart.records import NamedTuple
from pychart.templates.golang import fields
from pychart.templates.golang.calls import Templates, make_calls
from pychart.templates.golang.exec_errors import raise_exec
from pychart.templates.golang.iteration import make_ranges
from pychart.templates.golang.printing import drop_no_value, printed
from pychart.templates.golang.program import JINJA, NESTING_NAME, TPL_PATH, Program
from pychart.templates.limits import Limits, TimeLimitError, make_join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.templates.golang.calls import Others, RenderTemplate, TextTemplates
    from pychart.templates.jinja.runtime import JinjaTemplates


_RECURSION = 30_000

_NAMES: dict[str, Any] = {
    "__builtins__": {},
    "call_field": fields.call_field,
    "require_method": fields.require_method,
    "fit": fit,
    "fit_lenient": fit_lenient,
    "get": fields.get,
    "get1": fields.get1,
    "get2": fields.get2,
    "get3": fields.get3,
    "get4": fields.get4,
    "get5": fields.get5,
    "get_item": fields.get_item,
    "get_item1": fields.get_item1,
    "get_item2": fields.get_item2,
    "printed": printed,
    "raise_exec": raise_exec,
}
_FORMS = ("raw", "checked", "lenient")


class Home(NamedTuple):
    """Where a template's code came from."""

    path: str
    name: str
    text: str | None
    """The text given to tpl; None for a file."""


class Renderer:
    """Runs the templates of a program.

    ``functions`` replace functions of the table or add to them, by the name charts use: required and fail for
    lint, a lookup that asks a cluster. ``limits`` say how much a render may take.
    """

    def __init__(
        self, program: Program, functions: Mapping[str, Callable[..., Any]] | None = None, limits: Limits | None = None
    ) -> None:
        self.program = program
        self.limits = limits or Limits()
        self.homes_by_code: dict[int, Home] = {}
        self._homes = program.homes()
        self._namespace = dict(_NAMES)
        self._raw: dict[str, Callable[..., Any]] = dict(functions or {})
        self.current: tuple[str, Any] = ("", None)
        """The file that is being rendered, and its context."""
        self.added_functions = tuple(functions or ())
        self._jinja: JinjaTemplates | None = None
        self.templates = Templates(self._load)
        self.calls = make_calls(self.templates, self._load_text, self._add_templates, self.limits)
        self._ranges = make_ranges(self.limits.elements)
        self._raw.setdefault("include", self.calls.include)
        self._raw.setdefault("tpl", self.calls.tpl)
        self._namespace.update(
            join=make_join(self.limits.output),
            template=self.calls.template,
            elements=self._ranges.elements,
            pairs=self._ranges.pairs,
        )

    def render(self, name: str, data: Any) -> str:
        """Execute a template and give its text, without ``<no value>``.

        Raises TemplateError, worded as Helm words it.
        """
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _RECURSION))
        self.calls.reset()
        self._ranges.reset()
        self.current = name, data
        try:
            if name.endswith(JINJA):
                return drop_no_value(self._open_jinja().render_file(name, data))
            return drop_no_value(self.templates[name](data))
        except TemplateError:
            raise
        except Exception as error:
            from pychart.templates.golang.failures import describe_failure

            raise describe_failure(error, self, name) from error
        except TimeLimitError as error:
            from pychart.templates.golang.failures import describe_time_limit

            raise describe_time_limit(error, self, name) from None
        finally:
            sys.setrecursionlimit(limit)

    # Loading

    def _load(self, name: str) -> RenderTemplate:
        path = self._homes[name]
        if path.endswith(JINJA):
            return self._open_jinja().load(path, name)
        return self._make(self.program.code(path, name), Home(path, name, None))

    def is_defined(self, name: str) -> bool:
        """Tell whether a file defines a template of that name."""
        return name in self._homes

    def count_templates(self) -> int:
        """Tell how many templates have been made ready, those of texts for tpl among them."""
        return len(self.homes_by_code)

    def bind_raw(self, name: str) -> Callable[..., Any]:
        """Give a function of the table or one that was given, its arguments not checked."""
        return self._bind("raw", name)

    def find_places(self, error: BaseException) -> list[tuple[str, int]]:
        """Give where the Jinja2 templates in a traceback stood: path and line, the innermost first."""
        return self._jinja.find_places(error) if self._jinja else []

    def _open_jinja(self) -> JinjaTemplates:
        if self._jinja is None:
            from pychart.templates.jinja.runtime import JinjaTemplates

            self._jinja = JinjaTemplates(self)
        return self._jinja

    def _make(self, code: CodeType, home: Home) -> RenderTemplate:
        self.homes_by_code[id(code)] = home
        self._bind_names(code)
        return FunctionType(code, self._namespace)

    def _bind_names(self, code: CodeType) -> None:
        namespace = self._namespace
        for name in code.co_names:
            if name not in namespace:
                form, _, function = name.partition("_")
                if form in _FORMS:
                    namespace[name] = self._bind(form, function)
        if code.co_name == NESTING_NAME:
            for constant in code.co_consts:
                if isinstance(constant, CodeType):
                    self._bind_names(constant)

    def _bind(self, form: str, name: str) -> Callable[..., Any]:
        function = self._raw.get(name)
        if function is None:
            try:
                function = bind_raw(name)
            except FunctionError as error:
                function = _refuse(str(error))
            self._raw[name] = function
        if form == "raw" or name not in FUNCTIONS:
            return function
        return bind_checked(name, function, lenient=form == "lenient")

    def _load_text(self, text: str) -> TextTemplates:
        from pychart.templates.golang.parse_errors import ParseError

        try:
            unit = self.program.text_unit(text)
        except ParseError as error:
            from pychart.gostd.strconv import quote

            raise FunctionError(f"cannot parse template {quote(text)}: {error}") from None
        made = [(name, empty, self._make(code, Home(TPL_PATH, name, text))) for name, empty, code in unit]
        main = made[-1][2]
        if TPL_PATH not in text:
            made.pop()
        return main, made

    def _add_templates(self, templates: Templates, others: Others) -> Templates:
        added = Templates(self._load, templates)
        for name, empty, template in others:
            if not empty or (name not in templates and name not in self._homes):
                added[name] = template
        return added


def _refuse(message: str) -> Callable[..., Any]:
    def refuse(*_: Any) -> Any:
        raise FunctionError(message)

    return refuse
