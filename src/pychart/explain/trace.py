"""A render that is made once more, slower, to learn what templates read and where they wrote what."""

from __future__ import annotations

from pychart.logs import Muted
from pychart.records import NamedTuple
from pychart.render import look_up_host, prepare
from pychart.templates.context import Release, build_contexts
from pychart.templates.engine import chart_sources, trace_templates
from pychart.values.explained import ExplainedValues

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.capabilities import Capabilities
    from pychart.chart.model import Chart
    from pychart.templates.limits import Limits
    from pychart.templates.tracing import Tracer
    from pychart.values.layers import UserValues


class Trace(NamedTuple):
    """What a traced render gave.

    ``whole`` is the chart as it was loaded, ``chart`` with aliases and without what is switched off. ``texts`` are the
    rendered files by path, ``tracer`` knows what happened, ``values`` who set what.
    """

    whole: Chart
    chart: Chart
    texts: dict[str, str]
    tracer: Tracer
    values: ExplainedValues

    def read_template(self, path: str) -> str:
        """Give the text of a template by its full path, "" where the chart has none of that path."""
        for source in chart_sources(self.chart):
            if source.path == path:
                return source.text
        return ""


def trace_chart(
    chart: Chart,
    user: UserValues,
    release: Release,
    capabilities: Capabilities,
    folder: str,
    *,
    functions: Mapping[str, Callable[..., Any]] | None = None,
    enable_dns: bool = False,
    limits: Limits | None = None,
) -> Trace:
    """Render a chart that has just been rendered as usual once more, and follow it.

    ``folder`` is how the chart is called in the names of its files. ``functions`` and ``enable_dns`` are those of the
    usual render. Raises what rendering raises.
    """
    if enable_dns:
        functions = {**(functions or {}), "getHostByName": look_up_host}
    with Muted():
        values = ExplainedValues(chart, user, folder)
        prepared = prepare(chart, user.plain, release, capabilities, skip_schema_validation=True)
        contexts = build_contexts(prepared.chart, prepared.values, prepared.release, prepared.capabilities)
        texts, tracer = trace_templates(chart_sources(prepared.chart), contexts, functions, limits)
    return Trace(chart, prepared.chart, texts, tracer, values)
