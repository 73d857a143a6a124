"""Install a chart: what `pychart install` does (Helm: pkg/action, install.go)."""

from __future__ import annotations

from pychart import logs
from pychart.actions.contents import (
    DeployOptions,
    Given,
    ask_capabilities,
    check_given,
    find_crds,
    read_given,
    render_contents,
)
from pychart.actions.template import require_installable, require_release_name
from pychart.errors import ClusterError, PychartError, ReleaseError, StatusError, StrictnessError, UsageError
from pychart.release.model import (
    CLIENT_SIDE,
    FAILED,
    PENDING_INSTALL,
    SERVER_SIDE,
    SUPERSEDED,
    UNINSTALLED,
    Info,
    Release,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.resources import Resource
    from pychart.release.session import Session
    from pychart.settings import Settings


def choose_name(args: Sequence[str], options: DeployOptions) -> tuple[str, str]:
    """Tell the release's name and the chart from the arguments. Raises UsageError in Helm's words."""
    from pychart.actions import template

    chart = options.chart
    if len(args) != 1 or chart.name_template:
        return template.choose_name(args, chart)
    if not chart.generate_name:
        raise UsageError("must either provide a name or specify --generate-name")
    import os
    import time

    base = os.path.basename(args[0].rstrip("/")) or "chart"
    base = "chart" if base == "." else base.partition(".")[0]
    return f"{base}-{int(time.time())}", args[0]


def install(args: Sequence[str], options: DeployOptions, settings: Settings, session: Session) -> Release:
    """Install ``[NAME] CHART`` and give the release as its record says; with dry_run, as it would be.

    Raises PychartError in Helm's words.
    """
    options = options._replace(work=options.work.patient)
    name, reference = choose_name(args, options)
    given = read_given(reference, options, settings)
    require_installable(given.chart)
    if options.asks_cluster:
        _check_reachable(session)
    if options.dry_run == "none" and options.hide_secret:
        text = "hiding Kubernetes secrets requires a dry-run mode"
        logs.error(text)
        raise ReleaseError(text)
    last = _require_name(name, options, session)
    if options.asks_cluster and not options.skip_crds:
        _install_crds(name, given, options, session)
    release, resources = _make(name, given, options, settings, session)
    adopted = _check_objects(release, resources, options, session)
    if options.dry_run != "none":
        return release._replace(info=release.info._replace(description="Dry run complete"))
    if options.create_namespace:
        _create_namespace(session)
    if last is not None:
        release = _replace_last(release, last, session)
    session.storage.create(release)
    from pychart.release.install import install as perform
    from pychart.release.work import Work

    work = Work(session, release, options.work, server_side=release.apply_method == SERVER_SIDE)
    perform(work, resources, adopted)
    return work.release


def _check_reachable(session: Session) -> None:
    try:
        session.client.check_reachable()
    except ClusterError as error:
        logs.error(f"cluster reachability check failed: {error}")
        raise ClusterError(f"cluster reachability check failed: {error}") from error


def _require_name(name: str, options: DeployOptions, session: Session) -> Release | None:
    """Refuse a name that cannot be used or is in use; give the revision that is replaced."""
    require_release_name(name)
    if options.dry_run != "none":
        return None
    try:
        last = session.storage.last(name)
    except PychartError:
        return None
    from pychart.release.pending import recover, refuse_name

    replace = options.replace
    if options.recover and last.status in (PENDING_INSTALL, FAILED):
        last, replace = recover(session, last, options.work.seconds), True
    if replace and last.status in (UNINSTALLED, FAILED):
        return last
    error = refuse_name(last)
    logs.error("release name check failed", error=error)
    raise ReleaseError(f"release name check failed: {error}")


def _install_crds(name: str, given: Given, options: DeployOptions, session: Session) -> None:
    """Create the definitions of custom resources that are not there yet; those that are stay as they are."""
    crds = find_crds(given.chart)
    if crds and options.dry_run != "none":
        logs.warn("This chart or one of its subcharts contains CRDs. Rendering may fail or contain inaccuracies.")
        return
    if crds and given.user:
        _check_ahead(name, given, options, session)
    from pychart.kube.apply import ApplyOptions, create, find_live

    made: list[Resource] = []
    apply = ApplyOptions(options.work.server_side == "true", options.work.force_conflicts)
    for crd in crds:
        try:
            resources = session.build(crd.content)
            if not resources:
                raise ClusterError("resources are empty")
            for one in resources:
                if apply.server_side or find_live(session.client, one) is None:
                    create(session.client, one, apply)
                    made.append(one)
        except StatusError as error:
            if error.reason != "AlreadyExists":
                raise ClusterError(f"failed to install CRD {crd.path.partition('/')[2]}: {error}") from error
        except ClusterError as error:
            raise ClusterError(f"failed to install CRD {crd.path.partition('/')[2]}: {error}") from error
    if made:
        _await_kinds(made, options.work.wait, session)
        session.discovery.forget()


def _check_ahead(name: str, given: Given, options: DeployOptions, session: Session) -> None:
    """Refuse values before definitions are sent; a chart that does not render without them is checked after it."""
    from pychart.templates.context import Release as Facts

    chart = options.chart
    refusing = chart._replace(unused_values="fail" if chart.unused_values == "fail" else "")
    try:
        facts, capabilities = Facts(name, session.namespace), ask_capabilities(session)
        check_given(given, facts, capabilities, options._replace(chart=refusing), session)
    except StrictnessError:
        raise
    except PychartError as error:
        logs.debug("values are checked once the definitions of custom resources are there", error=error)


def _await_kinds(made: Sequence[Resource], strategy: str, session: Session) -> None:
    """Wait for definitions as --wait says, and in any case until their kinds are served: objects of them come next."""
    from pychart.kube.wait import wait_until_ready

    session.report.begin("waiting for", made)
    try:
        for one in (strategy, "watcher"):
            wait_until_ready(session.client, made, 60, session.report.state, strategy=one, jobs=False)
    finally:
        session.report.end()


def _make(
    name: str,
    given: Given,
    options: DeployOptions,
    settings: Settings,
    session: Session,
) -> tuple[Release, list[Resource]]:
    from pychart.kube.ownership import Owner, mark
    from pychart.release.encode import chart_record
    from pychart.release.moments import now
    from pychart.templates.context import Release as Facts

    require_labels(options)
    facts = Facts(name, session.namespace)
    asked = session if options.asks_cluster else None
    contents = render_contents(given, facts, options, settings, asked)
    moment = now()
    info = Info(moment, moment, description="Initial install underway", status=PENDING_INSTALL, notes=contents.notes)
    release = Release(
        name=name,
        namespace=session.namespace,
        info=info,
        chart=chart_record(contents.chart),
        config=given.values,
        manifest=contents.manifest,
        hooks=contents.hooks,
        labels=dict(options.labels),
        apply_method=SERVER_SIDE if options.work.server_side == "true" else CLIENT_SIDE,
    )
    if not options.asks_cluster:
        return release, []
    try:
        resources = session.build(release.manifest)
    except ClusterError as error:
        raise ClusterError(f"unable to build kubernetes objects from release manifest: {error}") from error
    return release, mark(resources, Owner(name, session.namespace))


def require_labels(options: DeployOptions) -> None:
    """Refuse labels that are the record's own. Raises ReleaseError."""
    from pychart.release.drivers import SYSTEM_LABELS

    if any(label in SYSTEM_LABELS for label in options.labels):
        names = " ".join(SYSTEM_LABELS)
        raise ReleaseError(f"user supplied labels contains system reserved label name. System labels: [{names}]")


def _check_objects(
    release: Release, resources: list[Resource], options: DeployOptions, session: Session
) -> list[Resource]:
    if not resources:
        return []
    from pychart.kube.ownership import Owner, find_adoptable

    owner = Owner(release.name, release.namespace)
    try:
        return find_adoptable(session.client, resources, owner, take_ownership=options.work.take_ownership)
    except ClusterError as error:
        raise ClusterError(f"unable to continue with install: {error}") from error


def _create_namespace(session: Session) -> None:
    name = session.namespace
    metadata = {"name": name, "labels": {"name": name}}
    body = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata, "spec": {}, "status": {}}
    try:
        session.client.request(
            "PATCH",
            f"/api/v1/namespaces/{name}",
            query={"fieldManager": "helm", "fieldValidation": "Strict", "force": "false"},
            body=body,
            content_type="application/apply-patch+yaml",
        )
    except StatusError as error:
        if error.reason != "AlreadyExists":
            raise


def _replace_last(release: Release, last: Release, session: Session) -> Release:
    """Make the release the next revision of a name that is used again."""
    if last.status != FAILED:
        session.storage.update(last.with_status(SUPERSEDED, "superseded by new release"))
    return release._replace(version=last.version + 1)
