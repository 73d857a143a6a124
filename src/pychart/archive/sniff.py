"""Tell people what they gave where an archive was expected (Helm: EnsureArchive over net/http's sniffing)."""

from __future__ import annotations

from pychart.errors import ArchiveError

_GZIP = b"\x1f\x8b\x08"
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xfe\xff", "text/plain; charset=utf-16be"),
    (b"\xff\xfe", "text/plain; charset=utf-16le"),
    (b"\xef\xbb\xbf", "text/plain; charset=utf-8"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1a\x07\0", "application/x-rar-compressed"),
    (b"Rar!\x1a\x07\x01\0", "application/x-rar-compressed"),
    (b"\0asm", "application/wasm"),
)
_MARKUP = (
    b"<!DOCTYPE HTML", b"<HTML", b"<HEAD", b"<SCRIPT", b"<IFRAME", b"<H1", b"<DIV", b"<FONT", b"<TABLE", b"<A",
    b"<STYLE", b"<TITLE", b"<B", b"<BODY", b"<BR", b"<P", b"<!--",
)  # fmt: skip
_SPACE = b"\t\n\x0c\r "
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\x0c\r\x1b")


def require_gzip(data: bytes, name: str) -> None:
    """Refuse what is not gzip, with a guess at what it is. Raises ArchiveError in Helm's words."""
    if data.startswith(_GZIP):
        return
    if name.endswith((".yml", ".yaml")):
        raise ArchiveError(f"file '{name}' seems to be a YAML file, but expected a gzipped archive")
    kind = guess_type(data)
    raise ArchiveError(f"file '{name}' does not appear to be a gzipped archive; got '{kind}'")


def guess_type(data: bytes) -> str:
    """Guess a media type from the first 512 bytes (WHATWG MIME sniffing, the parts that charts' paths meet).

    Helm always looks at 512 bytes, zeros where the file is shorter, so that short texts count as binary.
    """
    head = data[:512].ljust(512, b"\0")
    text = head.lstrip(_SPACE)
    for mark in _MARKUP:
        if text[: len(mark)].upper() == mark and text[len(mark) : len(mark) + 1] in (b" ", b">"):
            return "text/html; charset=utf-8"
    if text.startswith(b"<?xml"):
        return "text/xml; charset=utf-8"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _BINARY.isdisjoint(head):
        return "text/plain; charset=utf-8"
    return "application/octet-stream"
