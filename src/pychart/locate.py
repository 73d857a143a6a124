"""Where a chart is, given what the user typed (Helm: pkg/action, LocateChart)."""

from __future__ import annotations

import os

from pychart.errors import ChartError, RepositoryError
from pychart.records import NamedTuple
from pychart.transport.access import Access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.chart.model import Chart
    from pychart.provenance.verify import Verification
    from pychart.repo.download import Downloaded
    from pychart.repo.resolve import Source
    from pychart.settings import Settings


class ChartQuery(NamedTuple):
    """What the user said of the chart that is wanted; each field but the first is named after its flag.

    ``reference`` is a path, a URL (also of a registry), ``repo/name``, or a name where ``repo`` is the URL of a
    repository. ``verify`` asks for a signature by a key of ``keyring``. ``skip_digest``
    (--insecure-skip-digest-verify) takes an archive whose digest is not the one in the repository's index.
    ``progress`` is told of the download (see transport.fetch), ``report`` what a registry gave (stderr where it is
    None).
    """

    reference: str
    repo: str = ""
    version: str = ""
    devel: bool = False
    verify: bool = False
    keyring: str = ""
    access: Access = Access()
    plain_http: bool = False
    skip_digest: bool = False
    progress: Callable[[int, int], None] | None = None
    report: Callable[[str], None] | None = None


class Found(NamedTuple):
    """A chart that was found: the absolute path of its folder or archive, and what of it is in memory already.

    Where ``data`` is given it is the chart, whatever is at the path by now: it was verified, or could not be kept.
    """

    path: str
    data: bytes | None = None


def find_chart(query: ChartQuery, settings: Settings) -> Found:
    """Find a chart's folder or archive; what is elsewhere is fetched into the content cache.

    With ``verify`` the archive has been checked against its provenance file, and its bytes come along, so that no
    other ones can take their place. Raises ChartError where there is no such chart, FetchError, RepositoryError and
    ProvenanceError, all in Helm's words.
    """
    reference = query.reference.strip()
    if not query.repo:
        if os.path.exists(reference):
            path = os.path.abspath(reference)
            return Found(path, _read_verified(path, query.keyring) if query.verify else None)
        if os.path.isabs(reference) or reference.startswith("."):
            raise ChartError(f'path "{reference}" not found')
    return _recall(query, settings) or _find_elsewhere(query, settings)


def load_found(found: Found, *, any_version: bool = False) -> Chart:
    """Load the chart that find_chart found. This is the only way from what a user typed to a chart.

    ``any_version`` skips the look at apiVersion, as `show` does. Raises ChartError.
    """
    from pychart.chart.load import load_archive, load_chart

    if found.data is not None:
        return load_archive(found.data, found.path, any_version=any_version)
    return load_chart(found.path, any_version=any_version)


def find_version(query: ChartQuery) -> str:
    """Give the version or range that is asked for: --devel counts where --version says nothing."""
    return query.version.strip() or (">0.0.0-0" if query.devel else "")


def load_reference(reference: str, *, any_version: bool = False) -> Chart:
    """Load the chart that a path, a URL or ``repo/name`` names.

    ``any_version`` skips the look at apiVersion, as `show` does. Raises what find_chart raises.
    """
    from pychart.settings import Settings

    return load_found(find_chart(ChartQuery(reference), Settings.from_environment()), any_version=any_version)


def resolve_chart(query: ChartQuery, settings: Settings) -> Source:
    """Find out where the archive of a chart that is not here is. Raises what find_chart raises."""
    from pychart.repo.resolve import find_in_repository, resolve_url

    reference, version = query.reference.strip(), find_version(query)
    if query.repo:
        return find_in_repository(query.repo, reference, version, query.access, settings)
    return resolve_url(reference, version, query.access, settings, plain_http=query.plain_http)


def _read_verified(path: str, keyring: str) -> bytes:
    from pychart.provenance.verify import read_verified

    return read_verified(path, keyring)[0]


def _recall(query: ChartQuery, settings: Settings) -> Found | None:
    """Find a chart of a repository that was found before and is in the content cache."""
    if query.repo or query.verify:
        return None
    from pychart.repo.content import find_content, read_content
    from pychart.repo.remembered import recall_digest

    digest = recall_digest(query.reference.strip(), find_version(query), settings)
    if not digest or read_content(settings.content_cache, digest) is None:
        return None
    return Found(os.path.abspath(find_content(settings.content_cache, digest)))


def _find_elsewhere(query: ChartQuery, settings: Settings) -> Found:
    from pychart import logs
    from pychart.repo.content import find_content
    from pychart.repo.remembered import remember_digest
    from pychart.repo.resolve import make_cache

    if not query.repo:
        make_cache(settings)
    logged = logs.count()
    source = resolve_chart(query, settings)
    is_silent = logs.count() == logged
    digest, data = _fetch(source, query, settings)
    path = os.path.abspath(find_content(settings.content_cache, digest))
    is_kept = os.path.exists(path)
    # What was said on the way must be said again the next time.
    if source.name and not query.repo and is_silent and is_kept and source.digest.lower().endswith(digest):
        remember_digest(query.reference.strip(), find_version(query), settings, digest)
    return Found(path, data if query.verify or not is_kept else None)


def _fetch(source: Source, query: ChartQuery, settings: Settings) -> tuple[str, bytes | None]:
    """Have the archive in the content cache; give its digest, and the archive itself if it was not there before."""
    from pychart.repo.content import parse_digest, read_content

    try:
        digest = parse_digest(source.digest)
    except RepositoryError as problem:
        text = str(problem)
        raise RepositoryError(f"unable to decode digest: {text}" if text.startswith("encoding/hex") else text) from None
    if not query.verify and digest and read_content(settings.content_cache, digest) is not None:
        return digest, None
    from pychart.repo.download import DownloadOptions, download_chart

    options = DownloadOptions(
        provenance=query.verify, skip_digest=query.skip_digest, progress=query.progress, report=query.report
    )
    found = download_chart(source, settings, options)
    if query.verify:
        verify_download(source, found, query.keyring)
    return found.digest, found.data


def verify_download(source: Source, found: Downloaded, keyring: str) -> Verification:
    """Check an archive that was downloaded against its provenance file, and give who signed it.

    Raises ProvenanceError in Helm's words.
    """
    from pychart.errors import ProvenanceError
    from pychart.gostd.strconv import quote
    from pychart.provenance.verify import verify_archive
    from pychart.repo.download import find_provenance_url
    from pychart.transport.access import redact

    if found.provenance is None:
        raise ProvenanceError(f"failed to fetch provenance {quote(redact(find_provenance_url(source.url)))}")
    return verify_archive(found.file_name, found.data, found.provenance, keyring)
