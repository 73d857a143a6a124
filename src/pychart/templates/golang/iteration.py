"""What ``{{range}}`` goes over: lists, maps in the order of their keys, integers from 0 (Go: exec.go walkRange)."""

from __future__ import annotations

from pychart.gostd.strings import sorted_keys
from pychart.gostd.types import Uint8
from pychart.records import NamedTuple
from pychart.templates.golang.exec_errors import ExecError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any


class Ranges(NamedTuple):
    """``elements`` and ``pairs``, made for one renderer: they count what they give."""

    elements: Callable[[Any], Sequence[Any]]
    pairs: Callable[[Any], Iterable[tuple[Any, Any]]]
    reset: Callable[[], None]


def make_ranges(max_elements: int) -> Ranges:
    """Make the functions that generated loops go over; they refuse to go over more elements in one file than may be."""
    seen = 0

    def count_elements(value: Any) -> Sequence[Any]:
        nonlocal seen
        if isinstance(value, (list, dict)):
            seen += len(value)
        elif isinstance(value, int) and value > 0:
            seen += value
        if seen > max_elements:
            raise refuse_elements(max_elements)
        return elements(value)

    def count_pairs(value: Any) -> Iterable[tuple[Any, Any]]:
        nonlocal seen
        seen += len(value) if isinstance(value, (list, dict)) else 0
        if seen > max_elements:
            raise refuse_elements(max_elements)
        return pairs(value)

    def reset() -> None:
        nonlocal seen
        seen = 0

    return Ranges(count_elements, count_pairs, reset)


def refuse_elements(limit: int) -> ExecError:
    """Give the error for loops that go over too many elements."""
    return ExecError(f"ranges go over more than {limit} elements in one file; --max-elements allows more")


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
