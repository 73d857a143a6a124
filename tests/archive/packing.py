"""Tar archives made by hand, right and wrong ones."""

from __future__ import annotations

import gzip

CHART_YAML = b"apiVersion: v2\nname: x\nversion: 0.1.0\n"
END = bytes(1024)


def header(
    name: bytes,
    size: int = 0,
    kind: bytes = b"0",
    *,
    magic: bytes = b"ustar\x0000",
    mode: int = 0o644,
    checksum: int | None = None,
    size_field: bytes | None = None,
    link: bytes = b"",
    prefix: bytes = b"",
) -> bytes:
    block = bytearray(512)
    block[0 : len(name)] = name
    block[100:108] = b"%07o\0" % mode
    block[108:124] = b"0000000\0" * 2
    block[124:136] = size_field or b"%011o\0" % size
    block[136:148] = b"%011o\0" % 1000
    block[156:157] = kind
    block[157 : 157 + len(link)] = link
    block[257:265] = magic
    block[345 : 345 + len(prefix)] = prefix
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % (sum(block) if checksum is None else checksum)
    return bytes(block)


def entry(name: str | bytes, data: bytes = b"", kind: bytes = b"0", link: bytes = b"") -> bytes:
    raw = name.encode() if isinstance(name, str) else name
    return header(raw, len(data), kind, link=link) + data + bytes(-len(data) % 512)


def pax(*records: tuple[bytes, bytes], kind: bytes = b"x") -> bytes:
    body = b""
    for key, value in records:
        length = len(key) + len(value) + 3
        length += len(str(length))
        body += b"%d %b=%b\n" % (length, key, value)
    return entry("pax", body, kind)


BASE = entry("x/Chart.yaml", CHART_YAML)


def pack(*parts: bytes) -> bytes:
    return gzip.compress(b"".join(parts), 1, mtime=0)
