"""Files of keys as far as one can judge them without reading a key (Helm: pkg/provenance).

Helm takes a keyring of OpenPGP packets, one in ASCII armour, and the keybox of GnuPG 2.
"""

from __future__ import annotations

from pychart.errors import ProvenanceError

_ARMOUR = b"-----BEGIN PGP"
_KEYBOX_MAGIC = b"KBXf"
_OPENPGP_BLOB = 2
_MAX_BYTES = 64 * 1024 * 1024


def read_keyring(path: str) -> bytes:
    """Read a keyring as OpenPGP packets, in armour where the file is; an empty one is fine.

    Raises ProvenanceError for a file that cannot be one, in Helm's words.
    """
    from pychart.filesystem import read_file

    return packets_of(path, read_file(path, limit=_MAX_BYTES, error=ProvenanceError))


def packets_of(path: str, data: bytes) -> bytes:
    """Give the packets that a keyring holds, in armour or not; ``path`` is for messages. Raises ProvenanceError."""
    if data[8:12] == _KEYBOX_MAGIC:
        return b"".join(_keybox_keys(path, data))
    if data and data[0] < 0x80 and not data.startswith(_ARMOUR):
        raise ProvenanceError("openpgp: invalid data: tag byte does not have MSB set")
    return data


def _keybox_keys(path: str, data: bytes) -> list[bytes]:
    """Walk through the blobs of a keybox (GnuPG: kbx/keybox-blob.c): length, type, place of a key's packets."""
    keys = []
    place = 0
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        rest = len(data) - place
        if length > rest:
            problem = f"blob at offset {place} has length {length} exceeding the {rest} remaining bytes"
            raise ProvenanceError(f"reading keybox {path}: {problem}")
        if length < 5:
            raise ProvenanceError(f"reading keybox {path}: blob at offset {place} has invalid length {length}")
        if data[place + 4] == _OPENPGP_BLOB:
            keys.append(_key_packets(path, place, data[place : place + length]))
        place += length
    if not keys:
        raise ProvenanceError(f"reading keybox {path}: keybox contains no OpenPGP keys")
    return keys


def _key_packets(path: str, place: int, blob: bytes) -> bytes:
    start, size = (int.from_bytes(blob[at : at + 4], "big") for at in (8, 12))
    if len(blob) < 16 or start + size > len(blob):
        raise ProvenanceError(f"reading keybox {path}: blob at offset {place} has no room for its key")
    return blob[start : start + size]
