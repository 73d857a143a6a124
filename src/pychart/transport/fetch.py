"""The only downloader: GET over http or https, with a limit on everything a server could overdo.

Size by kind, time to connect, time between bytes, time in all, number of redirects and of retries are bounded. Secrets
go to the origin they were given for and nowhere else; netrc files and cookies are not used; https never turns into
http. The text of errors is Helm's where Helm has one (pkg/getter, httpgetter.go).
"""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from pychart import logs
from pychart.errors import FetchError
from pychart.transport.access import Access as Access
from pychart.transport.access import redact as redact
from pychart.transport.explain import can_pass, explain, is_cut
from pychart.transport.lean import HTTPError, requests
from pychart.transport.session import list_proxies, open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Progress = Callable[[int, int], None]

_MIB = 1024 * 1024
MAX_BYTES = {
    "chart": 100 * _MIB,
    "index": 200 * _MIB,
    "provenance": _MIB,
    "schema": 10 * _MIB,
    "search": 20 * _MIB,
    "values": 100 * _MIB,
}
TOTAL_TIMEOUT = 120.0
"""Seconds that a download may take with all its attempts, as in Helm."""
MAX_REDIRECTS = 5
_MAX_WAIT = 30.0
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 30.0
_SETTLED = 2
_PIECE = 256 * 1024
REDIRECTS = frozenset((301, 302, 303, 307, 308))
_RETRIED = frozenset((429, 500, 502, 503, 504))


class Retries(NamedTuple):
    """How often a download is tried again, and the seconds before the first time; each later wait is twice as long."""

    times: int = 3
    pause: float = 0.25


_RETRIES = Retries()


class Answer(NamedTuple):
    """What a server gave: the bytes and their sha256 in hex, and what a later request may ask by.

    ``is_changed`` is False where the server says that what was got before is still right; there are no bytes then.
    """

    data: bytes
    digest: str
    etag: str = ""
    modified: str = ""
    is_changed: bool = True


def fetch(url: str, kind: str, access: Access | None = None, *, timeout: float = TOTAL_TIMEOUT) -> bytes:
    """Download a URL into memory.

    ``kind`` is a key of MAX_BYTES and sets the largest size; ``timeout`` is the time for all attempts together.
    Raises FetchError.
    """
    return request(url, kind, access, timeout=timeout).data


def request(
    url: str,
    kind: str,
    access: Access | None = None,
    *,
    timeout: float = TOTAL_TIMEOUT,
    accept: str = "",
    etag: str = "",
    modified: str = "",
    progress: Progress | None = None,
    retries: Retries = _RETRIES,
) -> Answer:
    """Download a URL, unless it is what it was when ``etag`` or ``modified`` were got (RFC 9110, section 13).

    ``accept`` names the media types that are wanted. ``progress`` is called with the bytes that came and those that
    will, -1 where nobody knows; at the end, good or bad, both are equal. A server that is busy or in trouble (429,
    500, 502, 503, 504), that does not listen or breaks off is asked again. Raises FetchError.
    """
    access = access or Access()
    headers = {"Accept": accept, "If-None-Match": etag, "If-Modified-Since": modified}
    task = Task(url, MAX_BYTES[kind], access, time.monotonic() + timeout, _drop_empty(headers), progress)
    logs.debug("fetching", url=redact(url))
    with open_session(access) as session:
        for attempt in range(retries.times + 1):
            wait: float | None = retries.pause * float(2**attempt)
            try:
                with _follow(session, task) as response:
                    if response.status_code == 200 or (response.status_code == 304 and (etag or modified)):
                        return _read_answer(response, task)
                    wait = wait_before_retry(response, retries.pause * float(2**attempt))
                    problem = _refuse_status(response, url)
            except BrokenError as broken:
                problem = FetchError(str(broken))
            if wait is None or attempt == retries.times or time.monotonic() + wait > task.deadline:
                raise problem
            time.sleep(wait)
    raise AssertionError  # the last attempt returns or raises


def _refuse_status(response: requests.Response, url: str) -> FetchError:
    status = f"{response.status_code} {response.reason or ''}".rstrip()
    problem = FetchError(f"failed to fetch {redact(url)} : {status}")
    if response.status_code == 401:
        problem.hint = "the server wants to know who asks: --username and --password tell it"
    return problem


class BrokenError(FetchError):
    """A failure that may go away by itself."""


class Task(NamedTuple):
    """One download: what, how much at most, as whom and until when."""

    url: str
    limit: int
    access: Access
    deadline: float
    headers: Mapping[str, str]
    progress: Progress | None


def _drop_empty(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value}


def _follow(session: requests.Session, task: Task) -> requests.Response:
    """Send the request and follow redirects; the caller closes the response."""
    current = task.url
    for _ in range(MAX_REDIRECTS + 1):
        here = find_origin(current, task.url)
        response = _send(session, task, current, here)
        if response.status_code not in REDIRECTS or "Location" not in response.headers:
            return response
        response.close()
        following = join_url(current, response.headers["Location"])
        if here[0] == "https" and find_origin(following, task.url)[0] == "http":
            raise FetchError(f"{_get(task.url)}: refused to follow a redirect from https to http: {redact(following)}")
        current = following
    raise FetchError(f"{_get(task.url)}: stopped after {MAX_REDIRECTS} redirects")


def _send(session: requests.Session, task: Task, url: str, origin: tuple[str, str, int]) -> requests.Response:
    left = task.deadline - time.monotonic()
    if left <= 0:
        raise FetchError(f"{_get(url)}: context deadline exceeded")
    parts = urlsplit(url)
    login = _choose_login(task, origin)
    try:
        return session.get(
            urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])),
            headers=task.headers,
            auth=login,
            timeout=(min(CONNECT_TIMEOUT, left), min(READ_TIMEOUT, left)),
            allow_redirects=False,
            stream=True,
            proxies=list_proxies(parts, origin[2]),
        )
    except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
        kind = BrokenError if can_pass(problem) else FetchError
        raise kind(f"{_get(url)}: {explain(problem, url)}") from None


def _choose_login(task: Task, origin: tuple[str, str, int]) -> Any:
    """Give the login for an origin: what was given for it, or what stands in the URL that was asked for.

    A login that stands in a redirect is the server's idea, and is not used.
    """
    access = task.access
    if access.password and (access.pass_credentials or origin == find_origin(access.origin or task.url, task.url)):
        return _basic(access.username, access.password) if access.username else _Token(access.password)
    asked = urlsplit(task.url)
    if asked.username and origin == find_origin(task.url, task.url):
        return _basic(unquote(asked.username), unquote(asked.password or ""))
    return no_login


def _basic(username: str, password: str) -> tuple[bytes, bytes]:
    return username.encode("utf-8", "surrogateescape"), password.encode("utf-8", "surrogateescape")


class _Token:
    """Sends a bearer token."""

    def __init__(self, token: str) -> None:
        if not (token.isascii() and token.isprintable()):
            raise FetchError("a token may hold letters, digits and punctuation only; this one holds something else")
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Leave a request as it is: with this as its login, requests does not look for secrets elsewhere."""
    return request


def join_url(base: str, target: str) -> str:
    """Give the URL that a server means by a target, seen from another URL. Raises FetchError for what is no URL."""
    try:
        return urljoin(base, target)
    except ValueError as problem:
        raise FetchError(f"{redact(base)} leads to what is no URL: {problem}") from None


def find_origin(url: str, asked: str) -> tuple[str, str, int]:
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


def wait_before_retry(response: requests.Response, usual: float) -> float | None:
    """Give the seconds to wait before the next attempt, None where the answer is final; ``usual`` is in seconds."""
    if response.status_code not in _RETRIED:
        return None
    asked = response.headers.get("Retry-After", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return float(asked) if float(asked) <= _MAX_WAIT else None
    return usual


def _read_answer(response: requests.Response, task: Task) -> Answer:
    etag = response.headers.get("ETag", "")
    modified = _find_modified(response)
    if response.status_code == 304:
        asked = task.headers
        return Answer(
            b"", "", etag or asked.get("If-None-Match", ""), modified or asked.get("If-Modified-Since", ""), False
        )
    digest = sha256()
    pieces = []
    for piece in read_body(response, task):
        digest.update(piece)
        pieces.append(piece)
    return Answer(b"".join(pieces), digest.hexdigest(), etag, modified)


def _find_modified(response: requests.Response) -> str:
    """Give the date of the last change, unless it is so fresh that another change could bear the same date.

    Dates count whole seconds (RFC 9110, section 8.8.2.2).
    """
    from email.utils import parsedate_to_datetime

    modified = response.headers.get("Last-Modified", "")
    try:
        age = parsedate_to_datetime(response.headers.get("Date", "")) - parsedate_to_datetime(modified)
    except (TypeError, ValueError):
        return ""
    return modified if age.total_seconds() >= _SETTLED else ""


def read_body(response: requests.Response, task: Task) -> Iterator[bytes]:
    """Yield the body as it comes, until it is over or one of the limits."""
    url = task.url
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isascii() and length.isdigit() and len(length) < 20 else -1
    if total > task.limit or len(length) >= 20:
        raise FetchError(f"failed to fetch {redact(url)} : the file is larger than the maximum size {task.limit}")
    size = 0
    try:
        # Read as it arrives, so that a slow server meets the deadline; nothing is decompressed.
        while piece := response.raw.read1(_PIECE, decode_content=False):
            size += len(piece)
            if size > task.limit:
                text = f"the file is larger than the maximum size {task.limit}"
                raise FetchError(f"failed to fetch {redact(url)} : {text}")
            if time.monotonic() > task.deadline:
                raise FetchError(f"{_get(url)}: context deadline exceeded while reading the body")
            if task.progress:
                task.progress(size, total)
            yield piece
    except (requests.RequestException, HTTPError, OSError) as problem:
        reason = explain(problem, url)
        if is_cut(problem):
            reason = f"unexpected EOF after {size}" + (f" of {length}" if length else "") + " bytes"
        kind = BrokenError if can_pass(problem) else FetchError
        raise kind(f"{_get(url)}: {reason}") from None
    finally:
        if task.progress:
            task.progress(size, size)


def _get(url: str) -> str:
    return f'Get "{redact(url)}"'
