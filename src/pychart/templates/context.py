"""What stands behind the dot when a template starts: ``.Values``, ``.Chart``, ``.Release`` and so on.

Every chart gets a map of its own; the map of a subchart is also its parent's ``.Subcharts.<name>``, and its
``.Values`` is its section of the parent's ``.Values``, so that what one changes the other sees.
``.Template`` is added by the engine for each file. Origin: Helm 4.3.1 (engine.go recAllTpls,
common/util/values.go).
"""

from __future__ import annotations

from pychart.chart.metadata import metadata_map
from pychart.errors import ValuesError
from pychart.gostd.types import Values
from pychart.records import NamedTuple
from pychart.templates.chart_files import Files
from pychart.values.paths import require_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.capabilities import Capabilities
    from pychart.chart.model import Chart


class Release(NamedTuple):
    """The facts about a release that templates see."""

    name: str
    namespace: str = "default"
    revision: int = 1
    is_upgrade: bool = False

    def as_map(self) -> dict[str, Any]:
        """Give ``.Release``."""
        return {
            "Name": self.name,
            "Namespace": self.namespace,
            "IsUpgrade": self.is_upgrade,
            "IsInstall": not self.is_upgrade,
            "Revision": self.revision,
            "Service": "Helm",
        }


class SectionValues(Values):
    """The ``.Values`` of a subchart.

    Go sees one map under two types, here as common.Values and in the parent as a plain map; an object has
    one type, and charts ask for that of a section of their values far more often.
    """

    __slots__ = ()
    go_type = "map[string]interface {}"


def build_contexts(
    chart: Chart, values: dict[str, Any], release: Release, capabilities: Capabilities
) -> dict[str, Values]:
    """Give the context of each chart by its full path: ``c``, ``c/charts/s``, ``c/charts/s/charts/t``.

    ``values`` are the coalesced values of the top chart; the contexts take them over and share them.
    """
    contexts: dict[str, Values] = {}
    shared = {"Release": release.as_map(), "Capabilities": capabilities}
    _build(chart, chart.name, Values(values), shared, contexts)
    return contexts


def _build(chart: Chart, path: str, values: Values, shared: dict[str, Any], contexts: dict[str, Values]) -> Values:
    subcharts: dict[str, Any] = {}
    context = Values(
        Chart=metadata_map(chart.metadata, is_root="/" not in path),
        Files=Files.of(chart.files),
        **shared,
        Values=values,
        Subcharts=subcharts,
    )
    for subchart in chart.dependencies:
        name = subchart.name
        section = _share_section(values, name)
        subcharts[name] = _build(subchart, f"{path}/charts/{name}", section, shared, contexts)
    # Subcharts of one name share a path; the last one's context is what Helm's templates of both see.
    contexts[path] = context
    return context


def _share_section(values: Values, name: str) -> Values:
    """Make a section of the values the ``.Values`` of a subchart, in place; empty where there is no such
    section.

    A name with a dot is looked up as a path, as in Helm, and so usually not found.
    """
    try:
        section = require_table(values, name)
    except ValuesError:
        return Values()
    if isinstance(section, Values):
        return section
    parent, _, key = name.rpartition(".")
    shared = SectionValues(section)
    (require_table(values, parent) if parent else values)[key] = shared
    return shared
