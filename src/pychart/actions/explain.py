"""Say where a field of a rendered object comes from."""

from __future__ import annotations

from pychart.errors import UsageError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.actions.template import TemplateOptions
    from pychart.explain.field import FieldSource
    from pychart.explain.trace import Trace
    from pychart.settings import Settings


class Explanation(NamedTuple):
    """Where a field comes from, and the trace that tells."""

    source: FieldSource
    trace: Trace


def explain(
    args: Sequence[str], options: TemplateOptions, settings: Settings, kind: str, name: str, path: str
) -> Explanation:
    """Render ``[NAME] CHART`` and explain a field of one of its objects.

    ``name`` may be "" where there is one object of the kind. Raises UsageError for what is missing or no path,
    ManifestError where there is no such object or field, and what rendering raises.
    """
    from pychart.actions.template import RenderError, choose_capabilities, choose_name, require_installable
    from pychart.actions.values import name_folder, read_values
    from pychart.errors import PychartError
    from pychart.explain.field import explain_field, find_object, parse_field
    from pychart.explain.trace import trace_chart
    from pychart.locate import find_chart, load_found
    from pychart.render import prepare, render
    from pychart.templates.context import Release

    if not kind or not path:
        raise UsageError("explain needs --kind and --path: --kind Deployment --path spec.replicas")
    field = parse_field(path)
    capabilities = choose_capabilities(options.kube_version, options.api_versions)
    release_name, reference = choose_name(args, options)
    found_at = find_chart(options.query._replace(reference=reference), settings)
    user = read_values(options)
    chart = load_found(found_at)
    require_installable(chart)
    release = Release(release_name, options.namespace, is_upgrade=options.is_upgrade)
    prepared = prepare(chart, user.plain, release, capabilities, skip_schema_validation=options.skip_schema_validation)
    try:
        rendered = render(prepared, with_crds=False)
    except PychartError as error:
        raise RenderError(error) from error
    found = find_object([*rendered.manifests, *rendered.hooks], kind, name)
    trace = trace_chart(chart, user, release, capabilities, name_folder(reference))
    return Explanation(explain_field(found, field, trace), trace)
