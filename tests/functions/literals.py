"""Values as text that tells Go's types apart: 1, 1.0, True and Int64(1) are equal in Python but not in templates."""

from __future__ import annotations

from typing import Any


def show(value: Any) -> str:
    """Give the Python source of a value, with its exact type and with sorted keys."""
    kind = type(value)
    if isinstance(value, list):
        text = f"[{', '.join(map(show, value))}]"
        return text if kind is list else f"{kind.__name__}({text if value else ''})"
    if isinstance(value, dict):
        text = f"{{{', '.join(f'{key!r}: {show(value[key])}' for key in sorted(value))}}}"
        return text if kind is dict else f"{kind.__name__}({text if value else ''})"
    if kind in (str, bytes, int, float, bool, complex, type(None)):
        return repr(value)
    return f"{kind.__name__}({value!r})"
