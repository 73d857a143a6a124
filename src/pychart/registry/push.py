"""Put a chart into a registry (Helm: pkg/registry, client.go, Push; oras-go's order of requests).

Blobs go first, then the manifest under its digest, and the tag last: whatever fails before leaves the tag where it was.
"""

from __future__ import annotations

from pychart.errors import FetchError
from pychart.records import NamedTuple
from pychart.registry.artifact import MANIFEST, build_artifact
from pychart.registry.client import RegistryClient
from pychart.registry.pull import connect, summarise
from pychart.registry.reference import parse_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Metadata
    from pychart.registry.artifact import Artifact, Descriptor
    from pychart.settings import Settings
    from pychart.transport.access import Access


class PushedChart(NamedTuple):
    """Where a chart is now, and the digest of its manifest."""

    reference: str
    digest: str

    @property
    def summary(self) -> str:
        """What Helm prints of a push."""
        return summarise("Pushed", self.reference, self.digest)


def push_chart(
    reference: str,
    chart: tuple[Metadata, bytes, bytes | None],
    created: str,
    access: Access,
    settings: Settings,
    *,
    plain_http: bool = False,
) -> PushedChart:
    """Push an archive and tag it as ``reference`` says, which names chart and version.

    ``chart`` is what the archive says of itself, the archive, and its provenance file or None; ``created`` is the
    archive's time as RFC 3339. Raises FetchError and RepositoryError in Helm's words; the tag has not moved then.
    """
    parsed = parse_reference(reference)
    artifact = build_artifact(*chart, created)
    connection = connect(parsed, access, settings, plain_http)
    with RegistryClient(parsed, connection, "pull,push") as client:
        if not _exists(client, "manifests", artifact.descriptor):
            _push_all(client, artifact)
        client.put_manifest(parsed.tag, MANIFEST, artifact.manifest)
    return PushedChart(str(parsed), artifact.descriptor.digest)


def _push_all(client: RegistryClient, artifact: Artifact) -> None:
    for descriptor, data in artifact.blobs:
        if not _exists(client, "blobs", descriptor):
            client.put_blob(descriptor, data)
    client.put_manifest(artifact.descriptor.digest, MANIFEST, artifact.manifest)


def _exists(client: RegistryClient, kind: str, descriptor: Descriptor) -> bool:
    try:
        return client.has(kind, descriptor)
    except FetchError as problem:
        raise type(problem)(f'failed to perform "Exists" on destination: {problem}') from None
