"""Whose an object is: the label and annotations on all objects of a release (Helm: pkg/action, validate.go)."""

from __future__ import annotations

from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote
from pychart.kube.batch import perform
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

MANAGED_BY = "app.kubernetes.io/managed-by"
RELEASE_NAME = "meta.helm.sh/release-name"
RELEASE_NAMESPACE = "meta.helm.sh/release-namespace"
RESOURCE_POLICY = "helm.sh/resource-policy"
KEEP = "keep"


class Owner(NamedTuple):
    """The release that an object belongs to."""

    name: str
    namespace: str


class Sorted(NamedTuple):
    """Objects by what may be done with them: ours, somebody else's, and those that could not be looked at."""

    owned: list[Resource]
    foreign: list[Resource]
    unknown: list[tuple[Resource, str]]


def mark(resources: Iterable[Resource], owner: Owner) -> list[Resource]:
    """Give the objects with the release's label and annotations."""
    return [_mark(one, owner) for one in resources]


def check_ownership(content: Mapping[str, Any], owner: Owner) -> str:
    """Tell what is missing for an object to be the release's, in Helm's words; empty where nothing is."""
    metadata = content.get("metadata") or {}
    labels, annotations = metadata.get("labels") or {}, metadata.get("annotations") or {}
    problems = [
        f"{what} validation error: {problem}"
        for what, having, key, wanted in (
            ("label", labels, MANAGED_BY, "Helm"),
            ("annotation", annotations, RELEASE_NAME, owner.name),
            ("annotation", annotations, RELEASE_NAMESPACE, owner.namespace),
        )
        if (problem := _require(having, key, wanted))
    ]
    return f"invalid ownership metadata; {'; '.join(problems)}" if problems else ""


def find_adoptable(
    client: Client, resources: Sequence[Resource], owner: Owner, *, take_ownership: bool
) -> list[Resource]:
    """Give those of the objects that exist already and may be taken over.

    Raises ClusterError for an object that is not the release's, unless ``take_ownership``.
    """
    found: list[Resource] = []

    def hear(one: Resource, live: Any) -> None:
        if _has_generated_name(one) or (isinstance(live, StatusError) and live.code == 404):
            return
        if isinstance(live, ClusterError):
            raise ClusterError(f"could not get information about the resource {show(one)}: {live}") from live
        problem = "" if take_ownership else check_ownership(live, owner)
        if problem:
            raise ClusterError(f"{show(one)} exists and cannot be imported into the current release: {problem}")
        found.append(one)

    perform(client, resources, _read_named, hear)
    return found


def sort_by_owner(client: Client, resources: Sequence[Resource], owner: Owner) -> Sorted:
    """Look at each object in the cluster before it is deleted; those that are gone already are left out."""
    result = Sorted([], [], [])

    def hear(one: Resource, live: Any) -> None:
        if isinstance(live, StatusError) and live.code == 404:
            return
        if isinstance(live, ClusterError):
            result.unknown.append((one, str(live)))
        else:
            (result.foreign if check_ownership(live, owner) else result.owned).append(one)

    perform(client, resources, _read, hear)
    return result


def _read(client: Client, one: Resource) -> Any:
    return client.request("GET", one.path)


def _read_named(client: Client, one: Resource) -> Any:
    """Read an object; one whose name the server makes up is not there yet."""
    if (one.content.get("metadata") or {}).get("generateName"):
        return None
    require_name(one)
    return _read(client, one)


def is_kept(content: Mapping[str, Any]) -> bool:
    """Tell whether the object's annotation asks for it to be left alone (helm.sh/resource-policy: keep)."""
    annotations = (content.get("metadata") or {}).get("annotations") or {}
    return str(annotations.get(RESOURCE_POLICY) or "") == KEEP


def require_name(one: Resource) -> None:
    """Raise ClusterError for an object that has no name to be asked for by, as cli-runtime does."""
    if not one.name:
        raise ClusterError("resource name may not be empty")


def show(one: Resource) -> str:
    """Name an object in an error: ``ConfigMap "a" in namespace "b"``."""
    return f"{one.kind} {quote(one.name)} in namespace {quote(one.namespace)}"


def _mark(one: Resource, owner: Owner) -> Resource:
    metadata = one.content.get("metadata") or {}
    labels = {**(metadata.get("labels") or {}), MANAGED_BY: "Helm"}
    annotations = {
        **(metadata.get("annotations") or {}),
        RELEASE_NAME: owner.name,
        RELEASE_NAMESPACE: owner.namespace,
    }
    return one.with_content({**one.content, "metadata": {**metadata, "labels": labels, "annotations": annotations}})


def _require(having: Mapping[str, Any], key: str, wanted: str) -> str:
    if key not in having:
        return f"missing key {quote(key)}: must be set to {quote(wanted)}"
    if having[key] != wanted:
        return f"key {quote(key)} must equal {quote(wanted)}: current value is {quote(str(having[key]))}"
    return ""


def _has_generated_name(one: Resource) -> bool:
    generated = (one.content.get("metadata") or {}).get("generateName")
    if one.name and generated:
        raise ClusterError("metadata.name and metadata.generateName cannot both be set")
    return bool(generated)
