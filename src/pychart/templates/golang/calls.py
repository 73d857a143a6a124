"""From template to template: the registry of named templates, and ``include``, ``tpl`` and ``{{template}}``."""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.types import AnyMap
from pychart.records import NamedTuple
from pychart.templates.golang.exec_errors import ExecError
from pychart.templates.golang.printing import drop_no_value
from pychart.templates.golang.program import TPL_PATH
from pychart.templates.limits import OutputLimitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.templates.limits import Limits

    RenderTemplate = Callable[[Any], str]
    Others = list[tuple[str, bool, RenderTemplate]]
    """What a text for tpl defines: name, whether it is empty, template."""
    TextTemplates = tuple[RenderTemplate, Others]


_MAX_TPL = 100
"""How deep calls of tpl may nest; Go would run out of stack."""

_MAX_CALLS = 10**7
"""How many templates may be called for one file: two includes on each of forty levels would never end."""


class Templates(AnyMap):
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


class Calls(NamedTuple):
    """The functions that lead from template to template, made for one renderer."""

    include: Callable[[str, Any], str]
    tpl: Callable[[str, Any], str]
    template: Callable[[str, Any], str]
    reset: Callable[[], None]

    def codes(self) -> dict[Any, str]:
        """Give what a traceback shows of each, by its code."""
        return {getattr(self, name).__code__: name for name in ("include", "tpl", "template")}


def make_calls(  # noqa: C901 - closures that share what changes from call to call
    file_templates: Templates,
    load_text: Callable[[str], TextTemplates],
    add_templates: Callable[[Templates, Others], Templates],
    limits: Limits,
) -> Calls:
    """Make include, tpl and template: closures over what changes from call to call, for attributes would be slower.

    ``load_text`` compiles a text for tpl, ``add_templates`` gives a registry with what such a text defines.
    """
    max_output, max_depth = limits.output, limits.depth
    templates = file_templates
    texts: dict[str, TextTemplates] = {}
    includes: dict[str, int] = {}
    depth = calls = 0

    def include(name: str, data: Any) -> str:
        """Execute a named template and give its text (Helm: includeFun)."""
        nonlocal calls
        count = includes.get(name, 0)
        calls += 1
        if count > max_depth or calls > _MAX_CALLS:
            raise _refuse_include(name, calls)
        try:
            render: RenderTemplate = templates[name]
        except KeyError:
            raise _refuse_missing(name) from None
        includes[name] = count + 1
        result = render(data)
        includes[name] = count
        if len(result) > max_output:
            raise OutputLimitError(max_output)
        return result

    def tpl(text: str, data: Any) -> str:
        """Execute a text as a template; what it defines is seen by whatever it calls (Helm: tplFun)."""
        nonlocal templates, depth, calls
        if "{{" not in text:
            return drop_no_value(text)
        loaded = texts.get(text)
        if loaded is None:
            loaded = texts[text] = load_text(text)
        main, others = loaded
        depth += 1
        calls += 1
        if depth > _MAX_TPL or calls > _MAX_CALLS:
            raise _refuse_tpl(calls)
        outer = templates
        if others:
            templates = add_templates(templates, others)
        result = main(data)
        templates = outer
        depth -= 1
        if len(result) > max_output:
            raise OutputLimitError(max_output)
        return drop_no_value(result)

    def template(name: str, data: Any) -> str:
        """Execute a named template in place (Go: exec.go walkTemplate)."""
        nonlocal calls
        calls += 1
        if calls > _MAX_CALLS:
            raise _refuse_calls()
        try:
            render: RenderTemplate = templates[name]
        except KeyError:
            raise ExecError(f"template {_quote(name)} not defined") from None
        result = render(data)
        if len(result) > max_output:
            raise OutputLimitError(max_output)
        return result

    def reset() -> None:
        """Forget what a render that failed has left behind."""
        nonlocal templates, depth, calls
        templates = file_templates
        depth = calls = 0
        includes.clear()

    return Calls(include, tpl, template, reset)


def _refuse_include(name: str, calls: int) -> FunctionError:
    if calls > _MAX_CALLS:
        return _refuse_calls()
    problem = "unable to execute template"
    return FunctionError(f"rendering template has a nested reference name: {name}: {problem}")


def _refuse_missing(name: str) -> FunctionError:
    return FunctionError(f'template: no template {_quote(name)} associated with template "{TPL_PATH}"')


def _refuse_tpl(calls: int) -> FunctionError:
    if calls > _MAX_CALLS:
        return _refuse_calls()
    return FunctionError(f"tpl calls are nested more than {_MAX_TPL} deep")


def _refuse_calls() -> ExecError:
    return ExecError(f"more than {_MAX_CALLS} calls of templates in one file")


def _quote(name: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(name)
