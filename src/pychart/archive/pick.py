"""Some files of a chart's archive, found without making the others: what indexing thousands of archives needs.

The archives that programs write (ustar headers, regular files, folders, zeros at the end) are walked in one piece of
memory. Everything else is left to archive.read, whose checks are the same and which finds the words for a refusal.
"""

from __future__ import annotations

import posixpath
import re
import zlib

from pychart.archive.limits import Budget
from pychart.archive.read import read_chart_files
from pychart.errors import ArchiveError
from pychart.files import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_BLOCK = 512
_MAX_SIZE = 16 * 1024 * 1024
_MAX_TRAILER = 1024 * 1024
_MAX_NAMES = 50_000
_POSIX = b"ustar\x0000"
_BOM = b"\xef\xbb\xbf"

_HEADER = re.compile(
    rb".{100}000[0-7]{4}\0.{16}"  # name, mode without a file's type, owner
    rb"([0-7]{11})[\0 ]([0-7]{11})[\0 ]"  # size, time
    rb"([0-7]{6})\0 ([0\0005])"  # checksum, type
    rb".{100}(ustar\x0000|ustar  \0|\0{8}).*",
    re.DOTALL,
)
"""A header as Go, GNU tar and Python write it, of a regular file or a folder."""

_safe_names: set[str] = set()
"""Paths within a chart that were found harmless: charts use the same few thousand."""


class _OddError(Exception):
    """The archive holds something that is not read here."""


def pick_chart_files(data: bytes, is_wanted: Callable[[str], bool]) -> tuple[list[File], Budget]:
    """Give those files that read_chart_files() would give and whose name ``is_wanted`` takes, in the same order.

    The whole archive is checked all the same, and counts against the budget, of which what is left is given too: it
    is for archives within this one. Raises ArchiveError where read_chart_files() does.
    """
    budget = Budget()
    try:
        return _walk(data, is_wanted, budget), budget
    except (_OddError, ArchiveError, ValueError):
        budget = Budget()
        return [file for file in read_chart_files(data, budget) if is_wanted(file.name)], budget


def _walk(data: bytes, is_wanted: Callable[[str], bool], budget: Budget) -> list[File]:
    content = _unzip(data)
    end = len(content)
    found = []
    charts = set()
    place = count = 0
    while place < end:
        block = content[place : place + _BLOCK]
        size, name, modified = _read_header(block)
        if not name:
            _check_end(content, place)
            break
        place += _BLOCK
        budget.take(size)
        after = place + size + -size % _BLOCK
        if after > end:
            raise _OddError
        if name != "/":
            count += 1
            if name.endswith("Chart.yaml"):
                if name in charts:
                    raise _OddError
                charts.add(name)
            if is_wanted(name):
                start = place + 3 if content.startswith(_BOM, place) and size >= 3 else place
                found.append(File(name, content[start : place + size], modified))
        place = after
    if not count:
        raise _OddError
    return found


def _unzip(data: bytes) -> bytes:
    unzip = zlib.decompressobj(wbits=31)
    try:
        content = unzip.decompress(data, _MAX_SIZE)
    except zlib.error:
        raise _OddError from None
    if not unzip.eof or unzip.unused_data:
        raise _OddError
    return content


def _read_header(block: bytes) -> tuple[int, str, int]:
    """Give a header's size, cleaned name within the chart and time; "" for the end, "/" for a folder."""
    found = _HEADER.fullmatch(block)
    if found is None:
        if len(block) == _BLOCK and not block.strip(b"\0"):
            return 0, "", 0
        raise _OddError
    length, modified, checksum, kind, magic = found.groups()
    if sum(block) - sum(block[148:156]) + 256 != int(checksum, 8):
        raise _OddError
    size = int(length, 8)
    if kind == b"5":
        if size:
            raise _OddError
        return 0, "/", 0
    full = block[:100].partition(b"\0")[0]
    if block[345] and magic == _POSIX:
        full = b"%s/%s" % (block[345:500].partition(b"\0")[0], full)
    top, _, name = full.decode("ascii").partition("/")
    if top == "Chart.yaml" or "\\" in top or (name not in _safe_names and not _is_safe(name)):
        raise _OddError
    return size, name, int(modified, 8)


def _is_safe(name: str) -> bool:
    """Tell whether archive.read takes a path within a chart as it is."""
    if not name or name == "." or name.startswith(("..", "/")) or "\\" in name or name[1:3] == ":/":
        return False
    if posixpath.normpath(name) != name:
        return False
    if len(_safe_names) > _MAX_NAMES:
        _safe_names.clear()
    _safe_names.add(name)
    return True


def _check_end(content: bytes, place: int) -> None:
    if len(content) - place < 2 * _BLOCK or len(content) - place > _MAX_TRAILER or content[place:].strip(b"\0"):
        raise _OddError
