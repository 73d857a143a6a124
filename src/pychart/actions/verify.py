"""Verify a chart archive against its provenance file (Helm: pkg/action, verify.go)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.provenance.verify import Verification


def verify(path: str, keyring: str) -> Verification:
    """Check the signature in the ``.prov`` file beside an archive, and that it speaks of this archive.

    ``keyring`` is the file of public keys that are trusted. Raises ChartError for what is no archive, ProvenanceError
    for all else.
    """
    from pychart.provenance.verify import verify_file

    return verify_file(path, keyring)
