from __future__ import annotations

import gzip
import hashlib
import io
import tarfile

import pytest

from pychart.archive.read import read_archive
from pychart.archive.write import archive_bytes, gzip_bytes, tar_bytes
from pychart.errors import ArchiveError
from pychart.files import File

CHART_YAML = File("c/Chart.yaml", b"apiVersion: v2\nname: c\nversion: 0.1.0\n", 1)
LONG_PARTS = File("c/templates/" + "d" * 60 + "/" + "e" * 60 + ".yaml", b"1", 1)
LONG_NAME = File("c/files/" + "n" * 120 + ".txt", b"2", 1)
ACCENTS = File("c/files/caf\u00e9.txt", b"3", 1)


def test_the_header_is_helms() -> None:
    data = archive_bytes([CHART_YAML])
    assert data[:10] == b"\x1f\x8b\x08\x14\0\0\0\0\0\xff"
    assert data[10:61] == b"\x2c\0rr\x28\0aHR0cHM6Ly95b3V0dS5iZS96OVV6MWljandyTQo=Helm\0"
    assert gzip.decompress(data) == tar_bytes([CHART_YAML])


def test_an_entry_is_gos() -> None:
    block = tar_bytes([CHART_YAML])
    assert len(block) == 512 + 512 + 1024
    assert block[:100].rstrip(b"\0") == b"c/Chart.yaml"
    assert block[100:157] == (
        b"0000644\x000000000\x000000000\x0000000000046\x0000000000001\x00" + b"011355\x00 " + b"0"
    )
    assert block[257:345] == b"ustar\x0000" + bytes(64) + b"0000000\x000000000\x00"
    assert block[512 : 512 + 38] == CHART_YAML.data
    assert not any(block[550:])


# Recorded: sha256 of the tar that helm v4.3.1 packs from a chart with these files and SOURCE_DATE_EPOCH=1.
@pytest.mark.parametrize(
    ("file", "digest"),
    [
        (LONG_PARTS, "8d829fbe512e59dcf2ab3b95e0e1e7375583e117086a75e63d029f46d3009d3f"),
        (LONG_NAME, "766b1a258c37d88774ccd1bee909d3f9a0cab2dd04f90c72a6076f620ef5da97"),
        (ACCENTS, "47b1c215f2446614b2e3558d99de9b69e6839ed6d23fe02295d0a130662dc454"),
    ],
    ids=["prefix", "pax", "accents"],
)
def test_long_and_foreign_names_are_written_as_go_writes_them(file: File, digest: str) -> None:
    assert hashlib.sha256(tar_bytes([CHART_YAML, file])).hexdigest() == digest


@pytest.mark.parametrize(
    "file",
    [
        CHART_YAML,
        LONG_PARTS,
        LONG_NAME,
        ACCENTS,
        File("c/" + "d/" * 200 + "x", b"x" * 513, 5),
        File("c/b\udcff", b"", 5),
        File("c/late", b"", 8**11),
        File("c/early", b"", -5),
        File("c/" + "e" * 200, b"", -5),
    ],
    ids=lambda file: file.name[:12].encode("ascii", "replace").decode(),
)
def test_what_is_written_can_be_read(file: File) -> None:
    assert read_archive(archive_bytes([file])) == [file]
    with tarfile.open(fileobj=io.BytesIO(archive_bytes([file]))) as tar:
        assert tar.getnames() == [file.name]


def test_a_name_that_is_unsafe_is_not_read_back() -> None:
    with pytest.raises(ArchiveError):
        read_archive(archive_bytes([File("c/../../x", b"")]))


@pytest.mark.parametrize("size", [2**19 - 1, 2**19, 2**21 + 1])
def test_large_data_is_compressed_in_halves_that_any_reader_joins(size: int) -> None:
    data = b"".join(b"%d, and on\n" % number for number in range(size // 8))[:size]
    packed = gzip_bytes(data)
    assert gzip.decompress(packed) == data
    assert gzip_bytes(data) == packed
    assert len(packed) < 1.05 * len(gzip.compress(data, 5)) + 100
