"""Merging one map into another, as sprig's merge functions do it.

Origin: dario.cat/mergo 1.0.1, Merge and MergeWithOverwrite on maps of templates.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.types import Struct, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def merge_into(target: dict[str, Any], source: dict[str, Any], overwrite: bool) -> None:
    """Merge ``source`` into ``target``, which changes; maps in both are merged in turn.

    Without ``overwrite`` only what target lacks, or has empty, is taken. With it all is taken, nil and empty values
    too, except that an empty map leaves target's map alone. What is taken is shared, not copied.
    """
    for key, value in [*source.items()]:  # a copy: target may contain source
        if value is None:
            if overwrite:
                target[key] = None
            continue
        present = target.get(key)
        if isinstance(value, dict):
            if isinstance(present, dict):
                merge_into(present, value, overwrite)
                if present:
                    continue
            elif not overwrite:
                _refuse_pointer(present)
        if overwrite or _is_empty(present):
            target[key] = value


def _is_empty(value: Any) -> bool:
    return not value and type(value) is not complex


def _refuse_pointer(value: Any) -> None:
    if isinstance(value, Struct) and kind_of(value) == "ptr":
        raise FunctionError("src and dst must be of same type")
