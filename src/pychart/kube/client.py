"""Requests to the API server as plain JSON: errors in its words, retries where they are safe, one deadline for all."""

from __future__ import annotations

import time

from pychart.errors import ClusterError, StatusError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from httpx2 import Response

    from pychart.kube.config import ClusterFlags
    from pychart.settings import Settings

IDLE = 30.0
"""Seconds that an answer may take where nothing else is asked for."""
MANAGER = "helm"
"""The field manager: objects that Helm has applied stay the same manager's when pychart applies them."""
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

    ``seconds`` bounds each request, so that a server that never answers does not hold a command for ever.
    """

    def __init__(self, settings: Settings, flags: ClusterFlags) -> None:
        self._settings = settings
        self._flags = flags
        self._http: Any = None
        self._extensions: dict[str, Any] = {}
        self._base = ""
        self._allowance = float(flags.burst_limit or 100)
        self._last = time.monotonic()
        self.seconds = IDLE

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
        from json import loads

        answer = self._exchange(method, path, query or {}, body, content_type, accept, repeat)
        content: bytes = answer.content
        try:
            return loads(content)
        except ValueError:
            raise ClusterError(f"{method} {path}: the answer is not JSON") from None

    def read_text(self, path: str, query: Mapping[str, str]) -> str:
        """GET something that is no JSON: the log of a container."""
        text: str = self._exchange("GET", path, query, None, JSON, "*/*", None).text
        return text

    def watch(self, path: str, query: Mapping[str, str], seconds: float) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (type, object) of a watch as events come, for so many seconds at most.

        The stream ends early where the server or the connection ends it; the caller lists and watches anew.
        """
        import json

        import httpx2

        self._connect()
        wanted = {**query, "watch": "true", "timeoutSeconds": str(max(1, int(seconds + 0.999)))}
        timeout = httpx2.Timeout(self.seconds, read=max(seconds, 0.1))
        try:
            with self._http.stream(
                "GET", self._base + path, params=wanted, timeout=timeout, extensions=self._extensions
            ) as answer:
                if answer.status_code >= 400:
                    answer.read()
                    raise _make_status_error("GET", path, answer)
                for line in answer.iter_lines():
                    if line:
                        event = json.loads(line)
                        yield event["type"], event["object"]
        except (httpx2.TransportError, ValueError):
            return

    def check_reachable(self) -> dict[str, Any]:
        """Ask for the server's version. Raises ClusterError ``kubernetes cluster unreachable: …`` as Helm does."""
        try:
            version: dict[str, Any] = self.request("GET", "/version", repeat=False)
        except ClusterError as error:
            text = str(error)
            if text.startswith("kubernetes cluster unreachable"):
                raise
            raise ClusterError(f"kubernetes cluster unreachable: {text}") from error
        return version

    def _connect(self) -> None:
        if self._http is None:
            from pychart.kube.config import load_config
            from pychart.kube.connection import open_connection
            from pychart.transport.offline import require_network

            require_network()
            config = load_config(self._settings, self._flags)
            self._http, self._extensions = open_connection(config, self._settings.environment)
            self._base = str(self._http.base_url).rstrip("/")

    def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        body: Any,
        content_type: str,
        accept: str,
        repeat: bool | None,
    ) -> Response:
        import httpx2

        self._connect()
        again = repeat if repeat is not None else method != "POST"
        headers = {"Accept": accept}
        content = body if isinstance(body, bytes | None) else _encode(body)
        if content is not None:
            headers["Content-Type"] = content_type
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            self._throttle()
            try:
                answer: Response = self._http.request(
                    method,
                    self._base + path,
                    params=query,
                    content=content,
                    headers=headers,
                    timeout=self.seconds,
                    extensions=self._extensions,
                )
            except httpx2.TransportError as error:
                in_vain = isinstance(error, httpx2.ConnectError | httpx2.TimeoutException)
                if last or in_vain or not again:
                    raise self._explain(method, path, error) from None
                time.sleep(_PAUSE * 2**attempt)
                continue
            if answer.status_code < 400:
                return answer
            pause = _find_pause(answer, attempt, again)
            if pause is None or last:
                raise _make_status_error(method, path, answer)
            time.sleep(pause)
        raise AssertionError("unreachable")

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

    def _explain(self, method: str, path: str, error: Exception) -> ClusterError:
        """Word a failed exchange as Go's http.Client does: ``Get "URL": reason``."""
        import httpx2

        url = quote(self._base + path)
        if isinstance(error, httpx2.TimeoutException):
            reason = "context deadline exceeded"
        elif isinstance(error, httpx2.ConnectError):
            reason = _describe_refusal(self._base, error)
        elif isinstance(error, httpx2.RemoteProtocolError | httpx2.ReadError):
            reason = "EOF"
        else:
            reason = str(error) or type(error).__name__
        return ClusterError(f"{method.capitalize()} {url}: {reason}")


def _encode(body: Any) -> bytes:
    from json import dumps

    return dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogateescape")


def _find_pause(answer: Response, attempt: int, again: bool) -> float | None:
    """Give the seconds to wait before the request is made again, None where it is not to be.

    429 and 503 with Retry-After were not carried out, whatever was asked. Other failures of the server may have been.
    """
    told = answer.headers.get("Retry-After", "")
    if answer.status_code in (429, 503) and told.isdigit():
        return min(float(told), 10.0)
    if answer.status_code == 429 or (again and answer.status_code in (500, 502, 503, 504)):
        return float(_PAUSE * 2**attempt) if _may_pass(answer) else None
    return None


def _may_pass(answer: Response) -> bool:
    """Tell whether a failure may be gone the next time: 500 also says that an object cannot be typed."""
    return answer.status_code != 500 or any(
        word in answer.text for word in ("etcdserver", "timed out", "timeout", "leader changed", "connection")
    )


def _make_status_error(method: str, path: str, answer: Response) -> StatusError:
    """Read the Status that a refusal holds; what is none is worded as client-go words it."""
    code = answer.status_code
    try:
        status = answer.json()
        message, reason = str(status["message"]), str(status.get("reason") or "")
    except (ValueError, KeyError, TypeError):
        message, reason = "", ""
    if code == 401 and message in ("", "Unauthorized"):
        reason = "Unauthorized"
        message = "the server has asked for the client to provide credentials"
    if not message:
        message = f"the server answered {code} to {method} {path}"
    return StatusError(code, reason, message)


def _describe_refusal(base: str, error: Exception) -> str:
    import httpx2

    url = httpx2.URL(base)
    host = "127.0.0.1" if url.host == "localhost" else url.host
    port = url.port or (443 if url.scheme == "https" else 80)
    text = str(error)
    if "refused" in text:
        return f"dial tcp {host}:{port}: connect: connection refused"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return f"tls: failed to verify certificate: {text.rpartition('failed: ')[2].partition(' (_ssl')[0]}"
    if "Name or service not known" in text or "getaddrinfo" in text:
        return f"dial tcp: lookup {host}: no such host"
    return text
