"""URLs in templates (sprig): taken apart into a map, and put together from one."""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.types import kind_of
from pychart.gostd.url import Url, UrlError, parse_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def url_parse(text: str) -> dict[str, Any]:
    """Take a URL apart: scheme, host, hostname, path, query, opaque, fragment and userinfo.

    Fails with ``unable to parse url: parse "x": ...``. Origin: sprig; Go's net/url.
    """
    try:
        url = parse_url(text)
    except UrlError as error:
        raise FunctionError(f"unable to parse url: {error}") from None
    return {
        "scheme": url.scheme,
        "host": url.host,
        "hostname": url.hostname(),
        "path": url.path,
        "query": url.query,
        "opaque": url.opaque,
        "fragment": url.fragment,
        "userinfo": url.userinfo(),
    }


def url_join(parts: dict[str, Any] | None) -> str:
    """Put a URL together from a map such as urlParse gives; ``hostname`` does not count.

    Fails where a part is no string. Origin: sprig; Go's net/url.
    """
    given = parts or {}
    names = ("scheme", "host", "path", "query", "opaque", "fragment")
    scheme, host, path, query, opaque, fragment = (_read_part(given, name) for name in names)
    url = Url(scheme, host, path, query, opaque, fragment)
    userinfo = _read_part(given, "userinfo")
    if userinfo:
        try:
            parsed = parse_url(f"proto://{userinfo}@host")
        except UrlError as error:
            raise FunctionError(f"unable to parse userinfo in dict: {error}") from None
        url.user, url.password = parsed.user, parsed.password
    return str(url)


def _read_part(parts: dict[str, Any], name: str) -> str:
    if name not in parts:
        return ""
    value = parts[name]
    if isinstance(value, str):
        return value
    if value is None:
        raise FunctionError("runtime error: invalid memory address or nil pointer dereference")
    raise FunctionError(f"unable to parse {name} key, must be of type string, but {kind_of(value)} found")
