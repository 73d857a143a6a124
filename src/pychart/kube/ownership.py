"""Whose an object is: the label and annotations on all objects of a release (Helm: pkg/action, validate.go)."""

from __future__ import annotations

from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    client: Client, resources: Iterable[Resource], owner: Owner, *, take_ownership: bool
) -> list[Resource]:
    """Give those of the objects that exist already and may be taken over.

    Raises ClusterError for an object that is not the release's, unless ``take_ownership``.
    """
    found: list[Resource] = []
    for one in resources:
        if _has_generated_name(one):
            continue
        try:
            require_name(one)
            live = client.request("GET", one.path)
        except ClusterError as error:
            if isinstance(error, StatusError) and error.code == 404:
                continue
            raise ClusterError(f"could not get information about the resource {show(one)}: {error}") from error
        problem = "" if take_ownership else check_ownership(live, owner)
        if problem:
            raise ClusterError(f"{show(one)} exists and cannot be imported into the current release: {problem}")
        found.append(one)
    return found


def sort_by_owner(client: Client, resources: Iterable[Resource], owner: Owner) -> Sorted:
    """Look at each object in the cluster before it is deleted; those that are gone already are left out."""
    result = Sorted([], [], [])
    for one in resources:
        try:
            live = client.request("GET", one.path)
        except StatusError as error:
            if error.code != 404:
                result.unknown.append((one, str(error)))
            continue
        except ClusterError as error:
            result.unknown.append((one, str(error)))
            continue
        (result.foreign if check_ownership(live, owner) else result.owned).append(one)
    return result


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
