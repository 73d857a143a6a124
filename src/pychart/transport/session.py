"""A connection's settings: no cookies, no netrc, no compression, TLS and proxies as Go has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pychart
from pychart.settings import find_proxies
from pychart.transport.lean import HTTPAdapter, RequestsCookieJar, requests
from pychart.transport.offline import require_network
from pychart.transport.proxies import choose_proxy
from pychart.transport.tls import needs_own_context, open_context

if TYPE_CHECKING:
    import ssl
    from urllib.parse import SplitResult

    from pychart.transport.access import Access

USER_AGENT = f"pychart/{pychart.__version__}"
"""How we call ourselves to servers."""


def open_session(access: Access) -> requests.Session:
    """Open a session that sends nothing but what its user says; the caller closes it.

    Raises FetchError for files of keys that cannot be used, and where the network may not be used.
    """
    require_network()
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    session.headers["User-Agent"] = USER_AGENT
    # Compression is not asked for: what arrives is what is stored, and a small answer stays small.
    session.headers["Accept-Encoding"] = "identity"
    session.cookies = _NoCookies()
    adapter = _Adapter(access)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def list_proxies(parts: SplitResult, port: int) -> dict[str, str]:
    """Give the proxies for a URL as requests takes them."""
    proxy = choose_proxy(find_proxies(), parts.scheme, parts.hostname or "", port)
    return {parts.scheme: proxy} if proxy else {}


class _NoCookies(RequestsCookieJar):
    def set_cookie(self, cookie: Any, *args: Any, **kwargs: Any) -> None:
        """Forget every cookie at once."""


class _Adapter(HTTPAdapter):
    """Connects with a TLS context of ours; that of the system is made when the first https URL needs it."""

    def __init__(self, access: Access) -> None:
        self._access = access
        # What flags name is read at once, even if no URL needs it, so that mistakes are found.
        self._context: ssl.SSLContext | None = open_context(access) if needs_own_context(access) else None
        if access.insecure:
            _silence_warnings()
        super().__init__()

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the connection alone: the context says all."""

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        host, _ = super().build_connection_pool_key_attributes(request, True)
        if host["scheme"] != "https":
            return host, {}
        if self._context is None:
            self._context = open_context(self._access)
        return host, {"ssl_context": self._context}


def _silence_warnings() -> None:
    # Who asks for insecure connections has been told what that means; a warning for each request helps nobody.
    import urllib3

    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
