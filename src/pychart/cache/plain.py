"""Charts as plain data: tuples, dicts and numbers that can be marshalled, with the content of files beside them."""

from __future__ import annotations

import os

from pychart.cache.storage import open_own
from pychart.chart.metadata import Dependency, Maintainer, Metadata
from pychart.chart.model import Chart
from pychart.errors import ChartError
from pychart.files import File, stamp_content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Row = tuple[str, int, int, int, bytes]
    """Name, place in the blob, size, time, and digest of the content."""


class Blob:
    """The contents of a chart's files, one behind the other in one file, of which only what is asked for is read.

    ``rebuild`` makes all of it anew; it is called where the file turns out to be damaged.
    """

    def __init__(self, path: str, rebuild: Callable[[], bytes]) -> None:
        self._descriptor = -1
        self._descriptor = open_own(path)
        self._rebuild = rebuild
        self._rebuilt: bytes | None = None

    def read(self, start: int, size: int, stamp: bytes) -> bytes:
        """Give a part, once its digest has been checked. Raises ChartError where the chart has changed meanwhile."""
        data = b"" if self._rebuilt else os.pread(self._descriptor, size, start)
        if len(data) == size and stamp_content(data) == stamp:
            return data
        if self._rebuilt is None:
            self._rebuilt = self._rebuild()
        data = self._rebuilt[start : start + size]
        if stamp_content(data) != stamp:
            raise ChartError("the chart changed while it was rendered")
        return data

    def __del__(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)


class CachedFile(File):
    """A file whose content is read when it is asked for; its place in the blob stands where the content would."""

    __slots__ = ()

    @property
    def data(self) -> bytes:
        """The content."""
        blob, start, size, stamp = self[1]
        content: bytes = blob.read(start, size, stamp)  # type: ignore[attr-defined]
        return content

    @property
    def stamp(self) -> bytes:
        """What stands for the content where only its being the same matters."""
        found: bytes = self[1][3]  # type: ignore[assignment]
        return found


def to_plain(chart: Chart, blob: bytearray) -> tuple[Any, ...]:
    """Give a chart as plain data; the content of its files is added to the blob."""
    metadata = chart.metadata
    fields = [getattr(metadata, name) for name in Metadata._fields]
    fields[_MAINTAINERS] = [(m.name, m.email, m.url) for m in metadata.maintainers]
    fields[_DEPENDENCIES] = [
        tuple(getattr(dependency, name) for name in Dependency._fields) for dependency in metadata.dependencies
    ]
    return (
        tuple(fields),
        chart.values,
        chart.schema,
        chart.lock,
        _plain_files(chart.templates, blob),
        _plain_files(chart.files, blob),
        [to_plain(dependency, blob) for dependency in chart.dependencies],
    )


_MAINTAINERS = Metadata._fields.index("maintainers")
_DEPENDENCIES = Metadata._fields.index("dependencies")


def _plain_files(files: tuple[File, ...], blob: bytearray) -> list[Row]:
    rows = []
    for file in files:
        data = file.data
        rows.append((file.name, len(blob), len(data), file.modified, stamp_content(data)))
        blob += data
    return rows


def from_plain(plain: tuple[Any, ...], blob: Blob) -> Chart:
    """Make the chart again; its files are read from the blob when they are looked at."""
    fields, values, schema, lock, templates, files, dependencies = plain
    fields = list(fields)
    fields[_MAINTAINERS] = tuple(Maintainer(*facts) for facts in fields[_MAINTAINERS])
    fields[_DEPENDENCIES] = tuple(Dependency(*facts) for facts in fields[_DEPENDENCIES])
    return Chart(
        metadata=Metadata(*fields),
        values=values,
        schema=schema,
        lock=lock,
        templates=_restore_files(templates, blob),
        files=_restore_files(files, blob),
        dependencies=tuple([from_plain(dependency, blob) for dependency in dependencies]),
    )


def _restore_files(rows: list[Row], blob: Blob) -> tuple[File, ...]:
    make: Any = CachedFile
    return tuple([make(name, (blob, start, size, stamp), modified) for name, start, size, modified, stamp in rows])
