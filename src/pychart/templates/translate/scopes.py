"""What Jinja2's names are called in the Go template that a template becomes, and what is known of their kinds."""

from __future__ import annotations

from typing import Any, NamedTuple

CONTEXT_NAMES = ("Values", "Release", "Chart", "Capabilities", "Files", "Template", "Subcharts")
DATA = "ctx"

ANY, STRING, INT, FLOAT, BOOL, LIST, MAP, OBJECT = "any", "string", "int", "float", "bool", "list", "map", "object"
NUMBERS = (INT, FLOAT)


class CannotTranslate(Exception):  # noqa: N818 - a finding about a template, not a failure
    """A Jinja2 template has something that Go has no form for; ``line`` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


class Variable(NamedTuple):
    """What a name stands for: Go's text of it, and the kind of its values."""

    text: str
    kind: str = ANY


class Macro(NamedTuple):
    """A macro or definition of the chart.

    ``name`` is the Go template's name. ``takes`` says what that is given: ``context`` (the dot is ctx), ``data`` (the
    dot is the only parameter) or ``dict`` (parameters by name, ctx among them). It ``needs_context`` where it uses ctx,
    and ``uses_facts`` where that must be a chart's context, with Values and the like.
    """

    name: str
    parameters: tuple[str, ...]
    defaults: tuple[Any, ...]
    takes: str
    needs_context: bool
    uses_facts: bool = True

    def list_defaults(self) -> list[tuple[str, Any]]:
        """Give the parameters that may be left out, with what they are then."""
        first = len(self.parameters) - len(self.defaults)
        return list(zip(self.parameters[first:], self.defaults, strict=True))


class Scope:
    """The names of one Go template.

    ``root`` is the text of ctx there, "" where it has none. ``depth`` counts loops: in them the dot is another one.
    """

    def __init__(self, context: str, names: dict[str, Variable]) -> None:
        self._context = context
        self._scopes: list[dict[str, Variable]] = [names]
        self._used: set[str] = set()
        self.depth = 0

    @property
    def has_context(self) -> bool:
        """Tell whether Values and the like can be reached."""
        return bool(self._context)

    @property
    def root(self) -> str:
        """The text of ctx here; short outside of loops."""
        return self._shorten(self._context)

    def _shorten(self, text: str) -> str:
        if self.depth or not text.startswith("$") or text[1:2].isalpha():
            return text
        return text[1:] or "."

    def enter(self) -> None:
        """Begin a scope."""
        self._scopes.append({})

    def leave(self) -> None:
        """End it."""
        self._scopes.pop()

    def find(self, name: str) -> Variable | None:
        """Give what a name stands for; None where it is no variable."""
        for scope in reversed(self._scopes):
            if name in scope:
                found = scope[name]
                return found._replace(text=self._shorten(found.text))
        return None

    def find_here(self, name: str) -> Variable | None:
        """Give what a name stands for that was made in the innermost scope."""
        return self._scopes[-1].get(name)

    def names(self) -> set[str]:
        """Give all names there are."""
        return {name for scope in self._scopes for name in scope}

    def declare(self, name: str, kind: str = ANY) -> str:
        """Make a variable in the innermost scope; gives what Go calls it."""
        text = f"${name}"
        number = 1
        while text in self._used:
            number += 1
            text = f"${name}{number}"
        self._used.add(text)
        self._scopes[-1][name] = Variable(text, kind)
        return text

    def make(self, wanted: str) -> str:
        """Give a Go variable that no name of the template has."""
        return self.declare(f"{wanted}_")

    def set_kind(self, name: str, kind: str) -> None:
        """Note what a variable was set to, besides what it may have been before."""
        for scope in reversed(self._scopes):
            if name in scope:
                known = scope[name]
                if known.kind not in ("", kind):
                    kind = ANY
                scope[name] = known._replace(kind=kind)
                return


def kind_of_default(value: Any) -> str:
    """Give the kind of a value of values.yaml."""
    for type_, kind in ((bool, BOOL), (str, STRING), (dict, MAP), (list, LIST), (float, FLOAT), (int, INT)):
        if isinstance(value, type_):
            return kind
    return ANY
