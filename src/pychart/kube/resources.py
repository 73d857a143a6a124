"""Manifests as objects with their place in the API (Helm: pkg/kube, Build; cli-runtime's resource builder)."""

from __future__ import annotations

from pychart.errors import ClusterError, YamlError
from pychart.manifests.split import split_documents
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.kube.discovery import Discovery, Mapping


class Resource(NamedTuple):
    """An object that a manifest describes. ``content`` is not changed; ``with_content`` gives another."""

    mapping: Mapping
    namespace: str
    name: str
    content: dict[str, Any]

    @property
    def kind(self) -> str:
        """The object's kind."""
        return self.mapping.kind

    @property
    def path(self) -> str:
        """The path of the object in the API."""
        return self.mapping.path(self.namespace, self.name)

    @property
    def collection(self) -> str:
        """The path that new objects are posted to."""
        return self.mapping.path(self.namespace)

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What makes two manifests describe one object: group, kind, namespace, name."""
        return self.mapping.group, self.kind, self.namespace, self.name

    @property
    def shown_kind(self) -> str:
        """Version and kind as Go's GroupVersionKind prints them: ``apps/v1, Kind=Deployment``."""
        prefix = "" if "/" in self.mapping.api_version else "/"
        return f"{prefix}{self.mapping.api_version}, Kind={self.kind}"

    def with_content(self, content: dict[str, Any]) -> Resource:
        """Give the same object with other content."""
        return self._replace(content=content)


def build_resources(text: str, namespace: str, discovery: Discovery) -> list[Resource]:
    """Read a stream of manifests; lists are taken apart, objects without a namespace get ``namespace``.

    Raises ClusterError in Helm's words where one is no object or of a kind that the cluster does not have; all that
    are wrong are named.
    """
    found: list[Resource] = []
    problems: list[str] = []
    for document in split_documents(text):
        try:
            found += [_place(content, namespace, discovery) for content in _read(document)]
        except ClusterError as problem:
            problems.append(str(problem))
    if problems:
        # Go's aggregated errors tell the same thing once.
        problems = list(dict.fromkeys(problems))
        raise ClusterError(problems[0] if len(problems) == 1 else f"[{', '.join(problems)}]")
    return found


def _read(document: str) -> list[dict[str, Any]]:
    """Give the object of a document, or those of a list. Raises ClusterError."""
    from pychart.yamlio import load_exact

    try:
        content = load_exact(document)
    except YamlError as error:
        raise ClusterError(f"error parsing : {error}") from None
    if content is None:
        return []
    if not isinstance(content, dict):
        raise _invalid("the manifest is not a map")
    _check_type(content)
    if str(content["kind"]).endswith("List") and "items" in content:
        return _read_items(content)
    from pychart.kube.metadata import find_metadata_problem

    if problem := find_metadata_problem(content):
        raise ClusterError(f'unable to decode "": {problem}')
    return [content]


def _check_type(content: dict[str, Any]) -> None:
    for field in ("apiVersion", "kind"):
        if content.get(field) is None:
            raise _invalid(f"{field} not set")
        if not isinstance(content[field], str):
            raise _invalid(f"{field} isn't string type")
    if not content["kind"]:
        from pychart.gostd.json import marshal

        raise ClusterError(f"unable to decode \"\": Object 'Kind' is missing in '{marshal(content)}'")


def _read_items(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the items of a list; those that do not say what they are, are what the list's kind says."""
    items = content["items"]
    if not isinstance(items, list):
        raise _invalid("invalid object to validate")
    own = {"apiVersion": content["apiVersion"], "kind": content["kind"].removesuffix("List")}
    return [{**own, **item} for item in items if isinstance(item, dict)]


def _invalid(reason: str) -> ClusterError:
    return ClusterError(f'error validating "": error validating data: {reason}')


def _place(content: dict[str, Any], namespace: str, discovery: Discovery) -> Resource:
    metadata = content.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    name, own = _text(metadata.get("name")), _text(metadata.get("namespace"))
    mapping = discovery.require(content["apiVersion"], content["kind"], name, own)
    where = (own or namespace) if mapping.namespaced else ""
    if mapping.namespaced and own != where:
        content = {**content, "metadata": {**metadata, "namespace": where}}
    return Resource(mapping, where, name, content)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
