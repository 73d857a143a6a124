"""Read a chart archive (.tgz) into memory: regular files with harmless names, or an error.

The tar format is POSIX.1-1988 (ustar) with the extensions that occur: PAX headers and GNU long names. Where tar
readers disagree (links, sparse files, global names, data after the end) the archive is refused; where Helm refuses,
the words are Helm's (pkg/chart/loader/archive) or those of Go's archive/tar.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from pychart.archive.gzip import GzipReader
from pychart.archive.limits import MAX_PATH, Budget
from pychart.errors import ArchiveError
from pychart.files import File
from pychart.gostd.strconv import quote

BLOCK = 512
_MAX_SPECIAL = 1024 * 1024
_MAX_TRAILER = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_REGULAR = b"0\x007"
_REFUSED = {
    b"1": "a hard link",
    b"2": "a symbolic link",
    b"3": "a device",
    b"4": "a device",
    b"6": "a named pipe",
    b"S": "a sparse file",
}


class Member(NamedTuple):
    """A regular file of the archive: the first part of its path, the cleaned rest, and the file's content."""

    top: str
    name: str
    data: bytes
    modified: int


def read_archive(data: bytes, source: str = "") -> list[File]:
    """Read the files of an archive with their full paths, the top folder included.

    ``source`` names the archive in errors. Raises ArchiveError.
    """
    try:
        members = list(read_members(data, Budget()))
    except ArchiveError as problem:
        raise ArchiveError(f"{source}: {problem}" if source else str(problem)) from None
    return [File(f"{member.top}/{member.name}", member.data, member.modified) for member in members]


def read_chart_files(data: bytes, budget: Budget | None = None) -> list[File]:
    """Read the files of a chart's archive with paths relative to the chart, in the archive's order.

    The first part of every path is dropped whatever it is, and a byte order mark at a file's beginning too (Helm).
    Raises ArchiveError.
    """
    files = []
    seen = set()
    for member in read_members(data, budget or Budget()):
        name = member.name
        if name.endswith("Chart.yaml") and name in seen:
            raise ArchiveError(f"chart illegally contains {quote(name)} twice")
        seen.add(name)
        content = member.data[3:] if member.data.startswith(_BOM) else member.data
        files.append(File(name, content, member.modified))
    if not files:
        raise ArchiveError("no files in chart archive")
    return files


def read_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the regular files of a .tar.gz in order; the whole stream is read and its checksum verified.

    Raises ArchiveError for damage, for anything but files and folders, for unsafe names and for a spent budget.
    """
    stream = GzipReader(data)
    while (header := _next_header(stream)) is not None:
        if header.type == b"5" or _is_folder_mode(header.mode):
            budget.take(0)
            continue
        top, name = _split_name(header.name)
        if header.type not in _REGULAR:
            what = _REFUSED.get(header.type, f"an entry of the unknown type {quote(header.type.decode('latin-1'))}")
            raise ArchiveError(f"chart illegally contains {what}: {quote(header.name)}")
        budget.take(header.size)
        content = _read_exactly(stream, header.size)
        _read_exactly(stream, -header.size % BLOCK)
        yield Member(top, name, content, header.modified)
    _check_trailer(stream)


def _split_name(full: str) -> tuple[str, str]:
    """Take a member's path apart and refuse what could lead out of the chart (Helm's checks in Helm's order)."""
    if len(full.encode("utf-8", "surrogateescape")) > MAX_PATH:
        raise ArchiveError(f"chart illegally contains a path of more than {MAX_PATH} bytes")
    # A path with a backslash is taken to be Windows': then "/" does not end the top folder.
    separator = "\\" if "\\" in full else "/"
    top, _, rest = full.partition(separator)
    rest = rest.replace(separator, "/")
    if rest.startswith("/"):
        raise ArchiveError("chart illegally contains absolute paths")
    name = posixpath.normpath(rest) if rest else "."
    if name == ".":
        raise ArchiveError(f"chart illegally contains content outside the base directory: {quote(full)}")
    if name.startswith(".."):
        raise ArchiveError("chart illegally references parent directory")
    if name[1:3] == ":/" and name[0].isascii() and name[0].isalpha():
        raise ArchiveError("chart contains illegally named files")
    if top == "Chart.yaml":
        raise ArchiveError("chart yaml not in base directory")
    return top, name


def _is_folder_mode(mode: int) -> bool:
    return mode & ~0o7777 == 0o040000


class _Header(NamedTuple):
    name: str
    type: bytes
    size: int
    mode: int
    modified: int


def _next_header(stream: GzipReader) -> _Header | None:
    """Read up to the next real entry, with what extension headers say about it; None at the archive's end."""
    extended: dict[str, str] = {}
    long_name = ""
    while True:
        block = _next_block(stream)
        if block is None:
            return None
        header = _parse_header(block)
        if header.type == b"x":
            extended = _parse_pax(_read_special(stream, header.size))
        elif header.type == b"g":
            _refuse_global_names(_parse_pax(_read_special(stream, header.size)))
        elif header.type == b"L":
            long_name = _text(_read_special(stream, header.size))
        elif header.type == b"K":
            _read_special(stream, header.size)
        else:
            return _apply_extensions(header, extended, long_name)


def _apply_extensions(header: _Header, extended: dict[str, str], long_name: str) -> _Header:
    if any(key.startswith("GNU.sparse.") for key in extended):
        raise ArchiveError(f"chart illegally contains a sparse file: {quote(header.name)}")
    name = long_name or extended.get("path") or header.name
    size = header.size
    if extended.get("size"):
        size = _decimal(extended["size"])
    modified = header.modified
    if extended.get("mtime"):
        modified = _parse_pax_time(extended["mtime"])
    kind = header.type
    if kind == b"\0" and name.endswith("/"):
        kind = b"5"
    return _Header(name, kind, size, header.mode, modified)


def _next_block(stream: GzipReader) -> bytes | None:
    block = stream.read(BLOCK)
    if not block:
        return None
    if len(block) < BLOCK:
        raise ArchiveError("unexpected EOF")
    if any(block):
        return block
    second = stream.read(BLOCK)
    if any(second):
        raise ArchiveError("archive/tar: invalid tar header")
    return None


def _parse_header(block: bytes) -> _Header:
    unsigned = sum(block) - sum(block[148:156]) + 8 * 32
    total = _number(block[148:156])
    if total != unsigned and total != _signed_sum(block):
        raise ArchiveError("archive/tar: invalid tar header")
    name = _text(block[:100])
    if block[257:265] == b"ustar\x0000" and block[345]:
        name = f"{_text(block[345:500])}/{name}"
    size = _number(block[124:136])
    if size < 0:
        raise ArchiveError("archive/tar: invalid tar header")
    return _Header(name, block[156:157], size, _number(block[100:108]), _number(block[136:148]))


def _signed_sum(block: bytes) -> int:
    """Give the checksum of old Unix systems, whose bytes were signed."""
    rest = block[:148] + b" " * 8 + block[156:]
    return sum(rest) - 256 * sum(byte > 127 for byte in rest)


def _number(field: bytes) -> int:
    """Read a numeric field: octal digits, or base 256 where the first bit is set (GNU)."""
    if field[0] & 0x80:
        value = int.from_bytes(field, "big") & ((1 << (8 * len(field) - 1)) - 1)
        if field[0] & 0x40:
            value -= 1 << (8 * len(field) - 1)
        return value
    digits = field.strip(b" \0").partition(b"\0")[0]
    if not digits:
        return 0
    if digits.strip(b"01234567"):
        raise ArchiveError("archive/tar: invalid tar header")
    return int(digits, 8)


def _parse_pax(data: bytes) -> dict[str, str]:
    """Read the records ``LENGTH KEY=VALUE\\n`` of a PAX header; an empty value takes a key back (POSIX pax)."""
    records: dict[str, str] = {}
    while data:
        length_text, _, _ = data[:10].partition(b" ")
        length = _decimal(length_text.decode("latin-1"))
        record = data[len(length_text) + 1 : length]
        key, equals, value = record.partition(b"=")
        if length < 5 or length > len(data) or not equals or not key or not value.endswith(b"\n"):
            raise ArchiveError("archive/tar: invalid tar header")
        value = value[:-1]
        if b"\0" in key or (key in (b"path", b"linkpath", b"uname", b"gname") and b"\0" in value):
            raise ArchiveError("archive/tar: invalid tar header")
        records[key.decode("utf-8", "surrogateescape")] = value.decode("utf-8", "surrogateescape")
        data = data[length:]
    return records


def _decimal(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ArchiveError("archive/tar: invalid tar header")
    return int(text)


def _parse_pax_time(text: str) -> int:
    whole, _, fraction = text.removeprefix("-").partition(".")
    seconds = _decimal(whole) + (fraction[:1] >= "5")
    return -seconds if text.startswith("-") else seconds


def _refuse_global_names(records: dict[str, str]) -> None:
    # Go leaves global records alone, other readers apply them to all that follows.
    if records.keys() & {"path", "linkpath", "size"}:
        raise ArchiveError("chart illegally contains a global header that renames files")


def _read_special(stream: GzipReader, size: int) -> bytes:
    if size > _MAX_SPECIAL:
        raise ArchiveError("archive/tar: header field too long")
    data = _read_exactly(stream, size)
    _read_exactly(stream, -size % BLOCK)
    return data


def _read_exactly(stream: GzipReader, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise ArchiveError("unexpected EOF")
    return data


def _check_trailer(stream: GzipReader) -> None:
    """Read the padding to its end, which also verifies the checksum of the gzip stream."""
    left = _MAX_TRAILER
    while piece := stream.read(BLOCK * 16):
        left -= len(piece)
        if left < 0 or any(piece):
            raise ArchiveError("archive has data after its end")


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "surrogateescape")
