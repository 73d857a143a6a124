"""Where a chart's archive is, given its name in a repository or its URL (Helm: downloader.ResolveChartVersion)."""

from __future__ import annotations

from pychart.errors import ChartError, RepositoryError
from pychart.gostd.strconv import quote
from pychart.gostd.url import UrlError, parse_url
from pychart.records import NamedTuple
from pychart.repo.config import RepositoryEntry, load_config
from pychart.repo.urls import resolve_reference
from pychart.transport.access import Access, redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.gostd.url import Url
    from pychart.repo.catalogue import Catalogue
    from pychart.repo.config import RepositoryConfig
    from pychart.repo.model import IndexEntry
    from pychart.settings import Settings

_SCHEMES = ("http", "https", "oci")


class Source(NamedTuple):
    """Where an archive is to be had, and what an index says of it.

    ``digest`` is as it stands there; like ``name`` and ``version`` it is empty where no index was asked.
    """

    url: str
    digest: str = ""
    name: str = ""
    version: str = ""
    access: Access = Access()
    plain_http: bool = False


def resolve_url(
    reference: str, version: str, access: Access, settings: Settings, *, plain_http: bool = False
) -> Source:
    """Find the archive of ``repo/name`` in the cached index of the repository, or take a URL as it is.

    What a version means in a registry (``oci://``) is asked there, over http where ``plain_http`` says so.
    ``version`` is a version or a range, "" asks for the newest that is no pre-release. A repository's own credentials
    and certificates stand above those of ``access``. Raises ChartError and RepositoryError in Helm's words.
    """
    try:
        url = parse_url(reference)
    except UrlError:
        raise ChartError(f"invalid chart URL format: {redact(reference)}") from None
    if reference.startswith("oci://"):
        from pychart.registry.pull import resolve_version

        resolved = resolve_version(reference, version, access, settings, plain_http=plain_http)
        return Source(resolved, access=access, plain_http=plain_http)
    config = load_config(settings.repository_config)
    if config.problem and config.exists:
        raise RepositoryError(config.problem)
    if url.scheme and url.host and url.path:
        _require_scheme(url.scheme)
        return Source(reference, access=_find_access(reference, access, config, settings))
    repository, slash, name = url.path.partition("/")
    if not slash:
        raise ChartError(f"non-absolute URLs should be in form of repo_name/path_to_chart, got: {redact(str(url))}")
    return _resolve_name(reference, _require_repository(repository, config), (name, version), access, settings)


def find_in_repository(repository: str, name: str, version: str, access: Access, settings: Settings) -> Source:
    """Find a chart in a repository that is given by its URL; its index is fetched for that (--repo).

    Raises RepositoryError and FetchError in Helm's words.
    """
    from pychart.repo.refresh import fetch_index

    require_url(repository)
    catalogue = fetch_index(make_entry(repository, access), settings)
    make_cache(settings)
    shown = f"chart {quote(name)}" + (f" version {quote(version)}" if version else "")
    try:
        entry = catalogue.find(name, version)
    except RepositoryError:
        raise RepositoryError(f"{shown} not found in {redact(repository)} repository") from None
    if not entry.urls:
        raise RepositoryError(f"{shown} has no downloadable URLs")
    try:
        url = resolve_reference(repository, entry.urls[0])
    except UrlError as problem:
        raise RepositoryError(f"failed to make chart URL absolute: {problem}") from None
    return _make_source(url, entry, access._replace(origin=repository))


def make_cache(settings: Settings) -> None:
    """Make the folder of the repository cache, as Helm does; whoever needs it complains if that failed."""
    import contextlib

    from pychart.errors import OutputError
    from pychart.filesystem import make_folder

    with contextlib.suppress(OutputError):
        make_folder(settings.repository_cache)


def make_entry(url: str, access: Access, name: str = "") -> RepositoryEntry:
    """Give the entry of a repository that is reached in a given way."""
    return RepositoryEntry(
        name=name,
        url=url,
        username=access.username,
        password=access.password,
        cert_file=access.cert_file,
        key_file=access.key_file,
        ca_file=access.ca_file,
        insecure_skip_tls_verify=access.insecure,
        pass_credentials_all=access.pass_credentials,
    )


def require_url(url: str) -> Url:
    """Refuse the URL of a repository that cannot be asked; give its parts. Raises RepositoryError in Helm's words."""
    try:
        parsed = parse_url(url)
    except UrlError:
        raise RepositoryError(f"invalid chart URL format: {redact(url)}") from None
    if parsed.scheme not in _SCHEMES:
        raise RepositoryError(f"could not find protocol handler for: {parsed.scheme}")
    return parsed


def merge_access(entry: RepositoryEntry, access: Access) -> Access:
    """Give the access to what a repository lists: its own credentials and certificates where it has some."""
    merged = access._replace(origin=entry.url, insecure=access.insecure or entry.insecure_skip_tls_verify)
    if entry.cert_file or entry.key_file or entry.ca_file:
        merged = merged._replace(cert_file=entry.cert_file, key_file=entry.key_file, ca_file=entry.ca_file)
    if entry.password:
        merged = merged._replace(
            username=entry.username, password=entry.password, pass_credentials=entry.pass_credentials_all
        )
    return merged


def _resolve_name(
    reference: str, entry: RepositoryEntry, wanted: tuple[str, str], access: Access, settings: Settings
) -> Source:
    name, version = wanted
    require_url(entry.url)
    found = _find_entry(entry.name, name, version, settings)
    if not found.urls:
        raise RepositoryError(f"chart {quote(redact(reference))} has no downloadable URLs")
    try:
        url = resolve_reference(entry.url, found.urls[0])
    except UrlError:
        raise RepositoryError(f"invalid chart URL format: {redact(reference)}") from None
    return _make_source(url, found, merge_access(entry, access))


def _make_source(url: str, entry: IndexEntry, access: Access) -> Source:
    _require_scheme(url.partition(":")[0])
    _require_file_name(url)
    return Source(url, entry.digest, entry.metadata.name, entry.metadata.version, access)


def _require_file_name(url: str) -> None:
    """Refuse an archive whose name, once its escapes are read, no file can have or would lie in another folder."""
    try:
        last = parse_url(url).escaped_path().rpartition("/")[2]
        name = parse_url(f"/{last}").path[1:]
    except UrlError as problem:
        raise RepositoryError(str(problem)) from None
    if name in (".", "..") or any(sign in "/\\" or ord(sign) < 32 for sign in name):
        raise RepositoryError(f"the index names an archive that no file can be called: {redact(url)}")


def _find_entry(repository: str, name: str, version: str, settings: Settings) -> IndexEntry:
    """Find a chart's version in the cached index of a repository."""
    catalogue = _open_catalogue(repository, settings)
    try:
        return catalogue.find(name, version)
    except RepositoryError as problem:
        text = f"chart {quote(name)} matching {version} not found in {repository} index. (try 'helm repo update')"
        raise RepositoryError(f"{text}: {problem}") from None


def _open_catalogue(repository: str, settings: Settings) -> Catalogue:
    from pychart.repo.catalogue import open_catalogue

    try:
        own = settings.pychart_cache if settings.use_cache else ""
        return open_catalogue(settings.repository_cache, repository, own)
    except RepositoryError as problem:
        missing = RepositoryError(f"no cached repo found. (try 'helm repo update'): {problem}")
        missing.hint = f"`pychart repo update {repository}` fetches the repository's index"
        raise missing from None


def _require_repository(name: str, config: RepositoryConfig) -> RepositoryEntry:
    entry = config.find(name)
    if entry is None:
        unknown = ChartError(f"repo {name} not found")
        unknown.hint = f"`pychart repo add {name} URL` makes it known, `pychart repo list` shows those that are"
        raise unknown
    if not entry.url:
        raise RepositoryError(f"no URL found for repository {name}")
    return entry


def _require_scheme(scheme: str) -> None:
    if scheme not in _SCHEMES:
        raise ChartError(f"scheme {quote(scheme)} not supported")


def _find_access(url: str, access: Access, config: RepositoryConfig, settings: Settings) -> Access:
    """Give the access to a URL: that of the first repository which has some of its own and lists the URL."""
    for entry in config.entries:
        if not (entry.password or entry.cert_file or entry.key_file or entry.ca_file or entry.insecure_skip_tls_verify):
            continue
        if _open_catalogue(entry.name, settings).lists_url(_find_hint(url), lambda listed: _is_same(url, listed)):
            return merge_access(entry, access)
    return access


def _find_hint(url: str) -> str:
    """Give the longest part of a URL's last element that looks the same however the URL is written."""
    last = url.partition("?")[0].rpartition("/")[2]
    plain = "".join([sign if sign.isascii() and (sign.isalnum() or sign in "._-") else " " for sign in last])
    return max(plain.split(), key=len, default="")


def _is_same(url: str, other: str) -> bool:
    """Compare two URLs without regard to how their paths are written (Helm: urlutil.Equal)."""
    from pychart.gostd.path import clean

    try:
        parsed = [parse_url(url), parse_url(other)]
    except UrlError:
        return url == other
    for one in parsed:
        one.path = clean(one.path or "/")
    return str(parsed[0]) == str(parsed[1])
