"""Values as a message shows them: short, one line."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_MAX_TEXT = 60
_MAX_KEYS = 8


def describe_value(value: Any) -> str:
    """Give a value in a few words."""
    if value is None:
        return "not set (nil)"
    if isinstance(value, str):
        return quote_short(value)
    if isinstance(value, dict):
        return f"a map with {list_names(value)}" if value else "an empty map"
    if isinstance(value, (list, bytes)):
        return f"a list of {len(value)}" if value else "an empty list"
    from pychart.gostd.fmt import format_value

    text = format_value(value)
    return text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "..."


def quote_short(text: str) -> str:
    """Give a text in double quotes, cut where it is long."""
    from pychart.gostd.strconv import quote

    return quote(text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT] + "...")


def spell_setting(path: tuple[str | int, ...], flag: str = "--set", value: str = "...") -> str:
    """Write the flag that sets the value at a path, for a shell: keys with dots, indexes and all."""
    from shlex import quote

    from pychart.values.layers import spell_path

    return f"{flag} {quote(f'{spell_path(path)}={value}')}"


def list_names(names: Iterable[str]) -> str:
    """List names for a sentence, not too many of them."""
    known = sorted(map(str, names))
    shown = ", ".join(known[:_MAX_KEYS])
    return f"{shown} and {len(known) - _MAX_KEYS} more" if len(known) > _MAX_KEYS else shown
