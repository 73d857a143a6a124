"""What an action puts into the output: fmt.Fprint of its value, nil as ``<no value>`` (Go: exec.go printValue)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NO_VALUE = "<no value>"


def printed(value: Any) -> str:
    """Give the text that ``{{ value }}`` writes."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if value is None:
        return NO_VALUE
    if kind is bool:
        return "true" if value else "false"
    if kind is float:
        from pychart.gostd.strconv import format_float

        return format_float(value)
    from pychart.gostd.fmt import format_value
    from pychart.gostd.types import Struct

    if isinstance(value, Struct) and value.go_string_on_pointer:
        return str(value.go_string())
    text = format_value(value)
    # Where it may, an action prints what a pointer points to.
    return text.removeprefix("&") if isinstance(value, Struct) and value.go_type.startswith("*") else text


def drop_no_value(text: str) -> str:
    """Take every ``<no value>`` out, as Helm does with each file and each result of tpl."""
    return text.replace(NO_VALUE, "") if NO_VALUE in text else text
