"""A client for one repository of a registry: manifests, blobs and tags (OCI distribution-spec 1.1).

What comes is checked against its size and digest, what a registry says of a push against what was pushed. A request
that is refused for its login is sent once more with a new one, and no oftener.
"""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from pychart.errors import FetchError, FunctionError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.registry.answers import describe_failure, name_request
from pychart.registry.auth import Authenticator
from pychart.transport.access import redact
from pychart.transport.fetch import join_url
from pychart.transport.registry_session import RegistrySession, Reply, Request

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from pychart.registry.artifact import Descriptor
    from pychart.registry.config import Login
    from pychart.registry.reference import Reference
    from pychart.transport.access import Access
    from pychart.transport.fetch import Retries

    Progress = Callable[[int, int], None]

MANIFEST_BYTES = 4 * 1024 * 1024
_MAX_PAGES = 100
_CHUNK = 8 * 1024 * 1024
_BINARY = "application/octet-stream"
_LOST = (400, 404, 416)
"""What a registry says of an upload of which it has a part already, or nothing any more."""


class Connection(NamedTuple):
    """How to reach a registry: TLS files in ``access``, who one is from ``find_login`` when that is asked for.

    ``limits`` are other retries than usual, and another time for each request, in seconds.
    """

    access: Access
    find_login: Callable[[], Login]
    plain_http: bool = False
    limits: tuple[()] | tuple[Retries] | tuple[Retries, float] = ()


class NotFound(FetchError):  # noqa: N818 - what oras-go says
    """A manifest or blob that the registry does not have."""


class RegistryClient:
    """Requests to one repository; give it to ``with``, so that its connections end."""

    def __init__(self, reference: Reference, connection: Connection, actions: str = "pull") -> None:
        self._reference = reference
        scheme = "http" if connection.plain_http else "https"
        self._base = f"{scheme}://{reference.host}/v2/"
        self._repository = f"{self._base}{reference.repository}/"
        self._scope = f"repository:{reference.repository}:{actions}" if reference.repository else ""
        self._session = RegistrySession(connection.access, *connection.limits)
        self._auth = Authenticator(reference.host, scheme, self._session, connection.find_login)

    def __enter__(self) -> RegistryClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self._session.close()

    def ping(self) -> None:
        """Ask whether the registry speaks with us. Raises FetchError."""
        self._expect(Request("GET", self._base), 200)

    def has(self, kind: str, descriptor: Descriptor) -> bool:
        """Tell whether the registry has a manifest (``manifests``) or a blob (``blobs``). Raises FetchError."""
        headers = {"Accept": descriptor.media_type} if kind == "manifests" else {}
        request = Request("HEAD", f"{self._repository}{kind}/{descriptor.digest}", headers)
        reply = self._ask(request)
        if reply.status == 404:
            return False
        self._require(reply, request, 200)
        self._check_digest(reply, "HEAD", descriptor.digest)
        return True

    def find_digest(self, target: str, accept: str) -> str:
        """Give the digest of the manifest that a tag names. Raises FetchError, NotFound."""
        request = Request("HEAD", f"{self._repository}manifests/{target}", {"Accept": accept})
        reply = self._ask(request)
        self._require(reply, request, 200)
        digest = reply.headers.get("docker-content-digest", "")
        return digest or compute_digest(self.get_manifest(target, accept)[0])

    def get_manifest(self, target: str, accept: str) -> tuple[bytes, str]:
        """Get the manifest of a tag or digest, with its media type; it has the digest that it should have.

        Raises FetchError, NotFound where there is none.
        """
        request = Request("GET", f"{self._repository}manifests/{target}", {"Accept": accept}, limit=MANIFEST_BYTES)
        reply = self._expect(request, 200)
        expected = target if ":" in target else reply.headers.get("docker-content-digest", "")
        if expected.startswith("sha256:") and compute_digest(reply.data) != expected:
            raise FetchError(f"{name_request('GET', request.url)}: mismatched content: it does not have {expected}")
        return reply.data, reply.headers.get("content-type", "").partition(";")[0].strip()

    def get_blob(self, descriptor: Descriptor, progress: Progress | None = None) -> bytes:
        """Get a blob of the size and with the digest that a manifest says. Raises FetchError, NotFound."""
        url = f"{self._repository}blobs/{descriptor.digest}"
        request = Request("GET", url, limit=descriptor.size, progress=progress)
        data = self._expect(request, 200).data
        shown = name_request("GET", url)
        if len(data) != descriptor.size:
            raise FetchError(f"{shown}: the blob has {len(data)} bytes instead of {descriptor.size}")
        if compute_digest(data) != descriptor.digest:
            raise FetchError(f"{shown}: mismatched digest: the blob has {compute_digest(data)}")
        return data

    def put_blob(self, descriptor: Descriptor, data: bytes) -> None:
        """Upload a blob that the registry does not have, in one piece, or in several where it takes no large ones.

        An upload that broke off in the middle, and that the registry cannot take up again, is begun anew once.
        Raises FetchError.
        """
        request, reply = self._put_whole(descriptor, data)
        if reply.status in _LOST:
            request, reply = self._put_whole(descriptor, data)
        if reply.status == 413 and len(data) > 1:
            request, reply = self._put_chunks(descriptor, data)
        self._require(reply, request, 201)
        self._check_digest(reply, "PUT", descriptor.digest)

    def put_manifest(self, target: str, media_type: str, data: bytes) -> None:
        """Upload a manifest under a tag or its digest. Raises FetchError, also for a registry that has kept another."""
        request = Request("PUT", f"{self._repository}manifests/{target}", {"Content-Type": media_type}, data)
        reply = self._ask(request)
        self._require(reply, request, 201)
        self._check_digest(reply, "PUT", compute_digest(data))

    def list_tags(self) -> list[str]:
        """List all tags, page by page. Raises FetchError, also for a list that has no end."""
        url = f"{self._repository}tags/list"
        tags: list[str] = []
        for _ in range(_MAX_PAGES):
            reply = self._expect(Request("GET", url, limit=MANIFEST_BYTES), 200)
            page = _read_object(reply).get("tags")
            tags += [tag for tag in page if isinstance(tag, str)] if isinstance(page, list) else []
            following = _find_next(reply)
            if not following:
                return tags
            url = self._stay_here(join_url(url, following), "the next page of tags")
        raise FetchError(f"{name_request('GET', url)}: the list of tags does not end after {_MAX_PAGES} pages")

    def _put_whole(self, descriptor: Descriptor, data: bytes) -> tuple[Request, Reply]:
        location = self._start_upload()
        request = Request("PUT", _with_digest(location, descriptor.digest), {"Content-Type": _BINARY}, data)
        return request, self._ask(request)

    def _start_upload(self) -> str:
        """Ask for the place to upload to."""
        request = Request("POST", f"{self._repository}blobs/uploads/")
        reply = self._ask(request)
        self._require(reply, request, 202)
        location = reply.headers.get("location", "")
        if not location:
            raise FetchError(f"{name_request('POST', request.url)}: the registry names no place to upload to")
        return self._stay_here(join_url(request.url, location), "the place to upload to")

    def _put_chunks(self, descriptor: Descriptor, data: bytes) -> tuple[Request, Reply]:
        """Send a blob in pieces: PATCH for each, PUT to end with."""
        location = self._start_upload()
        size = max(1, min(_CHUNK, len(data) // 2))
        for start in range(0, len(data), size):
            piece = data[start : start + size]
            headers = {"Content-Type": _BINARY, "Content-Range": f"{start}-{start + len(piece) - 1}"}
            request = Request("PATCH", location, headers, piece)
            reply = self._ask(request)
            self._require(reply, request, 202)
            following = reply.headers.get("location", location)
            location = self._stay_here(join_url(location, following), "the place to upload to")
        request = Request("PUT", _with_digest(location, descriptor.digest), {"Content-Type": _BINARY}, b"")
        return request, self._ask(request)

    def _stay_here(self, url: str, what: str) -> str:
        """Refuse a URL on another host than the registry's: it would get our login, or what is pushed."""
        if _find_place(url) != _find_place(self._base):
            raise FetchError(f"refused to leave the registry {self._reference.registry}: {what} is {redact(url)}")
        return url

    def _ask(self, request: Request) -> Reply:
        reply = self._session.send(request._replace(login=self._auth.current(self._scope)))
        if reply.status == 401:
            login = self._auth.respond(reply, request.method, self._scope)
            if login:
                reply = self._session.send(request._replace(login=login))
        return reply

    def _expect(self, request: Request, status: int) -> Reply:
        reply = self._ask(request)
        self._require(reply, request, status)
        return reply

    def _require(self, reply: Reply, request: Request, status: int) -> None:
        if reply.status == status:
            return
        if reply.status == 404 and "/manifests/" in request.url:
            target = request.url.rpartition("/")[2]
            mark = "@" if ":" in target else ":"
            name = f"{self._reference.registry}/{self._reference.repository}{mark}{target}"
            raise NotFound(f"{name}: not found")
        raise FetchError(describe_failure(reply, request.method))

    def _check_digest(self, reply: Reply, method: str, digest: str) -> None:
        answered = reply.headers.get("docker-content-digest", "")
        if answered and answered != digest:
            shown = name_request(method, reply.url)
            raise FetchError(f"{shown}: the registry has {quote(answered)} where {digest} was meant")


def compute_digest(data: bytes) -> str:
    """Give ``sha256:`` and the sum in hex."""
    return f"sha256:{sha256(data).hexdigest()}"


def _with_digest(location: str, digest: str) -> str:
    return f"{location}{'&' if urlsplit(location).query else '?'}digest={digest.replace(':', '%3A')}"


def _find_place(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        return parts.scheme, (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", "", 0


def _find_next(reply: Reply) -> str:
    """Give the target of the Link header (RFC 8288) that leads to the next page, empty on the last."""
    link = reply.headers.get("link", "").strip()
    target, closed, rest = link[1:].partition(">")
    return target if link.startswith("<") and closed and "next" in rest else ""


def _read_object(reply: Reply) -> Mapping[str, object]:
    from pychart.gostd.json import unmarshal_map

    try:
        return unmarshal_map(reply.data.decode("utf-8", "replace")) or {}
    except FunctionError as problem:
        raise FetchError(f"{name_request('GET', reply.url)}: failed to decode response: {problem}") from None
