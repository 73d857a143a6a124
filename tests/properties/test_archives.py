"""What tarfile writes in any of its formats, our reader reads the same."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.archive.read import read_chart_files
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
