"""Write the ``.prov`` file of a chart archive (Helm: pkg/provenance, Signatory.ClearSign)."""

from __future__ import annotations

import hashlib

from pychart.errors import ProvenanceError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pysequoia import PySigner

    from pychart.provenance.keys import Key


def sign_archive(
    name: str, data: bytes, metadata_yaml: str, key: str, keyring: str, passphrase: Callable[[str], str]
) -> bytes:
    """Sign an archive with a secret key and give the text of its ``.prov`` file.

    ``name`` is the archive's file name, ``metadata_yaml`` its Chart.yaml, ``key`` (part of) the identity of a key in
    the file ``keyring``. ``passphrase`` is asked with the key's identity where the key is locked. Raises
    ProvenanceError in Helm's words.
    """
    return SigningKey(key, keyring).sign(name, data, metadata_yaml, passphrase)


class SigningKey:
    """A secret key chosen from a keyring. Making one raises ProvenanceError where the keyring cannot be read."""

    def __init__(self, name: str, keyring: str) -> None:
        from pychart.provenance.keys import find_key, load_keys

        self._key = find_key(load_keys(keyring), name)

    def sign(self, name: str, data: bytes, metadata_yaml: str, passphrase: Callable[[str], str]) -> bytes:
        """Do what sign_archive does. Raises ProvenanceError."""
        from pysequoia import SignatureMode
        from pysequoia import sign as clearsign

        signer = _unlock(self._key, passphrase)
        text = message_text(name, data, metadata_yaml)
        return _trim_armour(clearsign(signer, text, mode=SignatureMode.CLEAR))


def message_text(name: str, data: bytes, metadata_yaml: str) -> bytes:
    """Give what is signed: Chart.yaml, and the digest of the archive under its name."""
    from pychart.yamlio import dump

    digests = {"files": {name: f"sha256:{hashlib.sha256(data).hexdigest()}"}}
    return f"{metadata_yaml.rstrip(chr(10))}\n\n...\n{dump(digests)}\n".encode("utf-8", "surrogateescape")


def _unlock(key: Key | None, passphrase: Callable[[str], str]) -> PySigner:
    from pysequoia import Tsk

    from pychart.provenance.keys import first_line, require_unexpired

    if key is None:
        raise ProvenanceError("private key not found")
    if not key.is_secret:
        raise ProvenanceError("provided key is not a private key. Try providing a keyring with secret keys")
    try:
        secret = Tsk.from_packets(list(key.packets))
        require_unexpired(secret.extract_certificate())
        return secret.signer()
    except RuntimeError as problem:
        if "encrypted" not in first_line(problem):
            raise ProvenanceError(f"openpgp: {first_line(problem)}") from None
    password = passphrase(next((identity for identity in key.identities if identity), "Unknown"))
    try:
        return secret.signer(password)
    except RuntimeError:
        raise ProvenanceError("openpgp: invalid data: private key checksum failure") from None


def _trim_armour(message: bytes) -> bytes:
    """Leave out the armour's checksum and the last line's end, as Helm's files do (RFC 9580, 6.1: no checksum)."""
    lines = message.rstrip(b"\n").split(b"\n")
    if lines[-2].startswith(b"="):
        del lines[-2]
    return b"\n".join(lines)
