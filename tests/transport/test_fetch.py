from __future__ import annotations

import base64
import contextlib
import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pychart.errors import FetchError
from pychart.transport.fetch import Access, fetch, redact

Reply = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A loopback server whose answers are functions by path; it records what it was asked."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                with contextlib.suppress(OSError):
                    server.replies[self.path](self)

            def log_message(self, *args: object) -> None:
                """Stay silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
            self.url = self.url.replace("http:", "https:")
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def other_server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def answer(status: int, body: bytes = b"", **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def in_turn(*replies: Reply) -> Reply:
    waiting = list(replies)
    return lambda handler: waiting.pop(0)(handler)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"a: b\n" * 13107)


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def test_gives_the_body(server: Server) -> None:
    server.replies["/values.yaml"] = answer(200, b"a: 1\n")
    assert fetch(f"{server.url}/values.yaml", "values") == b"a: 1\n"
    headers = server.requests[0][1]
    assert headers["user-agent"].startswith("pychart/")
    assert headers["accept-encoding"] == "identity"
    assert "authorization" not in headers


def test_takes_a_compressed_file_as_it_is(server: Server) -> None:
    server.replies["/x.tgz"] = answer(200, b"\x1f\x8b\x08rest", Content_Encoding="gzip")
    assert fetch(f"{server.url}/x.tgz", "chart") == b"\x1f\x8b\x08rest"


@pytest.mark.parametrize(
    ("status", "text"),
    [(404, "404 Not Found"), (401, "401 Unauthorized"), (403, "403 Forbidden"), (304, "304 Not Modified")],
)
def test_names_the_status(server: Server, status: int, text: str) -> None:
    server.replies["/v"] = answer(status)
    with pytest.raises(FetchError) as caught:
        fetch(f"{server.url}/v", "values")
    assert str(caught.value) == f"failed to fetch {server.url}/v : {text}"
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_asks_a_busy_server_again(server: Server, status: int) -> None:
    server.replies["/v"] = in_turn(answer(status, Retry_After="0"), answer(status, Retry_After="0"), answer(200, b"ok"))
    assert fetch(f"{server.url}/v", "values") == b"ok"
    assert len(server.requests) == 3


def test_gives_up_on_a_server_that_stays_busy(server: Server) -> None:
    server.replies["/v"] = answer(503, Retry_After="0")
    with pytest.raises(FetchError, match=r"/v : 503 Service Unavailable$"):
        fetch(f"{server.url}/v", "values")
    assert len(server.requests) == 4


@pytest.mark.parametrize("wait", ["31", "99999"])
def test_does_not_wait_long(server: Server, wait: str) -> None:
    server.replies["/v"] = answer(503, Retry_After=wait)
    with pytest.raises(FetchError, match="503"):
        fetch(f"{server.url}/v", "values")
    assert len(server.requests) == 1


def test_stops_an_endless_answer(server: Server) -> None:
    server.replies["/v"] = endless
    with pytest.raises(FetchError, match="larger than the maximum size 1048576"):
        fetch(f"{server.url}/v", "provenance")


def test_believes_a_length_that_is_too_large(server: Server) -> None:
    server.replies["/v"] = answer(200, b"", Content_Length=str(1 << 40))
    with pytest.raises(FetchError, match="larger than the maximum size 104857600"):
        fetch(f"{server.url}/v", "chart")


def test_stops_a_slow_answer(server: Server) -> None:
    server.replies["/v"] = slow
    began = time.monotonic()
    with pytest.raises(FetchError, match="context deadline exceeded"):
        fetch(f"{server.url}/v", "values", timeout=0.3)
    assert time.monotonic() - began < 2


def test_notices_a_cut(server: Server) -> None:
    server.replies["/v"] = answer(200, b"half", Content_Length="8")
    with pytest.raises(FetchError, match="unexpected EOF after 4 of 8 bytes"):
        fetch(f"{server.url}/v", "values")


def test_follows_redirects(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b?c=d")
    server.replies["/b?c=d"] = answer(301, Location=f"{server.url}/c")
    server.replies["/c"] = answer(200, b"here")
    assert fetch(f"{server.url}/a", "values") == b"here"


def test_stops_a_loop(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/a")
    with pytest.raises(FetchError, match="stopped after 5 redirects"):
        fetch(f"{server.url}/a", "values")
    assert len(server.requests) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x"])
def test_refuses_other_schemes(server: Server, target: str) -> None:
    server.replies["/a"] = answer(302, Location=target)
    with pytest.raises(FetchError, match=f'unsupported protocol scheme "{target.partition(":")[0]}"'):
        fetch(f"{server.url}/a", "values")


def test_keeps_secrets_from_other_origins(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b")
    server.replies["/b"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(200, b"ok")
    fetch(f"{server.url}/a", "values", Access(username="u", password="p"))
    login = "Basic " + base64.b64encode(b"u:p").decode()
    assert [headers.get("authorization") for _, headers in server.requests] == [login, login]
    assert "authorization" not in other_server.requests[0][1]


def test_passes_secrets_on_request(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(200, b"ok")
    fetch(f"{server.url}/a", "values", Access(username="u", password="p", pass_credentials=True))
    assert "authorization" in other_server.requests[0][1]


def test_a_login_in_the_url_goes_to_its_origin_only(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(404)
    url = server.url.replace("//", "//me:se%40cret@") + "/a"
    with pytest.raises(FetchError) as caught:
        fetch(url, "values")
    assert "se%40cret" not in str(caught.value)
    assert server.requests[0][1]["authorization"] == "Basic " + base64.b64encode(b"me:se@cret").decode()
    assert "authorization" not in other_server.requests[0][1]


def test_does_not_read_netrc(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login u password p\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.replies["/a"] = answer(200)
    fetch(f"{server.url}/a", "values")
    assert "authorization" not in server.requests[0][1]


def test_forgets_cookies(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b", Set_Cookie="a=b")
    server.replies["/b"] = answer(200)
    fetch(f"{server.url}/a", "values")
    assert "cookie" not in server.requests[1][1]


def test_says_that_nobody_listens() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/a"
        with pytest.raises(FetchError) as caught:
            fetch(url, "values")
    assert str(caught.value) == f'Get "{url}": dial tcp {url[7:-2]}: connect: connection refused'


@pytest.mark.parametrize("url", ["http://", "http://[", "http://h:99999/x", "values.yaml", "http:///x"])
def test_refuses_what_is_no_url(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, "values")


@pytest.mark.parametrize(
    ("url", "shown"),
    [("https://u:p@h/x", "https://u:xxxxx@h/x"), ("https://u@h/x", "https://u@h/x"), ("http://u:p@[", "[")],
)
def test_hides_passwords(url: str, shown: str) -> None:
    assert redact(url) == shown


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that signed itself, and its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "cert.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def https_server(certificate: Path) -> Iterator[Server]:
    made = Server(certificate)
    yield made
    made.http.shutdown()
    made.http.server_close()


def test_trusts_a_named_authority(https_server: Server, certificate: Path) -> None:
    https_server.replies["/a"] = answer(200, b"ok")
    assert fetch(f"{https_server.url}/a", "values", Access(ca_file=str(certificate))) == b"ok"


@pytest.mark.filterwarnings("ignore:Unverified HTTPS")
def test_trusts_anyone_on_request(https_server: Server) -> None:
    https_server.replies["/a"] = answer(200, b"ok")
    assert fetch(f"{https_server.url}/a", "values", Access(insecure=True)) == b"ok"


def test_trusts_no_unknown_certificate(https_server: Server) -> None:
    with pytest.raises(
        FetchError, match="tls: failed to verify certificate: x509: certificate signed by unknown authority"
    ):
        fetch(f"{https_server.url}/a", "values")
    assert https_server.requests == []


def test_refuses_to_leave_https(https_server: Server, server: Server, certificate: Path) -> None:
    https_server.replies["/a"] = answer(302, Location=f"{server.url}/b")
    with pytest.raises(FetchError, match="refused to follow a redirect from https to http"):
        fetch(f"{https_server.url}/a", "values", Access(ca_file=str(certificate)))
    assert server.requests == []
