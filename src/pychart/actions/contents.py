"""A chart's contents for the cluster: what `install` and `upgrade` render, with the cluster to ask."""

from __future__ import annotations

from pychart import logs
from pychart.actions.template import TemplateOptions
from pychart.capabilities import Capabilities, KubeVersion
from pychart.errors import ClusterError, FunctionError, StatusError
from pychart.records import NamedTuple
from pychart.release.model import ReleaseHook
from pychart.release.session import WorkOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from pychart.cache import Entry
    from pychart.chart.model import Chart
    from pychart.locate import Found
    from pychart.manifests.emit import Document
    from pychart.release.session import Session
    from pychart.settings import Settings
    from pychart.templates.context import Release as Facts
    from pychart.values.layers import UserValues


class DeployOptions(NamedTuple):
    """The flags that `install` and `upgrade` share; ``chart`` holds those of `template`, ``work`` those of the work.

    ``dry_run`` is ``none``, ``client`` or ``server``.
    """

    chart: TemplateOptions = TemplateOptions()
    work: WorkOptions = WorkOptions()
    dry_run: str = "none"
    labels: Mapping[str, str] = {}
    skip_crds: bool = False
    create_namespace: bool = False
    replace: bool = False
    hide_secret: bool = False
    subchart_notes: bool = False
    recover: bool = False

    @property
    def asks_cluster(self) -> bool:
        """Whether the cluster is asked for anything."""
        return self.dry_run != "client"


class Given(NamedTuple):
    """What the user gives: a chart and values. ``user`` has the values with their sources, where they are checked.

    ``entry`` is what earlier runs learnt of the chart.
    """

    chart: Chart
    values: dict[str, Any]
    user: UserValues | None = None
    entry: Entry | None = None


class Contents(NamedTuple):
    """What a chart renders to: the chart as it was rendered, and everything for the release's record."""

    chart: Chart
    manifest: str
    hooks: tuple[ReleaseHook, ...]
    notes: str


def read_given(reference: str, options: DeployOptions, settings: Settings) -> Given:
    """Find and load a chart and read the user's values.

    Raises ChartError, FetchError and the like, as `template` does, UsageError, ValuesError.
    """
    from pychart.actions.template import merge_values, read_user_values

    entry, chart = _open_chart(reference, options.chart, settings)
    user = read_user_values(options.chart)
    return Given(chart, user.plain if user else merge_values(options.chart), user, entry)


def _open_chart(reference: str, options: TemplateOptions, settings: Settings) -> tuple[Entry | None, Chart]:
    from pychart.actions.template import bring_dependencies
    from pychart.locate import find_chart

    found = find_chart(options.query._replace(reference=reference), settings)
    entry, chart = _load(found, settings)
    if options.dependency_update and bring_dependencies(chart, found.path, options, settings):
        return _load(found, settings)
    return entry, chart


def _load(found: Found, settings: Settings) -> tuple[Entry | None, Chart]:
    """Load a chart from its files, of which the cache has not all that a record keeps; its templates are there."""
    from pychart.actions.template import open_found
    from pychart.locate import load_found

    entry = open_found(found, settings) if settings.use_cache else None
    return entry, load_found(found) if entry is None or entry.is_warm else entry.load_chart()


def find_crds(chart: Chart) -> list[Document]:
    """Give the definitions of custom resources that a chart and its subcharts bring along."""
    from pychart.chart.crds import find_crds
    from pychart.manifests.emit import Document

    return [Document(*crd) for crd in find_crds(chart)]


def ask_capabilities(session: Session) -> Capabilities:
    """Give the cluster that templates are told of; its API versions are asked for when a template looks at them."""
    from pychart.kube.answers import understood

    version = session.client.check_reachable()
    with understood("its version"):
        kube = KubeVersion(str(version["gitVersion"]), "", str(version["major"]), str(version["minor"]))

    def list_versions() -> list[str]:
        try:
            return session.discovery.list_api_versions()
        except ClusterError as error:
            raise FunctionError(str(error)) from error

    return Capabilities(kube, list_versions)


def render_contents(
    given: Given, facts: Facts, options: DeployOptions, settings: Settings, session: Session | None
) -> Contents:
    """Render a chart as a release keeps it; without a session, no cluster is asked.

    Raises what rendering raises, StrictnessError for values that the options refuse.
    """
    from pychart.render import prepare, render

    chart_options = options.chart
    capabilities = ask_capabilities(session) if session else Capabilities()
    skips_schema = chart_options.skip_schema_validation
    prepared = prepare(given.chart, given.values, facts, capabilities, skip_schema_validation=skips_schema)
    post_renderer = None
    if chart_options.post_renderer:
        from pychart.actions.post_render import find_post_renderer

        post_renderer = find_post_renderer(chart_options.post_renderer, chart_options.post_renderer_args, settings)
    entry = given.entry
    try:
        # What fromYaml read is not remembered: a cluster may have answered it.
        rendered = render(
            prepared,
            store=entry,
            read_head=entry.read_head if entry else None,
            enable_dns=chart_options.enable_dns,
            with_crds=False,
            post_renderer=post_renderer,
            share_work=True,
            lookup=_make_lookup(session) if session else None,
            subchart_notes=options.subchart_notes,
        )
    finally:
        if entry:
            entry.save()
    check_given(given, facts, capabilities, options, session)
    texts = [
        f"---\n# Source: {one.path}\n"
        + (
            "# HIDDEN: The Secret output has been suppressed\n"
            if options.hide_secret and (one.kind, one.api_version) == ("Secret", "v1")
            else f"{one.content}\n"
        )
        for one in rendered.manifests
    ]
    hooks = tuple(
        [
            ReleaseHook(
                name=hook.name,
                kind=hook.kind,
                path=hook.path,
                manifest=hook.content,
                events=hook.events,
                weight=hook.weight,
                delete_policies=hook.delete_policies,
                output_log_policies=hook.output_log_policies,
            )
            for hook in rendered.hooks
        ]
    )
    return Contents(prepared.chart, "".join(texts), hooks, rendered.notes)


def check_given(
    given: Given, facts: Facts, capabilities: Capabilities, options: DeployOptions, session: Session | None
) -> None:
    """Follow a render and refuse what --strict-values and --unused-values say is to be refused.

    Raises StrictnessError, and what rendering raises.
    """
    if given.user is None:
        return
    from pychart.actions.values import name_folder
    from pychart.explain.checks import check_values
    from pychart.explain.trace import trace_chart

    chart = options.chart
    trace = trace_chart(
        given.chart,
        given.user,
        facts,
        capabilities,
        name_folder(chart.query.reference),
        functions={"lookup": _make_lookup(session)} if session else None,
        enable_dns=chart.enable_dns,
    )
    check_values(trace, chart.strict_values, chart.unused_values)


def _make_lookup(session: Session) -> Callable[..., dict[str, Any]]:
    """Give the template function that asks the cluster (Helm: pkg/engine, lookup_func.go)."""

    def lookup(api_version: str, kind: str, namespace: str, name: str) -> dict[str, Any]:
        try:
            mapping = session.discovery.find(api_version, kind)
            if mapping is None:
                _require_version(session, api_version, kind)
                return {}
            found: dict[str, Any] = session.client.request("GET", mapping.path(namespace, name))
        except StatusError as error:
            if error.code == 404:
                return {}
            raise FunctionError(str(error)) from error
        except ClusterError as error:
            raise FunctionError(str(error)) from error
        return found

    return lookup


def _require_version(session: Session, api_version: str, kind: str) -> None:
    """Refuse to look for objects of an API version that the cluster does not serve, in Helm's words."""
    if api_version and session.discovery.has_version(api_version):
        return
    reason = "the server could not find the requested resource" if api_version else "groupVersion shouldn't be empty"
    shown = f"{api_version or '/'}, Kind={kind}"
    logs.error("unable to retrieve resource list", GroupVersion=api_version, error=reason)
    logs.error("unable to get apiresource", groupVersionKind=shown, error=reason)
    raise FunctionError(f"unable to get apiresource from unstructured: {shown}: {reason}")
