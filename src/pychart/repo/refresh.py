"""Fetch the indexes of repositories and keep them where Helm looks for them (Helm: repo.DownloadIndexFile)."""

from __future__ import annotations

from pychart.errors import RepositoryError, YamlError
from pychart.gostd.strconv import quote
from pychart.gostd.url import UrlError
from pychart.repo.catalogue import parse_catalogue
from pychart.repo.urls import resolve_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.repo.catalogue import Catalogue
    from pychart.repo.config import RepositoryEntry
    from pychart.transport.access import Access


def fetch_index(entry: RepositoryEntry, access: Access) -> Catalogue:
    """Fetch a repository's index and read it; nothing is kept. Raises RepositoryError in Helm's words."""
    from pychart.errors import FetchError
    from pychart.transport.fetch import fetch

    try:
        return parse_catalogue(fetch(find_index_url(entry.url), "index", access), entry.url)
    except (FetchError, RepositoryError, YamlError) as problem:
        raise RepositoryError(describe_unreachable(entry.url, problem)) from None


def find_index_url(url: str) -> str:
    """Give the URL of a repository's index. Raises RepositoryError."""
    try:
        return resolve_reference(url, "index.yaml")
    except UrlError as problem:
        raise RepositoryError(str(problem)) from None


def describe_unreachable(url: str, problem: Exception) -> str:
    """Say that a URL is not the place of a repository, in Helm's words."""
    return f"looks like {quote(url)} is not a valid chart repository or cannot be reached: {problem}"
