"""From version ranges to versions: what Chart.lock will say (Helm: internal/resolver).

The resolver asks a source for the versions there are; whether they come from indexes, registries or a test, and how
they got there, it does not know.
"""

from __future__ import annotations

from pychart.chart.metadata import Dependency
from pychart.dependencies.names import LOCAL, OCI, find_local
from pychart.errors import ChartError, RepositoryError
from pychart.gostd.path import join
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    from pychart.versions import Constraint

    class VersionSource(Protocol):
        """Knows which versions of charts there are. What it raises is the user's to read."""

        def local_version(self, path: str) -> str:
            """Give the version of the chart in a folder."""

        def index_versions(self, repository: str, name: str) -> Sequence[str] | None:
            """List a chart's versions in the index of a repository, newest first; None where it is not in there."""

        def has_url(self, repository: str, name: str, place: int) -> bool:
            """Tell whether the index says where one of these versions is to be had; ``place`` counts in the list."""

        def tags(self, repository: str, name: str) -> Sequence[str]:
            """List a chart's versions in a registry, newest first; ``repository`` is the URL above the chart."""


def resolve_dependencies(
    dependencies: Sequence[Dependency], names: Mapping[str, str], chart_path: str, source: VersionSource
) -> list[Dependency]:
    """Give each dependency with the newest version that it accepts, and nothing but name, repository and version.

    ``names`` says by a dependency's name in which repository's index to look. A dependency without a repository must
    be in charts/, and stays as it is. Raises ChartError and RepositoryError in Helm's words.
    """
    locked = []
    missing = []
    for one in dependencies:
        version = _find_version(one, _parse_range(one), names, chart_path, source)
        if version is None:
            missing.append(f"{quote(one.name)} (repository {quote(one.repository)}, version {quote(one.version)})")
        else:
            locked.append(Dependency(one.name, version, one.repository))
    if missing:
        raise RepositoryError(
            f"can't get a valid version for {len(missing)} subchart(s): {', '.join(missing)}. Make sure a matching"
            " chart version exists in the repo, or change the version constraint in Chart.yaml"
        )
    return locked


def _parse_range(dependency: Dependency) -> Constraint:
    from pychart.versions import Constraint, InvalidConstraint

    try:
        return Constraint.parse(dependency.version)
    except InvalidConstraint as problem:
        name = quote(dependency.name)
        raise ChartError(f"dependency {name} has an invalid version/constraint format: {problem}") from None


def _find_version(
    dependency: Dependency, wanted: Constraint, names: Mapping[str, str], chart_path: str, source: VersionSource
) -> str | None:
    repository = dependency.repository
    if not repository:
        find_local(join("charts", dependency.name), chart_path)
        return dependency.version
    if repository.startswith(LOCAL):
        version = source.local_version(find_local(repository, chart_path))
        return version if _accepts(wanted, version) else None
    if repository.startswith(OCI):
        return _find_tag(dependency, wanted, source)
    return _find_in_index(dependency, wanted, names[dependency.name], source)


def _find_tag(dependency: Dependency, wanted: Constraint, source: VersionSource) -> str:
    """Give an explicit version as it is; the registry is asked for ranges alone.

    A range that no tag meets is left in place, and refused when the chart is fetched (Helm).
    """
    from pychart.repo.model import parse_loosely

    if parse_loosely(dependency.version) is not None:
        return dependency.version
    tags = source.tags(dependency.repository, dependency.name)
    return next((tag for tag in tags if _accepts(wanted, tag)), dependency.version)


def _find_in_index(dependency: Dependency, wanted: Constraint, repository: str, source: VersionSource) -> str | None:
    try:
        versions = source.index_versions(repository, dependency.name)
    except RepositoryError as problem:
        text = f"no cached repository for {repository} found. (try 'helm repo update'): {problem}"
        raise RepositoryError(text) from None
    if versions is None:
        raise RepositoryError(f"{dependency.name} chart not found in repo {dependency.repository}")
    for place, version in enumerate(versions):
        if _accepts(wanted, version) and source.has_url(repository, dependency.name, place):
            return version
    return None


def _accepts(wanted: Constraint, text: str) -> bool:
    from pychart.repo.model import parse_loosely

    version = parse_loosely(text)
    return version is not None and wanted.check(version)
