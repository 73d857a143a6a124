"""Names and passwords as a header shows them (RFC 7617)."""

from __future__ import annotations


def write_basic(username: str, password: str) -> str:
    """Write a name and a password for ``Authorization`` or ``Proxy-Authorization``."""
    from binascii import b2a_base64

    pair = f"{username}:{password}".encode("utf-8", "surrogateescape")
    return f"Basic {b2a_base64(pair, newline=False).decode()}"
