"""How large the result of one function may grow: Go would take any amount of memory, pychart refuses.

A chart is untrusted input, and a few calls such as ``repeat`` or ``until`` turn one number into gigabytes.
"""

from __future__ import annotations

from _contextvars import ContextVar

from pychart.errors import FunctionError

MAX_TEXT = 64 * 2**20
MAX_LIST = 10**7
LIST_LIMIT = ContextVar("LIST_LIMIT", default=MAX_LIST)
"""How long a list may be: a render may be given another limit than those that run beside it."""


def require_text_size(size: int) -> None:
    """Raise FunctionError if a text of ``size`` bytes would be too long."""
    if size > MAX_TEXT:
        raise FunctionError(f"the result would be {size} bytes long; at most {MAX_TEXT} are allowed")


def bounded(text: str) -> str:
    """Give the text back; raise FunctionError if it is too long. For results whose parts are all in memory already."""
    if len(text) > MAX_TEXT:
        require_text_size(len(text))
    return text


def require_list_size(size: int) -> None:
    """Raise FunctionError if a list of ``size`` elements would be too long."""
    limit = LIST_LIMIT.get()
    if size > limit:
        raise FunctionError(f"the result would have {size} elements; at most {limit} are allowed")
