"""What registries and clusters answer, and what others left there: whatever it is, an error of ours or a result."""

from __future__ import annotations

import base64
import gzip
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fuzz.expected import EXPECTED, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.kube.client import Client
    from pychart.registry.client import RegistryClient
    from pychart.release.model import Release


def record(data: bytes) -> None:
    """Read the record of a release: as it comes, and as JSON that is packed as records are."""
    from pychart.release.decode import decode_release
    from pychart.release.encode import encode_release
    from pychart.release.peek import peek_release

    packed = base64.b64encode(gzip.compress(data, 1)).decode()
    for text in (text_of(data), base64.b64encode(data).decode(), packed):
        for read in (decode_release, lambda text: peek_release(text, "default", 1)):
            _try(lambda read=read, text=text: _show(read(text)))  # type: ignore[misc]
    release = decode_release(packed)
    assert decode_release(encode_release(release)) == release


def _show(release: Release) -> None:
    """Show a release as `history`, `status` and `get` do."""
    from pychart.cli.history import _describe
    from pychart.cli.showing import show_release
    from pychart.release.moments import show_moment
    from pychart.release.pending import explain

    for style in ("table", "json", "yaml"):
        _try(lambda style=style: show_release(release, style, debug=True, metadata=True))  # type: ignore[misc]
    _try(lambda: explain(release))
    _try(lambda: _describe(release))
    _try(lambda: release.info.last_deployed and show_moment(release.info.last_deployed))


def manifest(data: bytes) -> None:
    """Find a chart behind what a registry answers: the first line is a header that links and digests come from."""
    from pychart.registry import pull
    from pychart.registry.answers import describe_failure
    from pychart.registry.reference import parse_reference

    reference = parse_reference("oci://registry.example.com/charts/web:1.0.0")
    client = _registry()
    session: Any = client._session
    asked: list[str] = []

    def send(request: Any) -> Any:
        asked.append(request.url)
        # A list of tags that has no end is for the tests.
        return _reply(200, data if len(asked) < 4 else b"\n{}", request.url)

    session.send = send
    _try(lambda: describe_failure(_reply(404, data), "GET"))
    _try(lambda: client.find_digest("1.0.0", "*/*"))
    _try(client.list_tags)
    digest, layers = pull._find_layers(client, reference)
    assert digest.startswith("sha256:")
    for one in layers:
        _try(lambda one=one: pull._read_config(client.get_blob(one), "web"))  # type: ignore[misc]


@cache
def _registry() -> RegistryClient:
    from pychart.registry.client import Connection, RegistryClient
    from pychart.registry.config import Login
    from pychart.registry.reference import parse_reference
    from pychart.transport.access import Access

    reference = parse_reference("oci://registry.example.com/charts/web:1.0.0")
    return RegistryClient(reference, Connection(Access(), lambda: Login("jo", "secret")))


def _reply(status: int, data: bytes, url: str = "https://registry.example.com/v2/") -> Any:
    from pychart.transport.registry_session import Reply

    head, _, body = data.partition(b"\n")
    text = head.decode("latin-1")
    headers = {"link": text, "docker-content-digest": text, "www-authenticate": text, "location": text}
    return Reply(status, "reason", headers, body, url)


def challenge(data: bytes) -> None:
    """Answer a refusal: the first line is WWW-Authenticate, the rest what the server of tokens says."""
    from pychart.registry.auth import Authenticator, parse_challenges
    from pychart.registry.config import Login

    found = parse_challenges(data.partition(b"\n")[0].decode("latin-1"))
    assert all(one.scheme == one.scheme.lower() for one in found)
    sent: list[str] = []

    class Session:
        def send(self, request: Any) -> Any:
            sent.append(request.url)
            return _reply(200, data, request.url)

    session: Any = Session()
    auth = Authenticator("registry.example.com", "https", session, lambda: Login("jo", "secret"))
    header = auth.respond(_reply(401, data), "GET", "repository:charts/web:pull")
    assert header.isascii()
    assert header.isprintable()
    assert {urlsplit(url).scheme for url in sent} <= {"https"}, "a login went out in the clear"


def status(data: bytes) -> None:
    """Read a refusal of the API server."""
    from pychart.kube.client import _make_status_error

    error = _make_status_error("GET", "/api", _answer(500, data))
    assert isinstance(str(error), str)


def cluster(data: bytes) -> None:
    """Ask a cluster that answers the same to every question: versions, kinds, records."""
    from pychart.actions.contents import ask_capabilities
    from pychart.kube.discovery import Discovery
    from pychart.release.drivers import ClusterDriver
    from pychart.release.session import Session
    from pychart.release.storage import Storage

    client = _client(data)
    driver = ClusterDriver(client, "default", "secrets")
    session = Session(client, Storage(driver), "default")
    questions: tuple[Callable[[], object], ...] = (
        client.check_reachable,
        lambda: Discovery(client).list_api_versions(),
        lambda: Discovery(client).find("apps/v1", "Deployment"),
        lambda: ask_capabilities(session),
        lambda: driver.get("sh.helm.release.v1.rel.v1"),
        lambda: driver.query({"name": "rel"}),
        lambda: [entry.read() for entry in driver.peek()],
        lambda: session.storage.last("rel"),
    )
    for question in questions:
        _try(question)


def _client(data: bytes) -> Client:
    from pychart.kube.client import Client
    from pychart.kube.config import ClusterFlags
    from pychart.settings import Settings

    client: Any = Client(Settings.from_environment({"HOME": "/nowhere"}), ClusterFlags())
    client._exchange = lambda *_: _answer(200, data)
    return client  # type: ignore[no-any-return]


def _answer(status: int, data: bytes) -> Any:
    from pychart.kube.connection import Answer
    from pychart.transport.lean_http import HTTPHeaderDict

    return Answer(status, HTTPHeaderDict(), data)


def _try(question: Callable[[], object]) -> None:
    """Ask something; a refusal is an answer."""
    try:
        question()
    except EXPECTED:
        return
