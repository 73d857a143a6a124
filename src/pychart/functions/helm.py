"""What Helm itself adds: required, fail, lookup, getHostByName; ``include`` and ``tpl`` are the engine's."""

from __future__ import annotations

from pychart.errors import FailCall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def required(message: str, value: Any) -> Any:
    """Give the value back, or fail with the message where it is nil or an empty string.

    Zero, false and empty lists pass. Raises FailCall, which the engine shows with the place of the outermost
    include. Origin: Helm.
    """
    if value is None or (isinstance(value, str) and not value):
        raise FailCall(message)
    return value


def fail(message: str) -> str:
    """Stop rendering with the message. Raises FailCall. Origin: sprig, reworded by Helm."""
    raise FailCall(message)


def lookup(api_version: str, kind: str, namespace: str, name: str) -> dict[str, Any]:
    """Give an empty map: what a cluster holds is not asked while rendering on the client. Origin: Helm."""
    return {}


def get_host_by_name(name: str) -> str:
    """Give an empty string: names are not resolved while rendering.

    Origin: Helm without --enable-dns, in place of sprig's.
    """
    return ""
