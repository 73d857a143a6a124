"""`pychart template`."""

from __future__ import annotations

from pychart import logs
from pychart.cli.flags import Flag, flag
from pychart.cli.main import Command
from pychart.cli.options import (
    CHART_FLAGS,
    ERROR_FORMAT_FLAG,
    STRICTNESS_FLAGS,
    VALUES_FLAGS,
    at_least,
    read_query,
    read_settings,
    read_value_flags,
)
from pychart.cli.output import write_result
from pychart.errors import PychartError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.template import TemplateOptions
    from pychart.settings import Settings
    from pychart.templates.limits import Limits


_MORE = "this flag has no effect for 'pychart template' and will be removed in Helm 5"
_ACCEPTED: tuple[Flag, ...] = tuple(
    flag(*names, kind=kind, accepted_only=True, hidden=True, help="no effect on rendering a local chart", **more)
    for names, kind, more in (
        (("--create-namespace",), "bool", {}),
        (("--description",), "string", {}),
        (("--disable-openapi-validation",), "bool", {}),
        (("--force-conflicts",), "bool", {}),
        (("--force-replace",), "bool", {}),
        (("--force",), "bool", {"deprecated": "use --force-replace instead"}),
        (("--labels", "-l"), "stringToString", {}),
        (("--replace",), "bool", {}),
        (("--rollback-on-failure",), "bool", {}),
        (("--atomic",), "bool", {"deprecated": "use --rollback-on-failure instead"}),
        (("--server-side",), "bool", {"default": True}),
        (("--skip-crds",), "bool", {}),
        (("--take-ownership",), "bool", {}),
        (("--timeout",), "duration", {}),
        (("--wait",), "WaitStrategy", {"bare": "watcher"}),
        (("--wait-for-jobs",), "bool", {}),
        (("--hide-notes",), "bool", {"deprecated": _MORE}),
        (("--render-subchart-notes",), "bool", {"deprecated": _MORE}),
    )
)


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.template import RenderError, TemplateOptions, template

    settings = read_settings(values)
    _require_one_of_each(values)
    _check_dry_run("server" if values["validate"] else values["dry_run"])
    options = TemplateOptions(
        namespace=values["namespace"] or settings.find_namespace(),
        **read_value_flags(values),
        kube_version=values["kube_version"] or "",
        api_versions=values["api_versions"],
        is_upgrade=values["is_upgrade"],
        include_crds=values["include_crds"],
        no_hooks=values["no_hooks"],
        skip_tests=values["skip_tests"],
        skip_schema_validation=values["skip_schema_validation"],
        show_only=values["show_only"],
        output_dir=values["output_dir"] or "",
        release_name_in_path=values["release_name"],
        enable_dns=values["enable_dns"],
        generate_name=values["generate_name"],
        name_template=values["name_template"] or "",
        use_cache=settings.use_cache,
        limits=_choose_limits(values),
        post_renderer=values["post_renderer"],
        post_renderer_args=values["post_renderer_args"],
        query=read_query(args[0] if values["matrix"] else args[-1], values, settings),
        strict_values=values["strict_values"],
        unused_values=values["unused_values"] or "",
        source_map=values["source_map"] or "",
        dependency_update=values["dependency_update"],
        tell=write_result,
    )
    if values["matrix"]:
        _run_matrix(args, values["matrix"], options, settings)
        return
    try:
        write_result(template(args, options, settings))
    except RenderError as error:
        if logs.debug_enabled():
            write_result(error.partial)
            raise PychartError(str(error)) from error
        raise PychartError(f"{error}\n\nUse --debug flag to render out invalid YAML") from error


def _run_matrix(args: list[str], patterns: list[str], options: TemplateOptions, settings: Settings) -> None:
    """Render one release for each file; what a shell made of a glob stands behind the chart."""
    from pychart.actions.template_matrix import FailedReleasesError, template_matrix

    try:
        outcomes = template_matrix(args[0], [*patterns, *args[1:]], options, settings)
    except FailedReleasesError as error:
        write_result("".join(outcome.output.rstrip("\n") + "\n" for outcome in error.outcomes if outcome.output))
        raise
    write_result("".join(outcome.output.rstrip("\n") + "\n" for outcome in outcomes))


def _choose_limits(values: dict[str, Any]) -> Limits:
    """Give the limits of the render: those of the flags, and the usual ones for the rest."""
    from pychart.templates.limits import Limits

    given = {name: values[f"max_{name}"] for name in Limits._fields if values[f"max_{name}"] is not None}
    for name, limit in given.items():
        if limit < 0:
            raise UsageError(f"--max-{name} must not be negative")
    return Limits(**given)


_EXCLUSIVE = (("force", "force-conflicts"), ("force-replace", "force-conflicts"), ("validate", "dry-run"))


def _require_one_of_each(values: dict[str, Any]) -> None:
    """Refuse flags that exclude each other, in cobra's words."""
    for group in _EXCLUSIVE:
        if all(values[name.replace("-", "_")] not in (None, False) for name in group):
            names, given = " ".join(group), " ".join(sorted(group))
            text = f"if any flags in the group [{names}] are set none of the others can be"
            raise UsageError(f"{text}; [{given}] were all set")


_TRUE = ("1", "t", "T", "true", "TRUE", "True")
_FALSE = ("0", "f", "F", "false", "FALSE", "False")


def _check_dry_run(strategy: str | None) -> None:
    """Refuse what would need a cluster; warn about the forms that Helm deprecates."""
    if strategy in (None, "client"):
        return
    if strategy == "unset":
        logs.warn("--dry-run is deprecated and should be replaced with '--dry-run=client'")
        return
    if strategy in _TRUE:
        logs.warn(f"boolean '--dry-run={strategy}' flag is deprecated and must be replaced with '--dry-run=client'")
        return
    if strategy != "server":
        from pychart.gostd.strconv import quote

        allowed = '"server" or "client"' if strategy in ("none", *_FALSE) else '"none", "server", or "client"'
        raise UsageError(f"invalid dry-run value ({quote(strategy or '')}). Must be {allowed}")
    raise UsageError("--dry-run=server: `template` asks no cluster; `pychart install --dry-run=server` does")


command = Command(
    "template",
    callback=_run,
    usage="[NAME] [CHART]",
    short="locally render templates",
    text="Render a chart's templates and print the manifests.\n\nCHART is a folder, a packaged chart, the URL"
    " of one, or REPOSITORY/NAME. Nothing is asked of a cluster: capabilities are those of the Kubernetes"
    " version that Helm 4.3.1 assumes unless flags say otherwise.",
    flags=(
        *VALUES_FLAGS,
        *CHART_FLAGS,
        flag("--api-versions", "-a", kind="strings", help="add API versions to Capabilities.APIVersions"),
        flag("--dependency-update", kind="bool", help="bring in dependencies that charts/ lacks, and lock them, first"),
        flag("--dry-run", bare="unset", hidden=True, help="only `client` is possible without a cluster"),
        flag("--enable-dns", kind="bool", help="let getHostByName ask the network"),
        ERROR_FORMAT_FLAG,
        flag("--generate-name", "-g", kind="bool", help="make up a release name"),
        flag("--include-crds", kind="bool", help="print the chart's CRDs first"),
        flag("--is-upgrade", kind="bool", help="set .Release.IsUpgrade instead of .Release.IsInstall"),
        flag("--kube-version", help="Kubernetes version for Capabilities.KubeVersion"),
        flag(
            "--matrix",
            kind="stringArray",
            help="render one release for each of these values files, named after it, to a folder of its name in"
            " --output-dir",
        ),
        flag("--max-depth", kind="int", help="how often a template may include itself (default 1000)"),
        flag("--max-elements", kind="int", help="elements of a made list and of a file's loops (default 10000000)"),
        flag("--max-output", kind="int", help="characters of all rendered files (default 268435456)"),
        flag("--max-seconds", kind="int", help="seconds that rendering may take, 0 for ever (default 120)"),
        flag("--name-template", help="Go template that gives the release name"),
        flag("--no-hooks", kind="bool", help="leave hooks out"),
        flag("--output-dir", help="write each manifest to a file below this folder instead of stdout"),
        flag(
            "--post-renderer",
            kind="postRendererString",
            group="Output Flags",
            help="have a plugin change the manifests, or a program: exec:PROGRAM",
        ),
        flag(
            "--post-renderer-args",
            kind="postRendererArgsSlice",
            group="Output Flags",
            help="an argument for the post-renderer",
        ),
        flag("--release-name", kind="bool", help="put a folder of the release's name below --output-dir"),
        flag("--show-only", "-s", kind="stringArray", help="only show what comes from this template (a glob)"),
        flag("--skip-schema-validation", kind="bool", help="do not check values against values.schema.json"),
        flag("--skip-tests", kind="bool", help="leave test hooks out"),
        flag("--source-map", help="write to this file which template line wrote each line of the output (JSON)"),
        *STRICTNESS_FLAGS,
        flag("--validate", kind="bool", hidden=True, deprecated="use '--dry-run=server' instead", help="deprecated"),
        *_ACCEPTED,
    ),
    examples=(
        ("pychart template hello-world | kubectl apply -f -", "apply a chart's manifests"),
        ("pychart template web ./hello-world -f prod.yaml --set replicaCount=3", "a named release with values"),
    ),
    count=at_least(1),
)
