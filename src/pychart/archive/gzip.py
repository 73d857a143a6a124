"""A gzip stream read piece by piece, so that a bomb is noticed before it is in memory (RFC 1952)."""

from __future__ import annotations

import zlib

from pychart.errors import ArchiveError

_PIECE = 64 * 1024
_MAGIC = b"\x1f\x8b\x08"
_HEADER_SIZE = 10


class GzipReader:
    """Reads the decompressed bytes of all members in turn, as Go's reader does; checksums are verified.

    Zero bytes after the last member are padding; anything else there is refused, because readers disagree on it.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER_SIZE:
            raise ArchiveError("unexpected EOF" if data else "EOF")
        if not data.startswith(_MAGIC):
            raise ArchiveError("gzip: invalid header")
        self._input = memoryview(data)
        self._offset = 0
        self._unzip = zlib.decompressobj(wbits=31)
        self._ready = b""
        self._used = 0
        self._ended = False

    def read(self, size: int) -> bytes:
        """Give the next ``size`` bytes, fewer only at the end of the stream. Raises ArchiveError."""
        if len(self._ready) - self._used < size:
            self._fill(size)
        data = self._ready[self._used : self._used + size]
        self._used += len(data)
        return data

    def _fill(self, size: int) -> None:
        pieces = [self._ready[self._used :]]
        have = len(pieces[0])
        while have < size and not self._ended:
            piece = self._next_piece(size - have)
            pieces.append(piece)
            have += len(piece)
        self._ready = b"".join(pieces)
        self._used = 0

    def _next_piece(self, wanted: int) -> bytes:
        unzip = self._unzip
        if unzip.eof:
            self._next_member()
            return b""
        piece = unzip.unconsumed_tail
        if not piece:
            piece = bytes(self._input[self._offset : self._offset + _PIECE])
            self._offset += len(piece)
        try:
            found = unzip.decompress(piece, max(wanted, _PIECE))
        except zlib.error as problem:
            reason = "gzip: invalid checksum" if "incorrect" in str(problem) else "flate: corrupt input"
            raise ArchiveError(reason) from None
        if not piece and not found and not unzip.eof:
            raise ArchiveError("unexpected EOF")
        return found

    def _next_member(self) -> None:
        rest = self._unzip.unused_data
        self._offset -= len(rest)
        following = self._input[self._offset :]
        if following[:3] == _MAGIC:
            self._unzip = zlib.decompressobj(wbits=31)
        elif any(following[:_PIECE]) or len(following) > _PIECE:
            raise ArchiveError("gzip: invalid header")
        else:
            self._ended = True
