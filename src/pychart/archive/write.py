"""Write chart archives as Helm does: the same tar bytes for the same files, whoever packs them, wherever.

Helm's writer is Go's archive/tar with default settings inside compress/gzip: ustar headers, PAX records where ustar
cannot hold a path or a number, no folders, no owner, mode 0644. Nothing here depends on the clock or the machine.
"""

from __future__ import annotations

import posixpath
import zlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pychart.files import File


_BLOCK = 512
_NAME = 100
_PREFIX = 155
_MAX_OCTAL = 8**11
# Of zlib's levels, 5 comes closest to Helm's compressor in size and stays within its time; 6 takes half as much again.
_EFFORT = 5
_LARGE = 2**19
_WINDOW = 2**15
# RFC 1952: deflate, flags EXTRA and COMMENT, no time, no hint on the effort, unknown system; then Helm's signature.
_GZIP_HEADER = b"\x1f\x8b\x08\x14\0\0\0\0\0\xff\x2c\0rr\x28\0aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=Helm\0"


def archive_bytes(files: Iterable[File]) -> bytes:
    """Pack files, whose names begin with the top folder, into the bytes of a .tgz."""
    return gzip_bytes(tar_bytes(files))


def gzip_bytes(data: bytes) -> bytes:
    """Compress data behind the header by which Helm marks its archives."""
    body = _deflate(data)
    trailer = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEADER + body + trailer


def _deflate(data: bytes) -> bytes:
    """Compress; what is large in two halves at once, the second with the end of the first to refer to.

    Where it is cut depends on the data alone, so the same data always gives the same bytes.
    """
    if len(data) < _LARGE:
        return _deflate_part(data, b"", zlib.Z_FINISH)
    from _thread import allocate_lock, start_new_thread

    middle = len(data) // 2
    first: list[bytes] = []
    done = allocate_lock()

    def compress_first() -> None:
        try:
            first.append(_deflate_part(memoryview(data)[:middle], b"", zlib.Z_SYNC_FLUSH))
        finally:
            done.release()

    done.acquire()
    start_new_thread(compress_first, ())
    second = _deflate_part(memoryview(data)[middle:], data[middle - _WINDOW : middle], zlib.Z_FINISH)
    with done:
        return first[0] + second


def _deflate_part(data: bytes | memoryview, before: bytes, flush: int) -> bytes:
    options = (_EFFORT, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY)
    squeeze = zlib.compressobj(*options, before) if before else zlib.compressobj(*options)
    return squeeze.compress(data) + squeeze.flush(flush)


def tar_bytes(files: Iterable[File]) -> bytes:
    """Pack files into tar entries followed by two blocks of zeros, without further padding."""
    parts: list[bytes] = []
    for file in files:
        parts += _entry(file)
    parts.append(bytes(2 * _BLOCK))
    return b"".join(parts)


def _entry(file: File) -> list[bytes]:
    name = file.name.encode("utf-8", "surrogateescape")
    size = len(file.data)
    records = {}
    split = None
    if len(name) > _NAME and name.isascii():
        split = _split_path(name)
    if not name.isascii() or (len(name) > _NAME and split is None):
        records[b"path"] = name
    if not 0 <= file.modified < _MAX_OCTAL:
        records[b"mtime"] = str(file.modified).encode()
    if size >= _MAX_OCTAL:
        records[b"size"] = str(size).encode()
    content = [file.data, bytes(-size % _BLOCK)]
    if records and len(name) > _NAME:
        records[b"path"] = name
    if not records:
        prefix, short = split or (b"", name)
        return [_header(short, prefix, size, file.modified), *content]
    return [*_pax_entry(name, records), _header(_short_name(name), b"", size, file.modified), *content]


def _pax_entry(name: bytes, records: dict[bytes, bytes]) -> list[bytes]:
    data = b"".join(_pax_record(key, records[key]) for key in sorted(records))
    folder, base = posixpath.split(name.decode("utf-8", "surrogateescape"))
    path = posixpath.normpath(posixpath.join(folder, "PaxHeaders.0", base)).encode("utf-8", "surrogateescape")
    short = _ascii(path)[:_NAME].rstrip(b"/")
    block = bytearray(_BLOCK)
    block[0 : len(short)] = short
    block[100:136] = b"0000000\0" * 3 + _octal(len(data), 12)
    block[136:148] = _octal(0, 12)
    block[156:157] = b"x"
    return [_seal(block), data, bytes(-len(data) % _BLOCK)]


def _pax_record(key: bytes, value: bytes) -> bytes:
    """Give ``LENGTH KEY=VALUE\\n``, where LENGTH counts its own digits."""
    size = len(key) + len(value) + 3
    total = size + len(str(size))
    if size + len(str(total)) != total:
        total = size + len(str(total))
    return b"%d %b=%b\n" % (total, key, value)


def _header(name: bytes, prefix: bytes, size: int, modified: int) -> bytes:
    block = bytearray(_BLOCK)
    block[0 : len(name)] = name
    block[100:124] = b"0000644\0" + b"0000000\0" * 2
    block[124:136] = _octal(size, 12)
    block[136:148] = _octal(modified, 12)
    block[156:157] = b"0"
    block[329:345] = b"0000000\0" * 2
    block[345 : 345 + len(prefix)] = prefix
    return _seal(block)


def _seal(block: bytearray) -> bytes:
    block[257:265] = b"ustar\x0000"
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def _octal(number: int, width: int) -> bytes:
    if not 0 <= number < _MAX_OCTAL:
        number = 0
    return b"%0*o\0" % (width - 1, number)


def _ascii(text: bytes) -> bytes:
    return bytes(byte for byte in text if 0 < byte < 128)


def _short_name(name: bytes) -> bytes:
    """Give what old readers see of a name that is told in full by a PAX record (Go's formatting)."""
    plain = _ascii(name)
    short = plain[:_NAME]
    if len(plain) > _NAME and short.endswith(b"/"):
        short = short.rstrip(b"/")
    return short


def _split_path(name: bytes) -> tuple[bytes, bytes] | None:
    """Split a long path at a slash so that both parts fit ustar's fields (as far right as the prefix allows)."""
    length = min(len(name), _PREFIX + 1)
    if name[length - 1 : length] == b"/" and length == len(name):
        length -= 1
    cut = name.rfind(b"/", 0, length)
    rest = len(name) - cut - 1
    if cut <= 0 or rest > _NAME or rest == 0 or cut > _PREFIX:
        return None
    return name[:cut], name[cut + 1 :]
