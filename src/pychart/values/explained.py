"""Who set each of the values that a chart is rendered with: the chart, a parent, a file, a flag.

The steps are those of rendering (subcharts, imports, coalescing), taken with values that carry their sources.
"""

from __future__ import annotations

from pychart.logs import Muted
from pychart.records import NamedTuple
from pychart.values.coalesce import GLOBAL, coalesce_values
from pychart.values.layers import CHART, Layer, Leaf, Source, UserValues, spell_path, tag, walk
from pychart.values.paths import ABSENT, look_up
from pychart.values.subcharts import import_values, switch_subcharts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.values.layers import Path


class Origin(NamedTuple):
    """Who set a value: the source, and its line and column there from 1 (0 where it has none)."""

    source: Source
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source.name}:{self.line}" if self.line else self.source.name


class Explained(NamedTuple):
    """One final value: its path, the value (Go's, see gostd.types), and who set it, None where nobody can tell.

    ``deleted`` marks a default that somebody's null took away; the value is then None.
    """

    path: Path
    value: Any
    origin: Origin | None
    deleted: bool = False

    @property
    def key(self) -> str:
        """The path as --set writes it."""
        return spell_path(self.path)


class ExplainedValues:
    """All final values of a chart and who set them.

    ``folder`` is how the chart is called in names of sources: ``FOLDER/values.yaml``.
    """

    def __init__(self, chart: Chart, user: UserValues, folder: str) -> None:
        self.folder = folder
        names = _name_charts(chart, folder)
        switched = switch_subcharts(chart, user.plain)
        self.chart = switched
        self.user = user
        with Muted():
            self._defaults = _list_defaults(switched, names)
            tagged = import_values(_tag_chart(switched, names))
            self.values = coalesce_values(tagged, user.tagged)
        self._positions: dict[int, dict[Any, Any]] = {}

    def list(self) -> list[Explained]:
        """Give every final value, keys sorted, and then what was deleted."""
        found = [Explained(path, _plain(value), self._origin_of(path, value)) for path, value in walk(self.values)]
        return found + [
            Explained(path, None, self.locate(source, path), deleted=True)
            for path, source in sorted(self.user.nulls.items(), key=lambda pair: spell_path(pair[0]))
            if look_up(self.values, path) is ABSENT and self._is_default(path)
        ]

    def find(self, path: Path) -> Origin | None:
        """Give who set the value at a path; of a table or list the strongest source that sets something in it."""
        value = look_up(self.values, path)
        if value is ABSENT or value is None:
            source = self.user.nulls.get(path)
            return self.locate(source, path) if source else self._find_container(path)
        return self._origin_of(path, value)

    def value(self, path: Path) -> Any:
        """Give the value at a path, None where there is none."""
        value = look_up(self.values, path)
        return None if value is ABSENT else _plain(value)

    def _origin_of(self, path: Path, value: Any) -> Origin | None:
        if isinstance(value, Leaf):
            return self.locate(value.source, value.path)
        return self._find_container(path)

    def _find_container(self, path: Path) -> Origin | None:
        for layer in reversed(self.user.layers):
            if look_up(layer.values, path) is not ABSENT:
                return self.locate(layer.source, path)
        for prefix, layer in self._defaults:
            if path[: len(prefix)] == prefix and look_up(layer.values, path[len(prefix) :]) is not ABSENT:
                return self.locate(layer.source, path[len(prefix) :])
            if GLOBAL in path and prefix == path[: len(prefix)]:
                inner = path[path.index(GLOBAL) :]
                if look_up(layer.values, inner) is not ABSENT:
                    return self.locate(layer.source, inner)
        return None

    def _is_default(self, path: Path) -> bool:
        return any(
            path[: len(prefix)] == prefix and look_up(layer.values, path[len(prefix) :]) not in (ABSENT, None)
            for prefix, layer in self._defaults
        )

    def locate(self, source: Source, path: Path) -> Origin:
        """Give the place of a path in a source."""
        if not source.data:
            return Origin(source)
        known = self._positions.get(id(source))
        if known is None:
            from pychart.yamlio.positions import find_positions

            known = self._positions[id(source)] = find_positions(source.data)
        found = known.get(path)
        return Origin(source, found[0], found[1]) if found else Origin(source)


def _plain(value: Any) -> Any:
    """Give tagged values as plain ones."""
    if isinstance(value, Leaf):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _name_charts(chart: Chart, folder: str) -> dict[int, str]:
    """Give the name of each chart's values.yaml, by the identity of its files, which aliases leave alone."""
    prefix = chart.name
    return {id(part.raw): f"{folder}{path[len(prefix) :]}/values.yaml" for path, part in chart.walk()}


def _source_of(chart: Chart, names: dict[int, str]) -> Source:
    data = next((file.data for file in chart.raw if file.name == "values.yaml"), b"")
    return Source(CHART, names.get(id(chart.raw), f"{chart.name}/values.yaml"), data)


def _tag_chart(chart: Chart, names: dict[int, str]) -> Chart:
    parts = tuple(_tag_chart(subchart, names) for subchart in chart.dependencies)
    return chart._replace(values=tag(chart.values, _source_of(chart, names)), dependencies=parts)


def _list_defaults(chart: Chart, names: dict[int, str], prefix: Path = ()) -> list[tuple[Path, Layer]]:
    """Give the values of the chart and those below it with where they belong, parents first: they win."""
    found = [(prefix, Layer(_source_of(chart, names), chart.values))]
    for subchart in chart.dependencies:
        found += _list_defaults(subchart, names, (*prefix, subchart.name))
    return found
