from __future__ import annotations

import gzip

import pytest

from pychart.archive.limits import Budget
from pychart.archive.read import read_archive, read_chart_files
from pychart.archive.sniff import guess_type, require_gzip
from pychart.errors import ArchiveError
from tests.archive.packing import BASE, CHART_YAML, END, entry, header, pack, pax

MIB = 1024 * 1024
LONG = "d/" * 90 + "file"


def names(data: bytes) -> list[str]:
    return [file.name for file in read_chart_files(data)]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([BASE, entry("x/a", b"1"), END], ["Chart.yaml", "a"]),
        ([BASE, entry("./../x", b"1"), END], None),
        ([BASE, entry("x/d/", kind=b"5"), entry("x/d/a"), END], ["Chart.yaml", "d/a"]),
        ([BASE, entry("x/./d//a"), END], ["Chart.yaml", "d/a"]),
        ([BASE, entry(rb"x\d\a"), END], ["Chart.yaml", "d/a"]),
        ([BASE, entry("/y/a"), END], ["Chart.yaml", "y/a"]),
        ([BASE, entry("x/..data", b"1"), END], None),
        ([BASE, entry("x/chart.yaml", b"1"), END], ["Chart.yaml", "chart.yaml"]),
        ([BASE, entry(b"x/\xff"), END], ["Chart.yaml", "\udcff"]),
        ([BASE, pax((b"path", f"x/{LONG}".encode())), entry("x/short", b"1"), END], ["Chart.yaml", LONG]),
        ([BASE, entry("././@LongLink", f"x/{LONG}\0".encode(), b"L"), entry("s", b"1"), END], ["Chart.yaml", LONG]),
        ([BASE, header(b"b", prefix=b"x/long"), END], ["Chart.yaml", "long/b"]),
        ([BASE, header(b"x/old", magic=bytes(8)), END], ["Chart.yaml", "old"]),
        ([BASE, entry("x/dir/", kind=b"\0"), entry("x/f", b"1", b"7"), END], ["Chart.yaml", "f"]),
        ([pax((b"comment", b"abc"), kind=b"g"), BASE, END], ["Chart.yaml"]),
        ([BASE], ["Chart.yaml"]),
        ([BASE, END, bytes(9216)], ["Chart.yaml"]),
    ],
)
def test_lists_what_is_inside(parts: list[bytes], expected: list[str] | None) -> None:
    data = pack(*parts)
    if expected is None:
        with pytest.raises(ArchiveError, match="chart illegally references parent directory"):
            names(data)
    else:
        assert names(data) == expected


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([BASE, entry("x/../../a"), END], "chart illegally references parent directory"),
        ([BASE, entry("x/.."), END], "chart illegally references parent directory"),
        ([BASE, entry(rb"x\..\..\a"), END], "chart illegally references parent directory"),
        ([BASE, entry("x//tmp/a"), END], "chart illegally contains absolute paths"),
        ([BASE, entry(rb"\\host\share"), END], "chart illegally contains absolute paths"),
        ([BASE, entry("x/c:/a"), END], "chart contains illegally named files"),
        ([BASE, entry("x"), END], 'chart illegally contains content outside the base directory: "x"'),
        ([BASE, entry("x/"), END], 'chart illegally contains content outside the base directory: "x/"'),
        ([entry("Chart.yaml/a", CHART_YAML), END], "chart yaml not in base directory"),
        ([END], "no files in chart archive"),
        ([], "no files in chart archive"),
        ([BASE, BASE, END], 'chart illegally contains "Chart.yaml" twice'),
        ([BASE, entry("x/l", kind=b"1", link=b"/etc/passwd"), END], 'chart illegally contains a hard link: "x/l"'),
        ([BASE, entry("x/l", kind=b"2", link=b".."), END], 'chart illegally contains a symbolic link: "x/l"'),
        ([BASE, entry("x/l", kind=b"3"), END], 'chart illegally contains a device: "x/l"'),
        ([BASE, entry("x/l", kind=b"6"), END], 'chart illegally contains a named pipe: "x/l"'),
        ([BASE, entry("x/l", kind=b"S"), END], 'chart illegally contains a sparse file: "x/l"'),
        ([BASE, pax((b"GNU.sparse.map", b"1")), entry("x/l"), END], 'chart illegally contains a sparse file: "x/l"'),
        ([BASE, entry("x/l", kind=b"Z"), END], 'chart illegally contains an entry of the unknown type "Z": "x/l"'),
        ([BASE, pax((b"path", b"x/../../a")), entry("x/l"), END], "chart illegally references parent directory"),
        ([BASE, pax((b"path", b"x/a\0b")), entry("x/l"), END], "archive/tar: invalid tar header"),
        ([BASE, entry("p", b"999999 path=x/evil\n", b"x"), entry("x/l"), END], "archive/tar: invalid tar header"),
        ([BASE, entry("p", b"11 path=abcd", b"x"), entry("x/l"), END], "archive/tar: invalid tar header"),
        (
            [pax((b"path", b"x/Chart.yaml"), kind=b"g"), BASE, END],
            "chart illegally contains a global header that renames files",
        ),
        ([BASE, header(b"x/big", size_field=b"\x80" + b"\0" * 6 + b"\x01" + b"\0" * 4), END],
         "decompressed chart is larger than the maximum size 104857600"),
        ([BASE, header(b"x/neg", size_field=b"\xff" * 12), END], "archive/tar: invalid tar header"),
        ([BASE, header(b"x/odd", size_field=b"9" * 11 + b"\0"), END], "archive/tar: invalid tar header"),
        ([BASE, header(b"x/sum", checksum=1), END], "archive/tar: invalid tar header"),
        ([BASE, header(b"x/long", MIB + 1, b"L"), END], "archive/tar: header field too long"),
        ([BASE, header(b"x/pax", 2 * MIB, b"x"), END], "archive/tar: header field too long"),
        ([BASE, header(b"x/cut", 600), bytes(512)], "unexpected EOF"),
        ([BASE, bytes(100)], "unexpected EOF"),
        ([BASE, bytes(512), BASE], "archive/tar: invalid tar header"),
        ([BASE, END, BASE, END], "archive has data after its end"),
        ([BASE, END, bytes(2 * MIB)], "archive has data after its end"),
        ([BASE, entry("p", f"x/{'d/' * 2100}f\0".encode(), b"L"), entry("s"), END],
         "chart illegally contains a path of more than 4096 bytes"),
    ],
)  # fmt: skip
def test_refuses(parts: list[bytes], message: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        read_chart_files(pack(*parts))
    assert str(caught.value) == message


GOOD = pack(BASE, entry("x/pad", bytes(range(256)) * 400), END)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "EOF"),
        (BASE + END, "gzip: invalid header"),
        (GOOD[: len(GOOD) // 2], "unexpected EOF"),
        (GOOD[:-1], "unexpected EOF"),
        (GOOD[:-8] + bytes(4) + GOOD[-4:], "gzip: invalid checksum"),
        (GOOD[:30] + b"\xff\xff\xff" + GOOD[33:], "flate: corrupt input"),
        (GOOD + b"GARBAGE", "gzip: invalid header"),
    ],
)
def test_refuses_broken_streams(data: bytes, message: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        read_chart_files(data)
    assert str(caught.value) == message


def test_every_cut_and_every_changed_byte_is_harmless() -> None:
    good = pack(BASE, entry("x/a", b"text"), END)
    whole = read_chart_files(good)
    for place in range(len(good)):
        for bad in (good[:place], good[:place] + bytes([good[place] ^ 0x41]) + good[place + 1 :]):
            try:
                found = read_chart_files(bad)
            except ArchiveError:
                continue
            assert found == whole


def test_reads_all_members_of_the_stream_and_padding() -> None:
    data = pack(BASE) + pack(entry("x/b", b"2"), END) + bytes(512)
    assert names(data) == ["Chart.yaml", "b"]


def test_takes_content_time_and_byte_order_mark() -> None:
    file = read_chart_files(pack(BASE, entry("x/a", b"\xef\xbb\xbftext"), END))[1]
    assert file == ("a", b"text", 1000)
    dated = pack(BASE, pax((b"mtime", b"12.7"), (b"size", b"3")), header(b"x/a", 9), b"abc".ljust(512, b"\0"), END)
    assert read_chart_files(dated)[1] == ("a", b"abc", 13)


def test_keeps_the_top_folder_on_request() -> None:
    assert [file.name for file in read_archive(pack(BASE, entry("y/a"), END))] == ["x/Chart.yaml", "y/a"]
    with pytest.raises(ArchiveError, match=r"^http://h/x.tgz: unexpected EOF$"):
        read_archive(b"no", "http://h/x.tgz")


def test_one_budget_for_all() -> None:
    budget = Budget(max_bytes=100, max_files=10)
    read_chart_files(pack(BASE, entry("x/a", b"1" * 30), END), budget)
    with pytest.raises(ArchiveError, match="larger than the maximum size"):
        read_chart_files(pack(BASE, END), budget)
    with pytest.raises(ArchiveError, match="more files than the maximum number"):
        read_chart_files(pack(BASE, entry("x/a"), entry("x/b"), END), Budget(max_files=2))


def test_takes_the_checksum_of_signed_bytes() -> None:
    block = header(b"x/\xff")
    signed = sum(block) - sum(block[148:156]) + 8 * 32 - 256
    assert names(pack(BASE, header(b"x/\xff", checksum=signed), END)) == ["Chart.yaml", "\udcff"]


def test_stops_a_bomb_before_it_is_in_memory() -> None:
    bomb = gzip.compress(BASE + header(b"x/f", 1 << 30) + bytes(8 * MIB), 1)
    with pytest.raises(ArchiveError, match="larger than the maximum size 104857600"):
        read_chart_files(bomb)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("v.yaml", b"a: 1\n", "file 'v.yaml' seems to be a YAML file, but expected a gzipped archive"),
        ("v.txt", b"a" * 600, "file 'v.txt' does not appear to be a gzipped archive; got 'text/plain; charset=utf-8'"),
        ("v", b"short", "file 'v' does not appear to be a gzipped archive; got 'application/octet-stream'"),
        ("z", b"PK\x03\x04", "file 'z' does not appear to be a gzipped archive; got 'application/zip'"),
    ],
)
def test_guesses_what_it_got(name: str, data: bytes, message: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        require_gzip(data, name)
    assert str(caught.value) == message


def test_guesses_markup() -> None:
    assert guess_type(b"  <html><p>") == "text/html; charset=utf-8"
    assert guess_type(b"<?xml version") == "text/xml; charset=utf-8"
