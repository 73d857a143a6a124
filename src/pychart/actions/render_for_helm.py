"""Make of a chart with Jinja2 templates one that Helm renders to the same bytes, or say why that cannot be.

The templates are translated into Go templates. Both charts are then rendered, with the chart's own values and with each
values file of its ci folder, and must agree.
"""

from __future__ import annotations

from pychart.errors import ChartError, PychartError
from pychart.records import NamedTuple
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.chart.model import Chart

OWN = "values.yaml"
_CI = "ci/"
_CI_ENDINGS = ("-values.yaml", "-values.yml")


class HelmChart(NamedTuple):
    """A chart that Helm renders: how many templates were translated, and with which values they were compared."""

    chart: Chart
    translated: int
    checked: list[str]


def make_helm_chart(chart: Chart) -> HelmChart:
    """Translate the Jinja2 templates of a chart and of the charts below it, and compare what both render.

    A chart without such templates is given back as it is. Raises ChartError with file and line of everything that has
    no form in Go templates, for templates that render differently, and where no values at hand render the chart.
    """
    count = sum(file.name.endswith(JINJA) for _, part in chart.walk() for file in part.templates)
    if not count:
        return HelmChart(chart, 0, [])
    from pychart.templates.translate.chart import translate_chart

    translated, problems = translate_chart(chart)
    if problems:
        listed = "".join(f"\n  {problem}" for problem in problems)
        raise ChartError(f"{chart.name} has no form that Helm renders:{listed}")
    return HelmChart(translated, count, _compare(chart, translated))


def _compare(chart: Chart, translated: Chart) -> list[str]:
    """Render both charts with all values there are; gives the names of those that render."""
    checked = []
    refusal: PychartError | None = None
    for name, values in _find_values(chart):
        try:
            expected = render_both(chart, values)
        except PychartError as error:
            refusal = refusal or error
            continue
        again = render_both(chart, values)
        try:
            found = render_both(translated, values)
        except PychartError as error:
            raise ChartError(f"{chart.name} with {name} cannot be rendered once it is translated: {error}") from error
        for path, text in expected.items():
            _require_same(path, name, text, again.get(path, text), found.get(path, ""))
        checked.append(name)
    if not checked and refusal is not None:
        raise ChartError(
            f"{chart.name} cannot be rendered with its own values, so what it becomes for Helm cannot be checked; put"
            f" values with which it can be into ci/NAME-values.yaml: {refusal}"
        ) from refusal
    return checked


def _find_values(chart: Chart) -> Iterator[tuple[str, dict[str, Any]]]:
    from pychart.chart.values_file import load_values

    yield OWN, {}
    for file in chart.files:
        if file.name.startswith(_CI) and file.name.endswith(_CI_ENDINGS):
            yield file.name, load_values(file.data)


def render_both(chart: Chart, values: dict[str, Any]) -> dict[str, str]:
    """Give all rendered files, of a first install and of an upgrade."""
    from pychart.capabilities import Capabilities
    from pychart.logs import Muted
    from pychart.render import prepare
    from pychart.templates.context import Release, build_contexts
    from pychart.templates.engine import chart_sources, render_templates

    rendered: dict[str, str] = {}
    for is_upgrade in (False, True):
        with Muted():
            release = Release("release-name", is_upgrade=is_upgrade)
            prepared = prepare(chart, values, release, Capabilities())
            contexts = build_contexts(prepared.chart, prepared.values, prepared.release, prepared.capabilities)
            texts = render_templates(chart_sources(prepared.chart), contexts)
        rendered |= {f"{path}{' of an upgrade' if is_upgrade else ''}": text for path, text in texts.items()}
    return rendered


def _require_same(path: str, values: str, expected: str, again: str, found: str) -> None:
    """Raise ChartError for a line that differs; lines that differ from render to render are left aside."""
    lines = expected.split("\n"), again.split("\n"), found.split("\n")
    if len(lines[0]) == len(lines[1]) == len(lines[2]):
        for number, (wanted, other, got) in enumerate(zip(*lines, strict=True), 1):
            if wanted == other and wanted != got:
                raise ChartError(_describe(path, values, number, wanted, got))
        return
    number = next((at for at, (a, b) in enumerate(zip(lines[0], lines[2], strict=False), 1) if a != b), len(lines[2]))
    wanted = lines[0][number - 1] if number <= len(lines[0]) else ""
    raise ChartError(_describe(path, values, number, wanted, lines[2][number - 1] if number <= len(lines[2]) else ""))


def _describe(path: str, values: str, number: int, wanted: str, got: str) -> str:
    from pychart.gostd.strconv import quote

    return (
        f"{path} would render differently in Helm with {values}: its line {number} is {quote(got)}, not {quote(wanted)}"
    )
