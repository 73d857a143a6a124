"""Opening a connection: directly or through a proxy, in TLS for https (Go: net/http, Transport)."""

from __future__ import annotations

import socket

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping, Sequence
    from typing import Any

SOCKS = ("socks5", "socks5h")
_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class Proxy(NamedTuple):
    """A proxy, as its URL says it."""

    scheme: str
    host: str
    port: int
    username: str = ""
    password: str = ""

    @property
    def authorization(self) -> Sequence[tuple[str, str]]:
        """The header that shows the user of the URL to the proxy, none where there is no user."""
        if not self.username:
            return ()
        from binascii import b2a_base64

        token = b2a_base64(f"{self.username}:{self.password}".encode(), newline=False).decode()
        return (("Proxy-Authorization", f"Basic {token}"),)


class ProxyDialError(OSError):
    """A proxy that cannot be reached; the cause says why."""

    def __init__(self, proxy: Proxy) -> None:
        super().__init__("the proxy cannot be reached")
        self.url = f"{proxy.scheme}://{proxy.host}:{proxy.port}"


def parse_proxy(url: str) -> Proxy:
    """Read the URL of a proxy. Raises ValueError in client-go's words for one that cannot be used."""
    from urllib.parse import unquote, urlsplit

    from pychart.gostd.strconv import quote

    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        raise ValueError(f"unsupported scheme {quote(parts.scheme)}, must be http, https, or socks5")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], user, password)


def find_proxy(environment: Mapping[str, str], url: str, server: str, host: str, port: int) -> Proxy | None:
    """Give the proxy for a server: ``url``, the kubeconfig's own, or the one that the environment names.

    Raises ValueError for a URL that is none.
    """
    if url:
        return parse_proxy(url)
    from pychart.settings import find_proxies
    from pychart.transport.proxies import choose_proxy

    chosen = choose_proxy(find_proxies(environment), server.partition(":")[0], host, port)
    return parse_proxy(chosen) if chosen else None


def dial(
    host: str, port: int, proxy: Proxy | None, context: ssl.SSLContext | None, server_name: str, seconds: float
) -> socket.socket:
    """Open a connection; ``context`` is that of TLS, None for plain HTTP. Raises OSError, HTTPException."""
    first, number = (proxy.host, proxy.port) if proxy else (host, port)
    # As bytes, ASCII names are looked up without importing Python's tables of Unicode.
    name: Any = first.encode() if first.isascii() else first
    try:
        sock = socket.create_connection((name, number), seconds)
    except OSError as problem:
        if proxy is None:
            raise
        raise ProxyDialError(proxy) from problem
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if proxy is not None:
            sock = _pass_proxy(sock, host, port, proxy, context)
        return sock if context is None else _wrap(sock, context, server_name or host)
    except BaseException:
        sock.close()
        raise


def _pass_proxy(
    sock: socket.socket, host: str, port: int, proxy: Proxy, context: ssl.SSLContext | None
) -> socket.socket:
    if proxy.scheme in SOCKS:
        _ask_socks(sock, host, port, proxy)
        return sock
    if proxy.scheme == "https":
        import ssl

        sock = _wrap(sock, context or ssl.create_default_context(), proxy.host)
    if context is not None:
        _ask_tunnel(sock, host, port, proxy)
    return sock


def _wrap(sock: socket.socket, context: ssl.SSLContext, name: str) -> Any:
    import ssl

    if isinstance(sock, ssl.SSLSocket):
        # TLS in TLS, which Python's own sockets cannot.
        from urllib3.util.ssltransport import SSLTransport

        return SSLTransport(sock, context, server_hostname=name)
    return context.wrap_socket(sock, server_hostname=name)


def _ask_tunnel(sock: socket.socket, host: str, port: int, proxy: Proxy) -> None:
    """Have an HTTP proxy lead the connection to the server (RFC 9110, CONNECT)."""
    from http.client import HTTPResponse

    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = "".join(f"{name}: {value}\r\n" for name, value in proxy.authorization)
    sock.sendall(f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n{headers}\r\n".encode())
    answer = HTTPResponse(sock, method="CONNECT")
    answer.begin()
    if answer.status != 200:
        raise ConnectionAbortedError(answer.reason or str(answer.status))


def _ask_socks(sock: socket.socket, host: str, port: int, proxy: Proxy) -> None:
    """Have a SOCKS proxy lead the connection to the server; it finds out what the name means (RFC 1928, RFC 1929)."""
    name = host.encode("idna")
    sock.sendall(b"\x05\x02\x00\x02" if proxy.username else b"\x05\x01\x00")
    method = _read(sock, 2)[1]
    if method == 2:
        user, password = proxy.username.encode(), proxy.password.encode()
        sock.sendall(bytes((1, len(user))) + user + bytes((len(password),)) + password)
        if _read(sock, 2)[1]:
            raise ConnectionAbortedError("socks connect: username/password authentication failed")
    elif method:
        raise ConnectionAbortedError("socks connect: no acceptable authentication methods")
    sock.sendall(b"\x05\x01\x00\x03" + bytes((len(name),)) + name + port.to_bytes(2, "big"))
    _, status, _, kind = _read(sock, 4)
    if status:
        raise ConnectionAbortedError(f"socks connect: {_SOCKS_ERRORS.get(status, f'unknown code: {status}')}")
    _read(sock, (4 if kind == 1 else 16 if kind == 4 else _read(sock, 1)[0]) + 2)


_SOCKS_ERRORS = {
    1: "general SOCKS server failure",
    2: "connection not allowed by ruleset",
    3: "network unreachable",
    4: "host unreachable",
    5: "connection refused",
    6: "TTL expired",
    7: "command not supported",
    8: "address type not supported",
}


def _read(sock: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = sock.recv(count - len(found))
        if not part:
            raise ConnectionResetError("the proxy closed the connection")
        found += part
    return found
