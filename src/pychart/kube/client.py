"""Requests to the API server as plain JSON: errors in its words, retries where they are safe, one deadline for all."""

from __future__ import annotations

import time

from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote
from pychart.kube.patience import Patience

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pychart.kube.config import ClusterFlags
    from pychart.kube.connection import Answer, Connection, Headers, UnansweredError
    from pychart.kube.credentials import Credentials
    from pychart.settings import Settings

MANAGER = "helm"
"""The field manager: objects that Helm has applied stay the same manager's when pychart applies them."""
AGENT = "helm/4.3.1 (pychart)"
TRIES = 4
"""How often a request is made that may be repeated."""
_PAUSE = 0.2
"""Seconds before the second try; each further pause is twice as long."""
JSON = "application/json"
TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
APPLY = "application/apply-patch+yaml"
MERGE_PATCH = "application/merge-patch+json"
JSON_PATCH = "application/json-patch+json"


class Client:
    """A client of one cluster, connected when it is first asked for something.

    ``patience`` bounds its requests, so that a server that never answers does not hold a command for ever.
    """

    def __init__(self, settings: Settings, flags: ClusterFlags) -> None:
        self._settings = settings
        self._flags = flags
        self._credentials: Credentials | None = None
        self._connection: Connection | None = None
        self._certificate = ""
        self._version: dict[str, Any] = {}
        self._allowance = float(flags.burst_limit or 100)
        self._last = time.monotonic()
        self._warned: set[str] = set()
        self._forks: list[Client] = []
        self.patience = Patience()

    def forks(self, count: int) -> list[Client]:
        """Give clients for other threads: the same credentials, a connection each, which is kept for the next time.

        There are none where --qps limits all requests together.
        """
        if self._flags.qps:
            return []
        while len(self._forks) < count:
            one = Client(self._settings, self._flags)
            one._credentials = self._credentials or self._begin()
            one._warned = self._warned
            self._forks.append(one)
        for one in self._forks:
            one.patience = self.patience.fork()
        return self._forks[:count]

    def abandon(self) -> None:
        """End what another thread asks with this client, whatever it waits for."""
        self.patience.total = 0.0
        if self._connection is not None:
            self._connection.abandon()

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Any = None,
        content_type: str = JSON,
        accept: str = JSON,
        repeat: bool | None = None,
    ) -> Any:
        """Make a request and give the JSON of the answer.

        ``body`` is an object, or bytes that are JSON already. ``repeat`` says whether the request may be made again
        after a failure that leaves open whether it took effect; GET, PUT, DELETE and applying are. Raises StatusError
        for refusals, ClusterError where no answer comes.
        """
        from pychart.kube.answers import read_object

        answer = self._exchange(method, path, query or {}, body, content_type, accept, repeat)
        return read_object(answer.content, f"{method} {path}")

    def read_text(self, path: str, query: Mapping[str, str]) -> str:
        """GET something that is no JSON: the log of a container."""
        return self._exchange("GET", path, query, None, JSON, "*/*", None).text

    def watch(self, path: str, query: Mapping[str, str], seconds: float) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (type, object) of a watch as events come, for so many seconds at most.

        The stream ends early where the server or the connection ends it; the caller lists and watches anew.
        """
        import json

        from pychart.kube.connection import Answer, UnansweredError

        wanted = {**query, "watch": "true", "timeoutSeconds": str(max(1, int(seconds + 0.999)))}
        connection, headers = self._prepare("GET", path)
        try:
            for line in connection.stream(_join(path, wanted), [*headers, ("Accept", JSON)], max(seconds, 0.1)):
                if isinstance(line, Answer):
                    raise _make_status_error("GET", path, line)
                if line.strip():
                    event = json.loads(line)
                    yield event["type"], event["object"]
        except (UnansweredError, ValueError, KeyError, TypeError, RecursionError):
            return

    def check_reachable(self) -> dict[str, Any]:
        """Ask for the server's version, once. Raises ClusterError ``kubernetes cluster unreachable: …``, as Helm."""
        if not self._version:
            try:
                self._version = self.request("GET", "/version", repeat=False)
            except ClusterError as error:
                text = str(error)
                if text.startswith("kubernetes cluster unreachable"):
                    raise
                raise ClusterError(f"kubernetes cluster unreachable: {text}") from error
        return self._version

    def _prepare(self, method: str, path: str) -> tuple[Connection, list[tuple[str, str]]]:
        """Give the connection and the headers that say who asks; both change when credentials do."""
        credentials = self._credentials or self._begin()
        try:
            certificate = credentials.certificate()
            headers = credentials.headers()
        except ClusterError as error:
            raise ClusterError(f"{method.capitalize()} {quote(credentials.server + path)}: {error}") from None
        if self._connection is None or certificate != self._certificate:
            from pychart.kube.connection import open_connection

            if self._connection is not None:
                self._connection.close()
            self._connection = open_connection(credentials.config, certificate, self._settings.environment)
            self._certificate = certificate
        return self._connection, [("User-Agent", AGENT), *headers]

    def _begin(self) -> Credentials:
        from pychart.kube.config import load_config
        from pychart.kube.credentials import Credentials
        from pychart.transport.offline import require_network

        require_network()
        config = load_config(self._settings, self._flags)
        self._credentials = Credentials(config, self._settings.environment)
        return self._credentials

    def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        content_type: str,
        accept: str,
        repeat: bool | None,
    ) -> Answer:
        from pychart.kube.connection import UnansweredError

        again = repeat if repeat is not None else method != "POST"
        about = [("Accept", accept), ("Accept-Encoding", "gzip")]
        content = body if isinstance(body, bytes | None) else _encode(body)
        if content is not None:
            about.append(("Content-Type", content_type))
        target = _join(path, query)
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            connection, headers = self._prepare(method, path)
            self._throttle()
            try:
                answer = self._ask(connection, method, target, [*headers, *about], content)
            except UnansweredError as error:
                if last or error.in_vain or not again:
                    raise _explain(method, connection.url(path), error) from None
                time.sleep(_PAUSE * 2**attempt)
                continue
            self._pass_warnings_on(answer)
            if answer.status < 400:
                return answer
            pause = self._find_pause(answer, attempt, again)
            if pause is None or last:
                raise _make_status_error(method, path, answer)
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _ask(self, connection: Connection, method: str, target: str, headers: Headers, content: bytes | None) -> Answer:
        """Make a request in the time that there is. Raises UnansweredError."""
        from pychart.kube.connection import UnansweredError

        left = self.patience.left
        if not left:
            raise UnansweredError(TimeoutError(), connected=False)
        begun = time.monotonic()
        try:
            return connection.exchange(method, target, headers, content, left)
        finally:
            self.patience.spend(time.monotonic() - begun)

    def _find_pause(self, answer: Answer, attempt: int, again: bool) -> float | None:
        """Give the seconds to wait before the request is made again, None where it is not to be.

        401, 429 and 503 with Retry-After were not carried out, whatever was asked. Other failures of the server may
        have been.
        """
        if answer.status == 401 and attempt == 0 and self._credentials and self._credentials.renew():
            return 0.0
        told = answer.headers.get("Retry-After", "")
        if answer.status in (429, 503) and told.isdigit():
            return min(float(told), 10.0)
        if answer.status == 429 or (again and answer.status in (500, 502, 503, 504)):
            return float(_PAUSE * 2**attempt) if _may_pass(answer) else None
        return None

    def _pass_warnings_on(self, answer: Answer) -> None:
        """Log what the server warns of, once each; client-go does in a form of its own."""
        if "Warning" not in answer.headers:
            return
        from pychart import logs
        from pychart.kube.answers import read_warnings

        for text in read_warnings(answer.headers):
            if text not in self._warned:
                self._warned.add(text)
                logs.warn(text)

    def _throttle(self) -> None:
        """Wait where --qps and --burst-limit ask for it (a token bucket, client-go's flowcontrol)."""
        if not self._flags.qps:
            return
        moment = time.monotonic()
        burst = float(self._flags.burst_limit or 1)
        self._allowance = min(burst, self._allowance + (moment - self._last) * self._flags.qps)
        self._last = moment
        if self._allowance < 1:
            time.sleep((1 - self._allowance) / self._flags.qps)
            self._allowance = 1
        self._allowance -= 1


def _explain(method: str, url: str, error: UnansweredError) -> ClusterError:
    """Word a failed exchange as Go's http.Client does: ``Get "URL": reason``."""
    from pychart.transport.connect import ProxyDialError, ProxyRefusalError
    from pychart.transport.explain import explain

    if error.timed_out:
        reason = "context deadline exceeded"
    elif isinstance(error.cause, ProxyRefusalError):
        reason = str(error.cause)
    elif isinstance(error.cause, ProxyDialError):
        reason = f"proxyconnect tcp: {explain(error.cause, error.cause.url)}"
    else:
        reason = explain(error.cause, url.replace("localhost", "127.0.0.1"))
    return ClusterError(f"{method.capitalize()} {quote(url)}: {reason}")


def _join(path: str, query: Mapping[str, str]) -> str:
    if not query:
        return path
    from urllib.parse import urlencode

    return f"{path}?{urlencode(query)}"


def _encode(body: Any) -> bytes:
    from json import dumps

    return dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")


def _may_pass(answer: Answer) -> bool:
    """Tell whether a failure may be gone the next time: 500 also says that an object cannot be typed."""
    return answer.status != 500 or any(
        word in answer.text for word in ("etcdserver", "timed out", "timeout", "leader changed", "connection")
    )


def _make_status_error(method: str, path: str, answer: Answer) -> StatusError:
    """Read the Status that a refusal holds; what is none is worded as client-go words it."""
    from json import loads

    code = answer.status
    try:
        status = loads(answer.content)
        message, reason = str(status["message"]), str(status.get("reason") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message, reason = "", ""
    if code == 401 and message in ("", "Unauthorized"):
        reason = "Unauthorized"
        message = "the server has asked for the client to provide credentials"
    if not message:
        message = f"the server answered {code} to {method} {path}"
    return StatusError(code, reason, message)
