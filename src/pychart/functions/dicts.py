"""Maps in templates (sprig): making, reading, changing, merging.

``set``, ``unset`` and the merge functions change the map they are given and give that same map back.
Parameters that are maps may be nil, which reads as an empty map.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions.merging import merge_into
from pychart.functions.strings import to_string
from pychart.gostd.types import StringList, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Map = dict[str, Any]


_MAP = "map[string]interface {}"


def dict_(*pairs: Any) -> Map:
    """Make a map of keys and values in turn.

    ``dict KEY VALUE...`` gives a map; keys become texts as with ``toString``, a key without value gets "".
    Origin: sprig.
    """
    made: Map = {}
    for place in range(0, len(pairs) - 1, 2):
        key = pairs[place]
        made[key if type(key) is str else to_string(key)] = pairs[place + 1]
    if len(pairs) % 2:
        made[to_string(pairs[-1])] = ""
    return made


def get(values: Map | None, key: str) -> Any:
    """Give the value of a key, "" if the map has no such key.

    ``get MAP KEY`` gives any. Origin: sprig.
    """
    return values.get(key, "") if values else ""


def set_(values: Map | None, key: str, value: Any) -> Map:
    """Set a key of a map.

    ``set MAP KEY VALUE`` gives MAP. Fails with ``assignment to entry in nil map``. Origin: sprig.
    """
    if values is None:
        raise FunctionError("assignment to entry in nil map")
    values[key] = value
    return values


def unset(values: Map | None, key: str) -> Map:
    """Remove a key from a map, if it is there.

    ``unset MAP KEY`` gives MAP. Origin: sprig.
    """
    if values is None:
        return {}
    values.pop(key, None)
    return values


def has_key(values: Map | None, key: str) -> bool:
    """Tell whether a map has a key.

    ``hasKey MAP KEY`` gives bool. Origin: sprig.
    """
    return values is not None and key in values


def pluck(key: str, *maps: Map | None) -> list[Any]:
    """Collect the values that several maps have for one key.

    ``pluck KEY MAP...`` gives []interface {}. Origin: sprig.
    """
    return [values[key] for values in maps if values and key in values]


def keys(*maps: Map | None) -> StringList:
    """List the keys of all maps, in no certain order and repeated if several maps have them.

    ``keys MAP...`` gives []string. Origin: sprig.
    """
    return StringList([key for values in maps if values for key in values])


def pick(values: Map | None, *wanted: str) -> Map:
    """Make a map of the wanted keys only.

    ``pick MAP KEY...`` gives a map. Origin: sprig.
    """
    return {key: values[key] for key in wanted if key in values} if values else {}


def omit(values: Map | None, *unwanted: str) -> Map:
    """Make a map of all keys but the unwanted ones.

    ``omit MAP KEY...`` gives a map. Origin: sprig.
    """
    return {key: value for key, value in (values or {}).items() if key not in unwanted}


def merge(target: Map | None, *sources: Map | None) -> Any:
    """Merge maps into the first one; what stands there already and is not empty stays.

    ``merge MAP SOURCE...`` gives MAP, or "" where mustMerge fails. Origin: sprig; dario.cat/mergo.
    """
    try:
        return _merge(target, sources, False)
    except FunctionError:
        return ""


def merge_overwrite(target: Map | None, *sources: Map | None) -> Any:
    """Merge maps into the first one; what comes later replaces what stands there, even by empty values.

    ``mergeOverwrite MAP SOURCE...`` gives MAP. Origin: sprig; dario.cat/mergo.
    """
    return _merge(target, sources, True)


def must_merge(target: Map | None, *sources: Map | None) -> Any:
    """Merge as ``merge`` does, but fail instead of giving "".

    ``mustMerge MAP SOURCE...`` gives MAP. Fails with ``src and dst must be of same type`` where a map would have to
    be merged into an object such as a version. Origin: sprig; dario.cat/mergo.
    """
    return _merge(target, sources, False)


must_merge_overwrite = merge_overwrite


def values(source: Map | None) -> list[Any]:
    """List the values of a map, in no certain order.

    ``values MAP`` gives []interface {}. Origin: sprig.
    """
    return [*source.values()] if source else []


def dig(*arguments: Any) -> Any:
    """Walk through nested maps along some keys; give DEFAULT if one is missing.

    ``dig KEY... DEFAULT MAP`` gives any. Fails with ``dig needs at least three arguments``, and with ``interface
    conversion: interface {} is string, not map[string]interface {}`` where something else than a map stands on the
    way; ``.Values`` itself has its own type and fails too. Origin: sprig.
    """
    if len(arguments) < 3:
        raise FunctionError("dig needs at least three arguments")
    *path, fallback, current = arguments
    if type(current) is not dict:
        _require_type(current, _MAP)
    for key in path:
        if type(key) is not str:
            _require_type(key, "string")
    for key in path[:-1]:
        if key not in current:
            return fallback
        current = current[key]
        if type(current) is not dict:
            _require_type(current, _MAP)
    return current.get(path[-1], fallback)


def _merge(target: Map | None, sources: tuple[Map | None, ...], overwrite: bool) -> Map:
    merged: Map = {} if target is None else target
    for source in sources:
        if source:
            merge_into(merged, source, overwrite)
    return merged


def _require_type(value: Any, wanted: str) -> None:
    name = "nil" if value is None else type_name(value)
    if name != wanted:
        raise FunctionError(f"interface conversion: interface {{}} is {name}, not {wanted}")
