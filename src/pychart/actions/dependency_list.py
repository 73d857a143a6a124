"""List a chart's dependencies and say which of them are there (Helm: pkg/action, dependency.go)."""

from __future__ import annotations

import os

from pychart.chart.load import load_chart
from pychart.errors import ChartError
from pychart.gostd.path import join

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.metadata import Dependency
    from pychart.chart.model import Chart


class DependencyList:
    """What `dependency list` has found.

    ``rows`` holds name, version, repository and status of each dependency, None where the chart speaks of none;
    ``warnings`` are lines about what else is in charts/.
    """

    def __init__(self, rows: list[tuple[str, str, str, str]] | None, warnings: list[str]) -> None:
        self.rows = rows
        self.warnings = warnings


def list_dependencies(path: str) -> DependencyList:
    """List the dependencies of the chart in a folder or an archive.

    Raises ChartError where the chart cannot be loaded.
    """
    chart = load_chart(path, any_version=True)
    dependencies = chart.metadata.dependencies
    if not dependencies and not has_dependency_list(chart):
        return DependencyList(None, [f"WARNING: no dependencies at {join(path, 'charts')}"])
    rows = [(one.name, one.version, one.repository, find_status(path, one, chart)) for one in dependencies]
    return DependencyList(rows, _find_strangers(path, {one.name for one in dependencies}))


def find_status(path: str, dependency: Dependency, chart: Chart) -> str:
    """Tell whether a dependency of the chart at ``path`` is there.

    The result is ``ok``, ``missing``, ``unpacked``, ``wrong version``, ``too many matches``, ``corrupt``,
    ``misnamed``, ``invalid version`` or ``bad pattern``.
    """
    from pychart.filesystem import glob

    try:
        archives = glob(join(path, "charts", f"{dependency.name}-*.tgz"))
    except ValueError:
        return "bad pattern"
    if len(archives) > 1:
        archives = [archive for archive in archives if _names_version(archive, dependency.name)]
        if len(archives) > 1:
            return "too many matches"
    if archives and os.path.exists(archives[0]):
        return _judge_archive(archives[0], dependency)
    return _judge_unpacked(chart, dependency)


def _judge_archive(archive: str, dependency: Dependency) -> str:
    try:
        chart = load_chart(archive, any_version=True)
    except ChartError:
        return "corrupt"
    if chart.name != dependency.name:
        return "misnamed"
    return _judge_version(chart, dependency) or "ok"


def _judge_unpacked(chart: Chart, dependency: Dependency) -> str:
    matching = [one for one in chart.dependencies if one.name == dependency.name]
    if not matching:
        return "missing"
    return _judge_version(matching[-1], dependency) or "unpacked"


def _judge_version(chart: Chart, dependency: Dependency) -> str:
    """Say what is wrong with the version that is there; nothing where it is as asked."""
    if chart.metadata.version == dependency.version:
        return ""
    from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, parse_version

    try:
        meets = Constraint.parse(dependency.version).check(parse_version(chart.metadata.version))
    except (InvalidConstraint, InvalidVersion):
        return "invalid version"
    return "" if meets else "wrong version"


def _names_version(archive: str, name: str) -> bool:
    from pychart.versions import InvalidVersion, parse_version

    stem = os.path.basename(archive).removesuffix(".tgz")
    try:
        parse_version(stem.removeprefix(f"{name}-"), strict=True)
    except InvalidVersion:
        return False
    return True


def _find_strangers(path: str, names: set[str]) -> list[str]:
    """Warn of what is in charts/ and is no chart or no dependency."""
    from pychart.filesystem import glob
    from pychart.gostd.strconv import quote

    try:
        entries = glob(join(path, "charts", "*"))
    except ValueError as problem:
        return [str(problem)]
    warnings = []
    for entry in entries:
        if not os.path.isdir(entry) and not entry.endswith(".tgz"):
            continue
        try:
            chart = load_chart(entry, any_version=True)
        except ChartError:
            warnings.append(f"WARNING: {quote(entry)} is not a chart.")
            continue
        if chart.name not in names:
            warnings.append(f"WARNING: {quote(entry)} is not in Chart.yaml.")
    return warnings


def has_dependency_list(chart: Chart) -> bool:
    """Tell whether an empty list of dependencies stands in the chart's files."""
    from pychart.yamlio import load

    texts = [file.data for file in chart.raw if file.name in ("Chart.yaml", "requirements.yaml")]
    return any(_has_list(load(text)) for text in texts)


def _has_list(value: object) -> bool:
    return isinstance(value, dict) and any(
        key.lower() == "dependencies" and item is not None for key, item in value.items()
    )
