"""URLs as Go's net/url reads, writes and escapes them.

Everything here works on bytes, kept as characters below 256, since Go escapes and checks byte by byte.
Origin: Go's net/url.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_HEX = frozenset("0123456789abcdefABCDEF")
_PATH = frozenset(_ALPHANUMERIC + "$&+,/:;=@")
_SEGMENT = frozenset(_ALPHANUMERIC + "$&+:=@")
_HOST = frozenset(_ALPHANUMERIC + "!\"$&'()*+,;<=>:[]")
_USER = frozenset(_ALPHANUMERIC + "$&+,;=")
_QUERY = frozenset(_ALPHANUMERIC)
_FRAGMENT = frozenset(_ALPHANUMERIC + "!$&()*+,/:;=?@")
_ENCODED = frozenset("!$&'()*+,;=:@[]%")
_USERINFO = frozenset(_ALPHANUMERIC + ":!$&'()*+,;=%@")
_SCHEME_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_SCHEME = _SCHEME_START | frozenset("0123456789+-.")


class UrlError(ValueError):
    """A text that is no URL; str() is Go's text, without ``parse "URL": `` where only a part was looked at."""


class Url:
    """A URL in its parts, as Go's url.URL; ``user`` is None where there is none, ``password`` likewise."""

    __slots__ = (
        "force_query",
        "fragment",
        "host",
        "omit_host",
        "opaque",
        "password",
        "path",
        "query",
        "raw_fragment",
        "raw_path",
        "scheme",
        "user",
    )

    def __init__(
        self, scheme: str = "", host: str = "", path: str = "", query: str = "", opaque: str = "", fragment: str = ""
    ) -> None:
        self.scheme = scheme
        self.host = host
        self.path = path
        self.query = query
        self.opaque = opaque
        self.fragment = fragment
        self.user: str | None = None
        self.password: str | None = None
        self.raw_path = ""
        self.raw_fragment = ""
        self.force_query = False
        self.omit_host = False

    def hostname(self) -> str:
        """Give the host without its port and without the brackets of an IPv6 address."""
        host, colon, port = self.host.rpartition(":")
        if not colon or not (port.isascii() and (port.isdigit() or not port)):
            host = self.host
        return host[1:-1] if host.startswith("[") and host.endswith("]") else host

    def userinfo(self) -> str:
        """Give user and password, escaped as in a URL."""
        if self.user is None:
            return ""
        text = escape(self.user, _USER)
        return text if self.password is None else f"{text}:{escape(self.password, _USER)}"

    def escaped_path(self) -> str:
        """Give the path as it stands in a URL: the way it was written where that is right."""
        return _written(self.path, self.raw_path, _PATH)

    def __str__(self) -> str:
        text = f"{self.scheme}:" if self.scheme else ""
        text += self.opaque or self._authority() + self._written_path(bool(text))
        if self.force_query or self.query:
            text += "?" + self.query
        if self.fragment:
            text += "#" + _written(self.fragment, self.raw_fragment, _FRAGMENT)
        return text

    def _has_authority(self) -> bool:
        return bool(self.host) or self.user is not None

    def _authority(self) -> str:
        if not (self.scheme or self._has_authority()) or (self.omit_host and not self._has_authority()):
            return ""
        text = "//" if self.path or self._has_authority() else ""
        if self.user is not None:
            text += self.userinfo() + "@"
        return text + escape(self.host, _HOST)

    def _written_path(self, has_scheme: bool) -> str:
        path = "*" if self.path == "*" and not self.raw_path else _written(self.path, self.raw_path, _PATH)
        if self.omit_host and not self._has_authority() and path.startswith("//"):
            path = "%2F" + path[1:]
        if path and path[0] != "/" and self.host:
            return "/" + path
        if not has_scheme and not self._has_authority() and ":" in path.partition("/")[0]:
            return "./" + path
        return path


def query_escape(text: str) -> str:
    """Escape a text for the query of a URL; a space becomes a plus sign (Go: QueryEscape)."""
    return escape(text, _QUERY).replace("%20", "+")


def path_escape(text: str) -> str:
    """Escape a text for one segment of a URL's path (Go: PathEscape)."""
    return escape(text, _SEGMENT)


def escape(text: str, plain: frozenset[str]) -> str:
    """Write every byte that is not plain as ``%XX``."""
    if plain.issuperset(text):
        return text
    return "".join(char if char in plain else f"%{ord(char):02X}" for char in _to_bytes(text))


def parse_url(text: str) -> Url:
    """Read a URL, relative or absolute.

    Raises UrlError with Go's text: ``parse "URL": first path segment in URL cannot contain colon``.
    """
    raw = _to_bytes(text)
    shown, _, fragment = raw.partition("#")
    try:
        url = _parse(shown)
        shown = raw
        if fragment:
            url.fragment = _unescape(fragment)
            url.raw_fragment = "" if escape_bytes(url.fragment, _FRAGMENT) == fragment else fragment
    except UrlError as error:
        from pychart.gostd.strconv import quote

        raise UrlError(f"parse {quote(_to_text(shown))}: {error}") from None
    for name in ("host", "path", "query", "opaque", "fragment", "raw_path", "raw_fragment"):
        setattr(url, name, _to_text(getattr(url, name)))
    url.user = None if url.user is None else _to_text(url.user)
    url.password = None if url.password is None else _to_text(url.password)
    return url


def parse_request_uri(text: str) -> Url:
    """Read an absolute URL or an absolute path as it stands in an HTTP request, where ``#`` means nothing.

    Raises UrlError with Go's reason. Origin: Go's net/url, ParseRequestURI.
    """
    raw = _to_bytes(text)
    if not raw:
        raise UrlError("empty url")
    url = _parse(raw)
    if not url.scheme and raw != "*" and not raw.startswith("/"):
        raise UrlError("invalid URI for request")
    return url


def escape_bytes(raw: str, plain: frozenset[str]) -> str:
    """Escape what is already one character per byte."""
    return "".join(char if char in plain else f"%{ord(char):02X}" for char in raw)


def _to_bytes(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


def _to_text(raw: str) -> str:
    return raw if raw.isascii() else raw.encode("latin-1").decode("utf-8", "surrogateescape")


def _parse(raw: str) -> Url:
    if any(char < " " or char == "\x7f" for char in raw):
        raise UrlError("net/url: invalid control character in URL")
    url = Url()
    if raw == "*":
        url.path = "*"
        return url
    url.scheme, rest = _split_scheme(raw)
    if rest.endswith("?") and rest.count("?") == 1:
        url.force_query = True
        rest = rest[:-1]
    else:
        rest, _, url.query = rest.partition("?")
    if not rest.startswith("/"):
        if url.scheme:
            url.opaque = rest
            return url
        if ":" in rest.partition("/")[0]:
            raise UrlError("first path segment in URL cannot contain colon")
    if rest.startswith("//") and (url.scheme or not rest.startswith("///")):
        authority, slash, path = rest[2:].partition("/")
        rest = slash + path
        _parse_authority(url, authority)
    elif url.scheme and rest.startswith("/"):
        url.omit_host = True
    url.path = _unescape(rest)
    url.raw_path = "" if escape_bytes(url.path, _PATH) == rest else rest
    return url


def _split_scheme(raw: str) -> tuple[str, str]:
    for index, char in enumerate(raw):
        if char == ":":
            if index == 0:
                raise UrlError("missing protocol scheme")
            return raw[:index].lower(), raw[index + 1 :]
        if char not in (_SCHEME if index else _SCHEME_START):
            break
    return "", raw


def _parse_authority(url: Url, authority: str) -> None:
    userinfo, at, host = authority.rpartition("@")
    url.host = _parse_host(url.scheme, host)
    if not at:
        return
    if not _USERINFO.issuperset(userinfo):
        raise UrlError("net/url: invalid userinfo")
    user, colon, password = userinfo.partition(":")
    url.user = _unescape(user)
    if colon:
        url.password = _unescape(password)


def _parse_host(scheme: str, host: str) -> str:
    bracket = host.rfind("[")
    if bracket > 0:
        raise UrlError("invalid IP-literal")
    if bracket == 0:
        return _parse_ip_literal(host)
    colon = host.find(":")
    if colon >= 0:
        # databases list several hosts with ports; only http is strict about it
        _check_port(host[colon if scheme in ("http", "https") else host.rfind(":") :])
    return _unescape_host(host)


def _parse_ip_literal(host: str) -> str:
    end = host.rfind("]")
    if end < 0:
        raise UrlError("missing ']' in host")
    port = host[end + 1 :]
    _check_port(port)
    name = host[1:end]
    zone = name.find("%25")
    if zone >= 0:
        address = _unescape_host(name[:zone]) + _unescape_zone(name[zone:])
    else:
        address = _unescape_host(name)
    _check_ipv6(address)
    return f"[{address}]{port}"


def _check_ipv6(address: str) -> None:
    import ipaddress

    from pychart.gostd.strconv import quote

    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        raise UrlError(f"invalid host: ParseAddr({quote(_to_text(address))}): unable to parse IP") from None
    if found.version == 4:
        raise UrlError("invalid IP-literal")


def _check_port(port: str) -> None:
    digits = port[1:]
    if port and (port[0] != ":" or (digits and not (digits.isascii() and digits.isdigit()))):
        from pychart.gostd.strconv import quote

        raise UrlError(f"invalid port {quote(_to_text(port))} after host")


def _unescape(raw: str) -> str:
    parts = []
    index = 0
    while (percent := raw.find("%", index)) >= 0:
        parts.append(raw[index:percent])
        parts.append(chr(int(_read_escape(raw, percent), 16)))
        index = percent + 3
    parts.append(raw[index:])
    return "".join(parts)


def _unescape_host(raw: str) -> str:
    """Unescape a host, where only bytes beyond ASCII may be escaped."""
    return _unescape_checked(raw, lambda code, char: code != "25" and char < "\x80")


def _unescape_zone(raw: str) -> str:
    """Unescape the zone of an IPv6 address: whatever a host may hold, and the space."""
    return _unescape_checked(raw, lambda code, char: code != "25" and char != " " and char not in _HOST)


def _unescape_checked(raw: str, is_refused: Callable[[str, str], bool]) -> str:
    index = 0
    while index < len(raw):
        char = raw[index]
        if char == "%":
            code = _read_escape(raw, index)
            if is_refused(code, chr(int(code, 16))):
                raise UrlError(f'invalid URL escape "%{code}"')
            index += 3
            continue
        if char < "\x80" and char not in _HOST:
            from pychart.gostd.strconv import quote

            raise UrlError(f"invalid character {quote(char)} in host name")
        index += 1
    return _unescape(raw)


def _read_escape(raw: str, percent: int) -> str:
    code = raw[percent + 1 : percent + 3]
    if len(code) < 2 or not _HEX.issuperset(code):
        from pychart.gostd.strconv import quote

        raise UrlError(f"invalid URL escape {quote(_to_text(raw[percent : percent + 3]))}")
    return code


def _written(text: str, raw: str, plain: frozenset[str]) -> str:
    """Give the raw form where it is a valid escaping of the text, else our own."""
    if raw:
        bytes_ = _to_bytes(raw)
        if all(char in plain or char in _ENCODED for char in bytes_) and _unescape(bytes_) == _to_bytes(text):
            return raw
    return escape(text, plain)
