"""Join URLs and paths as Helm does for the files of a repository (internal/urlutil)."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from pychart.gostd.path import join

# What Go's net/url leaves as it is in a path, beyond letters, digits and -_.~
_PLAIN = "$&+,/:;=@"


def join_url(base: str, *parts: str) -> str:
    """Put paths behind a base, which may be a URL, a path or empty; query and fragment of the base stay.

    A base that is no URL is joined as a path, without escapes.
    """
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


def _has_bad_escape(path: str) -> bool:
    pieces = path.split("%")[1:]
    return any(len(piece) < 2 or not _is_hex(piece[:2]) for piece in pieces)


def _is_hex(text: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in text)
