"""What Go's dot and variables are called in the Jinja2 template that a Go template becomes."""

from __future__ import annotations

from typing import Any, NamedTuple

from pychart.functions.table import FUNCTIONS

CONTEXT_NAMES = ("Values", "Release", "Chart", "Capabilities", "Files", "Template", "Subcharts")
DATA = "ctx"
_WORDS = (
    "and or not in is if elif else endif for endfor true false none loop caller self super varargs kwargs recursive"
)
_TAKEN = frozenset(
    (*FUNCTIONS, *CONTEXT_NAMES, DATA, *_WORDS.split(), "namespace", "range", "include", "import", "set")
)


class CannotConvert(Exception):  # noqa: N818 - a finding about a template, not a failure
    """A Go template has something that has no counterpart."""


class Dot(NamedTuple):
    """What the dot is called; ``is_context`` where it is what the whole template was given."""

    text: str
    is_context: bool


class Scopes:
    """The dot and the variables of one definition.

    ``is_file`` says that the dot of the beginning is a chart's context, so that ``.Values`` is ``Values``. ``defaults``
    are the chart's values, ``reassigned`` the Go variables that an ``=`` changes.
    """

    def __init__(self, is_file: bool, defaults: Any, reassigned: set[str]) -> None:
        self.is_file = is_file
        self.defaults = defaults
        self.reassigned = reassigned
        self.dot = Dot(DATA, True)
        self._scopes: list[dict[str, str]] = [{}]
        self._used: set[str] = set()
        self.uncertain: set[str] = set()
        """Variables that may hold what is missing."""

    def enter(self) -> None:
        """Begin a scope."""
        self._scopes.append({})

    def leave(self) -> None:
        """End it."""
        self._scopes.pop()

    def declare(self, name: str) -> str:
        """Make a variable in the current scope; gives what it is called."""
        made = self.make_name(name.lstrip("$"))
        self._scopes[-1][name] = f"{made}.value" if name in self.reassigned else made
        return made

    def bind(self, name: str, text: str) -> None:
        """Let a Go variable stand for something that has a name already."""
        self._scopes[-1][name] = text

    def find(self, name: str) -> str:
        """Give what a variable is called. Raises CannotConvert where there is none."""
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        raise CannotConvert(f"the variable {name} is not defined")

    def make_name(self, wanted: str) -> str:
        """Give a name that nothing else in the definition has."""
        wanted = wanted if wanted.isidentifier() and wanted.isascii() else "item"
        name = f"{wanted}_" if wanted in _TAKEN else wanted
        number = 1
        while name in self._used:
            number += 1
            name = f"{wanted}_{number}"
        self._used.add(name)
        return name

    def is_certain(self, path: str) -> bool:
        """Tell whether a path always has a value: facts of release and chart, and what values.yaml sets."""
        root, *keys = path.split(".")
        if root == DATA and keys:
            root, *keys = keys
        if root in ("Release", "Chart", "Template", "Capabilities"):
            return len(keys) == 1
        if root != "Values" or not self.is_file:
            return False
        value = self.defaults
        for key in keys:
            if not isinstance(value, dict) or value.get(key) is None:
                return False
            value = value[key]
        return bool(keys)
