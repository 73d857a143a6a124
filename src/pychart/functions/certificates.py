"""X.509 certificates in templates (sprig): authorities, self-signed and signed ones.

Each takes its key either fresh (RSA, 2048 bits) or from a PEM text, and gives an object with .Cert and .Key in PEM.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions.keys import KeyFault, read_block, read_key, write_block, write_key
from pychart.gostd.types import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    Names = list[Any] | None


_RSA_BITS = 2048


class Certificate(Struct):
    """A certificate and its private key, both in PEM."""

    __slots__ = ("Cert", "Key")
    go_type: ClassVar[str] = "sprig.certificate"
    go_fields: ClassVar[tuple[str, ...]] = ("Cert", "Key")

    def __init__(self, cert: str, key: str) -> None:
        self.Cert = cert
        self.Key = key


def build_custom_cert(cert: str, key: str) -> Certificate:
    """Make a certificate object from a certificate and a key in PEM, both in base64.

    Fails with ``unable to decode base64 certificate`` and the like. Origin: sprig.
    """
    cert_pem = _decode(cert, "unable to decode base64 certificate")
    key_pem = _decode(key, "unable to decode base64 private key")
    _read_certificate(cert_pem, "decodedCert")
    _read_key(key_pem, "error parsing private key")
    return Certificate(cert_pem, key_pem)


def gen_ca(common_name: str, days: int) -> Certificate:
    """Make a certificate authority with a fresh key. Origin: sprig."""
    return _issue_authority(common_name, days, _fresh_key())


def gen_ca_with_key(common_name: str, days: int, key: str) -> Certificate:
    """Make a certificate authority with a given key in PEM.

    Fails with ``parsing private key: no PEM data in input`` and the like. Origin: sprig.
    """
    return _issue_authority(common_name, days, _read_key(key, "parsing private key"))


def gen_self_signed_cert(common_name: str, ips: Names, dns: Names, days: int) -> Certificate:
    """Make a self-signed certificate with a fresh key.

    IPS and DNS are lists of texts or nil. Fails with ``error parsing ip: x`` and the like. Origin: sprig.
    """
    return _issue_self_signed(common_name, ips, dns, days, _fresh_key())


def gen_self_signed_cert_with_key(common_name: str, ips: Names, dns: Names, days: int, key: str) -> Certificate:
    """Make a self-signed certificate with a given key in PEM, otherwise as genSelfSignedCert. Origin: sprig."""
    return _issue_self_signed(common_name, ips, dns, days, _read_key(key, "parsing private key"))


def gen_signed_cert(common_name: str, ips: Names, dns: Names, days: int, authority: Certificate) -> Certificate:
    """Make a certificate with a fresh key, signed by an authority such as genCA gives.

    IPS and DNS are lists of texts or nil. Fails with ``error parsing ip: x`` and the like. Origin: sprig.
    """
    return _issue_signed(common_name, ips, dns, days, authority, _fresh_key())


def gen_signed_cert_with_key(
    common_name: str, ips: Names, dns: Names, days: int, authority: Certificate, key: str
) -> Certificate:
    """Make a certificate with a given key in PEM, otherwise as genSignedCert. Origin: sprig."""
    return _issue_signed(common_name, ips, dns, days, authority, _read_key(key, "parsing private key"))


def _issue_authority(common_name: str, days: int, key: Any) -> Certificate:
    from pychart.functions.signing import Request, sign

    return _finish(sign(Request(common_name, days, [], [], is_authority=True), key), key)


def _issue_self_signed(common_name: str, ips: Names, dns: Names, days: int, key: Any) -> Certificate:
    from pychart.functions.signing import Request, sign

    return _finish(sign(Request(common_name, days, _read_ips(ips), _read_dns(dns)), key), key)


def _issue_signed(common_name: str, ips: Names, dns: Names, days: int, authority: Certificate, key: Any) -> Certificate:
    from pychart.functions.signing import Request, sign

    issuer = _read_certificate(authority.Cert, "decodedSignerCert")
    issuer_key = _read_key(authority.Key, "error parsing private key")
    request = Request(common_name, days, _read_ips(ips), _read_dns(dns))
    return _finish(sign(request, key, issuer, issuer_key), key)


def _finish(der: bytes, key: Any) -> Certificate:
    return Certificate(write_block("CERTIFICATE", der), write_key(key))


def _fresh_key() -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    return rsa.generate_private_key(65537, _RSA_BITS)


def _decode(text: str, fault: str) -> str:
    from pychart.functions.base_decoding import CorruptInput, decode_base64

    try:
        data = decode_base64(text.encode("utf-8", "surrogateescape"))
    except CorruptInput:
        raise FunctionError(fault) from None
    return data.decode("utf-8", "surrogateescape")


def _read_key(text: str, doing: str) -> Any:
    try:
        return read_key(text)
    except KeyFault as error:
        raise FunctionError(f"{doing}: {error}") from None


def _read_certificate(text: str, what: str) -> Any:
    from cryptography.x509 import load_der_x509_certificate

    block = read_block(text)
    if block is None:
        raise FunctionError("unable to decode certificate")
    try:
        return load_der_x509_certificate(block[1])
    except ValueError:
        raise FunctionError(f"error parsing certificate: {what}.Bytes: x509: malformed certificate") from None


def _read_ips(ips: Names) -> list[bytes]:
    """Give addresses as bytes. Raises FunctionError with sprig's text."""
    return [_read_ip(ip) for ip in ips or []]


def _read_ip(ip: Any) -> bytes:
    import ipaddress

    if not isinstance(ip, str):
        from pychart.gostd.fmt import sprint

        raise FunctionError(f"error parsing ip: {sprint(ip)} is not a string")
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        raise FunctionError(f"error parsing ip: {ip}") from None
    if "%" in ip:
        raise FunctionError(f"error parsing ip: {ip}")
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).packed


def _read_dns(names: Names) -> list[str]:
    """Give host names. Raises FunctionError with sprig's text."""
    for name in names or []:
        if not isinstance(name, str):
            from pychart.gostd.fmt import sprint

            raise FunctionError(f"error processing alternate dns name: {sprint(name)} is not a string")
    return list(names or [])
