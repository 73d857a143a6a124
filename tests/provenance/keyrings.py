"""Keys that are made while the tests run, and files of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pysequoia import CipherSuite, Tsk

DATA = b"an archive, as far as signing goes"
METADATA = "apiVersion: v2\nname: web\nversion: 1.0.0"


@cache
def make_key(name: str, *, rsa: bool = False) -> Tsk:
    suite = CipherSuite.RSA2k if rsa else CipherSuite.Cv25519
    return Tsk.generate(user_id=f"{name} <{name.lower()}@example.com>", cipher_suite=suite)


def write_ring(path: Path, *names: str, secret: bool = False) -> str:
    keys = [make_key(name) for name in names]
    path.write_bytes(b"".join(bytes(key if secret else key.extract_certificate()) for key in keys))
    return str(path)


def keybox(*packets: bytes) -> bytes:
    """Make a keybox as GnuPG does, as far as readers of keys look: a header, and a blob for each key."""
    blobs = [b"\0\0\0\x20\1\1\0\2KBXf" + bytes(20)]
    for data in packets:
        head = (
            (20 + len(data)).to_bytes(4, "big") + b"\2\1\0\0" + (20).to_bytes(4, "big") + len(data).to_bytes(4, "big")
        )
        blobs.append(head + bytes(4) + data)
    return b"".join(blobs)
