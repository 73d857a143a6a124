from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.archive import pick
from pychart.archive.pick import pick_chart_files
from pychart.archive.read import read_chart_files
from pychart.errors import ArchiveError
from pychart.files import File
from tests.archive.packing import BASE, CHART_YAML, END, entry, header, pack, pax

PLAIN = b"".join([BASE, entry("x/values.yaml", b"a: 1\n"), entry("x/d/", kind=b"5"), entry("x/d/.a", b"\xef\xbb\xbf1")])


def read_quickly(data: bytes) -> list[File]:
    return pick_chart_files(data, lambda _: True)[0]


def both(data: bytes) -> tuple[list[File] | str, list[File] | str]:
    """Give what the quick and the thorough reader say."""
    found: list[list[File] | str] = []
    for read in (read_quickly, read_chart_files):
        try:
            found.append(read(data))
        except ArchiveError as problem:
            found.append(str(problem))
    return found[0], found[1]


@pytest.mark.parametrize(
    "parts",
    [
        [PLAIN, END],
        [PLAIN],
        [PLAIN, bytes(512)],
        [PLAIN, END, bytes(9216)],
        [PLAIN, END, b"x" * 512],
        [PLAIN, bytes(512), b"x" * 512],
        [PLAIN, bytes(1 << 21)],
        [PLAIN[:-100]],
        [END],
        [],
        [BASE, BASE, END],
        [BASE, entry("x/charts/y/Chart.yaml", CHART_YAML), entry("x/charts/y/Chart.yaml", CHART_YAML), END],
        [BASE, entry("x/a"), entry("x/a"), END],
        [BASE, entry("x/../../a"), END],
        [BASE, entry("x/./d//a"), END],
        [BASE, entry("x//tmp"), END],
        [BASE, entry("x/..a"), END],
        [BASE, entry("x/c:/a"), END],
        [BASE, entry(rb"x\d\a"), END],
        [BASE, entry(b"x/\xff"), END],
        [BASE, entry("top"), END],
        [BASE, entry("Chart.yaml/a"), END],
        [BASE, entry("x/a", kind=b"2", link=b"b"), END],
        [BASE, entry("x/a", b"1", b"5"), END],
        [BASE, entry("x/a/", kind=b"\0"), END],
        [BASE, pax((b"path", b"x/long")), entry("x/short", b"1"), END],
        [BASE, header(b"b", prefix=b"x/long"), END],
        [BASE, header(b"b", prefix=b"x/long", magic=b"ustar  \0"), END],
        [BASE, header(b"x/old", magic=bytes(8)), END],
        [BASE, header(b"x/a", mode=0o100644), END],
        [BASE, header(b"x/a", mode=0o040755), END],
        [BASE, header(b"x/a", checksum=7), END],
        [BASE, header(b"x/a", size_field=b"\x80" + bytes(10) + b"\0"), END],
    ],
)
def test_reads_as_the_thorough_reader(parts: list[bytes]) -> None:
    quick, thorough = both(pack(*parts))
    assert quick == thorough


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(PLAIN) - 1), st.sampled_from([0, 32, 46, 47, 48, 53, 55, 56, 92, 255])), max_size=3
    )
)
def test_reads_damaged_archives_as_the_thorough_reader(changes: list[tuple[int, int]]) -> None:
    """Headers are damaged and mended by turns: with a right checksum the damage is looked at."""
    data = bytearray(PLAIN)
    for place, value in changes:
        data[place] = value
        start = place - place % 512
        block = data[start : start + 512]
        if block[257:262] == b"ustar" and not 148 <= place - start < 156:
            block[148:156] = b" " * 8
            data[start + 148 : start + 156] = b"%06o\0 " % sum(block)
    quick, thorough = both(pack(bytes(data), END))
    assert quick == thorough


@pytest.mark.parametrize(
    "damage", [lambda d: d[:-4], lambda d: d[:-9] + b"\0" + d[-8:], lambda d: d + d, lambda d: d[5:]]
)
def test_damaged_streams(damage: Callable[[bytes], bytes]) -> None:
    data = damage(pack(PLAIN, END))
    quick, thorough = both(data)
    assert quick == thorough


def test_a_large_archive_is_left_to_the_thorough_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pick, "_MAX_SIZE", 2048)
    quick, thorough = both(gzip.compress(PLAIN + END))
    assert quick == thorough
    assert not isinstance(quick, str)


def test_takes_what_is_wanted_and_accounts_for_all() -> None:
    files, budget = pick_chart_files(pack(PLAIN, END), lambda name: name == "values.yaml")
    assert [(file.name, file.data) for file in files] == [("values.yaml", b"a: 1\n")]
    assert budget.bytes_left == 100 * 1024 * 1024 - len(CHART_YAML) - 5 - 4
