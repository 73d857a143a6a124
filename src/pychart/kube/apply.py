"""Objects into the cluster and out of it: apply, create, patch, replace, delete (Helm: pkg/kube, client.go).

Failures name the object, in Helm's words.
"""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote
from pychart.kube.batch import perform, split_by_kind
from pychart.kube.client import APPLY, MANAGER, MERGE_PATCH
from pychart.kube.ownership import is_kept, require_name
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

    Watcher = Callable[[str, Resource], None]
    """Told what was done to which object: ``created``, ``updated``, ``deleted``."""

CONFLICT_TRIES = 5
"""How often an object is read and written anew because somebody changed it meanwhile (client-go's DefaultRetry)."""


class ApplyOptions(NamedTuple):
    """How objects are written.

    ``server_side`` applies, else objects are posted and patched; ``force_conflicts`` takes fields from other managers;
    ``force_replace`` puts the whole object; ``take_over`` moves the fields that client-side writing owned to applying;
    ``three_way`` patches kinds that we have no schema for with regard to what is live, too.
    """

    server_side: bool = True
    force_conflicts: bool = False
    force_replace: bool = False
    take_over: bool = False
    three_way: bool = False


class Update(NamedTuple):
    """What an update did."""

    created: list[Resource]
    updated: list[Resource]
    deleted: list[Resource]


class UpdateError(ClusterError):
    """An update that failed; ``created`` are the objects that it had made."""

    def __init__(self, text: str, created: list[Resource]) -> None:
        super().__init__(text)
        self.created = created


def create_all(client: Client, resources: Sequence[Resource], options: ApplyOptions, told: Watcher) -> None:
    """Write new objects, several of a kind at once; one that is refused does not keep others from being written.

    Kinds come in the order of ``resources``. Where a server does not answer, no further kind is begun. Raises
    ClusterError with what went wrong, in the order of the objects.
    """
    problems: list[ClusterError] = []

    def hear(one: Resource, problem: ClusterError | None) -> None:
        if problem is None:
            told("created", one)
        else:
            problems.append(problem)

    for group in split_by_kind(resources):
        perform(client, group, lambda client, one: create(client, one, options), hear)
        if not all(map(_is_refusal, problems)):
            break
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise ClusterError("\n".join(map(str, problems)))


def _is_refusal(problem: ClusterError) -> bool:
    """Tell whether a server said no, as opposed to saying nothing."""
    return isinstance(problem, StatusError) or isinstance(problem.__cause__, StatusError)


def create(client: Client, one: Resource, options: ApplyOptions) -> None:
    """Write one new object. Raises ClusterError."""
    if options.server_side:
        _apply(client, one, options)
    else:
        client.request("POST", one.collection, query={"fieldManager": MANAGER}, body=one.content)


def update_all(
    client: Client, old: Sequence[Resource], new: Sequence[Resource], options: ApplyOptions, told: Watcher
) -> Update:
    """Bring the cluster from the objects of one revision to those of another.

    Each new object is created or updated in order; then those that only ``old`` has are deleted, unless they are to be
    kept. An object that cannot be updated does not stop the others, one that cannot be created or looked at does.
    Raises UpdateError.
    """
    _check(options)
    before = {one.identity: one for one in old}
    done = Update([], [], [])
    problems: list[str] = []
    for one in new:
        try:
            created = _write(client, before.get(one.identity), one, options, done)
            told("created" if created else "updated", one)
        except UpdateError as problem:
            raise UpdateError(str(problem), done.created) from problem
        except ClusterError as problem:
            problems.append(str(problem))
    if not problems:
        wanted = {one.identity for one in new}
        for one in old:
            if one.identity not in wanted:
                _delete_unneeded(client, one, done, problems, told)
    if problems:
        raise UpdateError(" && ".join(problems), done.created)
    return done


def delete(client: Client, one: Resource, policy: str) -> None:
    """Delete an object; ``policy`` is what becomes of those it owns (Background, Foreground, Orphan)."""
    options = {"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": policy}
    client.request("DELETE", one.path, body=options)


def delete_all(client: Client, resources: Sequence[Resource], policy: str, told: Watcher) -> list[str]:
    """Delete objects, several of a kind at once; those that are gone already are fine. Give what went wrong."""
    problems: list[str] = []

    def hear(one: Resource, problem: ClusterError | None) -> None:
        if problem is None or (isinstance(problem, StatusError) and problem.code == 404):
            told("deleted", one)
        else:
            problems.append(str(problem))

    for group in split_by_kind(resources):
        perform(client, group, lambda client, one: delete(client, one, policy), hear)
    return problems


def _check(options: ApplyOptions) -> None:
    for wrong, text in (
        (options.force_conflicts and not options.server_side, "forceConflicts enabled when serverSideApply disabled"),
        (
            options.force_conflicts and options.force_replace,
            "invalid operation: cannot use force conflicts and force replace together",
        ),
        (
            options.server_side and options.force_replace,
            "invalid operation: cannot use server-side apply and force replace together",
        ),
    ):
        if wrong:
            prefix = "invalid client update option(s): " if text.startswith("forceConflicts") else ""
            raise UpdateError(prefix + text, [])


def _write(client: Client, before: Resource | None, one: Resource, options: ApplyOptions, done: Update) -> bool:
    """Create or update one object; tell whether it was created."""
    live = find_live(client, one)
    if live is None:
        done.created.append(one)
        try:
            create(client, one, options)
        except ClusterError as error:
            raise UpdateError(f"failed to create resource: {error}", done.created) from error
        return True
    if before is None:
        logs.warn(
            "resource exists on cluster but not in original release, using cluster state as baseline",
            namespace=one.namespace,
            name=one.name,
            kind=one.kind,
        )
        before = one.with_content(live)
    done.updated.append(one)
    if options.force_replace:
        _replace(client, one)
    elif options.server_side:
        if options.take_over:
            _take_over(client, one)
        _apply(client, one, options)
    else:
        _patch(client, before, one, options)
    return False


def find_live(client: Client, one: Resource) -> dict[str, Any] | None:
    """Read an object from the cluster, None where it is not there. Raises UpdateError."""
    try:
        require_name(one)
        live: dict[str, Any] = client.request("GET", one.path)
    except StatusError as error:
        if error.code == 404:
            return None
        raise UpdateError(f"could not get information about the resource: {error}", []) from error
    except ClusterError as error:
        raise UpdateError(f"could not get information about the resource: {error}", []) from error
    return live


def _apply(client: Client, one: Resource, options: ApplyOptions) -> None:
    query = {
        "fieldManager": MANAGER,
        "fieldValidation": "Strict",
        "force": "true" if options.force_conflicts else "false",
    }
    shown = f"{one.namespace}/{one.name} {one.shown_kind}"
    if not one.name:
        raise ClusterError(f"server-side apply failed for object {shown}: resource name may not be empty")
    for attempt in range(CONFLICT_TRIES):
        try:
            client.request("PATCH", one.path, query=query, body=one.content, content_type=APPLY)
        except StatusError as error:
            if error.code == 415:
                raise ClusterError(f"server-side apply not available on the server: {error}") from error
            if error.code != 409:
                text = f"server-side apply failed for object {shown}: {error}"
                raise StatusError(error.code, error.reason, text) from error
            if attempt + 1 < CONFLICT_TRIES and _may_pass(error):
                continue
            raise ClusterError(f"conflict occurred while applying object {shown}: {error}") from error
        return


def _may_pass(error: StatusError) -> bool:
    """Tell whether a conflict is about the version of an object, not about who owns its fields."""
    return "the object has been modified" in str(error)


def _replace(client: Client, one: Resource) -> None:
    query = {"fieldManager": MANAGER, "fieldValidation": "Strict"}
    live = find_live(client, one)
    metadata = dict(one.content.get("metadata") or {})
    if live is not None:
        metadata["resourceVersion"] = live["metadata"]["resourceVersion"]
    try:
        client.request("PUT", one.path, query=query, body={**one.content, "metadata": metadata})
    except StatusError as error:
        raise ClusterError(f"failed to replace object: {error}") from error


def _patch(client: Client, before: Resource, one: Resource, options: ApplyOptions) -> None:
    from pychart.kube.threeway import make_patch

    for attempt in range(CONFLICT_TRIES):
        live = find_live(client, one) or {}
        patch = make_patch(before.content, one.content, live, one.mapping, three_way=options.three_way)
        if not patch:
            return
        guarded = {**patch, "metadata": {**(patch.get("metadata") or {})}}
        guarded["metadata"]["resourceVersion"] = live["metadata"]["resourceVersion"]
        try:
            client.request("PATCH", one.path, query={"fieldManager": MANAGER}, body=guarded, content_type=MERGE_PATCH)
        except StatusError as error:
            if error.code == 409 and attempt + 1 < CONFLICT_TRIES:
                continue
            text = f"cannot patch {quote(one.name)} with kind {one.kind}: {error}"
            raise StatusError(error.code, error.reason, text) from error
        return


def _take_over(client: Client, one: Resource) -> None:
    """Make the fields that this manager wrote by create and update those of its applying (client-go, csaupgrade)."""
    from pychart.kube.managers import upgrade_managers

    for attempt in range(CONFLICT_TRIES):
        live = find_live(client, one)
        patch = upgrade_managers(live, MANAGER) if live else []
        if not patch:
            return
        try:
            client.request(
                "PATCH",
                one.path,
                query={"fieldManager": MANAGER},
                body=patch,
                content_type="application/json-patch+json",
            )
        except StatusError as error:
            if error.code == 409 and attempt + 1 < CONFLICT_TRIES:
                continue
            shown = f"{one.namespace}/{one.name} {one.shown_kind}"
            raise ClusterError(f"failed to patch object to upgrade CSA field manager {shown}: {error}") from error
        return


def _delete_unneeded(client: Client, one: Resource, done: Update, problems: list[str], told: Watcher) -> None:
    try:
        live = find_live(client, one)
    except ClusterError as error:
        logs.debug("unable to get object", name=one.name, kind=one.kind, error=error)
        return
    if live is None or is_kept(live):
        return
    try:
        delete(client, one, "Background")
    except StatusError as error:
        if error.code != 404:
            where = f"namespace={one.namespace}, name={one.name}, kind={one.kind}"
            problems.append(f"failed to delete resource {where}: {error}")
        return
    done.deleted.append(one)
    told("deleted", one)
