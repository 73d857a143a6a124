"""Join URLs and paths as Helm does for the files of a repository (internal/urlutil)."""

from __future__ import annotations

from pychart.gostd.path import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.gostd.url import Url

# What Go's net/url leaves as it is in a path, beyond letters, digits and -_.~
_PLAIN = "$&+,/:;=@"


def join_url(base: str, *parts: str) -> str:
    """Put paths behind a base, which may be a URL, a path or empty; query and fragment of the base stay.

    A base that is no URL is joined as a path, without escapes.
    """
    from urllib.parse import quote, unquote, urlsplit

    try:
        split = urlsplit(base)
        has_control = any(ord(rune) < 32 or rune == "\x7f" for rune in base)
    except ValueError:
        return join(base, *parts)
    if has_control or base.startswith(":") or _has_bad_escape(split.path):
        return join(base, *parts)
    path = quote(join(unquote(split.path, errors="surrogateescape"), *parts), safe=_PLAIN, errors="surrogateescape")
    if split.netloc and path and not path.startswith("/"):
        path = f"/{path}"
    if not split.scheme and not split.netloc and ":" in path.partition("/")[0]:
        path = f"./{path}"
    scheme = f"{split.scheme}:" if split.scheme else ""
    host = f"//{split.netloc}" if split.netloc else ""
    query = f"?{split.query}" if split.query else ""
    fragment = f"#{split.fragment}" if split.fragment else ""
    return scheme + host + path + query + fragment


def resolve_reference(base: str, reference: str) -> str:
    """Give the URL that a reference in a repository's index leads to (Helm: repo.ResolveReferenceURL).

    ``base`` is the repository's URL, which counts as a folder; its query stands behind every URL that is relative to
    it; a fragment is dropped, since it is not asked for. Raises UrlError.
    """
    parsed = _parse(reference)
    if parsed.scheme:
        return reference
    home = _parse(base)
    if not parsed.host:
        parsed.host, parsed.user, parsed.password = home.host, home.user, home.password
        path = _resolve_path(home.escaped_path().removesuffix("/") + "/", parsed.escaped_path())
    else:
        path = _resolve_path(parsed.escaped_path(), "")
    scheme = f"{home.scheme}:" if home.scheme else ""
    login = f"{parsed.userinfo()}@" if parsed.user is not None else ""
    host = f"//{login}{parsed.host}" if parsed.host else ""
    query = f"?{home.query}" if home.query else ""
    return scheme + host + path + query


def _parse(text: str) -> Url:
    from pychart.gostd.url import UrlError, parse_url
    from pychart.transport.access import redact

    try:
        return parse_url(text)
    except UrlError as problem:
        raise UrlError(f"failed to parse {redact(text)} as URL: {problem}") from None


def _resolve_path(base: str, reference: str) -> str:
    """Put a path behind the folder of another and take ``.`` and ``..`` out of it (Go: net/url, resolvePath)."""
    if not reference:
        full = base
    elif reference.startswith("/"):
        full = reference
    else:
        full = base[: base.rfind("/") + 1] + reference
    parts: list[str] = []
    elements = full.split("/")
    for element in elements[1:] if full.startswith("/") else elements:
        if element == "..":
            parts = parts[:-1]
        elif element != ".":
            parts.append(element)
    ends_open = elements[-1] in (".", "..")
    return "/" + "/".join(parts) + ("/" if ends_open and parts else "")


def _has_bad_escape(path: str) -> bool:
    pieces = path.split("%")[1:]
    return any(len(piece) < 2 or not _is_hex(piece[:2]) for piece in pieces)


def _is_hex(text: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in text)
