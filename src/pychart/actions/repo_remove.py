"""Forget chart repositories (Helm: pkg/cmd, repo_remove.go)."""

from __future__ import annotations

from pychart.errors import RepositoryError
from pychart.gostd.strconv import quote
from pychart.repo.cache import remove_cached
from pychart.repo.config import lock_config, require_entries, save_config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def remove_repositories(names: Sequence[str], config_path: str, cache: str) -> Iterator[str]:
    """Remove repositories one after the other, each with what is cached of it; yields each name that is gone.

    Raises RepositoryError for a name that is not known; those before it are gone then.
    """
    require_entries(config_path)
    with lock_config(config_path):
        config = require_entries(config_path)
        for name in names:
            if config.find(name) is None:
                raise RepositoryError(f"no repo named {quote(name)} found")
            config = config.without(name)
            save_config(config_path, config)
            remove_cached(cache, name)
            yield name
