"""The switch that keeps a whole command off the network: --offline or PYCHART_OFFLINE."""

from __future__ import annotations

from pychart.errors import FetchError

_is_forbidden = False


def forbid_network(forbid: bool = True) -> None:
    """Let every later connection of this process fail before it is opened, or allow them again."""
    global _is_forbidden
    _is_forbidden = forbid


def require_network() -> None:
    """Raise FetchError where the network is forbidden."""
    if _is_forbidden:
        raise FetchError("the network may not be used: --offline or PYCHART_OFFLINE forbids it")
