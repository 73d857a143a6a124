"""What updating and building dependencies have in common: the chart, its repositories, and what is put into charts/."""

from __future__ import annotations

import os

from pychart import logs
from pychart.dependencies.collect import collect_archives
from pychart.dependencies.fetch import ChartFetcher, Verifying
from pychart.dependencies.lock import find_lock
from pychart.dependencies.names import LOCAL, UNMANAGED, resolve_names
from pychart.dependencies.sources import ChartSources, RegistryOptions
from pychart.dependencies.vendor import refuse_link, replace_charts, require_charts_folder
from pychart.errors import ChartError, RepositoryError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.repo.config import load_config
from pychart.transport.access import Access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.chart.metadata import Dependency
    from pychart.chart.model import Chart
    from pychart.repo.config import RepositoryEntry
    from pychart.settings import Settings

_TIMEOUT = 120.0


class DependencyOptions(NamedTuple):
    """How dependencies are brought together; each field is named after its flag.

    ``access`` and ``plain_http`` are for registries; repositories have what repositories.yaml says of them.
    ``source_date`` (seconds since 1970) stamps what is packed from folders. ``report`` is told what came from a
    registry, stderr where it is None.
    """

    skip_refresh: bool = False
    verify: bool = False
    keyring: str = ""
    access: Access = Access()
    plain_http: bool = False
    skip_digest: bool = False
    source_date: int | None = None
    report: Callable[[str], None] | None = None


class DependencyManager:
    """Works on one chart's folder; ``tell`` is told the progress in Helm's words."""

    def __init__(
        self, chart_path: str, options: DependencyOptions, settings: Settings, tell: Callable[[str], None]
    ) -> None:
        self.chart_path = chart_path
        self.tell = tell
        self._options = options
        self._settings = settings
        config = load_config(settings.repository_config)
        if config.problem and config.exists:
            raise RepositoryError(config.problem)
        self.known = config.entries
        registry = RegistryOptions(options.access, options.plain_http, options.report)
        self.sources = ChartSources(self.known, settings, registry)

    def load_chart(self) -> Chart:
        """Load the chart, and refuse links in the places that will be written to. Raises ChartError."""
        from pychart.chart.load import load_chart

        refuse_link(self.chart_path)
        for version in ("v1", "v2"):
            find_lock(self.chart_path, version)
        return load_chart(self.chart_path)

    def resolve_names(self, dependencies: Sequence[Dependency]) -> tuple[list[Dependency], dict[str, str]]:
        """Do what names.resolve_names() does for this chart, and tell of folders where people look for causes."""
        found = resolve_names(dependencies, self.known, self.chart_path)
        if logs.debug_enabled():
            for one in dependencies:
                if one.repository.startswith(LOCAL):
                    self.tell(f"Repository from local path: {one.repository}\n")
        return found

    def refresh_unmanaged(self, entries: Sequence[RepositoryEntry]) -> None:
        """Update what is kept of repositories that only their URLs tell of. Raises RepositoryError."""
        if entries and not self._options.skip_refresh:
            self.tell("Getting updates for unmanaged Helm repositories...\n")
            self._refresh(entries)

    def refresh_known(self) -> None:
        """Update the indexes of all repositories that the user knows. Raises RepositoryError."""
        if self.known and not self._options.skip_refresh:
            self.tell("Hang tight while we grab the latest from your chart repositories...\n")
            self._refresh(list({entry.url.removesuffix("/"): entry for entry in self.known}.values()))
            self.tell("Update Complete. ⎈Happy Helming!⎈\n")

    def _refresh(self, entries: Sequence[RepositoryEntry]) -> None:
        from pychart.repo.refresh import refresh_all
        from pychart.repo.resolve import require_url

        for entry in entries:
            require_url(entry.url)
        for one in refresh_all(entries, self._settings, _TIMEOUT):
            is_managed = not one.name.startswith(UNMANAGED)
            shown = quote(one.name if is_managed else one.url) + " chart repository"
            if one.problem:
                where = f" ({one.url})" if is_managed else ""
                self.tell(f"...Unable to get an update from the {shown}{where}:\n\t{one.problem}\n")
            else:
                self.tell(f"...Successfully got an update from the {shown}\n")

    def put(self, locked: Sequence[Dependency], *, must_verify: bool) -> list[Dependency]:
        """Bring the dependencies into charts/, and give them with the versions that folders turned out to have.

        Raises ChartError, FetchError, RepositoryError and OutputError; charts/ is as it was then.
        """
        self._require_indexes()
        require_charts_folder(self.chart_path)
        options = self._options
        verifying = Verifying(options.verify, must_verify, options.keyring)
        fetcher = ChartFetcher(
            self.sources,
            self._settings,
            verifying,
            skip_digest=options.skip_digest,
            source_date=options.source_date,
        )
        collection = collect_archives(locked, self.chart_path, fetcher, self.tell)
        self.tell("Deleting outdated charts\n")
        local = {one.name for one in locked if not one.repository}
        replace_charts(self.chart_path, collection.archives, local, self.tell)
        return collection.locked

    def _require_indexes(self) -> None:
        """Refuse to go on where a known repository has no index, needed or not (Helm reads them all)."""
        from pychart.filesystem import explain_os_error
        from pychart.repo.cache import find_index_path

        for entry in self.known:
            path = find_index_path(self._settings.repository_cache, entry.name)
            try:
                os.stat(path)
            except OSError as problem:
                raise RepositoryError(f"open {path}: {explain_os_error(problem)}") from None


def require_folder(chart_path: str) -> None:
    """Refuse what is no folder. Raises ChartError in Helm's words."""
    from pychart.filesystem import explain_os_error

    try:
        os.stat(chart_path)
    except OSError as problem:
        raise ChartError(f"could not find {chart_path}: stat {chart_path}: {explain_os_error(problem)}") from None
    if not os.path.isdir(chart_path):
        raise ChartError("only unpacked charts can be updated")
