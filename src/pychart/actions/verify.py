"""Verify a chart archive against its provenance file (Helm: pkg/downloader, VerifyChart).

Signatures cannot be checked yet. Everything else is, in Helm's order and words; an archive that nothing speaks against
is refused all the same, because nobody has vouched for it then.
"""

from __future__ import annotations

import os

from pychart.errors import ChartError, ProvenanceError

_MAX_PROVENANCE_BYTES = 1024 * 1024


def verify(path: str, keyring: str) -> None:
    """Refuse an archive that does not agree with the ``.prov`` file beside it.

    ``keyring`` is the file of public keys. Raises ChartError for what is no archive, ProvenanceError for all else;
    never returns as long as signatures cannot be checked.
    """
    from pychart.archive.limits import MAX_BYTES
    from pychart.provenance.clearsign import split_signed_message
    from pychart.provenance.keyring import read_keyring
    from pychart.provenance.message import check_digest, parse_digests

    _require_archive(path)
    provenance = f"{path}.prov"
    problem = _explain_stat(provenance)
    if problem:
        raise ProvenanceError(f"could not load provenance file {provenance}: {problem}")
    has_keys = bool(read_keyring(keyring))
    data = _read("chart archive", path, MAX_BYTES)
    message = split_signed_message(_read("provenance file", provenance, _MAX_PROVENANCE_BYTES))
    if message is None:
        raise ProvenanceError("signature block not found")
    if not has_keys:
        raise ProvenanceError("openpgp: signature made by unknown entity")
    check_digest(os.path.basename(path), data, parse_digests(message.text))
    raise ProvenanceError(
        f"{path} is the file that {provenance} speaks of, but the signature under it cannot be checked yet: use"
        " `helm verify` or `gpg --verify` for that"
    )


def _require_archive(path: str) -> None:
    problem = _explain_stat(path)
    if problem:
        raise ChartError(problem)
    if os.path.isdir(path):
        raise ChartError("unpacked charts cannot be verified")
    if not path.lower().endswith(".tgz"):
        raise ChartError("chart must be a tgz file")


def _read(what: str, path: str, limit: int) -> bytes:
    from pychart.filesystem import read_file

    try:
        return read_file(path, limit=limit, error=ProvenanceError)
    except ProvenanceError as problem:
        raise ProvenanceError(f"failed to read {what}: {problem}") from None


def _explain_stat(path: str) -> str:
    """Say why a file cannot be looked at; nothing where it can."""
    from pychart.filesystem import explain_os_error

    try:
        os.stat(path)
    except (OSError, ValueError) as problem:
        return f"stat {path}: {explain_os_error(problem)}"
    return ""
