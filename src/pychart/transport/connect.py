"""Opening a connection: directly or through a proxy, in TLS for https (Go: net/http, Transport), by urllib3."""

from __future__ import annotations

from pychart.records import NamedTuple
from pychart.transport.lean_http import HTTPConnection, HTTPError, HTTPException, HTTPSConnection
from pychart.transport.proxies import join_address

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from typing import Any

    from pychart.transport.proxies import Proxy

_TUNNEL = "Tunnel connection failed: "
"""How http.client and urllib3 begin to tell that a proxy did not connect; code and reason follow."""


class Server(NamedTuple):
    """A server to connect with.

    ``context`` is that of TLS, None for plain HTTP. ``name`` is what its certificate is to be for, where that is not
    the host.
    """

    host: str
    port: int
    context: ssl.SSLContext | None = None
    name: str = ""


class ProxyDialError(OSError):
    """A proxy that cannot be reached; the cause says why."""

    def __init__(self, proxy: Proxy) -> None:
        super().__init__("the proxy cannot be reached")
        self.url = proxy.url


class ProxyRefusalError(OSError):
    """A proxy that does not lead to the server; the text is Go's."""


class _DirectConnection(HTTPSConnection):
    """TLS without a proxy.

    urllib3 itself tells names from addresses first, for which it compiles all of its patterns for URLs: a tenth of the
    time of a short command. Python's ssl tells them apart by itself.
    """

    def connect(self) -> None:
        """Open the connection."""
        HTTPConnection.connect(self)
        assert self.ssl_context is not None
        self.sock = self.ssl_context.wrap_socket(self.sock, server_hostname=self.server_hostname or self.host)


def connect(server: Server, proxy: Proxy | None, seconds: float) -> HTTPConnection:
    """Open a connection; ``seconds`` bounds each silence on it.

    An HTTP proxy is asked for whole URLs where the server has no TLS. Raises OSError, HTTPError, HTTPException or
    ValueError; ProxyDialError and ProxyRefusalError where it is the proxy's fault.
    """
    http = _prepare(server, proxy, seconds)
    try:
        _dial(http, server, proxy)
    except BaseException:
        http.close()
        raise
    return http


def _dial(http: HTTPConnection, server: Server, proxy: Proxy | None) -> None:
    try:
        http.connect()
    except (OSError, HTTPError, HTTPException) as problem:
        if proxy is not None:
            (_blame_socks if proxy.is_socks else _blame_proxy)(http, server, proxy, problem)
        raise


def _prepare(server: Server, proxy: Proxy | None, seconds: float) -> HTTPConnection:
    """Make the connection that is to be opened."""
    if proxy is not None and proxy.is_socks:
        return _prepare_socks(server, proxy, seconds)
    host, port = (server.host, server.port) if proxy is None else (proxy.host, proxy.port)
    options: dict[str, Any] = {"timeout": seconds}
    if proxy is not None:
        options |= _describe(proxy, server.context)
    if server.context is None and (proxy is None or proxy.scheme == "http"):
        return HTTPConnection(host, port, **options)
    kind = HTTPSConnection if proxy else _DirectConnection
    http = kind(host, port, ssl_context=server.context, server_hostname=server.name or None, **options)
    if proxy is not None and server.context is not None:
        headers = {"Host": join_address(server.host, server.port), **dict(proxy.authorization)}
        http.set_tunnel(server.host, server.port, headers, proxy.scheme)
    return http


def _describe(proxy: Proxy, context: ssl.SSLContext | None) -> dict[str, Any]:
    """Give what urllib3 wants to know of a proxy: one with TLS is trusted as the server is, else as the system says."""
    from urllib3.connection import ProxyConfig
    from urllib3.util.url import Url

    if proxy.scheme == "https" and context is None:
        import ssl

        from pychart.transport.tls import trust_system

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trust_system(context)
    return {
        "proxy": Url(scheme=proxy.scheme, host=proxy.host, port=proxy.port),
        "proxy_config": ProxyConfig(context, False, None, None),
    }


def _prepare_socks(server: Server, proxy: Proxy, seconds: float) -> HTTPConnection:
    from urllib3.contrib.socks import SOCKSConnection, SOCKSHTTPSConnection

    settings: Any = {
        "socks_version": 2,  # socks.SOCKS5
        "proxy_host": proxy.host,
        "proxy_port": proxy.port,
        "username": proxy.username or None,
        "password": proxy.password or None,
        "rdns": True,  # the proxy finds out what the server's name means
    }
    if server.context is None:
        return SOCKSConnection(settings, server.host, server.port, timeout=seconds)
    return SOCKSHTTPSConnection(
        settings,
        server.host,
        server.port,
        timeout=seconds,
        ssl_context=server.context,
        server_hostname=server.name or None,
    )


def _blame_proxy(http: HTTPConnection, server: Server, proxy: Proxy, problem: Exception) -> None:
    """Raise ProxyDialError or ProxyRefusalError where the HTTP proxy is why there is no connection."""
    text = str(problem)
    if text.startswith(_TUNNEL):
        reason = text.removeprefix(_TUNNEL).partition(" ")[2]
        raise ProxyRefusalError(reason or "unknown status code") from problem
    if not http.has_connected_to_proxy:
        raise ProxyDialError(proxy) from problem


def _blame_socks(http: HTTPConnection, server: Server, proxy: Proxy, problem: Exception) -> None:
    """Raise ProxyDialError or ProxyRefusalError where the SOCKS proxy is why there is no connection."""
    import socks

    # urllib3 does not say what caused its own error.
    told = problem.__cause__ or problem.__context__
    if isinstance(told, socks.ProxyConnectionError):
        raise ProxyDialError(proxy) from told.socket_err
    if not isinstance(told, socks.ProxyError):
        if isinstance(told, OSError) and http.is_closed:
            raise ProxyDialError(proxy) from told
        return
    reason = _word_socks(told.socket_err if isinstance(told.socket_err, socks.ProxyError) else told)
    way = f"{join_address(proxy.host, proxy.port)}->{join_address(server.host, server.port)}"
    raise ProxyRefusalError(f"socks connect tcp {way}: {reason}") from problem


def _word_socks(problem: Exception) -> str:
    """Word a refusal of a SOCKS proxy as Go does (net/http, internal/socks); PySocks has the words of RFC 1928."""
    code, colon, words = str(problem).partition(": ")
    if colon and code.startswith("0x"):
        words = f"unknown code: {int(code, 16)}" if words.startswith("Unknown") else words.partition(",")[0]
        return f"unknown error {words if words.startswith('TTL') else words[0].lower() + words[1:]}"
    if "authentication failed" in code:
        return "username/password authentication failed"
    if "authentication" in code:
        return "no acceptable authentication methods"
    return str(problem)
