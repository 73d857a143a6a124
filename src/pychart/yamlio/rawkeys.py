"""Map keys with the types they have before JSON, and values in Go's %#v: goyaml's errors print both."""

from __future__ import annotations

from pychart.gostd.strconv import format_float, quote
from pychart.yamlio.scalars import key_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class BadKey:
    """A map key that JSON cannot hold: null, or an integer above int64."""

    __slots__ = ("go_type", "text", "value")

    def __init__(self, value: int | None) -> None:
        self.value = value
        self.go_type = "%!s(<nil>)" if value is None else "uint64"
        self.text = "<nil>" if value is None else hex(value)


class RawKey(str):
    """A key that is no string in YAML: its text, and the value it was."""

    value: Any

    def __new__(cls, value: Any) -> RawKey:
        """Make the key of null, a bool, an int or a float; equal keys of different types stay apart."""
        key = super().__new__(cls, f"{type(value).__name__} {key_text(value)}")
        key.value = value
        return key


def find_bad_key(value: Any) -> str:
    """Say in Go's words which key of a tree JSON cannot hold; empty where there is none."""
    pending = [value]
    while pending:
        item = pending.pop()
        if type(item) is list:
            pending += reversed(item)
        elif type(item) is dict:
            for key, inner in item.items():
                raw = key.value if type(key) is RawKey else key
                if raw is None or (type(raw) is int and raw >= 2**63):
                    bad = BadKey(raw)
                    return f"unsupported map key of type: {bad.go_type}, key: {bad.text}, value: {go_operand(inner)}"
            pending += reversed(item.values())
    return ""


def go_operand(value: Any) -> str:
    """Write a value as %#v prints an operand: nil alone has no type."""
    return "<nil>" if value is None else go_syntax(value)


def go_syntax(value: Any) -> str:
    """Write a value as Go's %#v does inside goyaml: ``map[interface {}]interface {}{"a":1}``."""
    parts: list[str] = []
    pending: list[Any] = [value]
    while pending:
        item = pending.pop()
        if type(item) is _Text:
            parts.append(item.text)
        elif type(item) is dict:
            parts.append("map[interface {}]interface {}{")
            pending.append(_Text("}"))
            pairs = sorted(item.items(), key=_rank, reverse=True)
            for place, (key, inner) in enumerate(pairs):
                pending += [inner, _Text(f"{_write_key(key)}:")]
                if place < len(pairs) - 1:
                    pending.append(_Text(", "))
        elif type(item) is list:
            parts.append("[]interface {}{")
            pending.append(_Text("}"))
            for place, inner in enumerate(reversed(item)):
                pending.append(inner)
                if place < len(item) - 1:
                    pending.append(_Text(", "))
        else:
            parts.append(_write_scalar(item))
    return "".join(parts)


class _Text:
    """Text that is written already, among the values that are not."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _rank(pair: tuple[str, Any]) -> tuple[Any, ...]:
    """Order keys as Go prints them: by type first, and types as they lie in Helm's program."""
    key = pair[0]
    if type(key) is not RawKey:
        return (1, key)
    value = key.value
    if value is None:
        return (0,)
    if type(value) is bool:
        return (5, value)
    if type(value) is float:
        return (4, value)
    return (3 if value < 2**63 else 2, value)


def _write_key(key: str) -> str:
    return _write_scalar(key.value) if type(key) is RawKey else quote(key)


def _write_scalar(value: Any) -> str:
    if value is None:
        return "interface {}(nil)"
    if type(value) is bool:
        return "true" if value else "false"
    if type(value) is float:
        return format_float(value)
    if type(value) is int:
        return str(value) if value < 2**63 else hex(value)
    return quote(value)
