"""YAML as Helm reads and writes it; the only package of the project that knows PyYAML."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.yamlio.emitter import dump
    from pychart.yamlio.head import read_head
    from pychart.yamlio.pretty import dump_pretty
    from pychart.yamlio.reader import iter_stream, load, load_all, load_exact, load_strict, split_stream
    from pychart.yamlio.scalars import go_text
    from pychart.yamlio.typed import load_list, load_map


__all__ = [
    "dump",
    "dump_pretty",
    "go_text",
    "iter_stream",
    "load",
    "load_all",
    "load_exact",
    "load_list",
    "load_map",
    "load_strict",
    "read_head",
    "split_stream",
]

_HOMES = {
    "dump": "emitter",
    "dump_pretty": "pretty",
    "go_text": "scalars",
    "iter_stream": "reader",
    "load": "reader",
    "load_all": "reader",
    "load_exact": "reader",
    "load_list": "typed",
    "load_map": "typed",
    "load_strict": "reader",
    "read_head": "head",
    "split_stream": "reader",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is first asked for: a command that only writes never loads the reader."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    full_name = f"{__name__}.{home}"
    __import__(full_name)
    value = getattr(sys.modules[full_name], name)
    globals()[name] = value
    return value
