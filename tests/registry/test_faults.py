"""Registries that lie, fail, fall silent or lead elsewhere: every push and pull ends soon, with one clear error."""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.errors import FetchError, PychartError
from pychart.registry.artifact import build_artifact
from pychart.registry.client import Connection, RegistryClient
from pychart.registry.config import Login
from pychart.registry.pull import PulledChart, pull_chart
from pychart.registry.push import PushedChart, push_chart
from pychart.registry.reference import Reference
from pychart.settings import Settings
from pychart.transport.access import Access
from pychart.transport.fetch import Retries
from pychart.transport.registry_session import RegistrySession
from tests.registry.fake import Exchange, FakeRegistry, Trouble, digest_of, fake_registry
from tests.scenarios.server import pack

ARCHIVE = pack({"web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n"})
LOGIN = Access(username="jo", password="secret")


@pytest.fixture
def registry() -> Iterator[FakeRegistry]:
    with fake_registry() as made:
        yield made


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RegistrySession.__init__, "__defaults__", (Retries(2, 0.001), 5.0))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HOME": str(tmp_path), "PATH": ""})


def push(registry: FakeRegistry, settings: Settings, access: Access = Access()) -> PushedChart:  # noqa: B008
    from pychart.chart.load import load_archive

    metadata = load_archive(ARCHIVE, "web").metadata
    chart = (metadata, ARCHIVE, None)
    place = f"{registry.host}/x/web:1.0.0"
    return push_chart(place, chart, "2026-01-01T00:00:00Z", access, settings, plain_http=True)


def pull(registry: FakeRegistry, settings: Settings, version: str = "1.0.0", access: Access = Access()) -> PulledChart:  # noqa: B008
    return pull_chart(f"oci://{registry.host}/x/web", version, access, settings, plain_http=True)


def on(method: str, part: str, trouble: Trouble) -> Trouble:
    """Make trouble for requests of one kind alone."""
    return lambda exchange: exchange.command == method and part in exchange.path and trouble(exchange)


def wants_login(exchange: Exchange) -> bool:
    if exchange.headers.get("Authorization", "").startswith("Basic "):
        return False
    return exchange.answer(401, WWW_Authenticate='Basic realm="x"')


def test_a_push_sets_the_tag_last(registry: FakeRegistry, settings: Settings) -> None:
    pushed = push(registry, settings)
    asked = [(method, path.partition("?")[0].rpartition("/")[2][:7]) for method, path, _ in registry.asked]
    assert asked[0][0] == "HEAD"
    assert asked[-2:] == [("PUT", "sha256:"), ("PUT", "1.0.0")]
    assert pushed.digest == digest_of(registry.manifests["1.0.0"])
    assert pull(registry, settings).data == ARCHIVE


def test_a_second_push_sends_no_blobs(registry: FakeRegistry, settings: Settings) -> None:
    push(registry, settings)
    registry.asked.clear()
    push(registry, settings)
    assert registry.methods() == ["HEAD", "PUT"]


PUSHES: dict[str, tuple[Trouble, str]] = {
    "500 for a blob": (on("PUT", "/uploads/", lambda one: one.answer(500)), "response status code 500"),
    "500 for the manifest": (on("PUT", "/manifests/", lambda one: one.answer(500)), "response status code 500"),
    "429 without end": (on("POST", "/uploads/", lambda one: one.answer(429)), "response status code 429"),
    "an upload elsewhere": (
        on("POST", "/uploads/", lambda one: one.answer(202, Location="http://127.0.0.2:1/up")),
        "refused to leave the registry",
    ),
    "no place to upload to": (on("POST", "/uploads/", lambda one: one.answer(202)), "names no place to upload to"),
    "another digest": (
        on("PUT", "/manifests/sha256", lambda one: one.answer(201, Docker_Content_Digest="sha256:" + "0" * 64)),
        "where sha256:",
    ),
    "401 for ever": (lambda one: one.answer(401, WWW_Authenticate='Basic realm="x"'), "status code 401"),
    "a realm of no use": (
        lambda one: one.answer(401, WWW_Authenticate='Bearer realm="file:///etc/passwd"'),
        "names no usable place",
    ),
    "an answer that is no HTTP": (lambda one: bool(one.wfile.write(b"\0" * 100)) and one.close_connection, "Head"),
}


@pytest.mark.parametrize("name", PUSHES)
def test_a_push_that_fails_leaves_the_tag(name: str, registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble, text = PUSHES[name]
    started = time.monotonic()
    with pytest.raises(PychartError) as caught:
        push(registry, settings, LOGIN)
    assert text in str(caught.value)
    assert "secret" not in str(caught.value)
    assert registry.tags() == []
    assert time.monotonic() - started < 5


def test_trouble_that_passes(registry: FakeRegistry, settings: Settings) -> None:
    failed: set[str] = set()

    def once(exchange: Exchange) -> bool:
        key = f"{exchange.command} {exchange.path}"
        if key in failed:
            return False
        failed.add(key)
        return exchange.answer(503, Retry_After="0")

    registry.trouble = once
    push(registry, settings)
    assert pull(registry, settings).data == ARCHIVE


def test_a_token_that_expires_in_the_middle(registry: FakeRegistry, settings: Settings) -> None:
    tokens: list[str] = []

    def guard(exchange: Exchange) -> bool:
        if exchange.path.startswith("/token"):
            tokens.append(f"t{len(tokens)}")
            return exchange.answer(200, json.dumps({"token": tokens[-1]}).encode())
        fresh = tokens and exchange.headers.get("Authorization") == f"Bearer {tokens[-1]}"
        if fresh and not ("/manifests/1.0.0" in exchange.path and len(tokens) == 1):
            return False
        challenge = f'Bearer realm="http://{registry.host}/token",service="s",scope="repository:x/web:pull,push"'
        return exchange.answer(401, WWW_Authenticate=challenge)

    registry.trouble = guard
    push(registry, settings, LOGIN)
    assert registry.tags() == ["1.0.0"]
    assert tokens == ["t0", "t1"]
    asked = [path for _, path, _ in registry.asked if path.startswith("/token")]
    assert asked[0] == "/token?service=s&scope=repository%3Ax%2Fweb%3Apull%2Cpush"


def test_basic_logins(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = wants_login
    push(registry, settings, LOGIN)
    assert registry.asked[0][2] == ""
    assert {login for _, _, login in registry.asked[1:]} == {"Basic am86c2VjcmV0"}
    with pytest.raises(FetchError, match="basic credential not found"):
        pull(registry, settings)


def test_large_blobs_go_in_pieces_where_the_registry_wants_it(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = lambda one: (
        one.command == "PUT" and "/uploads/" in one.path and len(one.body) > 0 and one.answer(413)
    )
    push(registry, settings)
    assert "PATCH" in registry.methods()
    assert pull(registry, settings).data == ARCHIVE


class Session:
    """Uploads as a registry keeps them: what came is there, and what comes again is put behind it."""

    def __init__(self, method: str, part: str) -> None:
        self._method, self._part = method, part
        self.cut = 0

    def __call__(self, exchange: Exchange) -> bool:
        if self.cut or exchange.command != self._method or self._part not in exchange.path:
            return False
        self.cut = 1
        exchange.registry.blobs["pending"] = exchange.body[: len(exchange.body) // 2]
        exchange.close_connection = True
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        exchange.connection.close()
        return True


def test_an_upload_that_is_reset_is_begun_anew(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = Session("PUT", "/uploads/")
    push(registry, settings)
    assert registry.methods().count("POST") == 3
    assert pull(registry, settings).data == ARCHIVE


@pytest.mark.parametrize(
    ("method", "part"), [("HEAD", "/manifests/"), ("HEAD", "/blobs/"), ("PUT", "/manifests/sha256"), ("PUT", "/1.0.0")]
)
def test_a_reset_in_between_is_tried_again(method: str, part: str, registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = Session(method, part)
    push(registry, settings)
    assert pull(registry, settings).data == ARCHIVE


def test_an_upload_that_is_never_begun(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = Session("POST", "/uploads/")
    with pytest.raises(FetchError, match=r'^Post "http://.*connection reset by peer'):
        push(registry, settings)
    assert (registry.tags(), registry.blobs.pop("pending"), registry.blobs) == ([], b"", {})
    push(registry, settings)
    assert pull(registry, settings).data == ARCHIVE


def give(body: bytes, **headers: str) -> Trouble:
    return lambda exchange: exchange.answer(200, body, **headers)


def cut(exchange: Exchange) -> bool:
    exchange.close_connection = True
    return exchange.answer(200, ARCHIVE[:50], Content_Length=str(len(ARCHIVE)))


BLOB = digest_of(ARCHIVE)
PULLS: dict[str, tuple[Trouble, str]] = {
    "another blob": (on("GET", BLOB, give(bytes(len(ARCHIVE)))), "mismatched digest"),
    "a shorter blob": (on("GET", BLOB, give(ARCHIVE[:-1])), "bytes instead of"),
    "a longer blob": (on("GET", BLOB, give(ARCHIVE + b"x")), "larger than the maximum size"),
    "a blob that is cut": (on("GET", BLOB, cut), "unexpected EOF after 50"),
    "no blob": (on("GET", BLOB, lambda one: one.answer(404)), "response status code 404"),
    "500 for a blob": (on("GET", BLOB, lambda one: one.answer(500)), "response status code 500"),
    "a manifest that is no JSON": (on("GET", "/manifests/", give(b"{")), "is not JSON"),
    "a manifest of the wrong kind": (on("GET", "/manifests/", give(b'{"layers": 1}')), "no list"),
    "a manifest without a digest": (on("GET", "/manifests/", give(b'{"config": {"size": 1}}')), "without media type"),
    "a manifest with an endless size": (
        on(
            "GET",
            "/manifests/",
            give(b'{"config": {"mediaType": "a", "digest": "sha256:' + b"0" * 64 + b'", "size": 1e999}}'),
        ),
        "size",
    ),
    "an empty manifest": (on("GET", "/manifests/", give(b"{}")), "minimum number of descriptors (2)"),
    "a manifest that is too large": (on("GET", "/manifests/", give(b" " * (4 * 1024 * 1024 + 1))), "maximum size"),
    "a manifest with another digest": (
        on("GET", "/manifests/", give(b"{}", Docker_Content_Digest="sha256:" + "0" * 64)),
        "mismatched content",
    ),
}


@pytest.mark.parametrize("name", PULLS)
def test_a_pull_that_fails(name: str, registry: FakeRegistry, settings: Settings) -> None:
    push(registry, settings)
    registry.trouble, text = PULLS[name]
    with pytest.raises(FetchError) as caught:
        pull(registry, settings)
    assert text in str(caught.value)


def test_a_list_of_tags_without_end(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = on(
        "GET", "/tags/", give(b'{"tags": ["1.0.0"]}', Link='</v2/x/web/tags/list?last=1>; rel="next"')
    )
    with pytest.raises(FetchError, match="does not end after 100 pages"):
        pull(registry, settings, "^1.0")
    assert len(registry.asked) == 100


def test_pages_of_tags(registry: FakeRegistry, settings: Settings) -> None:
    push(registry, settings)
    first = give(b'{"tags": ["0.1.0", "latest"]}', Link='</v2/x/web/tags/list?last=1>; rel="next"')
    registry.trouble = lambda one: one.path.endswith("/tags/list") and first(one)
    assert pull(registry, settings, "").version == "1.0.0"


def test_a_page_of_tags_elsewhere(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = on("GET", "/tags/", give(b"{}", Link='<http://127.0.0.2:1/v2/>; rel="next"'))
    with pytest.raises(FetchError, match="refused to leave the registry"):
        pull(registry, settings, "")


def test_a_page_of_tags_that_is_no_url(registry: FakeRegistry, settings: Settings) -> None:
    registry.trouble = on("GET", "/tags/", give(b"{}", Link='<http://[x]/>; rel="next"'))
    with pytest.raises(FetchError, match=r"/tags/list leads to what is no URL: 'x' does not appear to be an IPv4"):
        pull(registry, settings, "")


def test_a_login_does_not_follow_a_redirect(registry: FakeRegistry, settings: Settings) -> None:
    with fake_registry() as other:
        registry.trouble = wants_login
        push(registry, settings, LOGIN)
        other.blobs = registry.blobs
        there = f"http://{other.host}/v2/x/web/blobs/{BLOB}"
        moved = on("GET", BLOB, lambda one: one.answer(307, Location=there))
        registry.trouble = lambda one: wants_login(one) or moved(one)
        assert pull(registry, settings, access=LOGIN).data == ARCHIVE
        assert [login for _, _, login in other.asked] == [""]


def test_a_silent_registry(registry: FakeRegistry) -> None:
    registry.trouble = lambda one: bool(one.rfile.read(1)) or True
    connection = Connection(Access(), Login, plain_http=True, limits=(Retries(0, 0.0), 0.3))
    started = time.monotonic()
    with (
        RegistryClient(Reference(registry.host, ""), connection) as client,
        pytest.raises(FetchError, match="context deadline exceeded"),
    ):
        client.ping()
    assert time.monotonic() - started < 3


def test_manifests_are_built_the_same_every_time() -> None:
    from pychart.chart.load import load_archive

    metadata = load_archive(ARCHIVE, "web").metadata
    made = build_artifact(metadata, ARCHIVE, b"signed", "2026-01-01T00:00:00Z").manifest
    layers = json.loads(made)["layers"]
    assert [layer["digest"] for layer in layers] == sorted(layer["digest"] for layer in layers)
    assert b" " not in made
