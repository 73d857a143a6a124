"""Lists in templates (sprig): taking parts, adding, removing and searching elements; nothing changes its argument.

Every function takes lists of any element type, bytes too, and gives []interface {}. On nil they fail as Go does when
it asks nil for its type. The ``must`` forms are the same functions: in templates both end with the same error.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions.casting import to_int64
from pychart.functions.reflection import deep_equal
from pychart.functions.sequences import require_elements
from pychart.gostd.types import ListList, NilList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def list_(*values: Any) -> list[Any]:
    """Make a list.

    ``list VALUE...`` gives []interface {}; ``tuple`` is the same. Origin: sprig.
    """
    return [*values]


def append(values: Any, value: Any) -> list[Any]:
    """Give a new list with VALUE at the end.

    ``append LIST VALUE`` gives []interface {}; ``push`` is the same. Fails with ``Cannot push on type string``.
    Origin: sprig.
    """
    return [*require_elements(values, "Cannot push on type"), value]


def prepend(values: Any, value: Any) -> list[Any]:
    """Give a new list with VALUE at the beginning.

    ``prepend LIST VALUE`` gives []interface {}. Fails with ``Cannot prepend on type string``. Origin: sprig.
    """
    return [value, *require_elements(values, "Cannot prepend on type")]


def first(values: Any) -> Any:
    """Give a list's first element, nil if it has none.

    ``first LIST`` gives any. Fails with ``Cannot find first on type string``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot find first on type")
    return elements[0] if elements else None


def last(values: Any) -> Any:
    """Give a list's last element, nil if it has none.

    ``last LIST`` gives any. Fails with ``Cannot find last on type string``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot find last on type")
    return elements[-1] if elements else None


def rest(values: Any) -> list[Any]:
    """Give all elements but the first; nil, not an empty list, if there are none.

    ``rest LIST`` gives []interface {}. Fails with ``Cannot find rest on type string``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot find rest on type")
    return [*elements[1:]] if elements else NilList()


def initial(values: Any) -> list[Any]:
    """Give all elements but the last; nil, not an empty list, if there are none.

    ``initial LIST`` gives []interface {}. Fails with ``Cannot find initial on type string``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot find initial on type")
    return [*elements[:-1]] if elements else NilList()


def reverse(values: Any) -> list[Any]:
    """Give the elements in reverse order.

    ``reverse LIST`` gives []interface {}. Fails with ``Cannot find reverse on type string``. Origin: sprig.
    """
    return [*reversed(require_elements(values, "Cannot find reverse on type"))]


def uniq(values: Any) -> list[Any]:
    """Give the elements without repetitions; 1 and 1.0 are different.

    ``uniq LIST`` gives []interface {}. Fails with ``Cannot find uniq on type string``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot find uniq on type")
    if _are_all_strings(elements):
        return [*dict.fromkeys(elements)]
    kept: list[Any] = []
    for element in elements:
        if not _occurs(element, kept):
            kept.append(element)
    return kept


def without(values: Any, *unwanted: Any) -> list[Any]:
    """Give the elements that equal none of UNWANTED.

    ``without LIST UNWANTED...`` gives []interface {}. Fails with ``Cannot find without on type string``.
    Origin: sprig.
    """
    elements = require_elements(values, "Cannot find without on type")
    return [element for element in elements if not _occurs(element, unwanted)]


def has(value: Any, values: Any) -> bool:
    """Tell whether a list has an element equal to VALUE, of the same type.

    ``has VALUE LIST`` gives bool; nil has nothing. Fails with ``Cannot find has on type string``. Origin: sprig.
    """
    if values is None:
        return False
    return _occurs(value, require_elements(values, "Cannot find has on type"))


def slice_(values: Any, *indexes: Any) -> Any:
    """Give the elements from START up to END, which is left out.

    ``slice LIST [START [END]]`` gives a list of the same type, nil for an empty list. Fails with ``list should be
    type of slice or array but string`` and ``reflect.Value.Slice: slice index out of bounds``. Origin: sprig.
    """
    elements = require_elements(values, "list should be type of slice or array but")
    if not elements:
        return None
    start = to_int64(indexes[0]) if indexes else 0
    end = to_int64(indexes[1]) if len(indexes) > 1 else len(elements)
    if not 0 <= start <= end <= len(elements):
        raise FunctionError("reflect.Value.Slice: slice index out of bounds")
    part = values[start:end]
    return part if type(values) in (list, bytes) else type(values)(part)


def concat(*lists: Any) -> list[Any]:
    """Put lists together; nil, not an empty list, if there are no elements.

    ``concat LIST...`` gives []interface {}. Fails with ``Cannot concat type string as list``. Origin: sprig.
    """
    joined: list[Any] = []
    for values in lists:
        if type(values) is list:
            joined += values
        else:
            joined += _require_list(values)
    return joined or NilList()


def chunk(size: int, values: Any) -> ListList:
    """Cut a list into lists of SIZE elements; the last one may be shorter.

    ``chunk SIZE LIST`` gives [][]interface {}. Fails with ``Cannot chunk type string``, and for a SIZE of 0 with
    ``runtime error: makeslice: len out of range``. Origin: sprig.
    """
    elements = require_elements(values, "Cannot chunk type")
    if size > 0:
        return ListList([*elements[place : place + size]] for place in range(0, len(elements), size))
    return _chunk_oddly(size, elements)


must_append = append
must_prepend = prepend
must_first = first
must_last = last
must_rest = rest
must_initial = initial
must_reverse = reverse
must_uniq = uniq
must_without = without
must_has = has
must_slice = slice_
must_chunk = chunk


def _require_list(values: Any) -> list[Any]:
    try:
        return require_elements(values, "Cannot concat type")
    except FunctionError as error:
        raise FunctionError(f"{error} as list" if values is not None else str(error)) from None


def _are_all_strings(elements: Any) -> bool:
    return all(type(element) is str for element in elements)


def _occurs(value: Any, elements: Any) -> bool:
    if type(value) is str:  # no other type's value equals a string, so Python's search will do
        return value in elements
    return any(deep_equal(value, element) for element in elements)


def _chunk_oddly(size: int, elements: Any) -> ListList:
    """Do what sprig's arithmetic makes of sizes below 1: mostly Go's panic, at times a list."""
    if len(elements) == 1 and size < -1:
        return ListList([[*elements]])
    if 1 < len(elements) <= 1 - size:
        return ListList()
    raise FunctionError("runtime error: makeslice: len out of range")
