"""What stands for a value that is not there.

A key that is missing below ``Values`` is false, empty, equal to none, and nil for functions, as in Go templates; and
so is everything below it. Printing one is an error: that is where a misspelt key shows. A name that nobody knows is an
error wherever it is used, but for ``is defined``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError

_ROOTS = "Values, Release, Chart, Capabilities, Files, Template, Subcharts, ctx"


class MissingError(UndefinedError):
    """A missing value was written; ``missing`` is what stood for it."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing._undefined_message)
        self.missing = missing


class Missing(Undefined):
    """A key that a map does not have; ``owner`` is the map, or what was missing before it."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Any, name: Any) -> None:
        super().__init__(name=str(name))
        self.owner = owner
        self.name = name

    @property
    def _undefined_message(self) -> str:
        return f"{self.describe()} has no value"

    def describe(self) -> str:
        """Give the keys that led here, as far as they are known: ``image.tag``."""
        if isinstance(self.owner, Missing):
            return f"{self.owner.describe()}.{self.name}"
        return str(self.name)

    def start(self) -> Any:
        """Give the last map on the way that was there."""
        return self.owner.start() if isinstance(self.owner, Missing) else self.owner

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Missing)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(None)

    def __contains__(self, item: object) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        raise MissingError(self)


class UnknownName(StrictUndefined):
    """A name that is neither a variable nor a function."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        return f"nothing is called {self._undefined_name}; values start with one of {_ROOTS}"
