"""Chart, values and release facts to manifests: the one composition that every command goes through."""

from __future__ import annotations

from pychart import logs
from pychart.chart.crds import find_crds
from pychart.errors import ChartError, ManifestError, PychartError, ValuesError
from pychart.manifests.emit import Document
from pychart.manifests.sort import sort_manifests
from pychart.records import NamedTuple
from pychart.templates.context import Release, build_contexts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Protocol

    from pychart.capabilities import Capabilities
    from pychart.chart.model import Chart
    from pychart.manifests.annotate import Filter
    from pychart.manifests.model import Hook, Manifest
    from pychart.manifests.sort import HeadReader
    from pychart.templates.golang.program import CodeStore
    from pychart.templates.limits import Limits
    from pychart.values.known_values import KnownValues

    class Recall(Protocol):
        """Gives what ``read`` makes of a text, or what it made of it earlier (cache.Entry.recall)."""

        def __call__(self, text: str, topic: str, read: Callable[[str], Any]) -> Any:
            """Give the result; the topic keeps different readers of one text apart."""


NOTES = "NOTES.txt"


class Prepared(NamedTuple):
    """A chart with its dependencies decided and its values merged and checked: ready to render, once.

    Templates may change their values, so a second render needs a second ``prepare``.
    """

    chart: Chart
    values: dict[str, Any]
    release: Release
    capabilities: Capabilities


class Rendered(NamedTuple):
    """All that a chart renders to. ``notes`` is the root chart's NOTES.txt."""

    manifests: list[Manifest]
    hooks: list[Hook]
    crds: list[Document]
    notes: str


def prepare(
    chart: Chart,
    values: Mapping[str, Any],
    release: Release,
    capabilities: Capabilities,
    *,
    skip_schema_validation: bool = False,
    known: KnownValues | None = None,
) -> Prepared:
    """Decide which dependencies take part, merge all values and check them against the schemas.

    ``values`` are the user's; ``known`` remembers what they come to, for callers that render the chart more than once.
    Raises ValuesError, SchemaError and ChartError.
    """
    from pychart.values.coalesce import coalesce_values
    from pychart.values.subcharts import process_dependencies

    try:
        chart = known.process_dependencies(values) if known else process_dependencies(chart, values)
    except PychartError as error:
        logs.error("chart dependencies processing failed", error=error)
        raise ValuesError(f"chart dependencies processing failed: {error}") from error
    merged = known.coalesce_values(chart, values) if known else coalesce_values(chart, values)
    if not skip_schema_validation and any(part.schema is not None for _, part in chart.walk()):
        from pychart.values.schema import check_schema

        check_schema(chart, merged)
    return Prepared(chart, merged, release, capabilities)


def render(
    prepared: Prepared,
    *,
    store: CodeStore | None = None,
    read_head: HeadReader | None = None,
    recall: Recall | None = None,
    enable_dns: bool = False,
    with_crds: bool = True,
    limits: Limits | None = None,
    post_renderer: Filter | None = None,
    share_work: bool = False,
    lookup: Callable[..., Any] | None = None,
    subchart_notes: bool = False,
) -> Rendered:
    """Execute the templates and sort what they give.

    ``store`` keeps compiled templates of this chart, ``read_head`` stands in for yamlio.read_head, and ``recall``
    remembers what was made of a text: all three for callers that render more than once. ``with_crds`` says whether
    the result's CRDs will be looked at. ``limits`` say how much the templates may take, ``post_renderer`` changes the
    stream of documents before they are sorted. ``share_work`` lets other processors take part in compiling
    a large chart, by children of this process. ``lookup`` asks a cluster for the function of that name;
    ``subchart_notes`` adds the notes of subcharts to the chart's own. Raises ChartError where the chart asks for
    another Kubernetes version, TemplateError for a template, ManifestError for a document.
    """
    from pychart.templates.engine import chart_sources, render_templates

    chart = prepared.chart
    _require_kube_version(chart, prepared.capabilities)
    contexts = build_contexts(chart, prepared.values, prepared.release, prepared.capabilities)
    functions: dict[str, Callable[..., Any]] = {"getHostByName": look_up_host} if enable_dns else {}
    if lookup is not None:
        functions["lookup"] = lookup
    if recall is not None:
        functions["fromYaml"] = _remember_from_yaml(recall)
    files = render_templates(chart_sources(chart), contexts, functions or None, store, limits, share_work=share_work)
    notes = _join_notes(files, f"{chart.name}/templates/{NOTES}", subchart_notes)
    files = {path: text for path, text in files.items() if not path.endswith(NOTES)}
    if post_renderer:
        from pychart.manifests.annotate import post_render

        files = post_render(files, post_renderer)
    if read_head is None:
        from pychart import yamlio

        read_head = yamlio.read_head
    try:
        hooks, manifests = sort_manifests(files, read_head)
    except ManifestError as error:
        error.partial = _dump(files)
        raise
    crds = [Document(*crd) for crd in find_crds(chart)] if with_crds else []
    return Rendered(manifests, hooks, crds, notes)


def _join_notes(files: Mapping[str, str], path: str, with_subcharts: bool) -> str:
    """Give the chart's notes, and on request those of its subcharts behind them, by path (Helm's order is chance)."""
    if not with_subcharts:
        return files.get(path, "")
    paths = sorted((one for one in files if one.endswith(NOTES)), key=lambda one: (one != path, one))
    return "\n".join(text for one in paths if (text := files[one]) or one == path).lstrip("\n")


def _remember_from_yaml(recall: Recall) -> Callable[[str], Any]:
    """Give fromYaml with a memory; templates may change what they get, so each gets its own."""
    from marshal import dumps, loads

    def read(text: str) -> bytes:
        from pychart.functions.yaml import from_yaml

        value = from_yaml(text)
        try:
            return dumps(value)
        except ValueError:
            # Nested deeper than marshal goes.
            return b""

    def remember(text: str) -> Any:
        kept = recall(text, "fromYaml", read)
        if kept:
            return loads(kept)
        from pychart.functions.yaml import from_yaml

        return from_yaml(text)

    return remember


def look_up_host(name: str) -> str:
    """Give one address of a host, "" where it has none (sprig's getHostByName with --enable-dns)."""
    import socket

    from pychart.transport.offline import require_network

    require_network()
    try:
        return socket.gethostbyname(name)
    except (OSError, UnicodeError):
        return ""


def _dump(files: Mapping[str, str]) -> str:
    """Give all rendered files as they are, for people who look for the one that is not YAML."""
    return "".join(f"---\n# Source: {path}\n{text}\n" for path, text in sorted(files.items()) if text.strip())


def _require_kube_version(chart: Chart, capabilities: Capabilities) -> None:
    wanted = chart.metadata.kube_version
    if not wanted:
        return
    from pychart.versions import is_compatible

    version = capabilities.KubeVersion
    if not is_compatible(wanted, str(version.go_string())):
        raise ChartError(
            f"chart requires kubeVersion: {wanted} which is incompatible with Kubernetes {version.Version}"
        )
