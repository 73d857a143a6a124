"""What goes wrong while a template runs, before anybody has looked up where it happened."""

from __future__ import annotations

from pychart.errors import FunctionError


class ExecError(FunctionError):
    """A mistake of the template itself: a field of nil, the wrong number of arguments (Go: state.errorf)."""


class MethodError(FunctionError):
    """What a method called as a field says; ``method`` is its name."""

    def __init__(self, method: str, message: str) -> None:
        super().__init__(message)
        self.method = method


def raise_exec(message: str, *_evaluated: object) -> None:
    """Raise ExecError: lowered code calls this where Go refuses an expression when it reaches it."""
    raise ExecError(message)
