"""Check that somebody in a keyring has signed a chart archive (Helm: pkg/provenance, Signatory.Verify).

Sequoia does the arithmetic; what is refused, in which order and in which words, is decided here.
"""

from __future__ import annotations

import os

from pychart.errors import ChartError, ProvenanceError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pysequoia import Cert
    from pysequoia.packet import Packet

    from pychart.provenance.clearsign import SignedMessage
    from pychart.provenance.keys import Key

MAX_PROVENANCE_BYTES = 1024 * 1024
_WEAK_HASHES = ("MD5", "SHA1", "RipeMD", "RIPEMD160")


class Verification(NamedTuple):
    """Who signed an archive: the key's identities, its fingerprint in upper case, and the archive's digest."""

    identities: tuple[str, ...]
    fingerprint: str
    digest: str


def verify_archive(name: str, data: bytes, provenance: bytes, keyring: str) -> Verification:
    """Check an archive in memory against the text of its ``.prov`` file.

    ``name`` is the file name that the text must vouch for, ``keyring`` the file of public keys. Raises
    ProvenanceError in Helm's words.
    """
    return check_provenance(name, data, provenance, _load_keyring(keyring))


def verify_file(path: str, keyring: str) -> Verification:
    """Check an archive against the ``.prov`` file beside it (Helm: pkg/downloader, VerifyChart).

    Raises ChartError for what is no archive, ProvenanceError for all else, in Helm's order and words.
    """
    return read_verified(path, keyring)[1]


def read_verified(path: str, keyring: str) -> tuple[bytes, Verification]:
    """Do what verify_file does, and give the very bytes that were checked: the file may be another one afterwards."""
    from pychart.archive.limits import MAX_BYTES

    _require_archive(path)
    provenance = f"{path}.prov"
    problem = _explain_stat(provenance)
    if problem:
        raise ProvenanceError(f"could not load provenance file {provenance}: {problem}")
    keys = _load_keyring(keyring)
    data = _read("chart archive", path, MAX_BYTES)
    text = _read("provenance file", provenance, MAX_PROVENANCE_BYTES)
    return data, check_provenance(os.path.basename(path), data, text, keys)


def check_provenance(name: str, data: bytes, provenance: bytes, keys: Sequence[Key]) -> Verification:
    """Do what verify_archive does with keys that are loaded. Raises ProvenanceError."""
    from pychart.provenance.clearsign import split_signed_message
    from pychart.provenance.message import check_digest, parse_digests

    if len(provenance) > MAX_PROVENANCE_BYTES:
        raise ProvenanceError(f"provenance file is larger than the maximum size {MAX_PROVENANCE_BYTES}")
    message = split_signed_message(provenance)
    if message is None:
        raise ProvenanceError("signature block not found")
    if not message.is_alone:
        raise ProvenanceError("provenance file has text outside of the signed message, which nobody vouches for")
    key = _find_signer(message, keys)
    digest = check_digest(name, data, parse_digests(message.text))
    return Verification(key.identities, key.fingerprint.upper(), digest)


def _find_signer(message: SignedMessage, keys: Sequence[Key]) -> Key:
    """Give the first key that made one of the signatures, after checking it."""
    from pychart.provenance.keys import field, parse_packets

    for packet in parse_packets(message.signature):
        ids = {field(packet, "issuer_fingerprint"), field(packet, "issuer_key_id")} - {None}
        for key in keys:
            if ids & key.signing:
                _check_signature(message.signed, packet, key)
                return key
    raise ProvenanceError("openpgp: signature made by unknown entity")


def _check_signature(signed: bytes, packet: Packet, key: Key) -> None:
    from pysequoia import Cert, Sig, verify

    from pychart.provenance.keys import field, first_line

    hash_name = str(field(packet, "hash_algorithm")).removeprefix("HashAlgorithm.")
    if hash_name in _WEAK_HASHES:
        raise ProvenanceError(f"openpgp: signature uses {hash_name}, a hash too weak to trust: sign it again")
    try:
        certificate = Cert.from_packets(list(key.packets))
        signature = Sig.from_bytes(bytes(packet))
    except RuntimeError as problem:
        raise ProvenanceError(f"openpgp: invalid data: {first_line(problem)}") from None
    _require_valid(certificate, packet)
    try:
        verify(bytes=signed, store=lambda _: [certificate], signature=signature)
    except RuntimeError:
        algorithm = str(field(signature, "key_algorithm")).removeprefix("PublicKeyAlgorithm.")
        family = "RSA" if algorithm.startswith("RSA") else algorithm
        raise ProvenanceError(f"openpgp: invalid signature: {family} verification failure") from None


def _require_valid(certificate: Cert, packet: Packet) -> None:
    from datetime import UTC, datetime

    from pychart.provenance.keys import field, require_unexpired

    expiration = field(packet, "signature_expiration_time")
    if expiration is not None and expiration < datetime.now(UTC):
        raise ProvenanceError("openpgp: signature expired")
    if certificate.is_revoked:
        raise ProvenanceError("openpgp: signature made by revoked key")
    require_unexpired(certificate)


def _load_keyring(path: str) -> list[Key]:
    from pychart.provenance.keys import load_keys

    try:
        return load_keys(path)
    except ProvenanceError as problem:
        raise ProvenanceError(f"failed to load keyring: {problem}") from None


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
