"""Find values by path, and the methods that ``.Values`` has in templates (Helm: common/values.go)."""

from __future__ import annotations

from pychart.errors import ArgumentError, FunctionError, ValuesError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Table = dict[str, Any]
    Path = tuple[str | int, ...]

ABSENT = object()
"""What look_up() gives where nothing stands, for null is a value."""


def look_up(values: Any, path: Path) -> Any:
    """Give what stands behind keys of tables and indexes of lists, ABSENT where nothing does."""
    for key in path:
        is_element = isinstance(values, list) and isinstance(key, int) and 0 <= key < len(values)
        if not is_element and not (isinstance(values, dict) and key in values):
            return ABSENT
        values = values[key]
    return values


def is_absent(value: object) -> bool:
    """Tell whether look_up() found nothing."""
    return value is ABSENT


def require_table(values: Table, path: str) -> Table:
    """Give the table at a dotted path: the object itself, not a copy.

    Raises ValuesError naming the first part of the path that is missing or not a table.
    """
    table = values
    for name in path.split("."):
        found = table.get(name)
        if not isinstance(found, dict):
            raise ValuesError(f"{_quote(name)} is not a table")
        table = found
    return table


def require_value(values: Table, path: str) -> Any:
    """Give what stands at a dotted path if it is not a table; null counts as a value.

    Raises ValuesError naming the last part of the path, or saying that the path is empty.
    """
    if not path:
        raise ValuesError("YAML path cannot be empty")
    parent, _, name = path.rpartition(".")
    try:
        table = require_table(values, parent) if len(parent) < len(path) - len(name) else values
    except ValuesError:
        table = {}
    if name not in table or isinstance(table[name], dict):
        raise ValuesError(f"{_quote(name)} is not a value")
    return table[name]


def _quote(text: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(text)


def _as_map(values: Table) -> Table:
    return values


def _yaml(values: Table) -> str:
    from pychart.yamlio import dump

    return dump(values) + "\n"


def _table(values: Table, path: str) -> Any:
    return _ask(require_table, values, path)


def _path_value(values: Table, path: str) -> Any:
    return _ask(require_value, values, path)


def _ask(lookup: Callable[[Table, str], Any], values: Table, path: str) -> Any:
    if not isinstance(path, str):
        raise ArgumentError(0, "string", path)
    try:
        return lookup(values, path)
    except ValuesError as error:
        raise FunctionError(str(error)) from None


def _encode(values: Table, writer: object) -> None:
    """Refuse: no value in a template is an io.Writer."""
    raise ArgumentError(0, "io.Writer", writer)


METHODS: dict[str, Callable[..., Any]] = {
    "AsMap": _as_map,
    "Encode": _encode,
    "PathValue": _path_value,
    "Table": _table,
    "YAML": _yaml,
}
"""The methods of common.Values; each takes the values first. They hide keys of the same name, as in Go."""
