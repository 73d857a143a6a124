"""Certificates: what is in them, who signed them. The key pair was made by Helm 4.3.1."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from pychart.errors import FunctionError
from pychart.functions import certificates
from pychart.functions.crypto import gen_private_key

EC_KEY = """-----BEGIN EC PRIVATE KEY-----
MHcCAQEEILSXTqpd4025f+9l8ktZyBaZ+wzB0DvxR5yeTa73cj21oAoGCCqGSM49
AwEHoUQDQgAE+52MH8t5YAP3Pr6/DJ4Jo4b/bB67ESSa1i6rrhS1kRjgMbBJvpUQ
dvrTKIaSSjeIRxxRkGgR46d7zZliPO2t4w==
-----END EC PRIVATE KEY-----
"""
EC_KEY_ID = "b0ba71ca18d7624a653ee00bb7ee6766c05a5b5c"
ED_KEY = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIHb5pCAPMKGDtrVVrukz7kd1gC1e8akUO16MRB/PTxXA
-----END PRIVATE KEY-----
"""


@pytest.fixture(scope="module")
def authority() -> certificates.Certificate:
    return certificates.gen_ca_with_key("my-ca", 365, EC_KEY)


def _load(certificate: certificates.Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.Cert.encode())


def _extension(certificate: x509.Certificate, kind: Any) -> Any:
    return certificate.extensions.get_extension_for_class(kind)


def test_authority(authority: certificates.Certificate) -> None:
    found = _load(authority)
    assert found.subject == found.issuer
    assert found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "my-ca"
    assert found.not_valid_after_utc - found.not_valid_before_utc == timedelta(days=365)
    constraints = _extension(found, x509.BasicConstraints)
    assert constraints.critical
    assert (constraints.value.ca, constraints.value.path_length) == (True, None)
    usage = _extension(found, x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.key_encipherment) == (True, True)
    assert (usage.value.key_cert_sign, usage.value.crl_sign) == (True, False)
    assert list(_extension(found, x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.SERVER_AUTH,
        ExtendedKeyUsageOID.CLIENT_AUTH,
    ]
    assert _extension(found, x509.SubjectKeyIdentifier).value.digest.hex() == EC_KEY_ID
    assert authority.Key == EC_KEY
    found.verify_directly_issued_by(found)


def test_signed(authority: certificates.Certificate) -> None:
    name = "a-service-with-a-very-long-name.in-a-namespace-with-a-long-name.svc.cluster.local"
    found = _load(
        certificates.gen_signed_cert(name, ["10.0.0.1", "::1", "::ffff:1.2.3.4"], ["a.com", "*.b.com"], 10, authority)
    )
    issuer = _load(authority)
    found.verify_directly_issued_by(issuer)
    assert found.issuer == issuer.subject
    assert not _extension(found, x509.BasicConstraints).value.ca
    names = _extension(found, x509.SubjectAlternativeName)
    assert not names.critical
    assert names.value.get_values_for_type(x509.DNSName) == ["a.com", "*.b.com"]
    assert [str(ip) for ip in names.value.get_values_for_type(x509.IPAddress)] == ["10.0.0.1", "::1", "1.2.3.4"]
    assert _extension(found, x509.AuthorityKeyIdentifier).value.key_identifier.hex() == EC_KEY_ID
    assert found.public_key().key_size == 2048  # type: ignore[union-attr]


def test_no_name_and_no_days_left(authority: certificates.Certificate) -> None:
    found = _load(certificates.gen_signed_cert_with_key("", None, ["x.y"], -1, authority, ED_KEY))
    assert list(found.subject) == []
    assert _extension(found, x509.SubjectAlternativeName).critical
    assert found.not_valid_after_utc < found.not_valid_before_utc


@pytest.mark.parametrize("key", [EC_KEY, ED_KEY])
def test_self_signed_with_key(key: str) -> None:
    certificate = certificates.gen_self_signed_cert_with_key("cn", None, None, 1, key)
    found = _load(certificate)
    found.verify_directly_issued_by(found)
    with pytest.raises(x509.ExtensionNotFound):
        _extension(found, x509.SubjectAlternativeName)
    assert certificate.Key == key


def test_fresh_keys_differ() -> None:
    one, other = (certificates.gen_self_signed_cert("cn", [], [], 1) for _ in range(2))
    assert one.Key.startswith("-----BEGIN RSA PRIVATE KEY-----\n")
    assert one.Key != other.Key
    assert _load(one).serial_number != _load(other).serial_number
    assert _load(certificates.gen_ca("cn", 1)).subject == _load(one).subject


def test_build_custom_cert(authority: certificates.Certificate) -> None:
    parts = [base64.b64encode(text.encode()).decode() for text in (authority.Cert, authority.Key)]
    built = certificates.build_custom_cert(*parts)
    assert (built.Cert, built.Key) == (authority.Cert, authority.Key)


def test_object() -> None:
    certificate = certificates.Certificate("a", "b")
    assert certificate.go_type == "sprig.certificate"
    assert certificate.json_value() == {"Cert": "a", "Key": "b"}


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        ("build_custom_cert", ("!", "x"), "unable to decode base64 certificate"),
        ("build_custom_cert", ("eA==", "!"), "unable to decode base64 private key"),
        ("build_custom_cert", ("eA==", "eA=="), "unable to decode certificate"),
        ("gen_ca_with_key", ("x", 1, "y"), "parsing private key: no PEM data in input"),
        (
            "gen_ca_with_key",
            ("x", 1, "-----BEGIN X-----\n-----END X-----\n"),
            "parsing private key: no private key data in PEM block of type X",
        ),
        ("gen_self_signed_cert_with_key", ("a", [1.0], None, 1, ED_KEY), "error parsing ip: 1 is not a string"),
        ("gen_self_signed_cert_with_key", ("a", ["x"], None, 1, ED_KEY), "error parsing ip: x"),
        (
            "gen_self_signed_cert_with_key",
            ("a", None, [1.0], 1, ED_KEY),
            "error processing alternate dns name: 1 is not a string",
        ),
        (
            "gen_self_signed_cert_with_key",
            ("a", None, ["é"], 1, ED_KEY),
            'error creating certificate: x509: "é" cannot be encoded as an IA5String',
        ),
    ],
)
def test_faults(function: str, arguments: tuple[Any, ...], message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        getattr(certificates, function)(*arguments)
    assert str(caught.value) == message


def test_key_must_be_the_authoritys(authority: certificates.Certificate) -> None:
    wrong = certificates.Certificate(authority.Cert, gen_private_key("ecdsa"))
    with pytest.raises(FunctionError, match="provided PrivateKey doesn't match parent's PublicKey"):
        certificates.gen_signed_cert_with_key("x", None, None, 1, wrong, ED_KEY)
