"""Archives as folders: lint looks at a chart's files as they stand on disk, .helmignore among them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from pychart.archive.limits import MAX_BYTES
from pychart.archive.read import read_chart_files
from pychart.chart.metadata import parse_metadata
from pychart.errors import ArchiveError, ChartError, PychartError, YamlError
from pychart.filesystem import read_file, write_below
from pychart.gostd.path import base
from pychart.gostd.strconv import quote
from pychart.yamlio import load_exact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.files import File


@contextmanager
def unpack_archive(path: str) -> Iterator[str]:
    """Give a folder with the chart of an archive; it goes away afterwards. Raises ArchiveError."""
    try:
        data = read_file(path, limit=MAX_BYTES, error=ArchiveError)
    except ArchiveError as problem:
        kind = "extract" if str(problem).endswith("is a directory") else "open"
        raise ArchiveError(f"unable to {kind} tarball: {problem}") from None
    with tempfile.TemporaryDirectory(prefix="helm-lint") as folder:
        try:
            files = read_chart_files(data)
            name = _require_name(files)
            for file in files:
                write_below(f"{folder}/{name}", file.name, file.data)
        except PychartError as problem:
            raise ArchiveError(f"unable to extract tarball: {problem}") from None
        yield f"{folder}/{name}"


def _require_name(files: list[File]) -> str:
    """Give the name in Chart.yaml, by which the folder is called. Raises ChartError."""
    name = ""
    for file in files:
        if file.name == "Chart.yaml":
            try:
                name = parse_metadata(load_exact(file.data)).name
            except YamlError as problem:
                raise ChartError(f"cannot load Chart.yaml: {problem}") from None
    if not name:
        raise ChartError("chart name not specified")
    if name in (".", ".."):
        raise ChartError(f"chart name {quote(name)} is not allowed")
    if name != base(name):
        raise ChartError(f"chart name {quote(name)} must not contain path separators")
    return name
