"""From an error to advice: finds what went wrong at the bottom, and asks the module that knows that kind."""

from __future__ import annotations

import os

from pychart.advice.model import Advice
from pychart.advice.origins import Sources
from pychart.errors import ManifestError, PychartError, StrictnessError, TemplateError, ValuesError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.advice.model import Request
    from pychart.chart.model import Chart


def explain(error: PychartError, request: Request) -> Advice:
    """Say what a person needs besides the text of an error that a command ended with.

    ``request`` is the command line; its chart and values are read again. Never raises: an error that cannot be
    explained gets an advice with its message alone.
    """
    try:
        found = _explain(error, request)
    except Exception:  # whatever goes wrong with the advice must not hide the error itself
        found = None
    return found or Advice(str(error), suggestion=error.hint)


def _explain(error: PychartError, request: Request) -> Advice | None:
    if request.command == "lint":
        from pychart.advice.linting import find_lint_error

        found = find_lint_error(request)
        if found is None:
            return None
        error, request = found
    chain = list(_causes(error))
    sources = _open_sources(request)
    for cause in chain:
        if isinstance(cause, StrictnessError):
            from pychart.advice.strictness import explain_strictness

            return explain_strictness(cause, sources)
        if isinstance(cause, TemplateError):
            return _explain_template(cause, sources)
        if isinstance(cause, ManifestError):
            from pychart.advice.manifests import explain_manifest

            return explain_manifest(cause, sources, request)
    from pychart.advice.settings import explain_settings

    return explain_settings(chain, sources, request)


def _explain_template(error: TemplateError, sources: Sources) -> Advice:
    from pychart.templates.golang.parse_errors import ParseError

    if isinstance(error.__cause__, ParseError):
        from pychart.advice.parsing import explain_parse_error

        return explain_parse_error(error.__cause__, sources)
    from pychart.advice.jinja import explain_jinja

    advice = explain_jinja(error, sources)
    if advice is not None:
        return advice
    from pychart.advice.failing import explain_failure

    return explain_failure(error, sources)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what led to it, the outermost first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _open_sources(request: Request) -> Sources:
    reference = find_reference(request)
    return Sources(request, _load_chart(reference, request) if reference else None, reference)


_NAMES_FIRST = ("explain", "install", "template", "upgrade")
"""Commands that take a release's name before the chart."""


def find_reference(request: Request) -> str:
    """Give the chart that a command line names, "" where it is not on this machine."""
    if not request.args:
        return ""
    reference = request.args[-1] if request.command in _NAMES_FIRST else request.args[0]
    return reference.rstrip("/") or "/" if os.path.exists(reference) else ""


def _load_chart(reference: str, request: Request) -> Chart | None:
    """Load the chart with the names and the choice of subcharts that rendering sees; None where it cannot be loaded."""
    from pychart.locate import load_reference

    try:
        chart = load_reference(reference)
    except PychartError:
        return None
    from pychart.chart.values_file import merge_maps
    from pychart.values.subcharts import process_dependencies

    values: dict[str, Any] = {}
    for layer in reversed(Sources(request, None, "").user_layers()):
        values = merge_maps(values, layer.values)
    try:
        return process_dependencies(chart, values)
    except ValuesError:
        return chart
