"""Whether a chart is valid and complete, in Helm's words and Helm's order (pkg/chart/v2, pkg/action)."""

from __future__ import annotations

from pychart.chart.metadata import NULL_DEPENDENCY, NULL_MAINTAINER, Dependency, Metadata
from pychart.errors import ChartError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart


_MAX_NAME = 250
_ALIAS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def check_metadata(metadata: Metadata) -> None:
    """Refuse metadata that Helm does not accept; the texts must have been sanitised before.

    Raises ChartError with Helm's ``validation: ...``. Stricter than Helm in one thing: a name has at most 250
    characters, as `helm create` asks.
    """
    problem = _find_problem(metadata)
    if problem:
        raise ChartError(f"validation: {problem}")


def require_dependencies(chart: Chart) -> None:
    """Refuse a chart that lacks a dependency of its Chart.yaml; only names are compared, as Helm does.

    Raises ChartError that names all that are missing.
    """
    missing = find_missing_dependencies(chart)
    if missing:
        names = ", ".join(missing)
        raise ChartError(f"found in Chart.yaml, but missing in charts/ directory: {names}")


def find_missing_dependencies(chart: Chart) -> list[str]:
    """Name the dependencies that Chart.yaml lists and charts/ does not hold."""
    present = {dependency.name for dependency in chart.dependencies}
    return [one.name for one in chart.metadata.dependencies if one.name not in present]


def _find_problem(metadata: Metadata) -> str:
    return (
        _find_identity_problem(metadata)
        or _find_maintainer_problem(metadata)
        or _find_dependency_problem(metadata.dependencies)
    )


def _find_identity_problem(metadata: Metadata) -> str:
    name = metadata.name
    if not metadata.api_version:
        return "chart.metadata.apiVersion is required"
    if not name:
        return "chart.metadata.name is required"
    if name in (".", ".."):
        return f"chart.metadata.name {quote(name)} is not allowed"
    if "/" in name or "\0" in name or len(name) > _MAX_NAME:
        return f"chart.metadata.name {quote(name)} is invalid"
    if not metadata.version:
        return "chart.metadata.version is required"
    if not _is_version(metadata.version):
        return f"chart.metadata.version {quote(metadata.version)} is invalid"
    if metadata.type not in ("", "application", "library"):
        return "chart.metadata.type must be application or library"
    return ""


def _is_version(text: str) -> bool:
    # The common form needs no import.
    if text.isascii() and text.count(".") == 2 and text.replace(".", "").isdigit() and len(text) < 20:
        return all(text.split("."))
    from pychart.versions import InvalidVersion, parse_version

    try:
        parse_version(text)
    except InvalidVersion:
        return False
    return True


def _find_maintainer_problem(metadata: Metadata) -> str:
    if any(maintainer is NULL_MAINTAINER for maintainer in metadata.maintainers):
        return "maintainers must not contain empty or null nodes"
    return ""


def _find_dependency_problem(dependencies: tuple[Dependency, ...]) -> str:
    seen = set()
    for dependency in dependencies:
        if dependency is NULL_DEPENDENCY:
            return "dependencies must not contain empty or null nodes"
        if not _ALIAS.issuperset(dependency.alias):
            return f"dependency {quote(dependency.name)} has disallowed characters in the alias"
        key = dependency.alias or dependency.name
        if key in seen:
            return f"more than one dependency with name or alias {quote(key)}"
        seen.add(key)
    return ""
