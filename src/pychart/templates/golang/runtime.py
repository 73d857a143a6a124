"""Run compiled templates: the names that generated code calls, the registry of templates, include and tpl."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from pychart.errors import FunctionError
from pychart.functions.bind import bind_checked, bind_raw, fit, fit_lenient
from pychart.functions.table import FUNCTIONS
from pychart.templates.golang import fields
from pychart.templates.golang.exec_errors import ExecError, raise_exec
from pychart.templates.golang.iteration import elements, pairs
from pychart.templates.golang.printing import drop_no_value, printed
from pychart.templates.golang.program import NESTING_NAME, TPL_PATH, Program

RenderTemplate = Callable[[Any], str]

_MAX_INCLUDES = 1000
"""How often one name may be included within itself (Helm: recursionMaxNums)."""

_MAX_TPL = 100
"""How deep calls of tpl may nest; Go would run out of stack."""

_MAX_STEPS = 10**7
"""How many elements ranges may go over in one file, together with how many templates may be called."""

_RECURSION = 30_000

_NAMES: dict[str, Any] = {
    "__builtins__": {},
    "call_field": fields.call_field,
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


class Templates(dict[str, RenderTemplate]):
    """The registry: named templates, whatever dialect they are written in, made ready when first asked for.

    Raises KeyError for a name that nobody defined.
    """

    def __init__(
        self, load: Callable[[str], RenderTemplate], known: Mapping[str, RenderTemplate] | None = None
    ) -> None:
        super().__init__(known or {})
        self._load = load

    def __missing__(self, name: str) -> RenderTemplate:
        template = self[name] = self._load(name)
        return template


class Renderer:
    """Runs the templates of a program.

    ``functions`` replace functions of the table or add to them, by the name charts use: required and fail for
    lint, a lookup that asks a cluster.
    """

    def __init__(self, program: Program, functions: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self.program = program
        self.homes_by_code: dict[int, Home] = {}
        self._homes = program.homes()
        self._namespace = dict(_NAMES)
        self._raw: dict[str, Callable[..., Any]] = dict(functions or {})
        self._texts: dict[str, tuple[RenderTemplate, list[tuple[str, bool, RenderTemplate]]]] = {}
        self._install_calls()

    def render(self, name: str, data: Any) -> str:
        """Execute a template and give its text, without ``<no value>``.

        Raises TemplateError, worded as Helm words it.
        """
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _RECURSION))
        self._reset()
        try:
            return drop_no_value(self.templates[name](data))
        except Exception as error:
            from pychart.templates.golang.failures import describe_failure

            raise describe_failure(error, self, name) from error
        finally:
            sys.setrecursionlimit(limit)

    # Loading

    def _load(self, name: str) -> RenderTemplate:
        path = self._homes[name]
        return self._make(self.program.code(path, name), Home(path, name, None))

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

    def _load_text(self, text: str) -> tuple[RenderTemplate, list[tuple[str, bool, RenderTemplate]]]:
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
        self._texts[text] = main, made
        return main, made

    # Calls between templates

    def _install_calls(self) -> None:  # noqa: C901 - five closures, for attributes would slow every call down
        """Make what generated code calls to get to other templates and through ranges.

        They are closures over what changes from call to call: the templates in sight, the depth, the steps.
        """
        file_templates = templates = Templates(self._load)
        includes: dict[str, int] = {}
        depth = steps = 0
        texts = self._texts

        def count_elements(value: Any) -> Sequence[Any]:
            """Give what a range with one variable or none goes over."""
            nonlocal steps
            found = elements(value)
            steps += len(found)
            if steps > _MAX_STEPS:
                raise _too_many_steps()
            return found

        def count_pairs(value: Any) -> Iterable[tuple[Any, Any]]:
            """Give what a range with two variables goes over."""
            nonlocal steps
            found = pairs(value)
            steps += len(value) if value else 0
            if steps > _MAX_STEPS:
                raise _too_many_steps()
            return found

        def include(name: str, data: Any) -> str:
            """Execute a named template and give its text (Helm: includeFun)."""
            nonlocal steps
            count = includes.get(name, 0)
            if count > _MAX_INCLUDES:
                problem = "unable to execute template"
                raise FunctionError(f"rendering template has a nested reference name: {name}: {problem}")
            try:
                template = templates[name]
            except KeyError:
                raise FunctionError(_no_template(name)) from None
            includes[name] = count + 1
            steps += 1
            if steps > _MAX_STEPS:
                raise _too_many_steps()
            result = template(data)
            includes[name] = count
            return result

        def tpl(text: str, data: Any) -> str:
            """Execute a text as a template; what it defines is seen by whatever it calls (Helm: tplFun)."""
            nonlocal templates, depth, steps
            if "{{" not in text:
                return drop_no_value(text)
            main, others = texts.get(text) or self._load_text(text)
            depth += 1
            steps += 1
            if depth > _MAX_TPL:
                raise FunctionError(f"tpl calls are nested more than {_MAX_TPL} deep")
            if steps > _MAX_STEPS:
                raise _too_many_steps()
            outer = templates
            if others:
                templates = self._add_templates(templates, others)
            result = main(data)
            templates = outer
            depth -= 1
            return drop_no_value(result)

        def template(name: str, data: Any) -> str:
            """Execute a named template in place (Go: exec.go walkTemplate)."""
            nonlocal steps
            steps += 1
            if steps > _MAX_STEPS:
                raise _too_many_steps()
            try:
                render = templates[name]
            except KeyError:
                from pychart.gostd.strconv import quote

                raise ExecError(f"template {quote(name)} not defined") from None
            return render(data)

        def reset() -> None:
            nonlocal templates, depth, steps
            templates = file_templates
            depth = steps = 0
            includes.clear()

        self.templates = file_templates
        self.call_codes = {include.__code__: "include", tpl.__code__: "tpl", template.__code__: "template"}
        self._reset = reset
        self._raw.setdefault("include", include)
        self._raw.setdefault("tpl", tpl)
        self._namespace.update(template=template, elements=count_elements, pairs=count_pairs)

    def _add_templates(self, templates: Templates, others: list[tuple[str, bool, RenderTemplate]]) -> Templates:
        added = Templates(self._load, templates)
        for name, empty, template in others:
            if not empty or (name not in templates and name not in self._homes):
                added[name] = template
        return added


def _no_template(name: str) -> str:
    from pychart.gostd.strconv import quote

    return f'template: no template {quote(name)} associated with template "{TPL_PATH}"'


def _too_many_steps() -> ExecError:
    return ExecError(f"more than {_MAX_STEPS} steps in one file: elements of ranges and calls of templates")


def _refuse(message: str) -> Callable[..., Any]:
    def refuse(*_: Any) -> Any:
        raise FunctionError(message)

    return refuse
