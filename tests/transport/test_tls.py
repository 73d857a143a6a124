"""Whom we trust, whom we show ourselves to, and what is said of certificates and keys that will not do."""

from __future__ import annotations

import datetime
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from pychart.errors import FetchError
from pychart.transport.access import Access
from pychart.transport.fetch import Retries, fetch, request
from pychart.transport.tls import open_context, require_tls_files
from tests.transport.serving import Server, answer, serving


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="module")
def client_files(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("client")
    issued = authority.issue_cert("jo@example.com")
    issued.cert_chain_pems[0].write_to_path(str(folder / "cert.pem"))
    issued.private_key_pem.write_to_path(str(folder / "key.pem"))
    return str(folder / "cert.pem"), str(folder / "key.pem")


def context(issued: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(made)
    return made


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Server]:
    with serving(context(authority.issue_cert("127.0.0.1"))) as made:
        made.replies["/a"] = answer(200, b"ok")
        yield made


def refusal(url: str, access: Access | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        request(url, "values", access, retries=Retries(1, 0.01))
    return str(caught.value).removeprefix(f'Get "{url}": ')


def test_trusts_a_named_authority(server: Server, ca_file: str) -> None:
    assert fetch(f"{server.url}/a", "values", Access(ca_file=ca_file)) == b"ok"


def test_trusts_anyone_on_request(server: Server, recwarn: pytest.WarningsRecorder) -> None:
    assert fetch(f"{server.url}/a", "values", Access(insecure=True)) == b"ok"
    assert list(recwarn) == []


def test_trusts_an_authority_of_the_system(server: Server, ca_file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    assert fetch(f"{server.url}/a", "values") == b"ok"


def test_trusts_no_unknown_authority(server: Server) -> None:
    text = refusal(f"{server.url}/a")
    assert text == "tls: failed to verify certificate: x509: certificate signed by unknown authority"
    assert server.requests == []


def test_trusts_no_other_name(authority: trustme.CA, ca_file: str) -> None:
    with serving(context(authority.issue_cert("charts.example.com"))) as server:
        text = refusal(f"{server.url}/a", Access(ca_file=ca_file))
    assert text.startswith("tls: failed to verify certificate: x509: ")
    assert "not valid for '127.0.0.1'" in text


def test_trusts_no_expired_certificate(authority: trustme.CA, ca_file: str) -> None:
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    with serving(context(authority.issue_cert("127.0.0.1", not_after=past))) as server:
        text = refusal(f"{server.url}/a", Access(ca_file=ca_file))
    assert text == "tls: failed to verify certificate: x509: certificate has expired or is not yet valid"


def test_shows_itself(authority: trustme.CA, ca_file: str, client_files: tuple[str, str]) -> None:
    asking = context(authority.issue_cert("127.0.0.1"))
    asking.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(asking)
    certificate, key = client_files
    with serving(asking) as server:
        server.replies["/a"] = answer(200, b"ok")
        access = Access(ca_file=ca_file, cert_file=certificate, key_file=key)
        assert fetch(f"{server.url}/a", "values", access) == b"ok"
        # A server that wants a certificate may say so after the handshake, or just go.
        assert refusal(f"{server.url}/a", Access(ca_file=ca_file)) in (
            "remote error: tls: certificate required",
            "read: connection reset by peer",
            "EOF",
        )


def test_https_never_becomes_http(server: Server, ca_file: str) -> None:
    with serving() as plain:
        server.replies["/b"] = answer(302, Location=f"{plain.url}/a")
        text = refusal(f"{server.url}/b", Access(ca_file=ca_file))
        assert text == f"refused to follow a redirect from https to http: {plain.url}/a"
        assert plain.requests == []


def test_all_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        require_tls_files(Access(cert_file="absent", key_file="absent", ca_file="no/ca"))
    assert str(caught.value) == (
        'can\'t create TLS config for client: unable to read cert file: "absent": open absent: no such file or'
        ' directory\ncan\'t read CA file: "no/ca": open no/ca: no such file or directory'
    )


def test_a_certificate_without_its_key_is_not_looked_at() -> None:
    require_tls_files(Access(cert_file="absent"))
    require_tls_files(Access(key_file="absent"))


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe"])
def test_authorities_that_are_none_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_bytes(content or b"\n")
    with pytest.raises(FetchError) as caught:
        open_context(Access(ca_file=str(tmp_path / "ca.pem")))
    assert str(caught.value) == "can't create TLS config for client: failed to append certificates from pem block"


def test_a_pair_that_is_none_is_refused(tmp_path: Path, client_files: tuple[str, str], ca_file: str) -> None:
    (tmp_path / "x.pem").write_text("nonsense")
    for certificate, key in ((str(tmp_path / "x.pem"), client_files[1]), (ca_file, client_files[1])):
        with pytest.raises(FetchError, match="can't create TLS config for client: unable to load cert from key pair"):
            open_context(Access(cert_file=certificate, key_file=key))


def test_a_key_with_a_passphrase_is_refused_without_a_question(tmp_path: Path, authority: trustme.CA) -> None:
    from cryptography.hazmat.primitives import serialization

    issued = authority.issue_cert("jo@example.com")
    key = serialization.load_pem_private_key(issued.private_key_pem.bytes(), None)
    locked = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"x")
    )
    (tmp_path / "key.pem").write_bytes(locked)
    issued.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    with pytest.raises(FetchError, match="the key needs a passphrase"):
        open_context(Access(cert_file=str(tmp_path / "cert.pem"), key_file=str(tmp_path / "key.pem")))
