"""Proxies, and when they are used: HTTP_PROXY, HTTPS_PROXY and NO_PROXY as Go reads them (x/net/http/httpproxy)."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from ipaddress import IPv4Address, IPv6Address


class Proxies(NamedTuple):
    """The proxies for http and https URLs, and the hosts that are asked directly, parted by commas."""

    http: str = ""
    https: str = ""
    direct: str = ""


_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


class Proxy(NamedTuple):
    """A proxy, as its URL says it."""

    scheme: str
    host: str
    port: int
    username: str = ""
    password: str = ""

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS5, and not HTTP."""
        return self.scheme.startswith("socks")

    @property
    def url(self) -> str:
        """The URL without the user."""
        return f"{self.scheme}://{join_address(self.host, self.port)}"

    @property
    def authorization(self) -> tuple[tuple[str, str], ...]:
        """The header that shows the user of the URL to the proxy, none where there is no user."""
        if not self.username:
            return ()
        from pychart.transport.basic import write_basic

        return (("Proxy-Authorization", write_basic(self.username, self.password)),)


def join_address(host: str, port: int) -> str:
    """Write host and port with a colon between them (Go: net.JoinHostPort)."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def parse_proxy(url: str, schemes: Collection[str] = _PORTS.keys()) -> Proxy:
    """Read the URL of a proxy. Raises ValueError in client-go's words for one that cannot be used."""
    from urllib.parse import unquote, urlsplit

    from pychart.gostd.strconv import quote

    parts = urlsplit(url)
    if parts.scheme not in schemes:
        raise ValueError(f"unsupported scheme {quote(parts.scheme)}, must be http, https, or socks5")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Proxy(parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme], user, password)


def choose_proxy(proxies: Proxies, scheme: str, host: str, port: int) -> str:
    """Give the URL of the proxy for a request, empty where the server is asked directly.

    This machine is never asked through a proxy.
    """
    proxy = proxies.https if scheme == "https" else proxies.http
    if not proxy or _is_direct(proxies.direct, host.lower().rstrip("."), port):
        return ""
    return proxy if "://" in proxy else f"http://{proxy}"


def _is_direct(rules: str, host: str, port: int) -> bool:
    address = _parse_address(host)
    if host == "localhost" or (address is not None and address.is_loopback):
        return True
    return any(_matches(rule, host, address, port) for rule in map(str.strip, rules.lower().split(",")) if rule)


def _matches(rule: str, host: str, address: IPv4Address | IPv6Address | None, port: int) -> bool:
    """Tell whether one rule of NO_PROXY names a host: ``*``, a network, an address or a domain, maybe with a port."""
    if rule == "*":
        return True
    network = _match_network(rule, address)
    if network is not None:
        return network
    name, wanted = _split_port(rule)
    if not name or (wanted and wanted != str(port)):
        return False
    listed = _parse_address(name)
    if listed is not None:
        return listed == address
    name = name.removeprefix("*")
    if name.startswith("."):
        return host.endswith(name)
    return host == name or host.endswith(f".{name}")


def _match_network(rule: str, address: IPv4Address | IPv6Address | None) -> bool | None:
    if "/" not in rule:
        return None
    from ipaddress import ip_network

    try:
        network = ip_network(rule, strict=False)
    except ValueError:
        return None
    return address is not None and address in network


def _split_port(rule: str) -> tuple[str, str]:
    if rule.startswith("["):
        name, _, rest = rule[1:].partition("]")
        return name, rest.removeprefix(":")
    name, colon, port = rule.rpartition(":")
    return (name, port) if colon and ":" not in name else (rule, "")


def _parse_address(text: str) -> IPv4Address | IPv6Address | None:
    from ipaddress import ip_address

    try:
        return ip_address(text)
    except ValueError:
        return None
