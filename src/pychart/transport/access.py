"""How to reach a server, and how to show its URL, at no cost for who has nothing to download after all."""

from __future__ import annotations

from pychart.records import NamedTuple


class Access(NamedTuple):
    """How to reach a server: credentials and TLS, as the flags --username, --ca-file and so on say.

    A password without a user name is a token (RFC 6750). ``origin`` is the URL whose scheme, host and port the
    credentials belong to; empty means the URL that is fetched. ``pass_credentials`` sends them to every host that an
    index or a redirect leads to, too.
    """

    username: str = ""
    password: str = ""
    cert_file: str = ""
    key_file: str = ""
    ca_file: str = ""
    insecure: bool = False
    pass_credentials: bool = False
    origin: str = ""


def redact(url: str) -> str:
    """Give the URL as it may be shown: without the password."""
    if "@" not in url:
        return url
    from urllib.parse import urlsplit, urlunsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    if not parts.password:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:xxxxx@{host}"))
