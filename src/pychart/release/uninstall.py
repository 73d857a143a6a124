"""A release out of the cluster (Helm: pkg/action, uninstall.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, ManifestError, PychartError, ReleaseError
from pychart.gostd.strconv import quote
from pychart.kube.apply import delete_all
from pychart.kube.ownership import KEEP, RESOURCE_POLICY, Owner, Sorted, sort_by_owner
from pychart.manifests.order import sort_for_removal
from pychart.manifests.split import split_documents
from pychart.records import NamedTuple
from pychart.release.drivers import NotFoundError
from pychart.release.model import SUPERSEDED, UNINSTALLED, UNINSTALLING, Release
from pychart.release.moments import now
from pychart.release.session import WorkOptions
from pychart.release.storage import NoDeployedError
from pychart.release.work import Work

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.resources import Resource
    from pychart.release.session import Session


class UninstallOptions(NamedTuple):
    """The flags of `uninstall`; ``cascade`` is what becomes of what the objects own."""

    no_hooks: bool = False
    ignore_not_found: bool = False
    keep_history: bool = False
    wait: str = "hookOnly"
    cascade: str = "background"
    seconds: float = 300.0
    description: str = ""
    dry_run: bool = False


class _Document(NamedTuple):
    """A manifest of the release: kind and name for the order and for messages."""

    kind: str
    name: str
    content: str
    policy: str


def uninstall(session: Session, name: str, options: UninstallOptions) -> str | None:
    """Remove a release's objects and its records; give what was left in place and why, None where there was nothing.

    Raises ReleaseError and ClusterError in Helm's words.
    """
    try:
        revisions = session.storage.history(name)
    except (NotFoundError, ClusterError) as error:
        if options.ignore_not_found:
            return None
        raise ReleaseError(f"uninstall: Release not loaded: {name}: {error}") from error
    if not revisions:
        raise ReleaseError("no release provided")
    if revisions[-1].status == UNINSTALLED:
        if options.keep_history:
            raise ReleaseError(f"the release named {quote(name)} is already deleted")
        _purge(session, revisions)
        return ""
    return _remove(session, revisions, options)


def find_left(session: Session, release: Release) -> str:
    """Give what --dry-run says: the objects that a resource policy keeps; those that are not ours are warned of."""
    kept, removed = _sort_documents(release)
    found = sort_by_owner(session.client, _build(session, removed, release), Owner(release.name, release.namespace))
    if found.foreign:
        logs.warn(
            "dry-run: resources would be skipped because they are not owned by this release",
            release=release.name,
            count=len(found.foreign),
        )
    for one in found.foreign:
        logs.warn("dry-run: would skip resource", kind=one.kind, name=one.name, namespace=one.namespace)
    return _tell_kept(kept)


def _remove(session: Session, revisions: Sequence[Release], options: UninstallOptions) -> str:
    release = revisions[-1].with_status(UNINSTALLING, "Deletion in progress (or silently failed)")
    release = release._replace(info=release.info._replace(deleted=now()))
    hooks = WorkOptions(wait=options.wait, seconds=options.seconds, no_hooks=options.no_hooks)
    work = Work(session, release, hooks, server_side=True)
    work.run_hooks("pre-delete")
    _record(session, work.release)
    left, deleted = _delete_objects(session, work.release, options)
    problems: list[str] = []
    try:
        work.wait_until_gone(deleted)
    except ClusterError as error:
        problems.append(str(error))
    try:
        work.run_hooks("post-delete")
    except PychartError as error:
        problems.append(str(error))
    work.release = work.release.with_status(UNINSTALLED, options.description or "Uninstallation complete")
    if options.keep_history:
        _record(session, work.release)
        supersede(session, release.name)
    else:
        try:
            _purge(session, revisions)
        except ReleaseError as error:
            problems.append(str(error))
    if problems:
        raise ReleaseError(f"uninstallation completed with {len(problems)} error(s): {'; '.join(problems)}")
    return left


def _delete_objects(session: Session, release: Release, options: UninstallOptions) -> tuple[str, list[Resource]]:
    try:
        kept, removed = _sort_documents(release)
        resources = _build(session, removed, release)
    except (ManifestError, ClusterError) as error:
        logs.debug("uninstall: Failed to delete release", error=error)
        raise _refuse(release, f"unable to build kubernetes objects for delete: {error}") from error
    found = sort_by_owner(session.client, resources, Owner(release.name, release.namespace))
    session.report.begin("removing", found.owned)
    try:
        policy = options.cascade.capitalize()
        problems = delete_all(session.client, found.owned, policy, session.report.changed)
    finally:
        session.report.end()
    if problems:
        raise _refuse(release, "; ".join(problems))
    return _tell(release, kept, found), found.owned


def _refuse(release: Release, why: str) -> ReleaseError:
    error = ReleaseError(f"failed to delete release: {release.name}")
    error.hint = why
    return error


def _tell(release: Release, kept: Sequence[_Document], found: Sorted) -> str:
    """Say which objects are left, in Helm's words."""
    parts = [_tell_kept(kept)] if kept else []
    for one in found.foreign:
        logs.warn(
            "skipping delete of resource not owned by this release",
            kind=one.kind,
            name=one.name,
            namespace=one.namespace,
            release=release.name,
        )
    if found.foreign:
        lines = "".join(f"[{one.kind}] {one.name}\n" for one in found.foreign)
        count = len(found.foreign)
        parts.append(f"{count} resource(s) were not deleted because they are not owned by this release:\n{lines}")
    for one, why in found.unknown:
        logs.warn(
            "skipping delete of resource because ownership could not be verified",
            kind=one.kind,
            name=one.name,
            namespace=one.namespace,
            release=release.name,
            error=why,
        )
    if found.unknown:
        lines = "".join(f"[{one.kind}] {one.name}: {why}\n" for one, why in found.unknown)
        count = len(found.unknown)
        parts.append(f"{count} resource(s) were not deleted because their ownership could not be verified:\n{lines}")
    return "\n".join(parts)


def _tell_kept(kept: Sequence[_Document]) -> str:
    if not kept:
        return ""
    lines = "".join(f"[{one.kind}] {one.name}\n" for one in kept)
    return f"These resources were kept due to the resource policy:\n{lines}"


def _sort_documents(release: Release) -> tuple[list[_Document], list[_Document]]:
    """Give the documents that are kept and those that are removed, in the order of removal."""
    from pychart.yamlio import read_head

    documents = []
    for content in split_documents(release.manifest):
        _, kind, name, annotations = read_head(content)
        if kind or name or annotations:
            policy = (annotations or {}).get(RESOURCE_POLICY, "").strip().lower()
            documents.append(_Document(kind, name, content, policy))
    documents = sort_for_removal(documents)
    has_policy = [one for one in documents if one.policy]
    return [one for one in has_policy if one.policy == KEEP], [one for one in documents if not one.policy]


def _build(session: Session, documents: Sequence[_Document], release: Release) -> list[Resource]:
    return session.build("".join(f"\n---\n{one.content}" for one in documents), release.namespace)


def supersede(session: Session, name: str) -> None:
    """Mark revisions that still say deployed, from concurrent work of old."""
    try:
        deployed = session.storage.deployed(name)
    except NoDeployedError:
        return
    for one in deployed:
        _record(session, one.with_status(SUPERSEDED))


def _record(session: Session, release: Release) -> None:
    try:
        session.storage.update(release)
    except ClusterError as error:
        logs.debug("uninstall: Failed to store updated release", error=error)


def _purge(session: Session, revisions: Sequence[Release]) -> None:
    for one in revisions:
        try:
            session.storage.delete(one.name, one.version)
        except PychartError as error:
            raise ReleaseError(f"uninstall: Failed to purge the release: {error}") from error
