"""The content cache: chart archives by their sha256, shared with Helm (Helm: pkg/downloader, cache.go).

``ab/abcd….chart`` holds an archive, ``ab/abcd….prov`` its provenance file. What is read is checked against its name;
what does not fit is dropped, so that it is fetched again.
"""

from __future__ import annotations

import os

from pychart.errors import OutputError, RepositoryError

_MAX_BYTES = {"chart": 100 * 1024 * 1024, "prov": 1024 * 1024}
_HEX = frozenset("0123456789abcdefABCDEF")


def parse_digest(text: str) -> str:
    """Give the 64 hex digits of a digest as an index has it, with or without ``sha256:``; empty stays empty.

    Raises RepositoryError in Helm's words.
    """
    _, colon, after = text.partition(":")
    digits = after if colon else text
    wrong = next((sign for sign in digits if sign not in _HEX), "")
    if wrong:
        shown = f"{ord(wrong.encode('utf-8', 'surrogateescape')[:1]):04X}"
        raise RepositoryError(f"encoding/hex: invalid byte: U+{shown} {wrong!r}")
    if len(digits) % 2:
        raise RepositoryError("encoding/hex: odd length hex string")
    if digits and len(digits) != 64:
        raise RepositoryError(f"invalid digest length: {len(digits) // 2}")
    return digits.lower()


def compute_digest(data: bytes) -> str:
    """Give the sha256 in hex; hashlib, whose import takes longer than a chart's digest, is not needed for it."""
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        try:
            from _sha2 import sha256  # type: ignore[import-not-found]
        except ImportError:
            from hashlib import sha256
    return str(sha256(data).hexdigest())


def find_content(folder: str, digest: str, kind: str = "chart") -> str:
    """Name the file that holds an archive (``chart``) or its provenance (``prov``) in the cache."""
    return f"{folder}/{digest[:2]}/{digest}.{kind}"


def read_content(folder: str, digest: str, kind: str = "chart") -> bytes | None:
    """Give what the cache holds under a digest, None where it holds nothing.

    An archive that does not have the digest of its name is deleted. A provenance file bears the digest of its
    archive, so that only its signature can tell whether it is right.
    """
    path = find_content(folder, digest, kind)
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES[kind] + 1)
    except OSError:
        return None
    if data and len(data) <= _MAX_BYTES[kind] and (kind != "chart" or compute_digest(data) == digest):
        return data
    _drop(path)
    return None


def _drop(path: str) -> None:
    from pychart.filesystem import remove_file

    try:
        remove_file(path)
    except OutputError:
        return


def write_content(folder: str, digest: str, data: bytes, kind: str = "chart") -> str:
    """Put an archive or its provenance file into the cache and give the file's path. Raises OutputError."""
    from pychart.filesystem import atomic_write, make_folder

    path = find_content(folder, digest, kind)
    make_folder(os.path.dirname(path))
    atomic_write(path, data)
    return path
