"""Render a chart as lint does: nothing is installed or upgraded, and missing values are only logged."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ValuesError
from pychart.templates.context import Release, build_contexts
from pychart.templates.engine import chart_sources, render_templates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.lint.subject import Subject
    from pychart.templates.engine import TemplateSource

RELEASE_NAME = "test-release"


class LintRelease(Release):
    """The release that templates see: neither an install nor an upgrade, revision 0 (Helm)."""

    __slots__ = ()

    def as_map(self) -> dict[str, Any]:
        """Give ``.Release``."""
        return {**super().as_map(), "IsInstall": False, "IsUpgrade": False, "Revision": 0}


class LenientRender:
    """A chart whose dependencies are decided and whose values are merged, ready to render.

    Templates may change their values: where the subject traces, a copy is kept for one more rendering.
    """

    def __init__(self, chart: Chart, values: dict[str, Any], subject: Subject) -> None:
        self.chart = chart
        self._values = values
        self._subject = subject

    def render(self) -> dict[str, str]:
        """Give the text of all templates by their full path. Raises TemplateError."""
        functions: dict[str, Callable[..., Any]] = {"required": required, "fail": fail}
        return render_templates(self.sources(), self.contexts(), functions, self._subject.entry, share_work=True)

    def sources(self) -> list[TemplateSource]:
        """Give the templates of the chart and of all charts below it."""
        return chart_sources(self.chart)

    def contexts(self) -> dict[str, Any]:
        """Give what the templates see; good for one rendering."""
        values = self._values
        if self._subject.traces:
            from pychart.values.coalesce import copy_table

            values = copy_table(values)
        release = LintRelease(RELEASE_NAME, self._subject.namespace)
        return dict(build_contexts(self.chart, values, release, self._subject.capabilities))


def prepare_leniently(chart: Chart, subject: Subject) -> LenientRender | None:
    """Decide the dependencies and merge the values; None where Helm gives up without a word.

    Raises ValuesError for values that do not meet a schema.
    """
    from pychart.values.coalesce import coalesce_values
    from pychart.values.subcharts import process_dependencies

    try:
        chart = process_dependencies(chart, subject.values)
        values = coalesce_values(chart, subject.values)
    except ValuesError:
        return None
    # Helm coalesces twice, so that a default which the user's null took away comes back.
    values = coalesce_values(chart, values)
    if not subject.skip_schema_validation and any(part.schema is not None for _, part in chart.walk()):
        from pychart.values.schema import check_schema

        check_schema(chart, values)
    return LenientRender(chart, values, subject)


def required(message: str, value: Any) -> Any:
    """Give the value back; log where it is nil or empty, and go on with an empty text."""
    if value is None:
        logs.warn("missing required value", message=message)
        return ""
    if isinstance(value, str) and not value:
        logs.warn("missing required values", message=message)
    return value


def fail(message: str) -> str:
    """Log what the chart's author says, and go on."""
    logs.info("funcMap fail", message=message)
    return ""
