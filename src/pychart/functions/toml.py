"""TOML in templates: what toToml and fromToml give, and how faults appear.

toToml gives the fault's text instead of a document; fromToml puts it in its result.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.tomlwrite import TomlError, encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def to_toml(value: Any) -> str:
    """Write a map as TOML, keys sorted, tables after plain keys; the fault's text where that is impossible.

    Origin: Helm; BurntSushi/toml.
    """
    try:
        return encode(value)
    except TomlError as error:
        return str(error)


def must_to_toml(value: Any) -> str:
    """Write a map as TOML, as toToml. Fails where that is impossible. Origin: Helm."""
    try:
        return encode(value)
    except TomlError as error:
        raise FunctionError(str(error)) from None


def from_toml(text: str) -> dict[str, Any]:
    """Read a TOML document; ``{"Error": why}`` where it is none. Integers become int64. Origin: Helm."""
    from pychart.gostd.tomlread import TomlSyntaxError, decode

    try:
        return decode(text)
    except TomlSyntaxError as error:
        return {"Error": str(error)}
