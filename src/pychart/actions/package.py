"""Package a chart into an archive."""

from __future__ import annotations

import os

from pychart.chart.load import load_chart
from pychart.chart.save import save_chart
from pychart.errors import ChartError, PychartError, UsageError


def package(
    path: str | os.PathLike[str],
    *,
    destination: str | os.PathLike[str] = ".",
    version: str | None = None,
    app_version: str | None = None,
    source_date: int | None = None,
) -> str:
    """Write ``NAME-VERSION.tgz`` for a chart folder (Helm: pkg/action, package.go).

    ``version`` and ``app_version`` replace those of Chart.yaml. ``source_date`` (seconds since 1970) stamps every
    member of the archive; without it each keeps its file's time. Returns the archive's absolute path. Raises
    ChartError for an invalid chart, OutputError where the archive cannot be written.
    """
    from pychart.chart.check import require_dependencies

    _require_folder(path)
    chart = load_chart(path)
    changes = {}
    if version:
        _require_version(version)
        changes["version"] = version
    if app_version:
        changes["app_version"] = app_version
    if changes:
        chart = chart.with_metadata(**changes)
    require_dependencies(chart)
    return save_chart(chart, destination, source_date=source_date)


def _require_folder(path: str | os.PathLike[str]) -> None:
    try:
        os.stat(path)
    except OSError as error:
        raise ChartError(f"stat {path}: {(error.strerror or 'unreadable').lower()}") from error
    if not os.path.isdir(path):
        file = f"{os.path.abspath(path)}/Chart.yaml"
        raise ChartError(f"unable to detect chart at {file}: open {file}: not a directory")


def _require_version(text: str) -> None:
    from pychart.versions import InvalidVersion, parse_version

    try:
        parse_version(text)
    except InvalidVersion as error:
        raise UsageError(str(error)) from None


def read_source_date(text: str | None) -> int | None:
    """Read SOURCE_DATE_EPOCH: whole seconds since 1970, None where it is not set.

    Raises PychartError for anything else, in Helm's words.
    """
    if not text:
        return None
    from pychart.gostd.strconv import parse_int

    try:
        seconds = parse_int(text, 10, 64)
    except ValueError as error:
        raise PychartError(f"invalid SOURCE_DATE_EPOCH: {error}") from error
    if seconds < 0:
        raise PychartError("invalid SOURCE_DATE_EPOCH: must not be negative")
    return int(seconds)
