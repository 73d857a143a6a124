"""The custom resource definitions that a chart brings along in crds/ (Helm: pkg/chart/v2, chart.go)."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart


_ENDINGS = (".yaml", ".yml", ".json")


class CrdFile(NamedTuple):
    """A file of crds/: its path through all charts (``c/charts/s/crds/a.yaml``) and its text, never templated."""

    path: str
    content: str


def find_crds(chart: Chart) -> list[CrdFile]:
    """List the files below crds/, the chart's own first, then those of its subcharts."""
    return [
        CrdFile(f"{path}/{file.name}", file.data.decode("utf-8", "surrogateescape"))
        for path, one in chart.walk()
        for file in one.files
        if file.name.startswith("crds/") and file.name.lower().endswith(_ENDINGS)
    ]
