"""The library's face for rendering: what takes a chart and plain Python values and gives manifests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from pychart.manifests.emit import Document
from pychart.manifests.known_heads import KnownHeads
from pychart.render import Rendered, prepare, render
from pychart.templates.context import Release

if TYPE_CHECKING:
    from pychart.chart.model import Chart
    from pychart.files import File
    from pychart.manifests.sort import HeadReader
    from pychart.templates.golang.program import CodeStore


def load_chart(reference: str | PathLike[str]) -> Chart:
    """Load a chart from a folder, an archive or the URL of an archive.

    Raises ChartError where there is no valid chart, FetchError where a download fails.
    """
    from pychart.locate import load_reference
    from pychart.templates.engine import PausedCollection

    with PausedCollection():
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
    from pychart.chart.crds import find_crds
    from pychart.templates.engine import PausedCollection

    capabilities = choose_capabilities(kube_version, api_versions)
    require_installable(chart)
    release = Release(name, namespace, is_upgrade=is_upgrade)
    plain = {str(key): _as_go(value) for key, value in (values or {}).items()}
    memory = _find_memory(chart)
    with PausedCollection():
        prepared = prepare(
            chart, plain, release, capabilities, skip_schema_validation=skip_schema_validation, known=memory.values
        )
        rendered = render(
            prepared, store=memory.store, read_head=memory.head_reader(name), recall=memory.recall, with_crds=False
        )
    return rendered._replace(crds=[Document(*crd) for crd in find_crds(prepared.chart, memory.read_file)])


_MAX_CHARTS = 8
_MAX_TEXTS = 2_000


class _Memory:
    """What was compiled of a chart, and what was read of the texts it gave."""

    def __init__(self, chart: Chart) -> None:
        from pychart.templates.golang.program import MemoryStore
        from pychart.values.known_values import KnownValues

        # The chart is known by its identity; it is kept so that no other takes its place.
        self.chart = chart
        self.store: CodeStore = MemoryStore()
        self.values = KnownValues(chart)
        self._heads = KnownHeads()
        self._texts: dict[tuple[str, str], Any] = {}
        self._files: dict[int, str] = {}

    def read_file(self, file: File) -> str:
        """Give the text of one of the chart's files, which are kept with it and known by their identity."""
        text = self._files.get(id(file.data))
        if text is None:
            from pychart.chart.crds import read_text

            text = self._files[id(file.data)] = read_text(file)
        return text

    def recall(self, text: str, topic: str, read: Callable[[str], Any]) -> Any:
        """Give what ``read`` makes of a text, or what it made of it earlier."""
        result = self._texts.get((topic, text))
        if result is None:
            if len(self._texts) >= _MAX_TEXTS:
                self._texts = {}
            result = self._texts[topic, text] = read(text)
        return result

    def head_reader(self, name: str) -> HeadReader:
        """Give what reads the heads of a release's documents."""
        from pychart.yamlio import read_head

        return self._heads.reader_for(name, read_head)


_memories: dict[int, _Memory] = {}
"""Those of the charts that were rendered last."""


def _find_memory(chart: Chart) -> _Memory:
    """Give the memory for a chart; of several threads one may win, but each gets one that is right."""
    memory = _memories.pop(id(chart), None) or _Memory(chart)
    _memories[id(chart)] = memory
    for key in list(_memories)[:-_MAX_CHARTS]:
        _memories.pop(key, None)
    return memory


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
