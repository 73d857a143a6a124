"""Roll a release back: what `pychart rollback` does."""

from __future__ import annotations

from pychart.errors import ReleaseError
from pychart.release.names import is_release_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.release.model import Release
    from pychart.release.session import Session, WorkOptions


def rollback(session: Session, name: str, version: int, options: WorkOptions, *, dry_run: bool = False) -> Release:
    """Make a new revision out of an old one, the one before the last for version 0; give it.

    Raises ReleaseError, ClusterError.
    """
    from pychart.release.rollback import rollback as perform

    session.client.check_reachable()
    if not is_release_name(name):
        raise ReleaseError(f"prepareRollback: Release name is invalid: {name}")
    return perform(session, name, version, options, dry_run=dry_run)
