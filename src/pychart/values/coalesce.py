"""Lay the user's values over the defaults of a chart and of all charts below it (Helm: common/util,
coalesce.go).

Two operations share one walk. Coalescing is what rendering uses: a user's null takes a default away and a
chart's own nulls vanish. Merging keeps every null, because a later coalescing still has to see it. Neither
changes what it is given: values are copied once, where they enter the result.

Helm prints its warnings through Go's log, which slog shows as INFO.
"""

from __future__ import annotations

from pychart import logs
from pychart.errors import ValuesError
from pychart.gostd.types import Int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pychart.chart.model import Chart

    Table = dict[str, Any]


GLOBAL = "global"
"""The section that a chart hands down to all charts below it."""

_LEAVES = frozenset({str, float, bool, int, type(None), Int64})


def coalesce_values(chart: Chart, values: Mapping[str, Any]) -> Table:
    """Give the values a chart is rendered with: ``values`` over the defaults, for the chart and all below
    it.

    Raises ValuesError where the section of a subchart is not a table.
    """
    return _coalesce(chart, copy_table(values), "", False)


def coalesce_over(chart: Chart, values: Mapping[str, Any], settled: Table) -> Table:
    """Do as ``coalesce_values``, given what it gives where the user has no values at all.

    ``settled`` is that, and is changed: what stands there under other keys than the user's is what it was, but for
    subcharts to which the user's globals are handed down.
    """
    keys = set(values)
    subcharts = chart.dependencies
    if GLOBAL not in keys:
        subcharts = tuple(subchart for subchart in subcharts if subchart.name in keys)
    keys.update(subchart.name for subchart in subcharts)
    for key in keys:
        settled.pop(key, None)
    settled.update(copy_table(values))
    defaults = {key: value for key, value in chart.values.items() if key in keys}
    _add_defaults(chart, settled, chart.name, False, defaults)
    _coalesce_subcharts(subcharts, settled, chart.name, False)
    return settled


def merge_values(chart: Chart, values: Mapping[str, Any]) -> Table:
    """Do as ``coalesce_values`` but keep nulls, for steps after which values are coalesced again."""
    return _coalesce(chart, copy_table(values), "", True)


def merge_tables(target: Table, source: Table) -> Table:
    """Fill ``target`` with what only ``source`` has, keeping nulls; both may change and share parts
    afterwards.
    """
    return _fill_table(target, source, "", True)


def coalesce_tables(target: Table, source: Table) -> Table:
    """Fill ``target`` with what only ``source`` has; a null in ``target`` takes the source's value away.

    Both may change and share parts afterwards.
    """
    return _fill_table(target, source, "", False)


def copy_table(table: Mapping[str, Any]) -> Table:
    """Copy a table and all tables and lists in it."""
    leaves = _LEAVES
    return {key: item if item.__class__ in leaves else _copy(item) for key, item in table.items()}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return copy_table(value)
    if isinstance(value, list):
        leaves = _LEAVES
        return [item if item.__class__ in leaves else _copy(item) for item in value]
    return value


def _copy_without_nulls(table: Table) -> Table:
    """Copy a table, leaving out the nulls of tables; those inside lists stay (Helm: cleanNilValues)."""
    leaves = _LEAVES
    return {key: item if item.__class__ in leaves else _clean(item) for key, item in table.items() if item is not None}


def _clean(value: Any) -> Any:
    return _copy_without_nulls(value) if isinstance(value, dict) else _copy(value)


def _coalesce(chart: Chart, target: Table, prefix: str, merge: bool) -> Table:
    own_prefix = _join(prefix, chart.name)
    _add_defaults(chart, target, own_prefix, merge, chart.values)
    _coalesce_subcharts(chart.dependencies, target, own_prefix, merge)
    return target


def _coalesce_subcharts(subcharts: Sequence[Chart], target: Table, prefix: str, merge: bool) -> None:
    for subchart in subcharts:
        section = target.setdefault(subchart.name, {})
        if not isinstance(section, dict):
            from pychart.gostd.fmt import sprintf

            raise ValuesError(f"type mismatch on {subchart.name}: {sprintf('%t', section)}")
        _hand_down_globals(section, target, prefix)
        _coalesce(subchart, section, prefix, merge)


def _add_defaults(chart: Chart, target: Table, prefix: str, merge: bool, defaults: Mapping[str, Any]) -> None:
    copy = copy_table if merge else _copy_without_nulls
    subcharts = {subchart.name for subchart in chart.dependencies}
    for key, default in defaults.items():
        if key not in target:
            if isinstance(default, dict):
                target[key] = copy(default)
            elif merge or default is not None:
                target[key] = _copy(default)
            continue
        value = target[key]
        if value is None and not merge:
            del target[key]
        elif not isinstance(value, dict):
            continue
        elif isinstance(default, dict):
            # A subchart's section keeps its nulls: the subchart itself is coalesced with it next.
            keep_nulls = merge or key in subcharts
            source = copy_table(default) if keep_nulls else _copy_without_nulls(default)
            _fill_table(value, source, _join(prefix, key), keep_nulls)
        elif default is not None:
            logs.info(f"warning: skipped value for {prefix}.{key}: Not a table.")


def _fill_table(target: Table, source: Table, prefix: str, merge: bool) -> Table:
    """Add to ``target`` what only ``source`` has, table by table; ``target`` wins (Helm:
    coalesceTablesFullKey).

    ``source`` learns the nulls of ``target`` on the way: import-values can see that, so it is done here
    too.
    """
    given = {key for key, item in source.items() if item is not None}
    for key, item in target.items():
        if item is None:
            source[key] = None
    for key, item in source.items():
        if key not in target:
            target[key] = item
            continue
        value = target[key]
        if value is None and not merge and key in given:
            del target[key]
        elif isinstance(item, dict):
            if isinstance(value, dict):
                _fill_table(value, item, _join(prefix, key), merge)
            else:
                _warn_about("cannot overwrite table with non table for", _join(prefix, key), item)
        elif isinstance(value, dict) and item is not None:
            full_key = _join(prefix, key)
            text = _format(item)
            logs.info(f"warning: destination for {full_key} is a table. Ignoring non-table value ({text})")
    return target


def _hand_down_globals(section: Table, parent: Table, prefix: str) -> None:
    """Give a subchart's section the globals of its parent, which win over its own."""
    own = section.get(GLOBAL, {})
    if not isinstance(own, dict):
        logs.info(f"warning: skipping globals because destination {GLOBAL} is not a table.")
        return
    handed = parent.get(GLOBAL, {})
    if not isinstance(handed, dict):
        logs.info(f"warning: skipping globals because source {GLOBAL} is not a table.")
        return
    for key, item in handed.items():
        known = own.get(key)
        if isinstance(item, dict):
            copied = dict(item)
            if key not in own:
                own[key] = copied
            elif isinstance(known, dict):
                own[key] = _fill_table(copied, known, _join(prefix, key), True)
            else:
                from pychart.gostd.strconv import quote

                logs.info(f"Conflict: cannot merge map onto non-map for {quote(key)}. Skipping.")
        elif isinstance(known, dict):
            logs.info(f"key {key} is table. Skipping")
        else:
            own[key] = item
    section[GLOBAL] = own


def _warn_about(what: str, key: str, value: Any) -> None:
    logs.info(f"warning: {what} {key} ({_format(value)})")


def _join(prefix: str, key: str) -> str:
    return f"{prefix}.{key}" if prefix else key


def _format(value: Any) -> str:
    from pychart.gostd.fmt import format_value

    return format_value(value)
