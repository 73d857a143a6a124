"""Download chart archives, from the content cache where it has them, and check that they are what was asked for."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ChartError, FetchError, OutputError, RepositoryError
from pychart.records import NamedTuple
from pychart.repo.content import compute_digest, parse_digest, read_content, write_content
from pychart.repo.resolve import find_in_repository as find_in_repository
from pychart.repo.resolve import resolve_url as resolve_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.chart.metadata import Metadata
    from pychart.repo.resolve import Source
    from pychart.settings import Settings

_ACCEPT = "application/gzip,application/octet-stream"


class Downloaded(NamedTuple):
    """A chart's archive in memory.

    ``digest`` is the sha256 of ``data`` in hex. ``provenance`` is the content of the ``.prov`` file where it was asked
    for and is there; ``missing`` says why it is not.
    """

    name: str
    version: str
    data: bytes
    digest: str
    provenance: bytes | None = None
    missing: str = ""
    saved_as: str = ""

    @property
    def file_name(self) -> str:
        """The name of the archive's file: ``web-1.2.0.tgz``; what comes from a registry is named by its tag (Helm)."""
        return self.saved_as or f"{self.name}-{self.version}.tgz"


class DownloadOptions(NamedTuple):
    """How to download.

    ``provenance`` asks for the ``.prov`` file too, ``keep`` puts what was fetched into the content cache,
    ``skip_digest`` takes an archive whose digest is not the index's. ``progress`` is told of it
    as transport.fetch.request says; ``report`` is told what came from a registry, stderr where it is None.
    """

    provenance: bool = False
    keep: bool = True
    skip_digest: bool = False
    progress: Callable[[int, int], None] | None = None
    report: Callable[[str], None] | None = None


_OPTIONS = DownloadOptions()


def download_chart(source: Source, settings: Settings, options: DownloadOptions = _OPTIONS) -> Downloaded:
    """Give the archive that a source names, from the content cache if it has the digest.

    An archive that is damaged, that has another digest, name or version than the index says, or is no chart, is
    refused before anything of it is kept. Raises FetchError, ArchiveError, ChartError and RepositoryError.
    """
    if source.url.startswith("oci://"):
        return _pull(source, settings, options)
    source = source._replace(digest=parse_digest(source.digest))
    data = read_content(settings.content_cache, source.digest) if source.digest else None
    digest = source.digest
    if data is None:
        data, digest = _fetch(source, options)
        metadata = _require_chart(data, source)
        if options.keep:
            _keep(settings, digest, data)
    else:
        metadata = _require_chart(data, source)
    provenance, missing = _find_provenance(source, digest, settings, options) if options.provenance else (None, "")
    return Downloaded(metadata.name, metadata.version, data, digest, provenance, missing)


def _pull(source: Source, settings: Settings, options: DownloadOptions) -> Downloaded:
    """Get a chart from a registry, which has checked its digest."""
    from pychart.registry.artifact import PROVENANCE
    from pychart.registry.pull import pull_resolved

    access = source.access
    if access.origin and not access.pass_credentials:
        # They belong to the repository whose index named the registry, not to the registry.
        access = access._replace(username="", password="")
    pulled = pull_resolved(
        source.url,
        access,
        settings,
        plain_http=source.plain_http,
        provenance=options.provenance,
        progress=options.progress,
    )
    report = options.report or logs.tell
    report(pulled.summary)
    metadata = _require_chart(pulled.data, source)
    digest = compute_digest(pulled.data)
    if options.keep:
        _keep(settings, digest, pulled.data)
    missing = ""
    if pulled.provenance is not None:
        report(pulled.summary)
        if options.keep:
            _keep(settings, digest, pulled.provenance, "prov")
    elif options.provenance:
        missing = f"manifest does not contain a layer with mediatype {PROVENANCE}"
    name, colon, tag = source.url.rpartition("/")[2].rpartition(":")
    saved_as = f"{name}-{tag}.tgz" if colon else ""
    return Downloaded(metadata.name, metadata.version, pulled.data, digest, pulled.provenance, missing, saved_as)


def _fetch(source: Source, options: DownloadOptions) -> tuple[bytes, str]:
    from pychart.transport.access import redact
    from pychart.transport.fetch import request

    answer = request(source.url, "chart", source.access, accept=_ACCEPT, progress=options.progress)
    if source.digest and answer.digest != source.digest and not options.skip_digest:
        raise RepositoryError(
            f"the archive at {redact(source.url)} has the digest sha256:{answer.digest}, but the index says"
            f" sha256:{source.digest}; after `helm repo update`, or with --insecure-skip-digest-verify, it may be taken"
        )
    return answer.data, answer.digest


def _require_chart(data: bytes, source: Source) -> Metadata:
    """Read the archive to its end and give what it says of itself; refuse what is not the chart that was wanted."""
    from pychart.archive.read import read_chart_files
    from pychart.archive.sniff import require_gzip
    from pychart.chart.load import read_metadata
    from pychart.transport.access import redact

    shown = redact(source.url)
    require_gzip(data, shown)
    try:
        metadata = read_metadata(read_chart_files(data))
    except ChartError as problem:
        raise type(problem)(f"the archive at {shown} is no usable chart: {problem}") from None
    if source.name and not _is_wanted(metadata, source):
        held, wanted = f"{metadata.name} {metadata.version}", f"{source.name} {source.version}"
        raise ChartError(f"the archive at {shown} holds the chart {held} instead of {wanted}")
    return metadata


def _is_wanted(metadata: Metadata, source: Source) -> bool:
    from pychart.repo.model import parse_loosely

    if metadata.name != source.name:
        return False
    if metadata.version == source.version:
        return True
    versions = [parse_loosely(metadata.version), parse_loosely(source.version)]
    return versions[0] is not None and versions[0] == versions[1]


def _find_provenance(
    source: Source, digest: str, settings: Settings, options: DownloadOptions
) -> tuple[bytes | None, str]:
    """Give the provenance file of an archive, or the reason why there is none."""
    kept = read_content(settings.content_cache, digest, "prov")
    if kept is not None:
        return kept, ""
    from pychart.transport.fetch import fetch

    try:
        data = fetch(find_provenance_url(source.url), "provenance", source.access)
    except FetchError as problem:
        return None, str(problem)
    if options.keep:
        _keep(settings, digest, data, "prov")
    return data, ""


def _keep(settings: Settings, digest: str, data: bytes, kind: str = "chart") -> None:
    """Put what was fetched into the content cache; one that cannot be written is no cache, which is told."""
    try:
        write_content(settings.content_cache, digest, data, kind)
    except OutputError as problem:
        logs.warn("the content cache cannot be used", error=problem)


def find_provenance_url(url: str) -> str:
    """Give the URL of an archive's provenance file: ``.prov`` behind the path, before the query."""
    path, sign, query = url.partition("?")
    return f"{path}.prov{sign}{query}"
