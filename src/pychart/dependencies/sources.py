"""Where the versions of dependencies are known and their archives are to be had: indexes, registries, folders."""

from __future__ import annotations

from pychart.dependencies.names import same_url, unmanaged_name
from pychart.errors import RepositoryError
from pychart.records import NamedTuple
from pychart.transport.access import Access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.chart.metadata import Dependency
    from pychart.repo.catalogue import Catalogue
    from pychart.repo.config import RepositoryEntry
    from pychart.repo.resolve import Source
    from pychart.settings import Settings


class RegistryOptions(NamedTuple):
    """How registries are reached: the flags of the dependency commands count for these alone, as in Helm."""

    access: Access = Access()
    plain_http: bool = False
    report: Callable[[str], None] | None = None


class ChartSources:
    """The repositories that the user knows and the others; every index is opened when it is asked for, and once."""

    def __init__(self, known: Sequence[RepositoryEntry], settings: Settings, registry: RegistryOptions) -> None:
        self._known = known
        self._settings = settings
        self.registry = registry
        self._opened: dict[str, Catalogue] = {}

    def local_version(self, path: str) -> str:
        """Give the version of the chart in a folder. Raises ChartError."""
        from pychart.chart.load import load_chart

        return load_chart(path).metadata.version

    def index_versions(self, repository: str, name: str) -> Sequence[str] | None:
        """List a chart's versions in a cached index, newest first; None where it has none. Raises RepositoryError."""
        catalogue = self._open(repository)
        return catalogue.versions(name) if name in catalogue else None

    def has_url(self, repository: str, name: str, place: int) -> bool:
        """Tell whether the index says where a version is to be had."""
        return bool(self._open(repository).entry(name, place).urls)

    def tags(self, repository: str, name: str) -> Sequence[str]:
        """List a chart's versions in a registry, newest first. Raises RepositoryError."""
        from pychart.errors import FetchError
        from pychart.registry.pull import list_versions

        access, plain_http = self.registry.access, self.registry.plain_http
        try:
            return list_versions(f"{repository}/{name}", access, self._settings, plain_http=plain_http)
        except (FetchError, RepositoryError) as problem:
            raise RepositoryError(f"could not retrieve list of tags for repository {repository}: {problem}") from None

    def find_source(self, dependency: Dependency) -> Source:
        """Find the archive of a version that was resolved (Helm: Manager.findChartURL). Raises RepositoryError."""
        from pychart.repo.resolve import merge_access

        for entry in self._known:
            if same_url(dependency.repository, entry.url):
                access = merge_access(entry, Access())
                return self._find_archive(dependency, self._open(entry.name), access)
        try:
            catalogue = self._open(unmanaged_name(dependency.repository))
        except RepositoryError:
            return self._find_elsewhere(dependency)
        return self._find_archive(dependency, catalogue, Access(origin=dependency.repository))

    def _find_archive(self, dependency: Dependency, catalogue: Catalogue, access: Access) -> Source:
        from pychart.gostd.url import UrlError
        from pychart.repo.content import parse_digest
        from pychart.repo.resolve import Source
        from pychart.repo.urls import resolve_reference

        if dependency.name not in catalogue:
            raise RepositoryError("entry not found")
        for place, version in enumerate(catalogue.versions(dependency.name)):
            if not dependency.version or _is_same_version(dependency.version, version):
                entry = catalogue.entry(dependency.name, place)
                if entry.urls:
                    try:
                        url = resolve_reference(dependency.repository, entry.urls[0])
                    except UrlError as problem:
                        raise RepositoryError(str(problem)) from None
                    return Source(url, parse_digest(entry.digest), dependency.name, version, access)
        raise RepositoryError("no matching version")

    def _find_elsewhere(self, dependency: Dependency) -> Source:
        from pychart.errors import FetchError
        from pychart.repo.resolve import find_in_repository

        try:
            return find_in_repository(
                dependency.repository, dependency.name, dependency.version, Access(), self._settings
            )
        except (FetchError, RepositoryError) as problem:
            text = f"chart {dependency.name} not found in {dependency.repository}: {problem}"
            raise RepositoryError(text) from None

    def _open(self, repository: str) -> Catalogue:
        from pychart.repo.catalogue import open_catalogue

        if repository not in self._opened:
            cache = self._settings.pychart_cache if self._settings.use_cache else ""
            self._opened[repository] = open_catalogue(self._settings.repository_cache, repository, cache)
        return self._opened[repository]


def _is_same_version(one: str, other: str) -> bool:
    from pychart.repo.model import parse_loosely

    parsed = parse_loosely(one)
    if parsed is None:
        return one == other
    return parsed == parse_loosely(other)
