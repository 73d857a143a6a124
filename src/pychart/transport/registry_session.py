"""Requests to OCI registries: any method, bodies sent and received, with the limits of a download.

Sizes, time to connect, time between bytes, time in all, redirects and retries are bounded as in transport/fetch.py. A
login goes to the origin it was given for and nowhere else; only GET and HEAD follow redirects, and never from https to
http.
"""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from pychart import logs
from pychart.errors import FetchError
from pychart.transport.access import Access, redact
from pychart.transport.explain import can_pass, explain
from pychart.transport.fetch import (
    CONNECT_TIMEOUT,
    MAX_REDIRECTS,
    READ_TIMEOUT,
    REDIRECTS,
    TOTAL_TIMEOUT,
    BrokenError,
    Retries,
    Task,
    find_origin,
    join_url,
    no_login,
    read_body,
    wait_before_retry,
)
from pychart.transport.lean import HTTPError, requests
from pychart.transport.session import list_proxies, open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


_UPLOAD_TIMEOUT = 600.0
_NO_ACCESS = Access()
_ERROR_BYTES = 64 * 1024
_RETRIES = Retries()


class Request(NamedTuple):
    """What to ask: ``limit`` is the most bytes that the answer's body may have, ``login`` the Authorization header.

    ``progress`` is told the bytes that came, and those that will (-1 for unknown).
    """

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    limit: int = _ERROR_BYTES
    login: str = ""
    progress: Callable[[int, int], None] | None = None


class Reply(NamedTuple):
    """What came back: ``headers`` by lower-case name, ``data`` at most the request's limit."""

    status: int
    reason: str
    headers: Mapping[str, str]
    data: bytes
    url: str


class RegistrySession:
    """Open connections to a registry; close it in the end."""

    def __init__(self, access: Access, retries: Retries = _RETRIES, timeout: float = TOTAL_TIMEOUT) -> None:
        self._session = open_session(access)
        self._retries = retries
        self._timeout = timeout

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def send(self, request: Request) -> Reply:
        """Send a request; it is sent again where the server is busy or breaks off, as often as Retries says.

        A POST is not repeated once the connection was there: it may have taken effect. Raises FetchError where no
        answer comes; answers of any status are given back.
        """
        allowed = self._timeout if request.body is None else max(self._timeout, _UPLOAD_TIMEOUT)
        deadline = time.monotonic() + allowed
        logs.debug("asking the registry", method=request.method, url=redact(request.url))
        for attempt in range(self._retries.times + 1):
            usual = self._retries.pause * float(2**attempt)
            try:
                reply, wait = self._exchange(request, deadline, usual)
            except BrokenError as broken:
                reply, wait, problem = None, usual, FetchError(str(broken))
                if request.method == "POST" and "refused" not in str(broken):
                    raise problem from None
            if reply is not None and wait is None:
                return reply
            if attempt == self._retries.times or time.monotonic() + (wait or 0) > deadline:
                if reply is None:
                    raise problem
                return reply
            time.sleep(wait or 0)
        raise AssertionError  # the last attempt returns or raises

    def _exchange(self, request: Request, deadline: float, usual: float) -> tuple[Reply, float | None]:
        with self._follow(request, deadline) as response:
            status = response.status_code
            headers = {name.lower(): value for name, value in response.headers.items()}
            data = b""
            if request.method != "HEAD" and status != 204:
                limit = request.limit if status < 300 else _ERROR_BYTES
                task = Task(request.url, limit, _NO_ACCESS, deadline, {}, request.progress if status < 300 else None)
                data = b"".join(read_body(response, task))
            return Reply(status, response.reason or "", headers, data, request.url), wait_before_retry(response, usual)

    def _follow(self, request: Request, deadline: float) -> requests.Response:
        home = find_origin(request.url, request.url)
        current = request.url
        for _ in range(MAX_REDIRECTS + 1):
            here = find_origin(current, request.url)
            response = self._send_once(request, current, here, deadline, request.login if here == home else "")
            if response.status_code not in REDIRECTS or "Location" not in response.headers:
                return response
            if request.method not in ("GET", "HEAD"):
                return response
            response.close()
            following = join_url(current, response.headers["Location"])
            if here[0] == "https" and find_origin(following, request.url)[0] == "http":
                raise FetchError(
                    f"{_name(request)}: refused to follow a redirect from https to http: {redact(following)}"
                )
            current = following
        raise FetchError(f"{_name(request)}: stopped after {MAX_REDIRECTS} redirects")

    def _send_once(
        self, request: Request, url: str, origin: tuple[str, str, int], deadline: float, login: str
    ) -> requests.Response:
        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchError(f"{_name(request)}: context deadline exceeded")
        headers = {**request.headers, **({"Authorization": login} if login else {})}
        try:
            return self._session.request(
                request.method,
                url,
                headers=headers,
                data=None if request.body is None else _Body(request.body, deadline),
                auth=no_login,
                timeout=(min(CONNECT_TIMEOUT, left), min(READ_TIMEOUT, left)),
                allow_redirects=False,
                stream=True,
                proxies=list_proxies(urlsplit(url), origin[2]),
            )
        except (requests.RequestException, HTTPError, OSError, ValueError) as problem:
            kind = BrokenError if can_pass(problem) else FetchError
            raise kind(f"{_name(request)}: {explain(problem, url)}") from None


class _Body(BytesIO):
    """A body that is sent piece by piece, so that time limits hold for pieces, and for all of it."""

    def __init__(self, data: bytes, deadline: float) -> None:
        super().__init__(data)
        self._deadline = deadline

    def read(self, size: int | None = -1) -> bytes:
        if time.monotonic() > self._deadline:
            raise TimeoutError
        return super().read(size)


def _name(request: Request) -> str:
    return f'{request.method.capitalize()} "{redact(request.url)}"'
