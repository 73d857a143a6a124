"""An earlier revision of a release back into the cluster (Helm: pkg/action, rollback.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, ReleaseError
from pychart.gostd.strconv import quote
from pychart.kube.apply import ApplyOptions, UpdateError, delete_all, update_all
from pychart.kube.ownership import Owner, mark
from pychart.release.model import (
    CLIENT_SIDE,
    DEPLOYED,
    PENDING_ROLLBACK,
    SERVER_SIDE,
    SUPERSEDED,
    Info,
    Release,
)
from pychart.release.moments import now
from pychart.release.session import CancelledError
from pychart.release.storage import NoDeployedError
from pychart.release.upgrade import choose_server_side
from pychart.release.work import Work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.kube.resources import Resource
    from pychart.release.session import Session, WorkOptions


def rollback(session: Session, name: str, version: int, options: WorkOptions, *, dry_run: bool = False) -> Release:
    """Make a new revision out of an old one, the one before the last for 0; give it.

    Raises ReleaseError and ClusterError in Helm's words; the record says by then that the revision failed.
    """
    if version < 0:
        raise ReleaseError("invalid release revision")
    current = session.storage.last(name)
    wanted = version or current.version - 1
    if all(one.version != wanted for one in session.storage.history(name)):
        raise ReleaseError(f"release has no {wanted} version")
    previous = session.storage.get(name, wanted)
    server_side = choose_server_side(options.server_side, previous.apply_method)
    target = _make(current, previous, options, server_side=server_side)
    if dry_run:
        return target
    session.storage.create(target)
    work = Work(session, target, options, server_side=server_side)
    try:
        _perform(work, current)
    except CancelledError as error:
        raise work.keep_failure(f"Rollback {quote(name)} failed: {error}", error) from error
    work.keep_success()
    return work.release


def _make(current: Release, previous: Release, options: WorkOptions, *, server_side: bool) -> Release:
    info = Info(
        first_deployed=current.info.first_deployed,
        last_deployed=now(),
        description=options.description or f"Rollback to {previous.version}",
        status=PENDING_ROLLBACK,
        rollback_revision=previous.version,
        notes=previous.info.notes,
    )
    method = SERVER_SIDE if server_side else CLIENT_SIDE
    return previous._replace(namespace=current.namespace, version=current.version + 1, info=info, apply_method=method)


def _perform(work: Work, current: Release) -> None:
    session, target = work.session, work.release
    old = _build(work, current, "current")
    new = mark(_build(work, target, "new"), Owner(target.name, target.namespace))
    work.run_hooks("pre-rollback")
    _update(work, current, old, new)
    try:
        work.wait(new)
    except ClusterError as error:
        session.storage.record(current)
        told = ReleaseError(f"release {target.name} failed: {error}")
        raise work.keep_failure(f"Release {quote(target.name)} failed: {error}", told) from error
    work.run_hooks("post-rollback")
    try:
        for one in session.storage.deployed(target.name):
            session.storage.record(one.with_status(SUPERSEDED))
    except NoDeployedError:
        pass
    work.release = work.release.with_status(DEPLOYED)


def _build(work: Work, release: Release, which: str) -> list[Resource]:
    try:
        return work.session.build(release.manifest, release.namespace)
    except ClusterError as error:
        text = f"unable to build kubernetes objects from {which} release manifest"
        raise ClusterError(f"{text}: {error}") from error


def _update(work: Work, current: Release, old: list[Resource], new: list[Resource]) -> None:
    session, options, name = work.session, work.options, work.release.name
    apply = ApplyOptions(
        server_side=work.server_side,
        force_conflicts=options.force_conflicts,
        force_replace=options.force_replace,
        take_over=True,
    )
    session.report.begin("rolling back", new)
    try:
        update_all(session.client, old, new, apply, session.report.changed)
    except UpdateError as error:
        text = f"Rollback {quote(name)} failed: {error}"
        logs.warn(text)
        session.storage.record(current.with_status(SUPERSEDED))
        told = work.keep_failure(text, error)
        if options.cleanup_on_fail:
            problems = delete_all(session.client, error.created, "Background", session.report.changed)
            if problems:
                text = "an error occurred while cleaning up resources. original rollback error"
                raise ReleaseError(f"{text}: unable to cleanup resources: {', '.join(problems)}") from error
        raise told from None
    finally:
        session.report.end()
