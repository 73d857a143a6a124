"""A further revision of a release into the cluster (Helm: pkg/action, upgrade.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, PychartError, ReleaseError
from pychart.gostd.strconv import quote
from pychart.kube.apply import ApplyOptions, UpdateError, delete_all, update_all
from pychart.release.model import DEPLOYED, SUPERSEDED, Release
from pychart.release.pending import UnrecordedError
from pychart.release.session import CancelledError, WorkOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.resources import Resource
    from pychart.release.session import Session
    from pychart.release.work import Work


def choose_server_side(wanted: str, last: str) -> bool:
    """Tell whether objects are applied on the server; ``auto`` goes on as the last revision did.

    Raises ReleaseError for another word.
    """
    if wanted not in ("auto", "true", "false"):
        raise ReleaseError(f"invalid/unknown release server-side apply method: {wanted}")
    return last == "ssa" if wanted == "auto" else wanted == "true"


def upgrade(work: Work, current: Release, old: Sequence[Resource], new: Sequence[Resource]) -> None:
    """Bring the cluster from ``current``, whose objects are ``old``, to the revision in work, whose are ``new``.

    Its record is kept already. Raises PychartError once the record says that it failed.
    """
    created: list[Resource] = []
    try:
        _perform(work, current, old, new, created)
    except UnrecordedError:
        raise
    except (PychartError, CancelledError) as error:
        if isinstance(error, UpdateError):
            created = error.created
        raise _fail(work, created, error) from error


def _perform(
    work: Work, current: Release, old: Sequence[Resource], new: Sequence[Resource], created: list[Resource]
) -> None:
    _run_hooks(work, "pre-upgrade")
    options, session = work.options, work.session
    apply = ApplyOptions(
        server_side=work.server_side,
        force_conflicts=options.force_conflicts,
        force_replace=options.force_replace,
        take_over=current.apply_method != "ssa" and work.server_side,
    )
    session.report.begin("upgrading", new)
    try:
        created += update_all(session.client, old, new, apply, session.report.changed).created
        session.report.end()
        work.wait(new)
    except PychartError:
        session.report.end()
        session.storage.record(current)
        raise
    _run_hooks(work, "post-upgrade")
    session.storage.record(current.with_status(SUPERSEDED))
    work.release = work.release.with_status(DEPLOYED, options.description or "Upgrade complete")
    work.keep_success()


def _run_hooks(work: Work, event: str) -> None:
    try:
        work.run_hooks(event)
    except PychartError as error:
        raise ClusterError(f"{event} hooks failed: {error}") from error


def _fail(work: Work, created: Sequence[Resource], error: BaseException) -> PychartError:
    """Keep that the upgrade failed and do what the options ask for then; give the error to raise."""
    name = work.release.name
    logs.warn("upgrade failed", name=name, error=error)
    told = work.keep_failure(f"Upgrade {quote(name)} failed: {error}", error)
    work.session.client.patience.grant(work.options.seconds)
    if work.options.cleanup_on_fail and created:
        problems = delete_all(work.session.client, created, "Background", work.session.report.changed)
        if problems:
            text = "an error occurred while cleaning up resources. original upgrade error"
            return ReleaseError(f"{text}: {error}: unable to cleanup resources: {', '.join(problems)}")
    if work.options.rollback_on_failure:
        return _roll_back(work.session, name, work.options, error)
    return told


def _roll_back(session: Session, name: str, options: WorkOptions, error: BaseException) -> PychartError:
    from pychart.release.rollback import rollback

    try:
        good = [one for one in session.storage.history(name) if one.status in (SUPERSEDED, DEPLOYED)]
    except PychartError as problem:
        text = "an error occurred while finding last successful release. original upgrade error"
        return ReleaseError(f"{text}: {error}: {problem}")
    if not good:
        text = "unable to find a previously successful release when attempting to rollback. original upgrade error"
        return ReleaseError(f"{text}: {error}")
    try:
        rollback(session, name, good[-1].version, options._replace(description="", rollback_on_failure=False))
    except PychartError as problem:
        text = "an error occurred while rolling back the release. original upgrade error"
        return ReleaseError(f"{text}: {error}: {problem}")
    return ReleaseError(
        f"release {name} failed, and has been rolled back due to rollback-on-failure being set: {error}"
    )
