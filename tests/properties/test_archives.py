"""What tarfile writes is read the same; what is cut or changed is an error or the same chart."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.archive.read import read_chart_files
from pychart.archive.write import archive_bytes
from pychart.chart.load import load_archive, load_files
from pychart.chart.save import chart_files
from pychart.errors import PychartError
from pychart.files import File
from tests.archive.packing import CHART_YAML

QUICK = settings(max_examples=60, deadline=None)
PART = st.text(st.sampled_from("abcXYZ019-_é日"), min_size=1, max_size=40)
NAMES = st.lists(PART, min_size=1, max_size=5).map("/".join)
FORMATS = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}


def write(files: dict[str, bytes], form: int) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=form, encoding="utf-8") as archive:
        for name, data in {"Chart.yaml": CHART_YAML, **files}.items():
            info = tarfile.TarInfo(f"x/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMATS)
@QUICK
@given(files=st.dictionaries(NAMES, st.binary(max_size=700), max_size=4))
def test_every_format_is_read(form: str, files: dict[str, bytes]) -> None:
    try:
        packed = write(files, FORMATS[form])
    except ValueError:  # a name too long for the format
        return
    found = {file.name: file.data for file in read_chart_files(gzip.compress(packed, 1))}
    expected = {name: data.removeprefix(b"\xef\xbb\xbf") for name, data in files.items()}  # as Helm does
    assert found == {"Chart.yaml": CHART_YAML, **expected}


def test_every_cut_and_every_changed_byte_is_an_error_or_the_same_chart() -> None:
    files = [
        File("Chart.yaml", b"apiVersion: v2\nname: c\nversion: 1.0.0\n"),
        File("values.yaml", b"a: 1\n"),
        File("templates/a.yaml", b"a: {{ .Values.a }}\n"),
    ]
    whole = archive_bytes(chart_files(load_files(files), 1))
    wanted = load_archive(whole, "c-1.0.0.tgz")
    harmless = 0
    cut = [whole[:length] for length in range(len(whole))]
    changed = [
        whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]
        for place in range(len(whole))
        for mask in (0x01, 0x80, 0xFF)
    ]
    for data in cut + changed:
        try:
            found = load_archive(data, "c-1.0.0.tgz")
        except PychartError:
            continue
        harmless += 1
        assert (found.metadata, found.values) == (wanted.metadata, wanted.values)
        assert [file[:2] for file in found.templates] == [file[:2] for file in wanted.templates]
    # Only the head of gzip has bytes that do not matter: the time, the system, and the mark that Helm leaves.
    assert 0 < harmless < 3 * whole.index(b"Helm\0") + 15
