"""Private keys in PEM, in the forms sprig reads and writes.

RSA is PKCS #1, EC is SEC 1, DSA is OpenSSL's own form, everything else PKCS #8. Origin: sprig (crypto.go), Go's
encoding/pem and crypto/x509.
"""

from __future__ import annotations

import binascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes


_BEGIN = "-----BEGIN "
_DASHES = "-----"
_LINE = 64
_NOT_DER = "asn1: structure error: tags don't match"


class KeyFault(ValueError):  # noqa: N818 - what is wrong with a key, not with this program
    """A text that is no private key; str() is sprig's text."""


def write_key(key: Any) -> str:
    """Give a private key in PEM, in the form that sprig chooses for its kind."""
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    own = isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, dsa.DSAPrivateKey))
    form = PrivateFormat.TraditionalOpenSSL if own else PrivateFormat.PKCS8
    return str(key.private_bytes(Encoding.PEM, form, NoEncryption()).decode())


def read_key(text: str) -> PrivateKeyTypes:
    """Read the first PEM block of a text as a private key.

    Raises KeyFault with the text of sprig's parsePrivateKeyPEM.
    """
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

    block = read_block(text)
    if block is None:
        raise KeyFault("no PEM data in input")
    kind, data = block
    if kind == "PRIVATE KEY":
        return _load(data, object, "decoding PEM as PKCS#8")
    if not kind.endswith(" PRIVATE KEY"):
        raise KeyFault(f"no private key data in PEM block of type {kind}")
    name = kind.removesuffix(" PRIVATE KEY")
    known: dict[str, type] = {
        "RSA": rsa.RSAPrivateKey,
        "EC": ec.EllipticCurvePrivateKey,
        "DSA": dsa.DSAPrivateKey,
    }
    if name not in known:
        raise KeyFault(f"invalid private key type {name}")
    return _load(data, known[name], f"parsing {name} private key from PEM")


def write_block(kind: str, data: bytes) -> str:
    """Give bytes as a PEM block: base64 in lines of 64 characters."""
    text = binascii.b2a_base64(data, newline=False).decode()
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    return "\n".join([f"{_BEGIN}{kind}{_DASHES}", *lines, f"-----END {kind}{_DASHES}", ""])


def read_block(text: str) -> tuple[str, bytes] | None:
    """Find the first PEM block: its kind and its bytes; None where there is none."""
    lines = [line.rstrip(" \t\r") for line in text.split("\n")]
    for index, line in enumerate(lines):
        if line.startswith(_BEGIN) and line.endswith(_DASHES) and len(line) >= len(_BEGIN) + len(_DASHES):
            kind = line[len(_BEGIN) : -len(_DASHES)]
            data = _read_body(lines[index + 1 :], f"-----END {kind}{_DASHES}")
            if data is not None:
                return kind, data
    return None


def _read_body(lines: list[str], end: str) -> bytes | None:
    if end not in lines:
        return None
    body = [line for line in lines[: lines.index(end)] if ":" not in line]
    try:
        return binascii.a2b_base64("".join(body).replace(" ", "").replace("\t", ""), strict_mode=True)
    except ValueError:
        return None


def _load(data: bytes, kind: type, doing: str) -> PrivateKeyTypes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    try:
        key = load_der_private_key(data, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyFault(f"{doing}: {_NOT_DER}") from None
    if not isinstance(key, kind):
        raise KeyFault(f"{doing}: {_NOT_DER}")
    return key
