"""Which repository each dependency comes from: one that the user knows by name, or one that only its URL tells of."""

from __future__ import annotations

import os

from pychart.errors import ChartError, RepositoryError
from pychart.gostd.path import join
from pychart.repo.config import RepositoryEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pychart.chart.metadata import Dependency

LOCAL = "file://"
OCI = "oci://"
UNMANAGED = "helm-manager-"
"""What the names begin with under which indexes of repositories are kept that have no name (Helm: managerKeyPrefix)."""

_NOT_A_URL = """
Note that repositories must be URLs or aliases. For example, to refer to the "example"
repository, use "https://charts.example.com/" or "@example" instead of
"example". Don't forget to add the repo, too ('helm repo add')."""


def resolve_names(
    dependencies: Sequence[Dependency], known: Sequence[RepositoryEntry], chart_path: str
) -> tuple[list[Dependency], dict[str, str]]:
    """Replace ``@name`` and ``alias:name`` by the repositories' URLs, and tell where each dependency comes from.

    The names of repositories, or the paths and registries that stand for them, are given by the dependencies' names:
    of two dependencies of one name the last decides for both, as in Helm. Raises ChartError for a folder that is not
    there, RepositoryError for what is neither a known repository nor a URL (Helm: Manager.resolveRepoNames).
    """
    resolved = []
    names: dict[str, str] = {}
    missing = []
    for one in dependencies:
        if one.repository.startswith(LOCAL):
            find_local(one.repository, chart_path)
        if one.repository.startswith((LOCAL, OCI)):
            names[one.name] = one.repository
        elif one.repository:
            entry = _find_entry(one.repository, known)
            if entry is not None:
                names[one.name] = entry.name
                if one.repository in (f"@{entry.name}", f"alias:{entry.name}"):
                    one = one._replace(repository=entry.url)
            elif not _is_uri(one.repository):
                missing.append(one.repository)
        resolved.append(one)
    if missing:
        raise RepositoryError(_describe_missing(missing))
    return resolved, names


def add_unmanaged(dependencies: Sequence[Dependency], names: dict[str, str]) -> list[RepositoryEntry]:
    """Name the repositories that have no name after their URLs, in ``names`` too, and give them as entries.

    Of the same URL, written with and without a slash at its end, one is enough.
    """
    found = {}
    for one in dependencies:
        if one.repository and one.name not in names:
            names[one.name] = unmanaged_name(one.repository)
            found[one.repository.removesuffix("/")] = RepositoryEntry(names[one.name], one.repository)
    return list(found.values())


def unmanaged_name(url: str) -> str:
    """Give the name under which the index of a repository is kept that only its URL tells of."""
    import hashlib

    return UNMANAGED + hashlib.sha256(url.encode("utf-8", "surrogateescape")).hexdigest()


def find_unknown(repositories: Iterable[str], known: Sequence[RepositoryEntry]) -> list[str]:
    """Give the URLs that belong to no known repository (Helm: Manager.hasAllRepos)."""
    return [
        one
        for one in repositories
        if one
        and not one.startswith((LOCAL, OCI))
        and not any(same_url(entry.url, one.removesuffix("/")) for entry in known)
    ]


def find_local(repository: str, chart_path: str) -> str:
    """Give the folder that ``file://...`` names, seen from the chart; ``charts/NAME`` without the scheme works too.

    Raises ChartError in Helm's words (internal/resolver, GetLocalPath).
    """
    from pychart.filesystem import explain_os_error

    path = repository.removeprefix(LOCAL)
    path = os.path.normpath(path) if path.startswith("/") else join(chart_path, path)
    try:
        os.stat(path)
    except FileNotFoundError:
        raise ChartError(f"directory {path} not found") from None
    except (OSError, ValueError) as problem:
        raise ChartError(f"stat {path}: {explain_os_error(problem)}") from None
    return path


def same_url(one: str, other: str) -> bool:
    """Compare URLs without regard to slashes and dots in their paths (Helm: urlutil.Equal)."""
    from pychart.gostd.path import clean
    from pychart.gostd.url import UrlError, parse_url

    try:
        first = parse_url(one)
    except UrlError:
        return clean(one) == clean(other)
    try:
        parsed = [first, parse_url(other)]
    except UrlError:
        return False
    for url in parsed:
        url.path = clean(url.path or "/")
    return str(parsed[0]) == str(parsed[1])


def _find_entry(repository: str, known: Sequence[RepositoryEntry]) -> RepositoryEntry | None:
    for entry in known:
        if repository in (f"@{entry.name}", f"alias:{entry.name}") or same_url(entry.url, repository):
            return entry
    return None


def _is_uri(text: str) -> bool:
    """Tell whether Go's ParseRequestURI takes a text: a scheme and something, or a path from the root."""
    from pychart.gostd.url import UrlError, parse_url

    try:
        return bool(parse_url(text).scheme) or text.startswith("/")
    except UrlError:
        return False


def _describe_missing(missing: Sequence[str]) -> str:
    text = f"no repository definition for {', '.join(missing)}. Please add them via 'helm repo add'"
    if any("//" not in one and not one.startswith(("@", "alias:")) for one in missing):
        text += _NOT_A_URL
    return text
