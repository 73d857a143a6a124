"""Render a chart for people and pipes: what `pychart template` does."""

from __future__ import annotations

from pychart import logs
from pychart.cache import open_entry
from pychart.capabilities import Capabilities
from pychart.errors import ChartError, OutputError, PychartError, UsageError
from pychart.locate import ChartQuery, Found, find_chart, load_found
from pychart.manifests.emit import Document, emit_document, emit_stream, select_documents
from pychart.records import NamedTuple
from pychart.release.names import is_release_name
from pychart.render import Rendered, prepare, render
from pychart.templates.context import Release
from pychart.templates.limits import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from pychart.actions.lint import LintOptions
    from pychart.cache import Entry
    from pychart.chart.model import Chart
    from pychart.explain.trace import Trace
    from pychart.manifests.annotate import Filter
    from pychart.settings import Settings
    from pychart.values.layers import UserValues


class TemplateOptions(NamedTuple):
    """The flags of `template`; each field is named after its flag, ``query`` holds those that find the chart.

    ``tell`` is told the progress of an update of dependencies.
    """

    namespace: str = "default"
    value_files: Sequence[str] = ()
    set_: Sequence[str] = ()
    set_string: Sequence[str] = ()
    set_json: Sequence[str] = ()
    set_file: Sequence[str] = ()
    set_literal: Sequence[str] = ()
    kube_version: str = ""
    api_versions: Sequence[str] = ()
    is_upgrade: bool = False
    include_crds: bool = False
    no_hooks: bool = False
    skip_tests: bool = False
    skip_schema_validation: bool = False
    show_only: Sequence[str] = ()
    output_dir: str = ""
    release_name_in_path: bool = False
    enable_dns: bool = False
    generate_name: bool = False
    name_template: str = ""
    use_cache: bool = True
    limits: Limits = Limits()
    post_renderer: Sequence[str] = ()
    post_renderer_args: Sequence[str] = ()
    query: ChartQuery = ChartQuery("")
    strict_values: bool = False
    unused_values: str = ""
    source_map: str = ""
    dependency_update: bool = False
    tell: Callable[[str], None] = lambda text: None

    @property
    def traces(self) -> bool:
        """Whether the chart is to be rendered once more and followed."""
        return bool(self.strict_values or self.unused_values or self.source_map)


class RenderError(PychartError):
    """A refusal after rendering had begun; ``partial`` is what there was to show by then."""

    def __init__(self, error: PychartError) -> None:
        super().__init__(str(error))
        self.partial: str = getattr(error, "partial", "").strip() + "\n"


def template(args: Sequence[str], options: TemplateOptions, settings: Settings) -> str:
    """Render ``[NAME] CHART`` and give what `template` prints.

    With ``output_dir`` the manifests are written there and the result tells which. Raises RenderError for what goes
    wrong in the templates and manifests, other PychartErrors for what goes wrong before.
    """
    post_renderer = choose_post_renderer(options, settings)
    capabilities = choose_capabilities(options.kube_version, options.api_versions)
    name, reference = choose_name(args, options)
    found = find_chart(options.query._replace(reference=reference), settings)
    user = read_user_values(options)
    values = user.plain if user else merge_values(options)
    opened = open_chart(found, options, settings)._replace(reference=reference)
    try:
        return render_release(opened, name, values, capabilities, options, post_renderer, user)
    finally:
        if opened.entry:
            opened.entry.save()


class Opened(NamedTuple):
    """A chart that may be installed, what earlier runs learnt of it, and what the user called it."""

    chart: Chart
    entry: Entry | None
    reference: str = ""


def open_chart(found: Found, options: TemplateOptions, settings: Settings) -> Opened:
    """Load the chart that was found. Raises ChartError where there is none that may be installed."""
    entry, chart = _load(found, options, settings)
    if options.dependency_update and bring_dependencies(chart, found.path, options, settings):
        entry, chart = _load(found, options, settings)
    require_installable(chart)
    return Opened(chart, entry)


def render_release(
    opened: Opened,
    name: str,
    values: dict[str, Any],
    capabilities: Capabilities,
    options: TemplateOptions,
    post_renderer: Filter | None = None,
    user: UserValues | None = None,
) -> str:
    """Render one release and give what `template` prints of it. Raises as ``template``.

    ``user`` are the values with their origins, for options that follow the render.
    """
    chart, entry = opened.chart, opened.entry
    require_release_name(name)
    release = Release(name, options.namespace, is_upgrade=options.is_upgrade)
    prepared = prepare(chart, values, release, capabilities, skip_schema_validation=options.skip_schema_validation)
    read_head = entry.read_head if entry else None
    try:
        rendered = render(
            prepared,
            store=entry,
            read_head=read_head,
            recall=entry.recall if entry else None,
            enable_dns=options.enable_dns,
            with_crds=options.include_crds,
            limits=options.limits,
            post_renderer=post_renderer,
            share_work=True,
        )
    except PychartError as error:
        raise RenderError(error) from error
    trace = _follow(opened, user, release, capabilities, options) if user else None
    output = _emit(rendered, name, options)
    if trace and options.source_map:
        _write_map(output, options, trace)
    return output


def _follow(
    opened: Opened, user: UserValues, release: Release, capabilities: Capabilities, options: TemplateOptions
) -> Trace:
    """Render once more and follow what is read and written; refuse what the options say is to be refused."""
    from pychart.actions.values import name_folder
    from pychart.explain.checks import check_values
    from pychart.explain.trace import trace_chart

    folder = name_folder(opened.reference)
    trace = trace_chart(
        opened.chart, user, release, capabilities, folder, enable_dns=options.enable_dns, limits=options.limits
    )
    check_values(trace, options.strict_values, options.unused_values)
    return trace


def _load(found: Found, options: TemplateOptions, settings: Settings) -> tuple[Entry | None, Chart]:
    entry = open_found(found, settings) if options.use_cache else None
    return entry, entry.load_chart() if entry else load_found(found)


def open_found(found: Found, settings: Settings) -> Entry | None:
    """Open the cache's entry for a chart that was found: for what is at a path, not for bytes in memory."""
    return open_entry(found.path, f"{settings.pychart_cache}/charts") if found.data is None else None


def bring_dependencies(chart: Chart, path: str, options: TemplateOptions, settings: Settings) -> bool:
    """Update charts/ where it lacks a dependency (--dependency-update); tells whether the chart must be loaded anew.

    Raises ChartError for a chart that cannot be installed, and what dependency_update.update_dependencies raises.
    """
    from pychart.actions.dependency_update import DependencyOptions, update_missing
    from pychart.actions.package import read_source_date

    source_date = read_source_date(settings.source_date_epoch)
    query = options.query
    wanted = DependencyOptions(access=query.access, plain_http=query.plain_http, source_date=source_date)
    _require_type(chart)
    return update_missing(chart, path, wanted, settings, options.tell)


def read_user_values(options: TemplateOptions) -> UserValues | None:
    """Give the values with their origins where an option follows the render, else None."""
    if not options.traces:
        return None
    from pychart.actions.values import read_values
    from pychart.explain.checks import require_mode

    require_mode(options.unused_values)
    return read_values(options)


def _write_map(output: str, options: TemplateOptions, trace: Trace) -> None:
    """Write the source map of what was printed, or of the files that were written and are named in the output."""
    from pychart.explain.sourcemap import format_map, make_map
    from pychart.filesystem import atomic_write, read_file

    outputs = {"": output}
    if options.output_dir:
        files = dict.fromkeys(line.removeprefix("wrote ") for line in output.splitlines() if line)
        outputs = {name: read_file(name, error=OutputError).decode("utf-8", "surrogateescape") for name in files}
    atomic_write(options.source_map, format_map(make_map(outputs, trace)).encode("utf-8", "surrogateescape"))


def choose_post_renderer(options: TemplateOptions, settings: Settings) -> Filter | None:
    """Give what changes the manifests, None where nothing does. Raises PychartError where it is not to be found."""
    if not options.post_renderer:
        return None
    from pychart.actions.post_render import find_post_renderer

    return find_post_renderer(options.post_renderer, options.post_renderer_args, settings)


def choose_name(args: Sequence[str], options: TemplateOptions) -> tuple[str, str]:
    """Tell release name and chart reference from the positional arguments (Helm: NameAndChart)."""
    if len(args) > 2:
        raise UsageError(f"expected at most two arguments, unexpected arguments: {', '.join(args[2:])}")
    if len(args) == 2:
        if options.generate_name:
            raise UsageError("cannot set --generate-name and also specify a name")
        if options.name_template:
            raise UsageError("cannot set --name-template and also specify a name")
        return args[0], args[1]
    if options.name_template:
        from pychart.templates.engine import render_text

        return render_text(options.name_template, None, "name-template"), args[0]
    return "release-name", args[0]


def require_installable(chart: Chart) -> None:
    """Refuse library charts and charts whose dependencies are missing; warn of deprecated ones."""
    _require_type(chart)
    if chart.metadata.deprecated:
        logs.warn("this chart is deprecated")
    require_complete(chart)


def require_complete(chart: Chart) -> None:
    """Refuse a chart that lacks one of its dependencies. Raises ChartError."""
    from pychart.chart.check import require_dependencies

    try:
        require_dependencies(chart)
    except ChartError as error:
        raise ChartError(
            "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build'"
            f" to fetch missing dependencies: {error}"
        ) from error


def _require_type(chart: Chart) -> None:
    if chart.metadata.type not in ("", "application"):
        raise ChartError(f"{chart.metadata.type} charts are not installable")


def merge_values(options: TemplateOptions | LintOptions) -> dict[str, Any]:
    """Merge the user's values from the options that hold them; without any, nothing is imported for it.

    Raises ValuesError.
    """
    flags = (options.set_, options.set_string, options.set_json, options.set_file, options.set_literal)
    if not options.value_files and not any(flags):
        return {}
    from pychart.values.sources import merge_sources

    return merge_sources(**list_sources(options))


def list_sources(options: Any) -> dict[str, Any]:
    """Give the sources of the user's values, by the arguments that values.sources and values.layers have for them."""
    return {
        "files": options.value_files,
        "set_json": options.set_json,
        "set_": options.set_,
        "set_string": options.set_string,
        "set_file": options.set_file,
        "set_literal": options.set_literal,
    }


def choose_capabilities(kube_version: str = "", api_versions: Sequence[str] = ()) -> Capabilities:
    """Give the cluster that templates are told of: Helm's defaults, changed by flags.

    Raises UsageError for a version that is none.
    """
    capabilities = Capabilities()
    if kube_version:
        capabilities = capabilities.with_kube_version(kube_version)
    return capabilities.with_api_versions(api_versions) if api_versions else capabilities


def require_release_name(name: str) -> None:
    """Refuse a name that no release may have (Helm: chartutil.ValidateReleaseName)."""
    if is_release_name(name):
        return
    from pychart.gostd.strconv import quote

    rule = r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"
    text = (
        "no name provided"
        if not name
        else (f"invalid release name, must match regex {rule} and the length must not be longer than 53")
    )
    message = f"release name {quote(name)}: {text}"
    logs.error("release name check failed", error=message)
    raise UsageError(f"release name check failed: {message}")


def _emit(rendered: Rendered, name: str, options: TemplateOptions) -> str:
    crds = rendered.crds if options.include_crds else []
    manifests = [Document(m.path, m.content) for m in rendered.manifests]
    hooks = [
        Document(hook.path, hook.content)
        for hook in rendered.hooks
        if not options.no_hooks and not (options.skip_tests and hook.is_test)
    ]
    if options.output_dir:
        folder = f"{options.output_dir}/{name}" if options.release_name_in_path else options.output_dir
        return _write_folder(options.output_dir, crds, folder, [*manifests, *hooks])
    stream = emit_stream([*crds, *manifests], hooks)
    return select_documents(stream, options.show_only) if options.show_only else stream


def _write_folder(crd_folder: str, crds: Sequence[Document], folder: str, documents: Sequence[Document]) -> str:
    """Write each template's documents to a file of its path; CRDs never go below the release's folder (Helm)."""
    from pychart.filesystem import write_below

    wrote = []
    for root, group in ((crd_folder, crds), (folder, documents)):
        texts: dict[str, str] = {}
        for document in group:
            texts[document.path] = texts.get(document.path, "") + emit_document(document)
            wrote.append(f"wrote {root}/{document.path}\n")
        for path, text in texts.items():
            write_below(root, path, text.encode("utf-8", "surrogateescape"))
    return "".join(wrote) + "\n"
