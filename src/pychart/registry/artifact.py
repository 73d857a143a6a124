"""A chart as an artifact: its manifest written and read (OCI image-spec 1.1; Helm: pkg/registry, chart.go)."""

from __future__ import annotations

from pychart.errors import FetchError, FunctionError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.registry.client import compute_digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pychart.chart.metadata import Metadata

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.cncf.helm.config.v1+json"
CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
LEGACY_CHART = "application/tar+gzip"
PROVENANCE = "application/vnd.cncf.helm.chart.provenance.v1.prov"
ACCEPT = (
    "application/vnd.docker.distribution.manifest.v2+json, application/vnd.docker.distribution.manifest.list.v2+json, "
    f"{MANIFEST}, {INDEX}, application/vnd.oci.artifact.manifest.v1+json"
)
_PREFIX = "org.opencontainers.image."
_MAX_LAYERS = 1000


class Descriptor(NamedTuple):
    """What a manifest says of a blob."""

    media_type: str
    digest: str
    size: int


class Artifact(NamedTuple):
    """A chart ready for a registry: blobs in the order they are pushed in, then the manifest."""

    blobs: Sequence[tuple[Descriptor, bytes]]
    manifest: bytes

    @property
    def descriptor(self) -> Descriptor:
        """The manifest's own descriptor."""
        return describe(MANIFEST, self.manifest)


def describe(media_type: str, data: bytes) -> Descriptor:
    """Give the descriptor of a blob."""
    return Descriptor(media_type, compute_digest(data), len(data))


def build_artifact(metadata: Metadata, data: bytes, provenance: bytes | None, created: str) -> Artifact:
    """Make of an archive, and of its provenance file where there is one, what Helm makes of them, to the byte.

    ``created`` is the time of the archive as RFC 3339.
    """
    from pychart.chart.metadata import metadata_json, ordered_json

    config = metadata_json(metadata).encode("utf-8", "replace")
    layers = [(describe(CHART, data), data)]
    if provenance is not None:
        layers.append((describe(PROVENANCE, provenance), provenance))
    layers.sort(key=lambda layer: layer[0].digest)
    blobs = [(describe(CONFIG, config), config), *layers]
    records = [{"mediaType": one.media_type, "digest": one.digest, "size": one.size} for one, _ in blobs]
    annotations = annotate(metadata, created)
    manifest = {"schemaVersion": 2, "config": records[0], "layers": records[1:]}
    if annotations:
        manifest["annotations"] = dict(sorted(annotations.items()))
    return Artifact(blobs, ordered_json(manifest).encode("utf-8", "replace"))


def annotate(metadata: Metadata, created: str) -> dict[str, str]:
    """Give the manifest's annotations: what Chart.yaml says, under the names that OCI has for it.

    The chart's own annotations are added, but for the two that say which chart it is.
    """
    found = {
        "description": metadata.description,
        "title": metadata.name,
        "version": metadata.version,
        "url": metadata.home,
        "created": created,
        "source": metadata.sources[0] if metadata.sources else "",
        "authors": ", ".join(_name_maintainer(one.name, one.email) for one in metadata.maintainers),
    }
    annotations = {_PREFIX + name: text for name, text in found.items() if text.strip()}
    kept = (f"{_PREFIX}version", f"{_PREFIX}title")
    return annotations | {name: text for name, text in (metadata.annotations or {}).items() if name not in kept}


def _name_maintainer(name: str, email: str) -> str:
    return f"{name} ({email})" if email else name


def parse_manifest(data: bytes, shown: str) -> tuple[str, list[Descriptor]]:
    """Read a manifest: its media type, and its config and layers; of an index, the manifests that it lists.

    Raises FetchError; ``shown`` is the reference it was asked by.
    """
    from pychart.gostd.json import unmarshal_map

    try:
        content = unmarshal_map(data.decode("utf-8", "replace")) or {}
    except FunctionError as problem:
        raise FetchError(f"{shown}: the manifest is not JSON: {problem}") from None
    listed = content.get("manifests")
    if isinstance(listed, list):
        return INDEX, [_read_descriptor(one, shown) for one in listed[:_MAX_LAYERS]]
    layers = content.get("layers") or []
    if not isinstance(layers, list) or len(layers) > _MAX_LAYERS:
        raise FetchError(f"{shown}: the manifest's layers are no list of at most {_MAX_LAYERS}")
    return MANIFEST, [_read_descriptor(one, shown) for one in (content.get("config"), *layers) if one is not None]


def _read_descriptor(value: Any, shown: str) -> Descriptor:
    from pychart.registry.reference import require_digest

    if not isinstance(value, dict):
        raise FetchError(f"{shown}: the manifest has a descriptor that is no object")
    media_type, digest, size = value.get("mediaType"), value.get("digest"), value.get("size")
    if not isinstance(media_type, str) or not isinstance(digest, str) or not isinstance(size, float | int):
        raise FetchError(f"{shown}: the manifest has a descriptor without media type, digest or size")
    require_digest(digest)
    if not digest.startswith("sha256:"):
        raise FetchError(f"{shown}: the digest {quote(digest)} is of a kind that is not supported")
    if size < 0 or size != int(size):
        raise FetchError(f"{shown}: the manifest has a blob of the size {size:g}")
    return Descriptor(media_type, digest, int(size))
