"""Decide which subcharts take part and under which name (Helm: chart/v2/util, dependencies.go).

The entries of ``dependencies`` in Chart.yaml alias charts, switch them by tags and conditions, and lift
values from a child into its parent's defaults.
"""

from __future__ import annotations

from pychart import logs
from pychart.errors import ValuesError
from pychart.gostd.types import StringMap
from pychart.records import NamedTuple
from pychart.values.coalesce import coalesce_values, copy_table, merge_tables, merge_values
from pychart.values.paths import require_table, require_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.chart.metadata import Dependency
    from pychart.chart.model import Chart

    Table = dict[str, Any]


_MISSING = object()


def process_dependencies(chart: Chart, values: Mapping[str, Any]) -> Chart:
    """Give the chart as it will be rendered with the user's ``values``.

    Aliased charts carry their alias, disabled ones are gone, imported values are among the defaults. The
    chart that was given stays as it was. Raises ValuesError where a subchart's section is not a table.
    """
    return import_values(switch_subcharts(chart, values))


def switch_subcharts(
    chart: Chart,
    values: Mapping[str, Any],
    select: Callable[[Chart], Chart] | None = None,
    coalesce: Callable[[Chart, Mapping[str, Any]], Table] = coalesce_values,
) -> Chart:
    """Give the chart with aliases given and disabled subcharts gone: the first half of process_dependencies.

    ``select`` and ``coalesce`` stand in for ``select_subcharts`` and ``coalesce_values``.
    """
    return _switch(chart, values, "", _Steps(select or select_subcharts, coalesce))


def select_subcharts(chart: Chart) -> Chart:
    """Give the chart with the charts below it that no entry asks for, then one for each entry, under its alias."""
    entries = chart.metadata.dependencies
    selected = [subchart for subchart in chart.dependencies if not any(_is_meant(entry, subchart) for entry in entries)]
    for entry in entries:
        found = next((subchart for subchart in chart.dependencies if _is_meant(entry, subchart)), None)
        if found is not None:
            selected.append(found.with_metadata(name=entry.alias) if entry.alias else found)
    return chart._replace(dependencies=tuple(selected))


def import_values(chart: Chart) -> Chart:
    """Give the chart with imported values among the defaults: the second half of process_dependencies."""
    return _import_everywhere(chart)


def is_compatible(constraint: str, version: str) -> bool:
    """Tell whether a version meets a range; False when either is malformed (Helm: IsCompatibleRange)."""
    from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, parse_version

    try:
        return Constraint.parse(constraint).check(parse_version(version))
    except (InvalidConstraint, InvalidVersion):
        return False


class _Steps(NamedTuple):
    """What switching takes at each chart."""

    select: Callable[[Chart], Chart]
    coalesce: Callable[[Chart, Mapping[str, Any]], Table]


def _switch(chart: Chart, values: Mapping[str, Any], path: str, steps: _Steps) -> Chart:
    """Alias and switch the charts below one chart; without entries in Chart.yaml nothing below is looked
    at.
    """
    entries = chart.metadata.dependencies
    if not entries:
        return chart
    chart = steps.select(chart)
    entries = tuple(entry._replace(name=entry.alias or entry.name, enabled=True) for entry in entries)
    coalesced = steps.coalesce(chart, values)
    entries = _apply_conditions(_apply_tags(entries, coalesced), coalesced, path)
    disabled = {entry.name for entry in entries if not entry.enabled}
    kept = [subchart for subchart in chart.dependencies if subchart.name not in disabled]
    # Helm hands the parent's coalesced values down unscoped and looks conditions up by the longer path.
    switched = tuple(_switch(subchart, coalesced, f"{path}{subchart.name}.", steps) for subchart in kept)
    entries = tuple(entry for entry in entries if entry.name not in disabled)
    return chart.with_metadata(dependencies=entries)._replace(dependencies=switched)


def _is_meant(entry: Dependency, subchart: Chart) -> bool:
    return subchart.name == entry.name and is_compatible(entry.version, subchart.metadata.version)


def _apply_tags(entries: tuple[Dependency, ...], values: Table) -> tuple[Dependency, ...]:
    """Switch entries by the top-level table ``tags``: any true tag turns on, else any false one turns off."""
    tags = values.get("tags")
    if not isinstance(tags, dict):
        return entries
    return tuple(entry._replace(enabled=_is_tagged_on(entry, tags)) for entry in entries)


def _is_tagged_on(entry: Dependency, tags: Table) -> bool:
    found = set()
    for tag in entry.tags:
        value = tags.get(tag, _MISSING)
        if isinstance(value, bool):
            found.add(value)
        elif value is not _MISSING:
            logs.warn("returned non-bool value", tag=tag, chart=entry.name)
    return True in found or False not in found


def _apply_conditions(entries: tuple[Dependency, ...], values: Table, path: str) -> tuple[Dependency, ...]:
    """Switch entries by the first of their condition paths that holds a boolean; it outranks tags."""
    return tuple(entry._replace(enabled=_meets_condition(entry, values, path)) for entry in entries)


def _meets_condition(entry: Dependency, values: Table, path: str) -> bool:
    for condition in entry.condition.strip().split(","):
        if not condition:
            continue
        try:
            value = require_value(values, path + condition)
        except ValuesError:
            continue
        if isinstance(value, bool):
            return value
        logs.warn("returned non-bool value", path=condition, chart=entry.name)
    return entry.enabled


def _import_everywhere(chart: Chart) -> Chart:
    """Import values in the deepest charts first."""
    if chart.dependencies:
        dependencies = tuple(_import_everywhere(subchart) for subchart in chart.dependencies)
        chart = chart._replace(dependencies=dependencies)
    return _import_values(chart) if chart.metadata.dependencies else chart


def _import_values(chart: Chart) -> Chart:
    """Merge the defaults of all charts below into the chart's own, with what its entries import.

    Helm does this for every chart with entries, even where none imports: globals then meet the defaults
    earlier.
    """
    merged = merge_values(chart, {})
    imported: Table = {}
    entries = []
    for entry in chart.metadata.dependencies:
        imports = _read_imports(entry)
        for item in imports:
            imported = _import_table(imported, merged, entry, item)
        entries.append(entry._replace(import_values=imports) if imports else entry)
    if imported:
        # The imported tables are still parts of the merged ones.
        merged = merge_tables(copy_table(merged), imported)
    return chart.with_metadata(dependencies=tuple(entries))._replace(values=merged)


def _read_imports(entry: Dependency) -> tuple[Any, ...]:
    """Give the entry's ``import-values`` as (child, parent) maps, which is how templates see them too."""
    imports: list[StringMap] = []
    for item in entry.import_values:
        if isinstance(item, str):
            imports.append(_Export({"child": f"exports.{item}", "parent": "."}))
        elif isinstance(item, dict):
            from pychart.gostd.fmt import format_value

            imports.append(StringMap({side: format_value(item.get(side)) for side in ("child", "parent")}))
    return tuple(imports)


class _Export(StringMap):
    """An import that was written as a mere name; Helm words its warning differently."""


def _import_table(imported: Table, merged: Table, entry: Dependency, item: StringMap) -> Table:
    try:
        table = require_table(merged, f"{entry.name}.{item['child']}")
    except ValuesError as error:
        if isinstance(item, _Export):
            logs.warn("ImportValues missing table", error=error)
        else:
            logs.warn("ImportValues missing table from chart", chart=entry.name, error=error)
        return imported
    # An empty table is imported as a new one, any other as itself: what is imported later can change it.
    source = table or {}
    if item["parent"] != ".":
        for name in reversed(item["parent"].split(".")):
            source = {name: source}
    return merge_tables(imported, source)
