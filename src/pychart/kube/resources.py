"""Manifests as objects with their place in the API (Helm: pkg/kube, Build; cli-runtime's resource builder)."""

from __future__ import annotations

from pychart.errors import ClusterError, YamlError
from pychart.gostd.strconv import quote
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
        for content in _read(document):
            try:
                found.append(_place(content, namespace, discovery))
            except ClusterError as problem:
                problems.append(str(problem))
    if problems:
        raise ClusterError(problems[0] if len(problems) == 1 else f"[{', '.join(problems)}]")
    return found


def _read(document: str) -> list[dict[str, Any]]:
    from pychart.yamlio import load_exact

    try:
        content = load_exact(document)
    except YamlError as error:
        raise ClusterError(f"error parsing : {error}") from None
    if content is None:
        return []
    if not isinstance(content, dict):
        raise ClusterError("error validating data: the manifest is not a map")
    if str(content.get("kind", "")).endswith("List") and isinstance(content.get("items"), list):
        return [item for item in content["items"] if isinstance(item, dict)]
    return [content]


def _place(content: dict[str, Any], namespace: str, discovery: Discovery) -> Resource:
    for field in ("apiVersion", "kind"):
        if not isinstance(content.get(field), str) or not content[field]:
            shown = "apiVersion" if field == "apiVersion" else "kind"
            raise ClusterError(f"error validating data: {shown} not set")
    metadata = content.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    name = str(metadata.get("name") or "")
    own = str(metadata.get("namespace") or "")
    mapping = discovery.require(content["apiVersion"], content["kind"], name, own)
    if not name and not metadata.get("generateName"):
        raise ClusterError(f"error validating data: resource name may not be empty: {quote(content['kind'])}")
    where = (own or namespace) if mapping.namespaced else ""
    if mapping.namespaced and own != where:
        content = {**content, "metadata": {**metadata, "namespace": where}}
    return Resource(mapping, where, name, content)
