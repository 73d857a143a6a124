"""Upgrade a release: what `pychart upgrade` does (Helm: pkg/action, upgrade.go)."""

from __future__ import annotations

from pychart import logs
from pychart.actions.contents import DeployOptions, Given, read_given, render_contents
from pychart.actions.install import require_labels
from pychart.actions.template import require_complete
from pychart.errors import ClusterError, ReleaseError
from pychart.release.drivers import NotFoundError
from pychart.release.model import (
    CLIENT_SIDE,
    DEPLOYED,
    FAILED,
    PENDING_UPGRADE,
    SERVER_SIDE,
    SUPERSEDED,
    UNINSTALLED,
    UNINSTALLING,
    Info,
    Release,
)
from pychart.release.names import is_release_name
from pychart.release.storage import NoDeployedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.kube.resources import Resource
    from pychart.release.session import Session
    from pychart.settings import Settings


def is_absent(name: str, session: Session) -> bool | None:
    """Tell whether `upgrade --install` has to install: True where there is no release of the name, None where one was
    uninstalled and its history kept, False where there is one to upgrade.
    """
    session.client.check_reachable()
    try:
        last = session.storage.last(name)
    except NotFoundError:
        return True
    return None if last.status == UNINSTALLED else False


def read_chart(reference: str, options: DeployOptions, settings: Settings) -> Given:
    """Give the chart and the user's values, before anything is asked of the cluster. Raises PychartError."""
    given = read_given(reference, options, settings)
    require_complete(given.chart)
    if given.chart.metadata.deprecated:
        logs.warn("this chart is deprecated")
    return given


def upgrade(
    name: str,
    given: Given,
    options: DeployOptions,
    settings: Settings,
    session: Session,
    *,
    reuse: str = "",
) -> Release:
    """Upgrade a release to a chart and values (read_chart) and give the new revision; with dry_run, as it would be.

    ``reuse`` says what becomes of the values of the last revision: ``reset``, ``reuse``, ``reset-then-reuse``, or empty
    for Helm's way: they stay where no new ones are given. Raises PychartError in Helm's words.
    """
    options = options._replace(work=options.work.patient)
    session.client.check_reachable()
    if not is_release_name(name):
        raise ReleaseError(f"release name is invalid: {name}")
    if options.dry_run == "none" and options.hide_secret:
        raise ReleaseError("hiding Kubernetes secrets requires a dry-run mode")
    last, current = _find_current(name, options, session)
    given = _reuse_values(given, current, reuse)
    release = _make(name, given, (last, current), options, settings, session)
    old, new = _compare(release, current, options, session)
    if options.dry_run != "none":
        description = options.work.description or "Dry run complete"
        return release._replace(info=release.info._replace(description=description))
    session.storage.create(release)
    from pychart.release.upgrade import upgrade as perform
    from pychart.release.work import Work

    work = Work(session, release, options.work, server_side=release.apply_method == SERVER_SIDE)
    perform(work, current, old, new)
    return work.release


def _find_current(name: str, options: DeployOptions, session: Session) -> tuple[Release, Release]:
    """Give the last revision and the one that is in the cluster now."""
    from pychart.gostd.strconv import quote
    from pychart.release.pending import explain, recover, require_free

    try:
        last = session.storage.last(name)
    except NotFoundError:
        raise ReleaseError(f"{quote(name)} has no deployed releases") from None
    if options.recover:
        last = recover(session, last, options.work.seconds)
    require_free(last)
    if last.status == DEPLOYED:
        return last, last
    try:
        return last, session.storage.deployed(name)[0]
    except NoDeployedError as error:
        if last.status == UNINSTALLING:
            raise ReleaseError(f"{error}: {explain(last)}") from None
        if last.status not in (FAILED, SUPERSEDED):
            raise
        return last, last


def _reuse_values(given: Given, current: Release, reuse: str) -> Given:
    from pychart.values.coalesce import coalesce_tables, copy_table

    if reuse == "reset" or (not reuse and given.values):
        return given
    config: dict[str, Any] = copy_table(_floats(current.config or {}))
    user = None
    if given.user:
        from pychart.values.layers import RELEASE, Source

        user = given.user.over(config, Source(RELEASE, f"revision {current.version} of {current.name}"))
    values = coalesce_tables(given.values, config) if reuse else config
    chart = given.chart._replace(values=compute_values(current)) if reuse == "reuse" else given.chart
    return given._replace(chart=chart, values=values, user=user)


def compute_values(release: Release) -> dict[str, Any]:
    """Give a release's values over its chart's defaults; those of subcharts are not in the record."""
    from pychart.chart.metadata import Metadata
    from pychart.chart.model import Chart
    from pychart.values.coalesce import coalesce_values

    metadata = Metadata(name=str(release.metadata.get("name") or ""))
    chart = Chart(metadata=metadata, values=_floats(release.chart.get("values") or {}))
    return coalesce_values(chart, _floats(release.config or {}))


def _floats(value: Any) -> Any:
    """Give JSON with all numbers as Go has them in values: floats."""
    if isinstance(value, dict):
        return {key: _floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_floats(item) for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _make(
    name: str,
    given: Given,
    revisions: tuple[Release, Release],
    options: DeployOptions,
    settings: Settings,
    session: Session,
) -> Release:
    from pychart.release.encode import chart_record
    from pychart.release.moments import now
    from pychart.release.upgrade import choose_server_side
    from pychart.templates.context import Release as Facts

    last, current = revisions
    facts = Facts(name, current.namespace, last.version + 1, is_upgrade=True)
    contents = render_contents(given, facts, options, settings, session if options.asks_cluster else None)
    require_labels(options)
    server_side = choose_server_side(options.work.server_side, last.apply_method)
    info = Info(
        first_deployed=current.info.first_deployed,
        last_deployed=now(),
        description="Preparing upgrade",
        status=PENDING_UPGRADE,
        notes=contents.notes,
    )
    return Release(
        name=name,
        namespace=current.namespace,
        version=last.version + 1,
        info=info,
        chart=chart_record(contents.chart),
        config=given.values,
        manifest=contents.manifest,
        hooks=contents.hooks,
        labels=_merge_labels(last.labels, options.labels),
        apply_method=SERVER_SIDE if server_side else CLIENT_SIDE,
    )


def _merge_labels(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Give the labels of both; one that is ``null`` goes away."""
    return {key: value for key, value in {**old, **new}.items() if value != "null"}


def _compare(
    release: Release, current: Release, options: DeployOptions, session: Session
) -> tuple[list[Resource], list[Resource]]:
    """Give the objects of both revisions; new ones that exist already count as old where they may be taken over."""
    from pychart.kube.ownership import Owner, find_adoptable, mark

    new = session.build(release.manifest, release.namespace)
    try:
        old = session.build(current.manifest, current.namespace)
    except ClusterError as error:
        raise ClusterError(f"unable to build kubernetes objects from current release manifest: {error}") from error
    owner = Owner(release.name, release.namespace)
    new = mark(new, owner)
    known = {one.identity for one in old}
    fresh = [one for one in new if one.identity not in known]
    try:
        adopted = find_adoptable(session.client, fresh, owner, take_ownership=options.work.take_ownership)
    except ClusterError as error:
        raise ClusterError(f"unable to continue with update: {error}") from error
    return [*old, *adopted], new
