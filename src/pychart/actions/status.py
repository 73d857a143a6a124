"""Tell of a release and its objects: what `pychart status`, `get` and `history` ask for."""

from __future__ import annotations

from pychart.errors import ReleaseError
from pychart.records import NamedTuple
from pychart.release.names import is_release_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.release.model import Release
    from pychart.release.session import Session


class Status(NamedTuple):
    """A release and its objects as they are now, by version and kind."""

    release: Release
    objects: dict[str, list[dict[str, Any]]]


def find_release(session: Session, name: str, revision: int = 0) -> Release:
    """Give a revision of a release, the last one for 0. Raises ReleaseError, ClusterError."""
    session.client.check_reachable()
    if not is_release_name(name):
        raise ReleaseError(f"releaseContent: Release name is invalid: {name}")
    return session.storage.find(name, revision)


def read_status(session: Session, name: str, revision: int = 0, *, table: bool = True) -> Status:
    """Give a release and its objects; ``table`` asks the server for tables. Raises ReleaseError, ClusterError."""
    from pychart.kube.tables import read_objects

    release = find_release(session, name, revision)
    resources = session.build(release.manifest, release.namespace)
    return Status(release, read_objects(session.client, resources, table=table))


def read_history(session: Session, name: str, maximum: int) -> list[Release]:
    """Give the last revisions of a release, oldest first. Raises ReleaseError, ClusterError."""
    session.client.check_reachable()
    if not is_release_name(name):
        raise ReleaseError(f"release name is invalid: {name}")
    found = session.storage.history(name)
    return found[max(len(found) - maximum, 0) :]
