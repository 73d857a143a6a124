"""The library's face for rendering: what takes a chart and plain Python values and gives manifests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from pychart.render import Rendered, prepare, render
from pychart.templates.context import Release

if TYPE_CHECKING:
    from pychart.chart.model import Chart
    from pychart.templates.golang.program import CodeStore


def load_chart(reference: str | PathLike[str]) -> Chart:
    """Load a chart from a folder, an archive or the URL of an archive.

    Raises ChartError where there is no valid chart, FetchError where a download fails.
    """
    from pychart.locate import load_reference

    return load_reference(str(reference))


def render_chart(
    chart: Chart,
    values: Mapping[str, Any] | None = None,
    *,
    name: str = "release-name",
    namespace: str = "default",
    is_upgrade: bool = False,
    kube_version: str = "",
    api_versions: Sequence[str] = (),
    skip_schema_validation: bool = False,
) -> Rendered:
    """Render a chart as `pychart template` does and give its manifests, hooks, CRDs and notes.

    ``values`` are merged over the chart's own as if they came from a values file: plain dicts, lists, strings, numbers,
    booleans and None; they are not changed. ``name`` and ``namespace`` are the release's. ``kube_version`` and
    ``api_versions`` say what cluster to render for. Raises ChartError, ValuesError, SchemaError, TemplateError or
    ManifestError, all of them PychartErrors with Helm's words.

    What was compiled of a chart's templates is kept while the chart is among the few that were rendered last, so that
    many renders of one Chart with different values take little more than running its templates.
    """
    from pychart.actions.template import choose_capabilities, require_installable

    capabilities = choose_capabilities(kube_version, api_versions)
    require_installable(chart)
    release = Release(name, namespace, is_upgrade=is_upgrade)
    plain = {str(key): _as_go(value) for key, value in (values or {}).items()}
    prepared = prepare(chart, plain, release, capabilities, skip_schema_validation=skip_schema_validation)
    return render(prepared, store=_find_store(chart))


_MAX_CHARTS = 8
_stores: dict[int, tuple[Chart, CodeStore]] = {}
"""The code of the charts rendered last, by identity. The chart is kept with it, so that no other takes its place."""


def _find_store(chart: Chart) -> CodeStore:
    """Give the store for what is compiled of a chart; of several threads one may win, all get one that is right."""
    from pychart.templates.golang.program import MemoryStore

    _, store = _stores.pop(id(chart), (chart, None))
    if store is None:
        store = MemoryStore()
    _stores[id(chart)] = chart, store
    for key in list(_stores)[:-_MAX_CHARTS]:
        _stores.pop(key, None)
    return store


def _as_go(value: Any) -> Any:
    """Give the value as a values file would: every number is a float64."""
    if isinstance(value, bool) or value is None or isinstance(value, str | bytes | float):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, Mapping):
        return {str(key): _as_go(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_as_go(item) for item in value]
    raise TypeError(f"values hold dicts, lists, strings, numbers, booleans and None, not {type(value).__name__}")
