"""Flags and manners that the commands on releases share."""

from __future__ import annotations

import sys

from pychart.cli.flags import Flag, flag
from pychart.cli.options import (
    CHART_FLAGS,
    ERROR_FORMAT_FLAG,
    OUTPUT_FLAG,
    STRICTNESS_FLAGS,
    VALUES_FLAGS,
    read_query,
    read_value_flags,
)
from pychart.errors import PychartError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from pychart.actions.contents import DeployOptions
    from pychart.release.session import Session, WorkOptions
    from pychart.settings import Settings

    T = TypeVar("T")

REVISION_FLAG = flag("--revision", kind="int", default=0, help="a revision other than the last")
TIMEOUT_FLAG = flag("--timeout", kind="duration", help="time that each step may take, such as 90s or 5m (default 5m)")
WAIT_FLAG = flag("--wait", kind="WaitStrategy", bare="watcher", default="hookOnly", help="wait until objects are ready")
PROGRESS_FLAG = flag(
    "--progress",
    kind="progress",
    help="tell of the work on stderr: plain (lines), table, none, or auto, a table on a terminal (default auto)",
)
NO_HOOKS_FLAG = flag("--no-hooks", kind="bool", help="do not run hooks")

WORK_FLAGS: tuple[Flag, ...] = (
    flag("--description", help="describe the revision in the history"),
    flag("--dry-run", bare="unset", default="none", help="only show what would be done: client or server"),
    flag("--force-conflicts", kind="bool", help="take over fields that other managers own"),
    flag("--force-replace", kind="bool", help="replace objects instead of changing them"),
    flag("--force", kind="bool", hidden=True, deprecated="use --force-replace instead", help="deprecated"),
    NO_HOOKS_FLAG,
    PROGRESS_FLAG,
    TIMEOUT_FLAG,
    WAIT_FLAG,
    flag("--wait-for-jobs", kind="bool", help="with --wait, wait for Jobs to be complete too"),
)
"""How objects are written, for install, upgrade and rollback."""

DEPLOY_FLAGS: tuple[Flag, ...] = (
    *VALUES_FLAGS,
    *STRICTNESS_FLAGS,
    *CHART_FLAGS,
    *WORK_FLAGS,
    flag("--create-namespace", kind="bool", help="create the namespace where it is not there"),
    flag("--dependency-update", kind="bool", help="bring in dependencies that charts/ lacks, and lock them, first"),
    flag("--disable-openapi-validation", kind="bool", accepted_only=True, hidden=True, help="no effect"),
    flag("--enable-dns", kind="bool", help="let getHostByName ask the network"),
    ERROR_FORMAT_FLAG,
    flag("--hide-notes", kind="bool", help="do not show notes"),
    flag("--hide-secret", kind="bool", help="with --dry-run, do not show Secrets"),
    flag("--labels", "-l", kind="stringToString", help="labels for the release's record"),
    OUTPUT_FLAG,
    flag("--post-renderer", kind="postRendererString", help="have a plugin or exec:PROGRAM change the manifests"),
    flag("--post-renderer-args", kind="postRendererArgsSlice", help="an argument for the post-renderer"),
    flag("--recover", kind="bool", help="take over a revision that an interrupted command has left pending"),
    flag("--render-subchart-notes", kind="bool", help="show the notes of subcharts too"),
    flag("--rollback-on-failure", kind="bool", help="undo the revision if it fails; waits for it"),
    flag("--atomic", kind="bool", hidden=True, deprecated="use --rollback-on-failure instead", help="deprecated"),
    flag("--skip-crds", kind="bool", help="do not install the chart's CRDs"),
    flag("--skip-schema-validation", kind="bool", help="do not check values against values.schema.json"),
    flag("--take-ownership", kind="bool", help="take over objects that are not the release's"),
)
"""What install and upgrade take."""

_EXCLUSIVE = (("force", "force-conflicts"), ("force-replace", "force-conflicts"))
_TRUE = ("1", "t", "T", "true", "TRUE", "True")
_FALSE = ("0", "f", "F", "false", "FALSE", "False")


def read_dry_run(values: Mapping[str, Any]) -> str:
    """Give none, client or server; the forms that Helm deprecates are warned of. Raises UsageError."""
    from pychart import logs
    from pychart.gostd.strconv import quote

    given = values["dry_run"]
    if given in ("none", "client", "server"):
        return str(given)
    if given == "unset":
        logs.warn("--dry-run is deprecated and should be replaced with '--dry-run=client'")
        return "client"
    if given in (*_TRUE, *_FALSE):
        strategy = "client" if given in _TRUE else "none"
        logs.warn(f"boolean '--dry-run={given}' flag is deprecated and must be replaced with '--dry-run={strategy}'")
        return strategy
    raise UsageError(f'invalid dry-run value ({quote(given)}). Must be "none", "server", or "client"')


def read_work(values: Mapping[str, Any], server_side: str) -> WorkOptions:
    """Give the options of WORK_FLAGS. Raises UsageError for flags that exclude each other."""
    from pychart.release.session import WorkOptions

    for group in _EXCLUSIVE:
        if all(values[name.replace("-", "_")] for name in group):
            text = f"if any flags in the group [{' '.join(group)}] are set none of the others can be"
            raise UsageError(f"{text}; [{' '.join(sorted(group))}] were all set")
    return WorkOptions(
        wait=values["wait"],
        wait_for_jobs=values["wait_for_jobs"],
        seconds=read_seconds(values),
        no_hooks=values["no_hooks"],
        server_side=server_side,
        force_conflicts=values["force_conflicts"],
        force_replace=values["force_replace"] or values["force"],
        take_ownership=values.get("take_ownership", False),
        cleanup_on_fail=values.get("cleanup_on_fail", False),
        rollback_on_failure=values.get("rollback_on_failure", False) or values.get("atomic", False),
        description=values["description"] or "",
        history_max=values.get("history_max", 0),
    )


def read_seconds(values: Mapping[str, Any]) -> float:
    """Give --timeout in seconds, five minutes where it is not given."""
    return 300.0 if values["timeout"] is None else int(values["timeout"]) / 1e9


def read_deploy(
    reference: str, values: Mapping[str, Any], settings: Settings, namespace: str, server_side: str
) -> DeployOptions:
    """Give the options of DEPLOY_FLAGS. Raises UsageError, FetchError."""
    from pychart.actions.contents import DeployOptions
    from pychart.actions.template import TemplateOptions
    from pychart.cli.output import write_result

    if values["post_renderer"]:
        from pychart.actions.post_render import find_post_renderer

        find_post_renderer(values["post_renderer"], values["post_renderer_args"], settings)
    chart = TemplateOptions(
        namespace=namespace,
        **read_value_flags(values),
        skip_schema_validation=values["skip_schema_validation"],
        enable_dns=values["enable_dns"],
        generate_name=values.get("generate_name", False),
        name_template=values.get("name_template") or "",
        post_renderer=values["post_renderer"],
        post_renderer_args=values["post_renderer_args"],
        query=read_query(reference, values, settings),
        strict_values=values["strict_values"],
        unused_values=values["unused_values"] or "",
        dependency_update=values["dependency_update"],
        tell=write_result,
    )
    return DeployOptions(
        chart=chart,
        work=read_work(values, server_side),
        dry_run=read_dry_run(values),
        labels=dict(values["labels"]),
        skip_crds=values["skip_crds"],
        create_namespace=values["create_namespace"],
        replace=values.get("replace", False),
        hide_secret=values["hide_secret"],
        subchart_notes=values["render_subchart_notes"],
        recover=values["recover"],
    )


def connect(
    values: Mapping[str, Any], settings: Settings, *, seconds: float = 300.0, progress: bool = False, **more: Any
) -> Session:
    """Give the session that the shared flags name; ``progress`` tells of work as it goes, by --progress."""
    from pychart.actions.connect import open_session
    from pychart.kube.config import read_flags

    report = None
    if progress:
        from pychart.cli.work_report import make_report

        report = make_report(values, settings)
    flags = read_flags(settings.environment, values)
    namespace = find_namespace(values, settings)
    return open_session(settings, flags, namespace, seconds=seconds, report=report, **more)


def find_namespace(values: Mapping[str, Any], settings: Settings) -> str:
    """Give the namespace that the command works in."""
    given: str | None = values["namespace"]
    return given or settings.find_namespace()


def fail_as(prefix: str, run: Callable[[], T]) -> T:
    """Run something whose errors begin with a prefix: ``INSTALLATION FAILED``."""
    try:
        return run()
    except PychartError as error:
        told = PychartError(f"{prefix}: {error}")
        told.hint = error.hint
        raise told from error


def cancellable(name: str, run: Callable[[], T]) -> T:
    """Run work that the first SIGINT or SIGTERM stops, leaving a record that says so; the second ends at once."""
    import os
    import signal

    from pychart.cli.output import write_result
    from pychart.release.session import CancelledError

    def stop(number: int, _: object) -> None:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, give_up)
        write_result(f"Release {name} has been cancelled.\n")
        raise CancelledError

    def give_up(number: int, _: object) -> None:
        sys.stderr.write(f"Ended at once: the record of {name} may still say that it is pending; see `status {name}`\n")
        sys.stderr.flush()
        os._exit(128 + number)

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        return run()
    except CancelledError as error:
        raise PychartError(str(error)) from None
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
