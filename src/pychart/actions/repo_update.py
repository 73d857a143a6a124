"""Fetch the indexes of the repositories that are known by name again (Helm: pkg/cmd, repo_update.go)."""

from __future__ import annotations

from pychart.errors import RepositoryError
from pychart.repo.config import load_config
from pychart.repo.resolve import require_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pychart.repo.refresh import Refreshed
    from pychart.settings import Settings


def update_repositories(names: Sequence[str], settings: Settings, timeout: float = 120.0) -> Iterator[Refreshed]:
    """Update the named repositories, all where no name is given; yields each when it is done, in no fixed order.

    ``timeout`` is how many seconds each may take. Raises RepositoryError in Helm's words where a name is unknown or no
    repository is; nothing is fetched then.
    """
    from pychart.repo.refresh import refresh_all

    path = settings.repository_config
    config = load_config(path)
    if config.problem and config.exists:
        raise RepositoryError(f"failed loading file: {path}: {config.problem}")
    if not config.entries:
        raise RepositoryError("no repositories found. You must add one before updating")
    known = {entry.name for entry in config.entries}
    for name in names:
        if name not in known:
            raise RepositoryError(f"no repositories found matching '{name}'.  Nothing will be updated")
    wanted = [entry for entry in config.entries if not names or entry.name in names]
    for entry in wanted:
        require_url(entry.url)
    return refresh_all(wanted, settings, timeout)


def explain_failures(failed: Sequence[Refreshed]) -> RepositoryError:
    """Give the error that says which repositories could not be updated."""
    return RepositoryError(f"failed to update the following repositories: [{' '.join(one.url for one in failed)}]")
