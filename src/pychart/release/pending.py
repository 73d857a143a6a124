"""Releases that somebody is at work on, or was when he was interrupted: told apart, explained, taken over."""

from __future__ import annotations

import time

from pychart.errors import ReleaseError
from pychart.release.model import FAILED, PENDING, PENDING_INSTALL, PENDING_ROLLBACK, UNINSTALLING, Release
from pychart.release.moments import count_seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.release.session import Session

_IN_PROGRESS = "another operation (install/upgrade/rollback) is in progress"
UNFINISHED = frozenset((*PENDING, UNINSTALLING))
_IN_USE = "cannot reuse a name that is still in use"


def require_free(release: Release) -> None:
    """Refuse to begin while the last revision is pending; the error says what it is and what to do.

    Raises ReleaseError that begins with Helm's words.
    """
    if release.status in PENDING:
        raise ReleaseError(f"{_IN_PROGRESS}: {explain(release)}")


def refuse_name(release: Release) -> ReleaseError:
    """Give the refusal of a name that a release has; of one that was left unfinished it says more than Helm does."""
    return ReleaseError(f"{_IN_USE}: {explain(release)}" if release.status in UNFINISHED else _IN_USE)


def explain(release: Release) -> str:
    """Say what was left unfinished, since when, and the exact next command."""
    began = release.info.deleted if release.status == UNINSTALLING else release.info.last_deployed
    age = _show_age(time.time() - count_seconds(began))
    text = f"revision {release.version} of {release.name} is {release.status} since {age}."
    return f"{text} If nobody is at work on it any more, {_advise(release, release.status)}"


def _advise(release: Release, pending: str) -> str:
    where = f"-n {release.namespace}"
    if pending == PENDING_INSTALL:
        return (
            f"run the install again with --recover, or remove what there is: pychart uninstall {release.name} {where}"
        )
    if pending == UNINSTALLING:
        return f"run the uninstall again: pychart uninstall {release.name} {where}"
    if pending == PENDING_ROLLBACK:
        wanted = release.info.rollback_revision or release.version - 1
        return f"run the rollback again: pychart rollback {release.name} {where} {wanted}"
    back = f"pychart rollback {release.name} {where} {release.version - 1}"
    return f"run the same command again with --recover, or go back: {back}"


def recover(session: Session, release: Release, seconds: float) -> Release:
    """Take over a revision that was left pending: mark it failed, so that work can begin anew.

    ``seconds`` is the timeout of the command: a revision that is younger may still be worked on, and is left alone.
    Gives the release as it is then; one that is not pending is given back. Raises ReleaseError.
    """
    if release.status not in PENDING:
        return release
    age = time.time() - count_seconds(release.info.last_deployed)
    if age < min(seconds, _SHORTEST):
        raise ReleaseError(
            f"revision {release.version} of {release.name} is {release.status} since {_show_age(age)} only: somebody"
            " may still be at work on it"
        )
    failed = release.with_status(FAILED, f"Interrupted while {release.status}; taken over")
    session.storage.update(failed)
    return failed


class UnrecordedError(ReleaseError):
    """What was done to the cluster could not be written into the release's record."""


def refuse_unrecorded(release: Release, pending: str, problem: Exception, cause: str = "") -> UnrecordedError:
    """Say that a record still says ``pending``, and the exact next command; ``cause`` is what had gone wrong before."""
    return UnrecordedError(
        f"{cause or 'all objects are in the cluster'}; but the record of revision {release.version} of {release.name}"
        f" could not be written ({problem}), and still says {pending}: {_advise(release, pending)}"
    )


_SHORTEST = 10.0
"""Seconds within which a pending revision is taken for somebody's work."""


def _show_age(seconds: float) -> str:
    whole = max(int(seconds), 0)
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if whole >= 2 * size:
            return f"{whole // size}{unit}"
    return f"{whole}s"
