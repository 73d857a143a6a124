"""The custom resource definitions that a chart brings along in crds/ (Helm: pkg/chart/v2, chart.go)."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.chart.model import Chart
    from pychart.files import File


_ENDINGS = (".yaml", ".yml", ".json")


class CrdFile(NamedTuple):
    """A file of crds/: its path through all charts (``c/charts/s/crds/a.yaml``) and its text, never templated."""

    path: str
    content: str


def read_text(file: File) -> str:
    """Give the text of a file; bytes that are not UTF-8 become lone surrogates."""
    return file.data.decode("utf-8", "surrogateescape")


def find_crds(chart: Chart, read: Callable[[File], str] = read_text) -> list[CrdFile]:
    """List the files below crds/, the chart's own first, then those of its subcharts; ``read`` gives their texts."""
    return [
        CrdFile(f"{path}/{file.name}", read(file))
        for path, one in chart.walk()
        for file in one.files
        if file.name.startswith("crds/") and file.name.lower().endswith(_ENDINGS)
    ]
