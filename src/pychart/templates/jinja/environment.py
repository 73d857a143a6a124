"""The sandbox: jinja2's ImmutableSandboxedEnvironment with every door on an allow-list.

Attributes, indexes, calls, operators, loops, output and loading all go through functions of this package. Templates
load templates of their chart, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, TemplateNotFound, pass_context
from jinja2 import tests as jinja_tests
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pychart.errors import FunctionError
from pychart.templates.golang.iteration import refuse_elements
from pychart.templates.jinja.functions import Bind, make_filters, make_globals
from pychart.templates.jinja.missing import UnknownName
from pychart.templates.jinja.objects import Function, Method, MissingMethod, call_object, get_field
from pychart.templates.jinja.operators import apply, each, negate, plain, show
from pychart.templates.jinja.syntax import EXTENSIONS, ChartCodeGenerator
from pychart.templates.limits import Limits, OutputLimitError

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context

MAX_NESTING = 400
"""How deep macros, blocks, includes and recursive loops may nest: each takes of the C stack, which has an end."""

_KEPT_FILTERS = ("map", "reject", "rejectattr", "select", "selectattr", "sort", "unique")
_KEPT_TESTS = (
    *("!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "eq", "equalto", "even", "false", "ge"),
    *("greaterthan", "gt", "in", "le", "lessthan", "lt", "mapping", "ne", "none", "odd", "sequence", "string"),
    *("true", "undefined"),
)


class Buffer(list[str]):
    """What a macro or block has written so far; it refuses to grow beyond all bounds."""

    __slots__ = ("_size", "limit")

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._size = 0
        self.limit = limit

    def append(self, text: str) -> None:
        """Add a text."""
        self._grow(len(text) + 1)
        super().append(text)

    def extend(self, texts: Iterable[str]) -> None:
        """Add texts."""
        texts = tuple(texts)
        self._grow(sum(map(len, texts)) + len(texts))
        super().extend(texts)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > self.limit:
            raise OutputLimitError(self.limit)


class ChartEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of one render, or, without ``load``, what templates are compiled with.

    ``bind`` gives the functions of the table, ``names`` are functions beside those; ``load`` finds a template of the
    chart by the name that another one (by its path) calls it.
    """

    code_generator_class = ChartCodeGenerator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("+", "-"))

    def __init__(
        self,
        bind: Bind | None = None,
        names: Iterable[str] = (),
        load: Callable[[str, str | None], Template | None] | None = None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
            autoescape=False,
            undefined=UnknownName,
            finalize=_finalize,
            cache_size=0,
            auto_reload=False,
            extensions=EXTENSIONS,
            loader=BaseLoader(),
        )
        bind = bind or _refuse_to_bind
        self.globals.clear()
        self.globals.update(make_globals(bind, set(names)))
        known = dict(self.filters)
        self.filters.clear()
        self.filters.update({name: known[name] for name in _KEPT_FILTERS})
        self.filters.update(make_filters(bind, set(names)))
        self.filters["(each)"] = self._each
        self.tests = {name: jinja_tests.TESTS[name] for name in _KEPT_TESTS}
        self.tests.update(integer=_is_integer, number=_is_number, float=_is_number, iterable=_is_iterable)
        self.policies.clear()
        self.policies.update(_POLICIES)
        self._limits = limits or Limits()
        self._seen = 0
        self._load = load
        self._depth = 0

    # What generated code calls

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give ``obj.attribute``."""
        return get_field(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give ``obj[argument]``."""
        return get_field(obj, plain(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell that no Python attribute may be reached, whoever asks."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether templates may call a value."""
        return isinstance(obj, (Function, Method, MissingMethod, Macro, BlockReference, LoopContext))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a function, macro, block, recursive loop or method."""
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        if isinstance(__obj, Function):
            return __obj.call(__context, args, kwargs)
        if isinstance(__obj, (Macro, BlockReference)):
            return __self.nest(__obj, args, kwargs)
        if isinstance(__obj, LoopContext):
            return __self.nest(__obj, tuple(map(__self._each, args)), kwargs)
        return call_object(__obj, tuple(map(plain, args)), kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator to two values."""
        return apply(operator, left, right)

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Apply a sign."""
        return negate(operator, arg)

    def concat(self, parts: Iterable[str]) -> str:
        """Join what a template, macro or block writes."""
        if isinstance(parts, list):
            return "".join(parts)
        buffer = self.new_buffer()
        for part in parts:
            buffer.append(part)
        return "".join(buffer)

    def new_buffer(self) -> Buffer:
        """Begin what a macro or block writes."""
        return Buffer(self._limits.output)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Give a template of the chart. Raises TemplateNotFound for any other."""
        found = self._load(name, parent) if self._load and isinstance(name, str) else None
        if found is None:
            raise TemplateNotFound(str(name) if isinstance(name, str) else "(no text)")
        return found

    def select_template(self, names: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Give the first template of a list that the chart has. Raises TemplateNotFound where there is none."""
        names = plain(names)
        for name in names if isinstance(names, list) else [names]:
            found = self._load(name, parent) if self._load and isinstance(name, str) else None
            if found is not None:
                return found
        raise TemplateNotFound(", ".join(map(str, names)) if isinstance(names, list) else "(no list)")

    def get_or_select_template(
        self, template_name_or_list: Any, parent: str | None = None, globals: Any = None
    ) -> Template:
        """Give a template by its name or from a list of names."""
        if isinstance(template_name_or_list, str):
            return self.get_template(template_name_or_list, parent)
        return self.select_template(template_name_or_list, parent)

    def enter(self) -> None:
        """Note that one more template, macro or block runs. Raises FunctionError where they are too many."""
        self._depth += 1
        most = min(MAX_NESTING, self._limits.depth)
        if self._depth > most:
            raise FunctionError(f"macros, blocks and includes are nested more than {most} deep")

    def leave(self) -> None:
        """Note that it has ended."""
        self._depth -= 1

    def reset(self) -> None:
        """Begin a new file."""
        self._depth = 0
        self._seen = 0

    def _each(self, value: Any) -> Iterable[Any]:
        """Give what a loop goes over, and count it."""
        found = each(value)
        if not isinstance(found, (list, tuple, range)):
            found = list(found)
        self._seen += len(found)
        if self._seen > self._limits.elements:
            raise refuse_elements(self._limits.elements)
        return found

    def nest(self, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a macro, a block or a recursive loop."""
        self.enter()
        try:
            return call(*args, **kwargs)
        finally:
            self.leave()


@pass_context
def _finalize(context: Context, value: Any) -> str:
    """Write a value; with the context, so that nothing is written while compiling."""
    return show(value)


def _refuse_to_bind(name: str) -> Callable[..., Any]:
    raise FunctionError(f"{name} is not to be called while compiling")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    """Tell whether a number is whole: those of values are all floats."""
    return _is_number(value) and value == value and value not in (float("inf"), float("-inf")) and value == int(value)


def _is_iterable(value: Any) -> bool:
    try:
        each(value)
    except FunctionError:
        return False
    return True


_POLICIES: dict[str, Any] = {"ext.i18n.trimmed": False, "compiler.ascii_str": True}
