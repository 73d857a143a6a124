"""Fetch one dependency's archive from a server, or pack it from a folder; what is asked for is checked."""

from __future__ import annotations

from pychart import logs
from pychart.dependencies.collect import Archive
from pychart.dependencies.names import OCI, find_local
from pychart.errors import ChartError, FetchError, PychartError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.chart.metadata import Dependency
    from pychart.dependencies.sources import ChartSources
    from pychart.repo.download import Downloaded
    from pychart.repo.resolve import Source
    from pychart.settings import Settings


class Verifying(NamedTuple):
    """Whether archives are checked against their provenance files, by the public keys of ``keyring``.

    ``is_required`` refuses an archive without one, else that is told and the archive is taken.
    """

    is_on: bool = False
    is_required: bool = False
    keyring: str = ""


class ChartFetcher:
    """Knows how every kind of dependency is brought here."""

    def __init__(
        self,
        sources: ChartSources,
        settings: Settings,
        verifying: Verifying,
        *,
        skip_digest: bool = False,
        source_date: int | None = None,
    ) -> None:
        self._sources = sources
        self._settings = settings
        self._verifying = verifying
        self._skip_digest = skip_digest
        self._source_date = source_date

    def pack(self, dependency: Dependency, chart_path: str) -> tuple[Archive, str]:
        """Pack the chart in the folder that a dependency names, and give its version, too.

        Raises ChartError in Helm's words (Manager, tarFromLocalDir).
        """
        from pychart.chart.load import load_chart
        from pychart.chart.save import pack_chart
        from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, parse_version

        name = dependency.name
        chart = load_chart(find_local(dependency.repository, chart_path))
        try:
            is_met = Constraint.parse(dependency.version).check(parse_version(chart.metadata.version))
        except InvalidConstraint as problem:
            raise ChartError(f"dependency {name} has an invalid version/constraint format: {problem}") from None
        except InvalidVersion as problem:
            raise ChartError(str(problem)) from None
        if not is_met:
            raise ChartError(f"can't get a valid version for dependency {name}")
        return Archive(*pack_chart(chart, source_date=self._source_date)), chart.metadata.version

    def find(self, dependency: Dependency) -> tuple[str, Callable[[], Archive]]:
        """Find out where a dependency's archive is; gives its URL and what fetches it.

        Raises FetchError and RepositoryError; what is given raises these and ChartError.
        """
        if dependency.repository.startswith(OCI):
            return f"{dependency.repository}/{dependency.name}", lambda: self._pull(dependency)
        source = self._sources.find_source(dependency)
        return source.url, lambda: self._download(source)

    def _pull(self, dependency: Dependency) -> Archive:
        """Get a dependency from a registry, whose tags may have to be asked for."""
        from pychart.repo.resolve import resolve_url

        registry = self._sources.registry
        url = f"{dependency.repository}/{dependency.name}"
        try:
            source = resolve_url(
                url, dependency.version, registry.access, self._settings, plain_http=registry.plain_http
            )
        except PychartError as problem:
            raise FetchError(f"could not download {url}: {problem}") from None
        return self._download(source, url)

    def _download(self, source: Source, shown: str = "") -> Archive:
        from pychart.repo.download import DownloadOptions, download_chart
        from pychart.transport.access import redact

        pulled: list[str] = []
        options = DownloadOptions(
            provenance=self._verifying.is_on,
            keep=False,
            skip_digest=self._skip_digest,
            report=pulled.append,
        )
        try:
            found = download_chart(source, self._settings, options)
            told = self._verify(source, found) if self._verifying.is_on else ""
        except PychartError as problem:
            kind = FetchError if isinstance(problem, FetchError) else ChartError
            raise kind(f"could not download {shown or redact(source.url)}: {problem}") from None
        return Archive(_file_name(source.url, found), found.data, told, self._announce("".join(pulled)))

    def _announce(self, pulled: str) -> Callable[[], None] | None:
        """Give what tells of a registry's chart when its turn comes."""
        if not pulled:
            return None
        report = self._sources.registry.report or logs.tell
        return lambda: report(pulled)

    def _verify(self, source: Source, found: Downloaded) -> str:
        """Check an archive's signature; gives what is to be told."""
        from pychart.errors import ProvenanceError
        from pychart.gostd.strconv import quote
        from pychart.provenance.verify import verify_archive
        from pychart.repo.download import find_provenance_url
        from pychart.transport.access import redact

        shown = redact(source.url)
        if found.provenance is None:
            if self._verifying.is_required:
                raise ProvenanceError(f"failed to fetch provenance {quote(redact(find_provenance_url(source.url)))}")
            return f"WARNING: Verification not found for {shown}: {found.missing}\n"
        verify_archive(_file_name(source.url, found), found.data, found.provenance, self._verifying.keyring)
        return ""


def _file_name(url: str, found: Downloaded) -> str:
    """Name the archive's file as Helm does, by the last element of the URL's path, where that is a plain name."""
    from pychart.gostd.url import UrlError, parse_url

    if found.saved_as:
        return found.saved_as
    try:
        name = parse_url(url).path.rstrip("/").rpartition("/")[2]
    except UrlError:
        name = ""
    is_plain = name.isprintable() and "\0" not in name and not name.startswith(".") and len(name.encode()) < 256
    return name if name and is_plain else found.file_name
