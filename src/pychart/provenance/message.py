"""What a provenance file says under its signature: Chart.yaml and the digests of files (Helm: pkg/provenance)."""

from __future__ import annotations

from pychart.errors import ProvenanceError, YamlError

_SEPARATOR = b"\n...\n"


def parse_digests(text: bytes) -> dict[str, str]:
    """Give the digest (``sha256:...``) of each file that the message vouches for. Raises ProvenanceError."""
    from pychart.chart.decode import Place, decode_fields, decode_string, map_of
    from pychart.yamlio import load

    parts = text.split(_SEPARATOR)
    if len(parts) < 2:
        raise ProvenanceError("message block must have at least two parts")
    fields = {"files": ("files", map_of(decode_string, "map[string]string"))}
    try:
        found = decode_fields(load(parts[1]), Place(), fields, "provenance.SumCollection")
    except YamlError as problem:
        raise ProvenanceError(str(problem)) from None
    files: dict[str, str] = found.get("files", {})
    return files


def check_digest(name: str, data: bytes, digests: dict[str, str]) -> str:
    """Compare a file with what a message says of it; gives its digest. Raises ProvenanceError in Helm's words."""
    import hashlib

    from pychart.gostd.strconv import quote

    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    if name not in digests:
        raise ProvenanceError(f"provenance does not contain a SHA for a file named {quote(name)}")
    if digests[name] != digest:
        raise ProvenanceError(f"sha256 sum does not match for {name}: {quote(digests[name])} != {quote(digest)}")
    return digest
