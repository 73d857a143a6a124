"""The first revision of a release into the cluster (Helm: pkg/action, install.go)."""

from __future__ import annotations

from pychart.errors import ClusterError, PychartError, ReleaseError
from pychart.gostd.strconv import quote
from pychart.kube.apply import ApplyOptions, create_all, update_all
from pychart.release.model import DEPLOYED
from pychart.release.pending import UnrecordedError
from pychart.release.session import CancelledError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.resources import Resource
    from pychart.release.work import Work


def install(work: Work, resources: Sequence[Resource], adopted: Sequence[Resource]) -> None:
    """Write the objects of a release whose record is kept already, run its hooks, and keep how it went.

    ``adopted`` are those that exist and are taken over. Raises PychartError, or CancelledError once the record says so.
    """
    try:
        _perform(work, resources, adopted)
    except UnrecordedError:
        raise
    except (PychartError, CancelledError) as error:
        raise _fail(work, error) from error


def _perform(work: Work, resources: Sequence[Resource], adopted: Sequence[Resource]) -> None:
    _run_hooks(work, "pre-install")
    options, session = work.options, work.session
    apply = ApplyOptions(
        server_side=work.server_side,
        force_conflicts=options.force_conflicts,
        force_replace=options.force_replace,
        take_over=True,
        three_way=options.take_ownership and not work.server_side,
    )
    if resources:
        session.report.begin("installing", resources)
        try:
            if adopted:
                update_all(session.client, adopted, resources, apply, session.report.changed)
            else:
                create = ApplyOptions(server_side=work.server_side)
                create_all(session.client, resources, create, session.report.changed)
        finally:
            session.report.end()
    work.wait(resources)
    _run_hooks(work, "post-install")
    if work.release.version > 1:
        from pychart.release.uninstall import supersede

        # Behind a failed upgrade the revision before it is still there, which Helm leaves deployed beside the new one.
        supersede(session, work.release.name)
    work.release = work.release.with_status(DEPLOYED, options.description or "Install complete")
    work.keep_success()


def _run_hooks(work: Work, event: str) -> None:
    try:
        work.run_hooks(event)
    except PychartError as error:
        raise ClusterError(f"failed {event}: {error}") from error


def _fail(work: Work, error: BaseException) -> PychartError:
    """Keep that the release failed, or undo it where the options say so; give the error to raise."""
    name = work.release.name
    if work.options.rollback_on_failure:
        from pychart.release.uninstall import UninstallOptions, uninstall

        work.session.client.patience.grant(work.options.seconds)
        options = UninstallOptions(no_hooks=work.options.no_hooks, wait=work.options.wait, seconds=work.options.seconds)
        try:
            uninstall(work.session, name, options)
        except PychartError as problem:
            text = "an error occurred while uninstalling the release. original install error"
            return ReleaseError(f"{text}: {error}: {problem}")
        return ReleaseError(
            f"release {name} failed, and has been uninstalled due to rollback-on-failure being set: {error}"
        )
    return work.keep_failure(f"Release {quote(name)} failed: {error}", error)
