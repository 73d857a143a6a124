"""Take apart texts that carry an OpenPGP signature in the open (RFC 9580, the cleartext signature framework).

Nothing is verified here. What is accepted is what Go's openpgp/clearsign accepts.
"""

from __future__ import annotations

from pychart.records import NamedTuple

_BEGIN = b"-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----"
_END_SIGNATURE = b"-----END PGP SIGNATURE-----"


class SignedMessage(NamedTuple):
    """A signed text: the lines as one reads them, the bytes that were signed, and the signature in its armour.

    ``is_alone`` says that nothing stands before the message or behind it.
    """

    text: bytes
    signed: bytes
    signature: bytes
    is_alone: bool


def split_signed_message(data: bytes) -> SignedMessage | None:
    """Find the first signed message; None where there is none or it is broken off."""
    lines, before = _lines_after_begin(data)
    if not _skip_headers(lines):
        return None
    if _BEGIN_SIGNATURE not in lines:
        return None
    end = lines.index(_BEGIN_SIGNATURE)
    body = [line.removeprefix(b"- ").rstrip(b" \t") for line in lines[:end]]
    last = next((place for place in range(end + 1, len(lines)) if lines[place].startswith(_END_SIGNATURE)), None)
    if last is None:
        return None
    armour = [*lines[end:last], _END_SIGNATURE]
    outside = [*before, lines[last].removeprefix(_END_SIGNATURE), *lines[last + 1 :]]
    return SignedMessage(
        b"".join(line + b"\n" for line in body),
        b"\r\n".join(body),
        b"\n".join([*armour, b""]),
        not any(line.strip() for line in outside),
    )


def _lines_after_begin(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """Give the lines behind the one that begins the message, none where no line does, and those before it."""
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    begin = next((number for number, line in enumerate(lines) if line.startswith(_BEGIN)), None)
    if begin is None or lines[begin] != _BEGIN:
        return [], lines
    return lines[begin + 1 :], lines[:begin]


def _skip_headers(lines: list[bytes]) -> bool:
    """Drop the headers, which may only name hashes, and the empty line behind them; False where they are wrong."""
    while lines:
        line = lines.pop(0)
        if not line:
            return True
        key, colon, _ = line.partition(b":")
        if not colon or key.strip() != b"Hash" or not all(0x20 <= byte <= 0x7E for byte in line):
            return False
    return False
