"""Make a chart repository known by a name (Helm: pkg/cmd, repo_add.go)."""

from __future__ import annotations

from pychart.errors import FetchError, OutputError, RepositoryError, YamlError
from pychart.records import NamedTuple
from pychart.repo.config import RepositoryEntry, load_config, lock_config, save_config
from pychart.repo.refresh import ask_index, describe_unreachable, find_place, keep_index
from pychart.repo.resolve import require_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from pychart.repo.config import RepositoryConfig
    from pychart.settings import Settings

_GONE = {
    "//kubernetes-charts.storage.googleapis.com": "https://charts.helm.sh/stable",
    "//kubernetes-charts-incubator.storage.googleapis.com": "https://charts.helm.sh/incubator",
}


class AddOptions(NamedTuple):
    """The flags of `repo add`; ``timeout`` is in seconds. ``ask_password`` gives a password that no flag gives."""

    force_update: bool = False
    allow_deprecated_repos: bool = False
    timeout: float = 120.0
    ask_password: Callable[[], str] | None = None


def add_repository(entry: RepositoryEntry, settings: Settings, options: AddOptions) -> bool:
    """Fetch a repository's index and add the repository to repositories.yaml; False where it is there already.

    The file is locked while it is read and while it is changed, not while a person types or the index comes.
    Raises UsageError, RepositoryError, FetchError and OutputError in Helm's words; nothing has changed then.
    """
    if not options.allow_deprecated_repos:
        _refuse_gone(entry.url)
    path = settings.repository_config
    with lock_config(path):
        config = _load(path)
    if options.ask_password and entry.username and not entry.password:
        entry = entry._replace(password=options.ask_password())
    if _is_known(entry, config, options):
        return False
    require_url(entry.url)
    place = find_place(entry.name, settings)
    try:
        answer = ask_index(entry, place, options.timeout)
    except (FetchError, RepositoryError) as problem:
        raise RepositoryError(describe_unreachable(entry.url, problem)) from None
    with lock_config(path):
        config = _load(path)
        if _is_known(entry, config, options):
            return False
        try:
            keep_index(answer, entry, place)
        except (RepositoryError, YamlError, OutputError) as problem:
            raise RepositoryError(describe_unreachable(entry.url, problem)) from None
        save_config(path, config.having(entry))
    return True


def _refuse_gone(url: str) -> None:
    from pychart.gostd.strconv import quote

    for old, new in _GONE.items():
        if old in url:
            raise RepositoryError(f"repo {quote(url)} is no longer available; try {quote(new)} instead")


def _load(path: str) -> RepositoryConfig:
    """Read repositories.yaml; none is as good as an empty one. Raises RepositoryError for one that cannot be read."""
    config = load_config(path)
    if config.problem and config.exists:
        raise RepositoryError(config.problem.removeprefix(f"couldn't load repositories file ({path}): "))
    return config


def _is_known(entry: RepositoryEntry, config: RepositoryConfig, options: AddOptions) -> bool:
    """Tell whether the repository is there already, and refuse what cannot be added."""
    if "/" in entry.name:
        raise RepositoryError(
            f"repository name ({entry.name}) contains '/', please specify a different name without '/'"
        )
    existing = config.find(entry.name)
    if existing is None or options.force_update:
        return False
    if existing != entry:
        raise RepositoryError(f"repository name ({entry.name}) already exists, please specify a different name")
    return True
