"""Show what is in a chart (Helm: pkg/action, show.go)."""

from __future__ import annotations

from pychart.locate import find_chart, load_found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart
    from pychart.locate import ChartQuery
    from pychart.settings import Settings

PARTS = ("all", "chart", "crds", "readme", "values")
"""What can be shown."""

_READMES = ("readme.md", "readme.txt", "readme")


def show(query: ChartQuery, settings: Settings, part: str, *, jsonpath: str = "") -> str:
    """Give what `show PART CHART` prints; ``part`` is one of PARTS.

    ``jsonpath`` selects from the values. Raises ChartError where there is no chart, UsageError for a JSONPath that
    cannot be parsed.
    """
    return show_chart(load_found(find_chart(query, settings), any_version=True), part, jsonpath=jsonpath)


def show_chart(chart: Chart, part: str, *, jsonpath: str = "") -> str:
    """Give what `show` prints for a chart in memory."""
    shown = []
    if part in ("all", "chart"):
        shown.append(_show_metadata(chart))
    separator = "---\n" if part == "all" else ""
    values = next((file.data for file in chart.raw if file.name == "values.yaml"), None)
    if part in ("all", "values") and values is not None:
        shown.append(separator + _show_values(chart, values, jsonpath))
    readme = _find_readme(chart)
    if part in ("all", "readme") and readme is not None:
        shown.append(f"{separator}{_decode(readme)}\n")
    if part in ("all", "crds"):
        shown.append(_show_crds(chart))
    return "".join(shown)


def _show_metadata(chart: Chart) -> str:
    from pychart.chart.metadata import metadata_record
    from pychart.yamlio import dump

    return dump(metadata_record(chart.metadata)) + "\n\n"


def _show_values(chart: Chart, written: bytes, jsonpath: str) -> str:
    if not jsonpath:
        return f"{_decode(written)}\n"
    from pychart.values.jsonpath import filter_json_path

    return filter_json_path(jsonpath, chart.values)


def _find_readme(chart: Chart) -> bytes | None:
    return next((file.data for file in chart.files if file.name.lower() in _READMES), None)


def _show_crds(chart: Chart) -> str:
    from pychart.chart.crds import find_crds

    texts = [crd.content for crd in find_crds(chart)]
    return "".join(f"{text}\n" if text.startswith("---") else f"---\n{text}\n" for text in texts)


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
