"""What the values of one chart come to where a user says nothing of them, kept from render to render.

A user's values touch a few keys of a chart's, and all others come to the same each time. They are kept as bytes:
marshal makes new maps and lists of them several times faster than Python copies them, and each render needs its own,
because templates may change their values.
"""

from __future__ import annotations

from marshal import dumps, loads

from pychart import logs
from pychart.errors import ValuesError
from pychart.values.coalesce import coalesce_over, coalesce_values
from pychart.values.subcharts import import_values, select_subcharts, switch_subcharts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.chart.model import Chart

    Table = dict[str, Any]

_MAX_CHARTS = 32


class KnownValues:
    """Prepares the values of one chart for many renders; threads may share it."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._selected: dict[int, tuple[Chart, Chart]] = {}
        self._imported: dict[tuple[str, ...], Chart] = {}
        """Charts with imported values, by the paths of the charts that take part."""
        self._settled: dict[int, tuple[Chart, bytes]] = {}
        """What values come to without a user's. A chart is known by its identity, and kept for that."""

    def process_dependencies(self, values: Mapping[str, Any]) -> Chart:
        """Give subcharts.process_dependencies of the chart."""
        switched = switch_subcharts(self._chart, values, self._select, self.coalesce_values)
        key = tuple([path for path, _ in switched.walk()])
        imported = self._imported.get(key)
        if imported is None:
            before = logs.count()
            imported = import_values(switched)
            if logs.count() == before and len(self._imported) < _MAX_CHARTS:
                self._imported[key] = imported
        return imported

    def coalesce_values(self, chart: Chart, values: Mapping[str, Any]) -> Table:
        """Give coalesce.coalesce_values of a chart that process_dependencies gave."""
        content = self._settle(chart)
        return coalesce_over(chart, values, loads(content)) if content else coalesce_values(chart, values)

    def _select(self, chart: Chart) -> Chart:
        known = self._selected.get(id(chart))
        if known is None:
            known = chart, select_subcharts(chart)
            if len(self._selected) < _MAX_CHARTS:
                self._selected[id(chart)] = known
        return known[1]

    def _settle(self, chart: Chart) -> bytes:
        """Give what the values come to without a user's, b"" where that cannot be kept."""
        known = self._settled.get(id(chart))
        if known is not None:
            return known[1]
        if len(self._settled) >= _MAX_CHARTS:
            return b""
        before = logs.count()
        with logs.Muted():
            try:
                content = dumps(coalesce_values(chart, {}))
            except (ValuesError, ValueError):
                # ValueError: nested deeper than marshal goes.
                content = b""
        # What is told of the values has to be told each time.
        self._settled[id(chart)] = chart, content if logs.count() == before else b""
        return self._settled[id(chart)][1]
