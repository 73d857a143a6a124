"""Go pipelines that stand for values, and what is known of these."""

from __future__ import annotations

from typing import Any, NamedTuple

from pychart.gostd.strconv import quote
from pychart.templates.translate.scopes import ANY, BOOL, FLOAT, INT, STRING, CannotTranslate

MISSING = object()
"""Stands for a default that is not known."""


class Go(NamedTuple):
    """A Go pipeline, the kind of its value, and whether it may stand as an argument without parentheses.

    ``default`` is what values.yaml has there, a mark where that is not known. ``is_fixed`` tells that it is a literal;
    ``items`` are those of a list that is written out.
    """

    text: str
    kind: str = ANY
    is_operand: bool = True
    default: Any = MISSING
    is_fixed: bool = False
    items: tuple[Go, ...] = ()

    @property
    def operand(self) -> str:
        """The text as an argument."""
        return self.text if self.is_operand else f"({self.text})"

    @property
    def base(self) -> str:
        """The text with a dot behind it."""
        return self.text if self.is_operand and self.text[:1] in ".$(" else f"({self.text})"


def write_literal(value: Any, line: int) -> Go:
    """Write a constant. Raises CannotTranslate for numbers that Go has no form for."""
    if value is None:
        return Go("nil", ANY, is_fixed=True)
    if isinstance(value, bool):
        return Go("true" if value else "false", BOOL, is_fixed=True)
    if isinstance(value, str):
        return Go(quote(value), STRING, is_fixed=True)
    if isinstance(value, int) and abs(value) < 2**63:
        return Go(str(value), INT, is_fixed=True)
    if isinstance(value, float) and abs(value) < float("inf"):
        return Go(repr(value), FLOAT, is_fixed=True)
    raise CannotTranslate(f"the constant {value!r} has no form in Go templates", line)


def as_bool(value: Go) -> Go:
    """Give whether a value counts as true."""
    return value if value.kind == BOOL else Go(f"not (not {value.operand})", BOOL, False)
