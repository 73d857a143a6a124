"""Certificates put together and signed, byte for byte in the form that Go's crypto/x509 gives them.

Written by hand because the library's builder refuses what charts do: long common names, none at all, no days.
Origin: sprig (getBaseCertTemplate), Go's crypto/x509 (CreateCertificate).
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd import der

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_FAULT = "error creating certificate: "
_DAY = 24 * 3600 * 10**9
_SERIAL_BITS = 128

_COMMON_NAME = der.oid("2.5.4.3")
_KEY_USAGE = der.oid("2.5.29.15")
_EXTENDED_KEY_USAGE = der.oid("2.5.29.37")
_BASIC_CONSTRAINTS = der.oid("2.5.29.19")
_SUBJECT_KEY_ID = der.oid("2.5.29.14")
_AUTHORITY_KEY_ID = der.oid("2.5.29.35")
_ALTERNATIVE_NAMES = der.oid("2.5.29.17")
_SERVER_AND_CLIENT = der.sequence(der.oid("1.3.6.1.5.5.7.3.1"), der.oid("1.3.6.1.5.5.7.3.2"))
_RSA_SHA256 = der.sequence(der.oid("1.2.840.113549.1.1.11"), der.NULL)
_ED25519 = der.sequence(der.oid("1.3.101.112"))
_ECDSA = {
    224: ("1.2.840.10045.4.3.2", "SHA256"),
    256: ("1.2.840.10045.4.3.2", "SHA256"),
    384: ("1.2.840.10045.4.3.3", "SHA384"),
    521: ("1.2.840.10045.4.3.4", "SHA512"),
}


class Request:
    """What a certificate shall say."""

    __slots__ = ("common_name", "days", "dns", "ips", "is_authority")

    def __init__(
        self, common_name: str, days: int, ips: list[bytes], dns: list[str], is_authority: bool = False
    ) -> None:
        self.common_name = common_name
        self.days = days
        self.ips = ips
        self.dns = dns
        self.is_authority = is_authority


def sign(request: Request, key: Any, issuer: Any = None, issuer_key: Any = None) -> bytes:
    """Give a certificate in DER for the key, signed by the issuer's key, or by its own where there is no issuer.

    Raises FunctionError with the text of Go's CreateCertificate.
    """
    signer = issuer_key or key
    algorithm, signature = _choose_algorithm(signer)
    if issuer is not None and _public_der(signer.public_key()) != _public_der(issuer.public_key()):
        raise FunctionError(_FAULT + "x509: provided PrivateKey doesn't match parent's PublicKey")
    subject = _name(request.common_name)
    body = der.sequence(
        der.element(0xA0, der.integer(2)),
        der.integer(_serial()),
        algorithm,
        subject if issuer is None else issuer.subject.public_bytes(),
        _validity(request.days),
        subject,
        _public_der(key.public_key()),
        der.element(0xA3, der.sequence(*_extensions(request, key, issuer, subject))),
    )
    return der.sequence(body, algorithm, der.bits(signature(body)))


def _choose_algorithm(key: Any) -> tuple[bytes, Any]:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        return _RSA_SHA256, lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return _ED25519, key.sign
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.key_size in _ECDSA:
        number, name = _ECDSA[key.curve.key_size]
        digest = getattr(hashes, name)()
        return der.sequence(der.oid(number)), lambda data: key.sign(data, ec.ECDSA(digest))
    raise FunctionError(_FAULT + "x509: certificate private key does not implement crypto.Signer")


def _public_der(key: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return bytes(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _serial() -> int:
    import secrets

    return secrets.randbits(_SERIAL_BITS) or 1


def _name(common_name: str) -> bytes:
    if not common_name:
        return der.sequence()
    try:
        return der.sequence(der.set_of(der.sequence(_COMMON_NAME, der.text(common_name))))
    except UnicodeEncodeError:
        raise FunctionError(_FAULT + "asn1: string not valid UTF-8") from None


def _validity(days: int) -> bytes:
    from pychart.gostd.duration import wrap
    from pychart.gostd.time import UTC, now

    start = now().in_zone(UTC)
    end = start.add(wrap(days * _DAY))
    return der.sequence(*(der.moment(time.date()[0], time.format("0102150405") + "Z") for time in (start, end)))


def _extensions(request: Request, key: Any, issuer: Any, subject: bytes) -> list[bytes]:
    usage = der.bits(b"\xa4", 2) if request.is_authority else der.bits(b"\xa0", 5)
    extensions = [
        _extension(_KEY_USAGE, usage, critical=True),
        _extension(_EXTENDED_KEY_USAGE, _SERVER_AND_CLIENT),
        _extension(_BASIC_CONSTRAINTS, der.sequence(der.TRUE if request.is_authority else b""), critical=True),
    ]
    if request.is_authority:
        extensions.append(_extension(_SUBJECT_KEY_ID, der.octets(_key_id(key))))
    issuer_id = _issuer_key_id(issuer, subject)
    if issuer_id:
        extensions.append(_extension(_AUTHORITY_KEY_ID, der.sequence(der.element(0x80, issuer_id))))
    if request.dns or request.ips:
        names = [der.element(0x82, _ascii(name)) for name in request.dns]
        names += [der.element(0x87, address) for address in request.ips]
        extensions.append(_extension(_ALTERNATIVE_NAMES, der.sequence(*names), critical=not request.common_name))
    return extensions


def _extension(number: bytes, value: bytes, critical: bool = False) -> bytes:
    return der.sequence(number, der.TRUE if critical else b"", der.octets(value))


def _key_id(key: Any) -> bytes:
    """Give the first 20 bytes of the SHA-256 of the public key's bits (RFC 7093, method 1)."""
    import hashlib

    from cryptography.hazmat.primitives.asymmetric import ec, ed25519
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = key.public_key()
    if isinstance(public, ec.EllipticCurvePublicKey):
        data = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    elif isinstance(public, ed25519.Ed25519PublicKey):
        data = public.public_bytes_raw()
    else:
        data = public.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    return hashlib.sha256(data).digest()[:20]


def _issuer_key_id(issuer: Any, subject: bytes) -> bytes:
    if issuer is None or issuer.subject.public_bytes() == subject:
        return b""
    from cryptography import x509

    try:
        found = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    except (x509.ExtensionNotFound, ValueError):
        return b""
    return bytes(found.value.digest)


def _ascii(name: str) -> bytes:
    if not name.isascii():
        from pychart.gostd.strconv import quote

        raise FunctionError(f"{_FAULT}x509: {quote(name)} cannot be encoded as an IA5String")
    return name.encode()
