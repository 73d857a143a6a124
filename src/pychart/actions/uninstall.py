"""Uninstall a release: what `pychart uninstall` does."""

from __future__ import annotations

from pychart.errors import ReleaseError
from pychart.release.names import is_release_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.release.session import Session
    from pychart.release.uninstall import UninstallOptions


def uninstall(session: Session, name: str, options: UninstallOptions) -> str:
    """Remove a release; give what was left in place and why, empty where nothing was. Raises ReleaseError."""
    from pychart.release.drivers import NotFoundError
    from pychart.release.uninstall import find_left
    from pychart.release.uninstall import uninstall as perform

    session.client.check_reachable()
    if options.dry_run:
        try:
            return find_left(session, session.storage.last(name))
        except NotFoundError:
            if options.ignore_not_found:
                return ""
            raise
    if not is_release_name(name):
        raise ReleaseError(f"uninstall: Release name is invalid: {name}")
    return perform(session, name, options) or ""
