"""A chart as files again: the members of its archive in Helm's order, or a folder (Helm: chart/v2/util, save.go)."""

from __future__ import annotations

import os

from pychart.chart.check import check_metadata
from pychart.chart.metadata import metadata_yaml, sanitise_metadata
from pychart.errors import ChartError, FunctionError, OutputError
from pychart.files import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.chart.model import Chart


def chart_files(chart: Chart, source_date: int | None = None) -> list[File]:
    """List the members of the chart's archive, the top folder included.

    Chart.yaml and Chart.lock are written anew, everything else is as it was read; subcharts follow, unpacked, in the
    order in which charts/ holds them. ``source_date`` (seconds since 1970) replaces all times. Raises ChartError.
    """
    if source_date is None:
        return list(_member_files(chart, ""))
    stamped = _stamp(chart, source_date)
    return [file._replace(modified=source_date) for file in _member_files(stamped, "")]


def save_chart(chart: Chart, destination: str | os.PathLike[str], *, source_date: int | None = None) -> str:
    """Write ``NAME-VERSION.tgz`` into a folder, which is made where it is missing, and give its path.

    The folder ``.`` gives an absolute path, as Helm does. Raises ChartError for a chart that may not be packed and
    OutputError where the archive cannot be written.
    """
    from pychart.filesystem import atomic_write, make_folder

    try:
        name, data = pack_chart(chart, source_date=source_date)
    except ChartError as problem:
        raise ChartError(f"failed to save: {problem}") from None
    folder = os.fspath(destination)
    folder = os.getcwd() if folder == "." else os.path.normpath(folder)
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise OutputError(f"failed to save: is not a directory: {folder}")
    make_folder(folder)
    path = os.path.join(folder, name)
    atomic_write(path, data)
    return path


def pack_chart(chart: Chart, *, source_date: int | None = None) -> tuple[str, bytes]:
    """Give the name of the chart's archive and its bytes. Raises ChartError for a chart that may not be packed."""
    from pychart.archive.write import archive_bytes

    chart = chart._replace(metadata=sanitise_metadata(chart.metadata))
    try:
        check_metadata(chart.metadata)
        files = chart_files(chart, source_date)
    except ChartError as problem:
        text = str(problem)
        raise ChartError(f"chart validation: {text}" if text.startswith("validation: ") else text) from None
    return archive_name(chart), archive_bytes(files)


def archive_name(chart: Chart) -> str:
    """Give the name of the chart's archive; the version stands as Chart.yaml says it."""
    return f"{chart.name}-{chart.metadata.version}.tgz"


def save_folder(chart: Chart, folder: str | os.PathLike[str]) -> None:
    """Write a chart's files into ``folder``: Chart.yaml anew, subcharts as archives in charts/ (Helm: SaveDir).

    Raises OutputError.
    """
    from pychart.archive.write import archive_bytes
    from pychart.filesystem import make_folder, write_below

    make_folder(folder)
    for file in _own_files(chart):
        if file.name != "Chart.lock":
            write_below(folder, file.name, file.data)
    for dependency in chart.dependencies:
        write_below(folder, f"charts/{archive_name(dependency)}", archive_bytes(chart_files(dependency)))


def _member_files(chart: Chart, prefix: str) -> Iterator[File]:
    base = f"{prefix}{chart.name}/"
    for file in _own_files(chart):
        yield file._replace(name=base + file.name)
    for dependency in chart.dependencies:
        yield from _member_files(dependency, f"{base}charts/")


def _own_files(chart: Chart) -> Iterator[File]:
    times = {file.name: file.modified for file in chart.raw}
    written = metadata_yaml(chart.metadata).encode("utf-8", "surrogateescape")
    yield File("Chart.yaml", written, times.get("Chart.yaml", 0))
    if chart.lock is not None and chart.metadata.api_version == "v2":
        yield _lock_file(chart.lock, times.get("Chart.lock", 0))
    for file in chart.raw:
        if file.name == "values.yaml":
            yield file
    if chart.schema is not None:
        _require_json(chart.schema)
        yield File("values.schema.json", chart.schema, times.get("values.schema.json", 0))
    yield from chart.templates
    yield from chart.files


def _lock_file(lock: dict[str, Any], modified: int) -> File:
    from pychart.chart.lock import lock_time
    from pychart.yamlio import dump

    made = lock_time(lock)
    return File("Chart.lock", f"{dump(lock)}\n".encode(), modified if made is None else made)


def _require_json(schema: bytes) -> None:
    from pychart.gostd.json import unmarshal

    try:
        unmarshal(schema.decode("utf-8", "surrogateescape"))
    except FunctionError:
        raise ChartError("invalid JSON in values.schema.json") from None


def _stamp(chart: Chart, seconds: int) -> Chart:
    """Give the chart with its locks made at one moment (Helm: StampModTimes)."""
    from pychart.chart.lock import format_lock_time

    lock = chart.lock and {**chart.lock, "generated": format_lock_time(seconds)}
    return chart._replace(lock=lock, dependencies=tuple([_stamp(one, seconds) for one in chart.dependencies]))
