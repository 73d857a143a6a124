"""The only downloader: one GET over http or https, with a limit on everything a server could overdo.

Size by kind, time to connect, time between bytes, time in all, number of redirects and of retries are bounded. Secrets
go to the origin they were given for and nowhere else; netrc files and cookies are not used; https never turns into
http. The text of errors is Helm's where Helm has one (pkg/getter, httpgetter.go).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError, IncompleteRead, ReadTimeoutError

import pychart
from pychart.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIB = 1024 * 1024
MAX_BYTES = {
    "chart": 100 * _MIB,
    "index": 200 * _MIB,
    "provenance": _MIB,
    "schema": 10 * _MIB,
    "search": 20 * _MIB,
    "values": 100 * _MIB,
}
_MAX_REDIRECTS = 5
_MAX_RETRIES = 3
_MAX_WAIT = 30.0
_CONNECT_TIMEOUT = 10.0
_READ_TIMEOUT = 30.0
_TOTAL_TIMEOUT = 120.0
_PIECE = 256 * 1024
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_RETRIED = frozenset((429, 502, 503, 504))


class Access(NamedTuple):
    """How to reach a server: credentials and TLS, as the flags --username, --ca-file and so on say.

    ``pass_credentials`` sends the user name and password to every host that a redirect leads to, too.
    """

    username: str = ""
    password: str = ""
    cert_file: str = ""
    key_file: str = ""
    ca_file: str = ""
    insecure: bool = False
    pass_credentials: bool = False


def fetch(url: str, kind: str, access: Access | None = None, *, timeout: float = _TOTAL_TIMEOUT) -> bytes:
    """Download a URL into memory.

    ``kind`` is a key of MAX_BYTES and sets the largest size; ``timeout`` is the time for all attempts together.
    A server that is busy (429, 502, 503, 504) is asked again, at most three times. Raises FetchError.
    """
    access = access or Access()
    deadline = time.monotonic() + timeout
    with _open_session() as session:
        for attempt in range(_MAX_RETRIES + 1):
            response = _follow(session, url, access, deadline)
            with response:
                if response.status_code == 200:
                    return _read_body(response, url, MAX_BYTES[kind], deadline)
                wait = _wait_before_retry(response, attempt)
                if wait is None or time.monotonic() + wait > deadline:
                    status = f"{response.status_code} {response.reason or ''}".rstrip()
                    raise FetchError(f"failed to fetch {redact(url)} : {status}")
            time.sleep(wait)
    raise AssertionError  # the last attempt returns or raises


def redact(url: str) -> str:
    """Give the URL as it may be shown: without the password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    if not parts.password:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:xxxxx@{host}"))


def _open_session() -> requests.Session:
    session = requests.Session()
    session.headers.clear()
    session.headers["User-Agent"] = f"pychart/{pychart.__version__}"
    # Compression is not asked for: what arrives is what is stored, and a small answer stays small.
    session.headers["Accept-Encoding"] = "identity"
    session.cookies = _NoCookies()
    return session


class _NoCookies(RequestsCookieJar):
    def set_cookie(self, cookie: Any, *args: Any, **kwargs: Any) -> None:
        """Forget every cookie at once."""


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    # An authentication that does nothing keeps requests from looking for secrets in netrc.
    return request


def _follow(session: requests.Session, url: str, access: Access, deadline: float) -> requests.Response:
    """Send the request and follow redirects; the caller closes the response."""
    origin = _origin(url, url)
    current = url
    for _ in range(_MAX_REDIRECTS + 1):
        here = _origin(current, url)
        may_log_in = here == origin or access.pass_credentials
        response = _send(session, current, access, may_log_in, deadline)
        if response.status_code not in _REDIRECTS or "Location" not in response.headers:
            return response
        response.close()
        following = urljoin(current, response.headers["Location"])
        if here[0] == "https" and _origin(following, url)[0] == "http":
            raise FetchError(f"{_get(url)}: refused to follow a redirect from https to http: {redact(following)}")
        current = following
    raise FetchError(f"{_get(url)}: stopped after {_MAX_REDIRECTS} redirects")


def _send(session: requests.Session, url: str, access: Access, may_log_in: bool, deadline: float) -> requests.Response:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{_get(url)}: context deadline exceeded")
    try:
        return session.get(
            url if may_log_in else _without_login(url),
            auth=(access.username, access.password) if may_log_in and access.username else _url_login(url, may_log_in),
            timeout=(min(_CONNECT_TIMEOUT, left), min(_READ_TIMEOUT, left)),
            allow_redirects=False,
            stream=True,
            verify=False if access.insecure else access.ca_file or True,
            cert=(access.cert_file, access.key_file) if access.cert_file and access.key_file else None,
        )
    except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
        raise FetchError(f"{_get(url)}: {_explain(problem)}") from None


def _url_login(url: str, may_log_in: bool) -> Any:
    parts = urlsplit(url)
    if may_log_in and parts.username:
        from urllib.parse import unquote

        return (unquote(parts.username), unquote(parts.password or ""))
    return _no_auth


def _without_login(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _origin(url: str, asked: str) -> tuple[str, str, int]:
    """Give scheme, host and port. Raises FetchError for what is no http or https URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise FetchError(f"{_get(asked)}: {problem}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f'{_get(asked)}: unsupported protocol scheme "{parts.scheme}"')
    if not parts.hostname:
        raise FetchError(f"{_get(asked)}: http: no Host in request URL")
    return parts.scheme, parts.hostname, port or (443 if parts.scheme == "https" else 80)


def _wait_before_retry(response: requests.Response, attempt: int) -> float | None:
    if response.status_code not in _RETRIED or attempt == _MAX_RETRIES:
        return None
    asked = response.headers.get("Retry-After", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return float(asked) if float(asked) <= _MAX_WAIT else None
    return 0.5 * float(2**attempt)


def _read_body(response: requests.Response, url: str, limit: int, deadline: float) -> bytes:
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > limit:
        raise FetchError(f"failed to fetch {redact(url)} : the file is larger than the maximum size {limit}")
    pieces = []
    size = 0
    try:
        for piece in _pieces(response):
            size += len(piece)
            if size > limit:
                raise FetchError(f"failed to fetch {redact(url)} : the file is larger than the maximum size {limit}")
            if time.monotonic() > deadline:
                raise FetchError(f"{_get(url)}: context deadline exceeded while reading the body")
            pieces.append(piece)
    except (requests.RequestException, HTTPError, OSError) as problem:
        reason = _explain(problem)
        if isinstance(_find_cause(problem), IncompleteRead | http.client.IncompleteRead):
            reason = f"unexpected EOF after {size}" + (f" of {length}" if length else "") + " bytes"
        raise FetchError(f"{_get(url)}: {reason}") from None
    return b"".join(pieces)


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """Yield what arrives as it arrives, so that a slow server meets the deadline; nothing is decompressed."""
    while piece := response.raw.read1(_PIECE, decode_content=False):
        yield piece


def _get(url: str) -> str:
    return f'Get "{redact(url)}"'


def _find_cause(problem: BaseException) -> BaseException:
    """Find what happened below the layers of requests and urllib3."""
    while True:
        candidates = [getattr(problem, "reason", None), problem.__cause__, *problem.args[::-1]]
        below = next((one for one in candidates if isinstance(one, BaseException)), None)
        if below is None:
            return problem
        problem = below


def _explain(problem: Exception) -> str:
    """Say why a request failed, in Go's words for what is common."""
    cause = _find_cause(problem)
    if isinstance(cause, TimeoutError | requests.Timeout | ReadTimeoutError):
        return "context deadline exceeded (the server does not answer)"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"tls: failed to verify certificate: {cause.verify_message}"
    if isinstance(cause, socket.gaierror):
        return "dial tcp: lookup: no such host"
    if isinstance(cause, ConnectionRefusedError):
        return "dial tcp: connect: connection refused"
    text = str(getattr(cause, "strerror", None) or cause)
    return text[:1].lower() + text[1:]
