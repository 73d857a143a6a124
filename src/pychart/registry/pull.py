"""Get a chart out of a registry (Helm: pkg/registry, client.go, ValidateReference and Pull)."""

from __future__ import annotations

from functools import partial

from pychart.errors import FetchError, RepositoryError
from pychart.records import NamedTuple
from pychart.registry.artifact import ACCEPT, CHART, CONFIG, INDEX, LEGACY_CHART, PROVENANCE, Descriptor, parse_manifest
from pychart.registry.client import Connection, NotFound, RegistryClient, compute_digest
from pychart.registry.config import Login, find_login
from pychart.registry.reference import SCHEME, parse_plainly, parse_reference
from pychart.registry.tags import choose_version, is_version, sort_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.registry.reference import Reference
    from pychart.settings import Settings
    from pychart.transport.access import Access

    Progress = Callable[[int, int], None]

CHART_BYTES = 100 * 1024 * 1024
PROVENANCE_BYTES = 1024 * 1024
CONFIG_BYTES = 4 * 1024 * 1024
_MAX_MANIFESTS = 20
UNDERSCORE_NOTE = """
OCI artifact references (e.g. tags) do not support the plus sign (+). To support
storing semantic versions, Helm adopts the convention of changing plus (+) to
an underscore (_) in chart version tags when pushing to a registry and back to
a plus (+) when pulling from a registry.
"""


class PulledChart(NamedTuple):
    """A chart from a registry.

    ``reference`` is what the registry knows it by, ``digest`` that of the manifest, ``name`` and ``version`` what the
    archive's config says. ``provenance`` is None where it was not asked for or is not there.
    """

    reference: str
    name: str
    version: str
    data: bytes
    digest: str
    provenance: bytes | None = None

    @property
    def summary(self) -> str:
        """What Helm prints of a pull."""
        return summarise("Pulled", self.reference, self.digest)


def summarise(verb: str, reference: str, digest: str) -> str:
    """Give the lines that Helm prints when a chart has gone to a registry or come from one."""
    note = f"{reference} contains an underscore.\n{UNDERSCORE_NOTE}" if "_" in reference else ""
    return f"{verb}: {reference}\nDigest: {digest}\n{note}"


def connect(reference: Reference, access: Access, settings: Settings, plain_http: bool) -> Connection:
    """Say how to reach a registry: with the user and password that flags give, else with the login that is kept."""
    if access.username and access.password:
        login = Login(access.username, access.password)
        return Connection(access, lambda: login, plain_http)
    return Connection(access, partial(find_login, reference.host, settings), plain_http)


def resolve_version(
    reference: str, version: str, access: Access, settings: Settings, *, plain_http: bool = False
) -> str:
    """Give the reference (``oci://host/name:tag``, or with a digest) that a version or a range of versions means.

    ``version`` "" is the tag of the reference, or the highest that is no pre-release. Tags are asked for only where
    the version is a range. Raises RepositoryError and FetchError in Helm's words.
    """
    parsed = parse_reference(reference)
    if not version:
        version = parsed.tag
    elif parsed.tag and parsed.tag != version:
        raise RepositoryError(f"chart reference and version mismatch: {version} is not {parsed.tag}")
    name = f"{SCHEME}{parsed.registry}/{parsed.repository}"
    if parsed.digest:
        if version:
            _require_same(parsed, version, connect(parsed, access, settings, plain_http))
        return f"{name}@{parsed.digest}"
    if not is_version(version):
        versions = list_versions(reference, access, settings, plain_http=plain_http)
        if not versions:
            raise RepositoryError(f"unable to locate any tags in provided repository: {reference}")
        version = choose_version(versions, version)
    return f"{name}:{version}"


def list_versions(reference: str, access: Access, settings: Settings, *, plain_http: bool = False) -> list[str]:
    """List the versions of a chart in a registry, the highest first. Raises FetchError and RepositoryError."""
    parsed = parse_plainly(reference.removeprefix(SCHEME))
    with RegistryClient(parsed, connect(parsed, access, settings, plain_http)) as client:
        return sort_versions(client.list_tags())


def _require_same(reference: Reference, version: str, connection: Connection) -> None:
    """Refuse a digest that is not that of the version's tag; a version that has no tag says nothing (Helm)."""
    with RegistryClient(reference, connection) as client:
        try:
            found = client.find_digest(version.replace("+", "_"), ACCEPT)
        except FetchError:
            return
    if found != reference.digest:
        raise RepositoryError(f"chart reference digest mismatch: {found} is not {reference.digest}")


def pull_chart(
    reference: str,
    version: str,
    access: Access,
    settings: Settings,
    *,
    plain_http: bool = False,
    provenance: bool = False,
    progress: Progress | None = None,
) -> PulledChart:
    """Get the chart that a reference and a version name, checked by size and digest from the tag down.

    ``provenance`` asks for its signature too. Raises FetchError and RepositoryError in Helm's words.
    """
    resolved = resolve_version(reference, version, access, settings, plain_http=plain_http)
    return pull_resolved(resolved, access, settings, plain_http=plain_http, provenance=provenance, progress=progress)


def pull_resolved(
    resolved: str,
    access: Access,
    settings: Settings,
    *,
    plain_http: bool = False,
    provenance: bool = False,
    progress: Progress | None = None,
) -> PulledChart:
    """Do what pull_chart does with a reference that resolve_version gave."""
    parsed = parse_reference(resolved)
    parse_plainly(str(parsed))
    with RegistryClient(parsed, connect(parsed, access, settings, plain_http)) as client:
        digest, layers = _find_layers(client, parsed)
        config = _require_layer(layers, (CONFIG,), f"could not load config with mediatype {CONFIG}", CONFIG_BYTES)
        chart = _require_layer(
            layers, (CHART, LEGACY_CHART), f"manifest does not contain a layer with mediatype {CHART}", CHART_BYTES
        )
        name, held = _read_config(client.get_blob(config), str(parsed))
        data = client.get_blob(chart, progress)
        signed = next((one for one in reversed(layers) if one.media_type == PROVENANCE), None)
        signature = None
        if provenance and signed is not None:
            _require_size(signed, PROVENANCE_BYTES)
            signature = client.get_blob(signed)
    return PulledChart(str(parsed), name, held, data, digest, signature)


def _find_layers(client: RegistryClient, reference: Reference) -> tuple[str, list[Descriptor]]:
    shown = str(reference)
    try:
        data, _ = client.get_manifest(reference.target, ACCEPT)
    except FetchError as problem:
        raise type(problem)(f'failed to perform "FetchReference" on source: {problem}') from None
    kind, found = parse_manifest(data, shown)
    if kind == INDEX:
        found = _find_in_index(client, found, shown)
    count = 1 + sum(one.media_type in (CONFIG, CHART, LEGACY_CHART) for one in found)
    if count < 2:
        raise FetchError(f"manifest does not contain minimum number of descriptors (2), descriptors found: {count}")
    return compute_digest(data), found


def _find_in_index(client: RegistryClient, listed: list[Descriptor], shown: str) -> list[Descriptor]:
    """Find the chart among the manifests of an index."""
    for one in listed[:_MAX_MANIFESTS]:
        try:
            kind, found = parse_manifest(client.get_manifest(one.digest, ACCEPT)[0], shown)
        except NotFound:
            continue
        if kind != INDEX and any(layer.media_type == CONFIG for layer in found):
            return found
    return []


def _require_layer(layers: list[Descriptor], kinds: tuple[str, ...], problem: str, limit: int) -> Descriptor:
    found = next((one for one in reversed(layers) if one.media_type in kinds), None)
    if found is None:
        raise FetchError(problem)
    _require_size(found, limit)
    return found


def _require_size(descriptor: Descriptor, limit: int) -> None:
    if descriptor.size > limit:
        raise FetchError(f"the blob {descriptor.digest} has {descriptor.size} bytes, more than the maximum {limit}")


def _read_config(data: bytes, shown: str) -> tuple[str, str]:
    """Give name and version of the chart as the artifact's config has them."""
    from pychart.errors import FunctionError
    from pychart.gostd.json import unmarshal_map

    try:
        content = unmarshal_map(data.decode("utf-8", "replace")) or {}
    except FunctionError as problem:
        raise FetchError(f"{shown}: the config is not JSON: {problem}") from None
    name, version = content.get("name"), content.get("version")
    return (name if isinstance(name, str) else "", version if isinstance(version, str) else "")
