"""What ``{{range}}`` goes over: lists, maps in the order of their keys, integers from 0 (Go: exec.go walkRange)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pychart.gostd.strings import sorted_keys
from pychart.gostd.types import Uint8
from pychart.templates.golang.exec_errors import ExecError


def elements(value: Any) -> Sequence[Any]:
    """Give the elements for a range with one variable or none; the result is false where there is none.

    Raises ExecError for a value that range cannot go over.
    """
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return [value[key] for key in sorted_keys(value)]
    if value is None:
        return ()
    if type(value) is int:
        return range(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return [type(value)(number) for number in range(value)]
    if isinstance(value, bytes):
        return [Uint8(byte) for byte in value]
    raise ExecError(f"range can't iterate over {_describe(value)}")


def pairs(value: Any) -> Iterable[tuple[Any, Any]]:
    """Give index or key and element for a range with two variables; the result is false where there is none.

    Raises ExecError for a value that range cannot go over that way.
    """
    if isinstance(value, list):
        return enumerate(value) if value else ()
    if isinstance(value, dict):
        return [(key, value[key]) for key in sorted_keys(value)]
    if isinstance(value, int) and not isinstance(value, bool):
        raise ExecError(f"can't use {_describe(value)} to iterate over more than one variable")
    found = elements(value)
    return enumerate(found) if found else ()


def _describe(value: Any) -> str:
    from pychart.gostd.fmt import format_value

    return format_value(value)
