"""One API server, asked over a connection that is kept open: HTTP/1.1 by urllib3.

What goes wrong on the way is an `UnansweredError`, whatever layer it comes from; its cause says what happened.
"""

from __future__ import annotations

from pychart.errors import ClusterError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.transport.connect import Server, connect
from pychart.transport.lean_http import (
    HTTPError,
    HTTPException,
    HTTPHeaderDict,
    HTTPTimeoutError,
    NewConnectionError,
)
from pychart.transport.proxies import choose_proxy, parse_proxy

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping, Sequence

    from pychart.kube.config import Config
    from pychart.transport.lean_http import HTTPConnection, HTTPResponse
    from pychart.transport.proxies import Proxy

    Headers = Sequence[tuple[str, str]]


MAX_ANSWER = 256 * 1024 * 1024
"""Bytes that an answer may have, packed or not; a cluster's largest lists have a fraction of it."""
_PIECE = 64 * 1024
_TIMEOUTS = (TimeoutError, HTTPTimeoutError)


class TooLargeError(Exception):
    """An answer that has no end, or none that memory could hold."""

    def __init__(self) -> None:
        super().__init__(f"the answer is larger than {MAX_ANSWER} bytes")


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: HTTPHeaderDict
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode("utf-8", "replace")


class UnansweredError(Exception):
    """A request to which no whole answer came; ``connected`` says whether it can have reached the server."""

    def __init__(self, cause: Exception, *, connected: bool) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.connected = connected

    @property
    def timed_out(self) -> bool:
        """Whether the server kept silent for too long."""
        # urllib3 counts what cannot be connected with among what takes too long.
        return isinstance(self.cause, _TIMEOUTS) and not isinstance(self.cause, NewConnectionError)

    @property
    def in_vain(self) -> bool:
        """Whether asking again at once has no prospect: nobody listens, says anything, or comes to an end."""
        return self.timed_out or not self.connected or isinstance(self.cause, TooLargeError)


class Connection:
    """Requests to one server, one after another; ``context`` and ``server_name`` are those of TLS."""

    def __init__(
        self, server: str, context: ssl.SSLContext | None = None, server_name: str = "", proxy: Proxy | None = None
    ) -> None:
        from urllib.parse import urlsplit  # after what lean_http puts off

        self.server = server.rstrip("/")
        try:
            parts = urlsplit(server)
            host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise ClusterError(f"host must be a URL or a host:port pair: {quote(server)}") from None
        self.peer = Server(host, port, context if parts.scheme == "https" else None, server_name)
        self._prefix = parts.path.rstrip("/")
        self._netloc = parts.netloc.rpartition("@")[2]
        self.proxy = proxy
        self._http: HTTPConnection | None = None

    def url(self, path: str) -> str:
        """Give the URL of a path in the API."""
        return self.server + path

    def exchange(self, method: str, path: str, headers: Headers, content: bytes | None, seconds: float) -> Answer:
        """Make a request and give the answer, read to its end. Raises UnansweredError."""
        http = self._http
        if http is None or not http.is_connected:
            self.close()
            http = self._http = self._open(seconds)
        http.timeout = seconds
        is_over = False
        try:
            answer = self._ask(http, method, path, headers, content)
            data = _read_all(answer)
            is_over = answer.closed
        except (OSError, HTTPException, HTTPError, TooLargeError) as problem:
            raise UnansweredError(problem, connected=True) from problem
        finally:
            # Whoever is interrupted between question and answer must not read it as that of the next question.
            if not is_over:
                self.close()
        if answer.headers.get("Content-Encoding") == "gzip":
            import zlib

            try:
                data = _decompress(data)
            except (zlib.error, TooLargeError) as problem:
                raise UnansweredError(problem, connected=True) from problem
        return Answer(answer.status, answer.headers, data)

    def stream(self, path: str, headers: Headers, seconds: float) -> Iterator[Answer | bytes]:
        """Make a request on a connection of its own; give the answer if it is a refusal, else line by line.

        ``seconds`` bounds the silence between two lines. Raises UnansweredError.
        """
        http = self._open(seconds)
        try:
            answer = self._ask(http, "GET", path, headers, None)
            if answer.status >= 400:
                yield Answer(answer.status, answer.headers, _read_all(answer))
                return
            yield from _read_lines(answer)
        except (OSError, HTTPException, HTTPError, ValueError, TooLargeError) as problem:
            raise UnansweredError(problem, connected=True) from problem
        finally:
            http.close()

    def abandon(self) -> None:
        """Cut the connection under a request that another thread makes; closing it would not end the wait."""
        from contextlib import suppress
        from socket import SHUT_RDWR

        sock = self._http.sock if self._http else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(SHUT_RDWR)

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._http is not None:
            self._http.close()
            self._http = None

    def _open(self, seconds: float) -> HTTPConnection:
        try:
            return connect(self.peer, self.proxy, seconds)
        except (OSError, HTTPException, HTTPError, ValueError) as problem:
            raise UnansweredError(problem, connected=False) from problem

    def _ask(
        self, http: HTTPConnection, method: str, path: str, headers: Headers, content: bytes | None
    ) -> HTTPResponse:
        from urllib.parse import quote as encode_url

        target = self._prefix + path
        extra: Headers = ()
        if http.proxy_is_forwarding and self.proxy is not None:
            # RFC 9112, absolute-form.
            target = f"http://{self._netloc}{target}"
            extra = self.proxy.authorization
        sent = HTTPHeaderDict()
        for name, value in (("Host", self._netloc), *headers, *extra):
            try:
                sent.add(name, _encode_header(value))
            except ValueError:
                # The value is not shown: it may be a token.
                text = f"net/http: invalid header field value for {quote(name)}"
                raise ClusterError(f"{method.capitalize()} {quote(self.url(path))}: {text}") from None
        # Names of objects may hold anything; what is encoded already stays as it is.
        target = encode_url(target, safe="!#$%&'()*+,/:;=?@[]~")
        http.request(method, target, content, sent, preload_content=False, decode_content=False)
        return http.getresponse()


def open_connection(config: Config, certificate: str, environment: Mapping[str, str]) -> Connection:
    """Give the connection to the cluster of a Config; ``certificate`` is one that a program gave, with its key.

    Nothing is sent yet. Raises ClusterError for files of keys that cannot be used.
    """
    from pychart.kube.tls import PairError, open_context

    cluster = config.cluster
    server = str(cluster["server"])
    context = None
    try:
        if server.startswith("https://"):
            context = open_context(cluster, config.user, certificate)
        made = Connection(server, context, str(cluster.get("tls-server-name") or ""))
        made.proxy = _find_proxy(environment, str(cluster.get("proxy-url") or ""), server, made.peer)
    except PairError as problem:
        raise ClusterError(f"Get {quote(server + '/version')}: {problem}") from None
    except (ClusterError, ValueError) as problem:
        raise ClusterError(f"kubernetes cluster unreachable: {problem}") from None
    return made


def _encode_header(value: str) -> str:
    """Give the value of a header as urllib3 takes it: one character for each byte of UTF-8. Raises ValueError."""
    if any(one < " " or one == "\x7f" for one in value.replace("\t", " ")):
        raise ValueError(value)
    return value.encode().decode("latin-1")


def _find_proxy(environment: Mapping[str, str], url: str, server: str, peer: Server) -> Proxy | None:
    """Give the proxy for a server: ``url``, the kubeconfig's own, or the one that the environment names.

    Raises ValueError for a URL that is none.
    """
    if not url:
        from pychart.settings import find_proxies

        url = choose_proxy(find_proxies(environment), server.partition(":")[0], peer.host, peer.port)
    return parse_proxy(url) if url else None


def _read_all(answer: HTTPResponse) -> bytes:
    """Read an answer to its end, which may not be too far away.

    Only a read without a limit notices that less came than was announced.
    """
    if answer.length_remaining is not None:
        if answer.length_remaining > MAX_ANSWER:
            raise TooLargeError
        return answer.read()
    data = answer.read(MAX_ANSWER + 1)
    if len(data) > MAX_ANSWER:
        raise TooLargeError
    return data


def _read_lines(answer: HTTPResponse) -> Iterator[bytes]:
    """Yield an answer line by line, each as soon as it is there."""
    rest = b""
    while piece := answer.read1(_PIECE):
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
        if len(rest) > MAX_ANSWER:
            raise TooLargeError
    if rest:
        yield rest


def _decompress(data: bytes) -> bytes:
    from zlib import decompressobj, error

    unpacker = decompressobj(31)
    found = unpacker.decompress(data, MAX_ANSWER)
    if unpacker.unconsumed_tail:
        raise TooLargeError
    if not unpacker.eof:
        raise error("the answer ends too early")
    return found
