"""Values written back as arguments of ``--set`` and its kin, which give them again when they are applied in order.

An argument is given as its parts: what stands between its commas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pychart.gostd.json import marshal
from pychart.values.layers import spell_path

Path = tuple[str | int, ...]
Parts = list[str]


def print_set(values: dict[str, Any]) -> list[Parts]:
    """Write what ``--set`` or ``--set-string`` can give; empty lists come of an early end, so each stands alone."""
    pairs: Parts = []
    ends: list[Parts] = []
    for path, value in _leaves(values, _is_plain):
        name = spell_path(path)
        if value == {}:
            pairs.append(f"{name}.=")
        elif value == []:
            # An argument that ends here sets nothing in an element that is not there yet.
            pairs += [f"{spell_path(path[: place + 1])}.=" for place, key in enumerate(path) if isinstance(key, int)][
                -1:
            ]
            ends.append([f"{name}[0]"])
        else:
            pairs.append(f"{name}={_spell_value(value)}")
    # A comma at the end makes an empty text a value even where it stands in an element of a list.
    return ([[*pairs, ""]] if pairs else []) + ends


def print_literals(values: dict[str, Any]) -> list[Parts]:
    """Write what ``--set-literal`` can give, one argument for each value."""
    return [[_spell_literal(path, value)] for path, value in _leaves(values, lambda items: False)]


def print_json(values: dict[str, Any]) -> list[Parts]:
    """Write any values for ``--set-json``, by key where no key is empty or looks like JSON."""
    if not values or "" in values or "{" in "".join(values):
        return [[marshal(values)]]
    return [[f"{spell_path((key,))}={marshal(value)}" for key, value in values.items()]]


def _leaves(value: Any, is_leaf: Callable[[list[Any]], bool], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield what one assignment gives, and its path; ``is_leaf`` tells of a list whether it can be written whole."""
    if isinstance(value, dict) and (value or not path):
        for key, inner in value.items():
            yield from _leaves(inner, is_leaf, (*path, key))
    elif isinstance(value, list) and value and not is_leaf(value):
        for place, inner in enumerate(value):
            # An element that nobody sets is null, where another one follows.
            if inner is not None or place == len(value) - 1:
                yield from _leaves(inner, is_leaf, (*path, place))
    else:
        yield path, value


def _is_plain(items: list[Any]) -> bool:
    return all(item is not None and not isinstance(item, (dict, list)) for item in items)


def _spell_value(value: Any) -> str:
    if isinstance(value, list):
        return "{" + ",".join(_escape(_word(item), ",}") for item in value) + "}"
    text = _escape(_word(value), ",")
    return f"\\{text}" if text.startswith("{") else text


def _word(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _escape(text: str, signs: str) -> str:
    return "".join(f"\\{c}" if c == "\\" or c in signs else c for c in text)


def _spell_literal(path: Path, value: Any) -> str:
    name = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)[1:]
    return f"{name}[0]" if value == [] else f"{name}.=" if value == {} else f"{name}={value}"
