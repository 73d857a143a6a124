"""Keys of a keyring, taken apart far enough to choose one (Helm: pkg/provenance, sign.go). Sequoia does the rest."""

from __future__ import annotations

from pychart.errors import ProvenanceError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from pysequoia import Cert, Sig
    from pysequoia.packet import Packet

_LEFT_OUT = ("Trust", "Marker")
"""Packets of GnuPG's own pubring.gpg, and of nobody, that say nothing about a key."""


class Key(NamedTuple):
    """One key with its subkeys: who it says it is, and the ids of what in it may sign.

    ``fingerprint`` is the primary key's, in lower case; ``signing`` holds fingerprints and key ids.
    """

    fingerprint: str
    identities: tuple[str, ...]
    is_secret: bool
    signing: frozenset[str]
    packets: tuple[Packet, ...]


def load_keys(path: str) -> list[Key]:
    """Read the keys of a keyring file: packets, ASCII armour or a keybox. Raises ProvenanceError in Helm's words."""
    from pychart.provenance.keyring import read_keyring

    data = read_keyring(path)
    return list(group_keys(parse_packets(data))) if data else []


def parse_packets(data: bytes) -> list[Packet]:
    """Take OpenPGP data apart, in armour or not. Raises ProvenanceError."""
    from pysequoia.packet import PacketPile

    try:
        return list(PacketPile.from_bytes(data))
    except RuntimeError as problem:
        raise ProvenanceError(f"openpgp: invalid data: {first_line(problem)}") from None


def first_line(problem: Exception) -> str:
    """Give what Sequoia says of a problem, without the backtrace that it may add."""
    line = (str(problem).splitlines() or [""])[0]
    return line[:1].lower() + line[1:]


def find_key(keys: Sequence[Key], name: str) -> Key | None:
    """Find the key whose identity is ``name``, or else the one that has it in its identity.

    None where there is none. Raises ProvenanceError where several have it and none is it.
    """
    from pychart.gostd.strconv import quote

    candidates = []
    for key in keys:
        if name in key.identities:
            return key
        candidates += [key for identity in key.identities if name in identity]
    if len(candidates) > 1:
        raise ProvenanceError(f"more than one key contain the id {quote(name)}")
    return candidates[0] if candidates else None


def require_unexpired(certificate: Cert) -> None:
    """Refuse a key whose time is over. Raises ProvenanceError in Helm's words."""
    from datetime import UTC, datetime

    if certificate.expiration is not None and certificate.expiration < datetime.now(UTC):
        raise ProvenanceError("openpgp: key expired")


def group_keys(packets: Sequence[Packet]) -> Iterator[Key]:
    """Give the keys of a keyring: each begins with a primary key, what stands before the first is no key's."""
    group: list[Packet] = []
    for packet in packets:
        if _tag(packet) in ("PublicKey", "SecretKey"):
            if group:
                yield _make_key(group)
            group = [packet]
        elif group and _tag(packet) not in _LEFT_OUT:
            group.append(packet)
    if group:
        yield _make_key(group)


def _make_key(packets: Sequence[Packet]) -> Key:
    return Key(
        field(packets[0], "fingerprint") or "",
        tuple([field(packet, "user_id") or "" for packet in packets if _tag(packet) == "UserID"]),
        _tag(packets[0]) == "SecretKey",
        frozenset(_signing_ids(packets)),
        tuple(packets),
    )


def _signing_ids(packets: Sequence[Packet]) -> Iterator[str]:
    """Give the ids of the primary key and the subkeys whose signatures allow signing, or do not say."""
    starts = [place for place, packet in enumerate(packets) if _tag(packet).endswith("ey")]
    for start, end in zip(starts, [*starts[1:], len(packets)], strict=True):
        flags = [field(packet, "key_flags") for packet in packets[start:end] if _tag(packet) == "Signature"]
        said = [flag for flag in flags if flag is not None]
        if not said or any(flag.signing for flag in said):
            yield from (one for name in ("fingerprint", "key_id") if (one := field(packets[start], name)))


def field(packet: Packet | Sig, name: str) -> Any:
    """Give a field of a packet, None where it has none or holds what Sequoia's names do not reach."""
    try:
        return getattr(packet, name)
    except RuntimeError:
        return None


def _tag(packet: Packet) -> str:
    return str(field(packet, "tag")).removeprefix("Tag.")
