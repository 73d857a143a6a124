"""Which kinds the cluster has and where they live in its API (Kubernetes API discovery, aggregated and not)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote
from pychart.kube.answers import understood
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.kube.client import Client

_AGGREGATED = (
    "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
    "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"
)


class Mapping(NamedTuple):
    """Where objects of one kind live: ``resource`` is the plural in URLs."""

    api_version: str
    kind: str
    resource: str
    namespaced: bool

    @property
    def group(self) -> str:
        """The API group, empty for the core."""
        return self.api_version.rpartition("/")[0]

    def path(self, namespace: str, name: str = "") -> str:
        """Give the path of a collection, or of an object in it."""
        base = f"/apis/{self.api_version}" if "/" in self.api_version else f"/api/{self.api_version}"
        where = f"{base}/namespaces/{namespace}" if self.namespaced and namespace else base
        return f"{where}/{self.resource}/{name}" if name else f"{where}/{self.resource}"


class Discovery:
    """Asks for the kinds of one API version when one of them is needed, for all when templates want to know them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._known: dict[str, dict[str, Mapping]] = {}

    def forget(self) -> None:
        """Forget what is known: custom resource definitions have been added."""
        self._known.clear()

    def find(self, api_version: str, kind: str) -> Mapping | None:
        """Give where a kind lives, None where the cluster has no such kind. Raises ClusterError."""
        if api_version not in self._known:
            self._known[api_version] = self._read_version(api_version)
        return self._known[api_version].get(kind)

    def has_version(self, api_version: str) -> bool:
        """Tell whether the cluster serves any kinds of an API version. Raises ClusterError."""
        self.find(api_version, "")
        return bool(self._known[api_version])

    def require(self, api_version: str, kind: str, name: str, namespace: str) -> Mapping:
        """Give where a kind lives. Raises ClusterError in kubectl's words for kinds there are none of."""
        found = self.find(api_version, kind)
        if found is None:
            where = f"name: {quote(name)} namespace: {quote(namespace)}"
            raise ClusterError(
                f'resource mapping not found for {where} from "": no matches for kind {quote(kind)} in version'
                f" {quote(api_version)}\nensure CRDs are installed first"
            )
        return found

    def list_api_versions(self) -> list[str]:
        """Give all ``group/version`` and ``group/version/Kind``, as templates see them (Helm: GetVersionSet).

        Of versions whose own server does not answer there are no kinds. Raises ClusterError.
        """
        try:
            versions = list(self._read_all())
        except ClusterError as error:
            raise ClusterError(f"could not get apiVersions from Kubernetes: {error}") from error
        kinds = [f"{name}/{kind}" for name in versions for kind in self._known.get(name, ())]
        return [*versions, *kinds]

    def _read_version(self, api_version: str) -> dict[str, Mapping]:
        path = f"/apis/{api_version}" if "/" in api_version else f"/api/{api_version}"
        try:
            answer = self._client.request("GET", path)
        except StatusError as error:
            if error.code == 404:
                return {}
            raise
        with understood(f"the kinds of {api_version}"):
            return _read_resources(api_version, answer.get("resources") or ())

    def _read_all(self) -> Iterator[str]:
        """Read all groups: two requests where the server answers in aggregated form, one a version elsewhere.

        Yield the names of the versions.
        """
        for path in ("/api", "/apis"):
            answer = self._client.request("GET", path, accept=_AGGREGATED)
            with understood("its kinds"):
                if answer.get("kind") == "APIGroupDiscoveryList":
                    yield from list(self._read_aggregated(answer))
                    continue
                names = _list_versions(answer)
            for name in names:
                yield name
                if name in self._known:
                    continue
                try:
                    self._known[name] = self._read_version(name)
                except StatusError as error:
                    logs.debug("failed to discover an API version", version=name, error=error)

    def _read_aggregated(self, answer: dict[str, Any]) -> Iterator[str]:
        for group in answer.get("items") or ():
            name = group.get("metadata", {}).get("name", "")
            for version in group.get("versions") or ():
                api_version = f"{name}/{version['version']}" if name else str(version["version"])
                if version.get("freshness") == "Stale":
                    logs.debug("an API version is out of date", version=api_version)
                    continue
                yield api_version
                self._known[api_version] = _read_discovered(api_version, version)


def _list_versions(answer: dict[str, Any]) -> list[str]:
    groups = answer.get("groups") or ()
    names = [*(answer.get("versions") or ()), *(one["groupVersion"] for group in groups for one in group["versions"])]
    if not all(isinstance(name, str) for name in names):
        raise TypeError("a version is no text")
    return names


def _read_resources(api_version: str, rows: Any) -> dict[str, Mapping]:
    """Read an APIResourceList; subresources (``pods/log``) are no kinds of their own."""
    found: dict[str, Mapping] = {}
    for row in rows:
        if "/" not in row["name"]:
            found.setdefault(row["kind"], Mapping(api_version, row["kind"], row["name"], row["namespaced"]))
    return found


def _read_discovered(api_version: str, version: dict[str, Any]) -> dict[str, Mapping]:
    """Read an APIVersionDiscovery, the aggregated form of an APIResourceList."""
    found: dict[str, Mapping] = {}
    for row in version.get("resources") or ():
        kind = (row.get("responseKind") or {}).get("kind") or ""
        found.setdefault(kind, Mapping(api_version, kind, row["resource"], row.get("scope") == "Namespaced"))
    return found
