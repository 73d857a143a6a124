"""The shared flags, read before it is known which command the line calls (Helm reads all arguments twice)."""

from __future__ import annotations

from pychart.cli.options import GLOBAL_FLAGS
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_early(args: list[str]) -> dict[str, Any]:
    """Give the values of the shared flags that are given, by name, in the order in which they were last given.

    Unknown flags are passed over with the word behind them; a bad value ends the reading (pflag: UnknownFlags).
    """
    known = {name: flag for flag in GLOBAL_FLAGS for name in flag.names}
    found: dict[str, Any] = {}
    rest = list(args)
    while rest:
        arg = rest.pop(0)
        if arg in ("--", "--help", "-h"):
            break
        if not arg.startswith("-") or arg == "-":
            continue
        name, sign, value = arg.partition("=") if arg.startswith("--") else (arg[:2], arg[2:], arg[2:].lstrip("="))
        flag = known.get(name)
        if flag is None:
            if not sign and rest and not rest[0].startswith("-"):
                rest.pop(0)
            continue
        if not sign:
            if flag.bare is None and not rest:
                break
            value = rest.pop(0) if flag.bare is None else flag.bare
        try:
            converted = flag.convert(value)
        except PychartError:
            break
        earlier = found.pop(flag.name, ())
        found[flag.name] = (*earlier, *converted) if flag.many else converted
    return found
