"""What functions that take a list make of their argument: lists of any element type, and bytes."""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.types import Uint8, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference"


def require_elements(values: Any, complaint: str) -> list[Any]:
    """Give the elements that a list or bytes hold; the list is the argument itself and must not be changed.

    Raises FunctionError: Go's panic for nil, ``COMPLAINT KIND`` for any other value.
    """
    if isinstance(values, list):
        return values
    if type(values) is bytes:
        return [*map(Uint8, values)]
    if values is None:
        raise FunctionError(NIL_POINTER)
    raise FunctionError(f"{complaint} {kind_of(values)}")
