"""Search the cached indexes of the repositories that are known by name (Helm: pkg/cmd, search_repo.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import RepositoryError
from pychart.repo.catalogue import open_catalogue
from pychart.repo.config import require_entries
from pychart.repo.search import keep_matching, search

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.repo.catalogue import ShownChart
    from pychart.repo.search import Found

_STABLE = ">0.0.0"
_ALL = ">0.0.0-0"


def search_repositories(
    words: Sequence[str],
    config_path: str,
    cache: str,
    *,
    is_pattern: bool = False,
    versions: bool = False,
    devel: bool = False,
    version: str = "",
) -> list[Found]:
    """Find charts by words, or by a regular expression; no words find all.

    Of each chart the newest version is found, or with ``versions`` all. ``version`` is a constraint on them; without
    it pre-releases are left out, unless ``devel`` wants them. Repositories whose index cannot be read are passed over
    with a warning. Raises RepositoryError where no repository is known, UsageError for a bad pattern or constraint.
    """
    charts = _list_charts(config_path, cache)
    found = search(charts, " ".join(words) if words else None, is_pattern=is_pattern)
    return keep_matching(found, version or (_ALL if devel else _STABLE), all_versions=versions)


def _list_charts(config_path: str, cache: str) -> list[tuple[str, ShownChart]]:
    charts = []
    for entry in require_entries(config_path).entries:
        try:
            shown = open_catalogue(cache, entry.name).list_shown()
        except RepositoryError as problem:
            logs.warn("repo is corrupt or missing", repo=entry.name, error=problem)
            continue
        charts += [(entry.name, chart) for chart in shown]
    return charts
