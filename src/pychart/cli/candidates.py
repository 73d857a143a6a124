"""Where completion takes its candidates from: fixed lists, Helm's repository cache, the kubeconfig, folders."""

from __future__ import annotations

from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pychart.cli.command import Group
    from pychart.settings import Settings

    Answer = tuple[list[tuple[str, str]], int]
else:
    Answer = None

DEFAULT = 0
NO_SPACE = 2
NO_FILES = 4
ENDINGS = 8
FOLDERS = 16
"""Directives (bits): let the shell complete files where there are no candidates; no space behind a candidate; no
files; files with the endings that stand in place of candidates; folders only."""

_SCHEMES = (
    ("oci://", "a chart in a registry"),
    ("https://", "the URL of a chart"),
    ("http://", "the URL of a chart"),
)
_PATHS = (("./", "a chart below this folder"), ("/", "a chart anywhere on this machine"))
_VARIABLES = (
    "BIN BURST_LIMIT CACHE_HOME CONFIG_HOME CONTENT_CACHE DATA_HOME DEBUG KUBEAPISERVER KUBEASGROUPS KUBEASUSER"
    " KUBECAFILE KUBECONTEXT KUBEINSECURE_SKIP_TLS_VERIFY KUBETLS_SERVER_NAME KUBETOKEN MAX_HISTORY NAMESPACE PLUGINS"
    " QPS REGISTRY_CONFIG REPOSITORY_CACHE REPOSITORY_CONFIG"
)


class Request:
    """A command line to complete: the command's path, the arguments and flags before the word, the word itself."""

    __slots__ = ("_settings", "args", "current", "path", "root", "values")

    def __init__(self, root: Group, path: str, args: list[str], current: str, values: dict[str, Any]) -> None:
        self.root = root
        self.path = path
        self.args = args
        self.current = current
        self.values = values
        self._settings: Settings | None = None

    @property
    def settings(self) -> Settings:
        """The environment."""
        if self._settings is None:
            from pychart.settings import Settings

            self._settings = Settings.from_environment()
        return self._settings

    @property
    def repository_config(self) -> str:
        """The path of repositories.yaml."""
        return self.values.get("repository_config") or self.settings.repository_config

    @property
    def repository_cache(self) -> str:
        """The folder of cached indexes."""
        return self.values.get("repository_cache") or self.settings.repository_cache

    def keep(self, found: Iterable[tuple[str, str]], directive: int = NO_FILES) -> Answer:
        """Answer with those candidates that the word begins."""
        return [pair for pair in found if pair[0].startswith(self.current)], directive


def nothing(request: Request) -> Answer:
    """Offer nothing, not even files."""
    return [], NO_FILES


def files(request: Request) -> Answer:
    """Leave it to the shell."""
    return [], DEFAULT


def folders(request: Request) -> Answer:
    """Have the shell offer folders."""
    return [], FOLDERS


def yaml_files(request: Request) -> Answer:
    """Have the shell offer YAML and JSON files."""
    return [("yaml", ""), ("yml", ""), ("json", "")], ENDINGS


def switches(request: Request) -> Answer:
    """Offer the values of a switch."""
    return request.keep([("true", ""), ("false", "")])


def formats(request: Request) -> Answer:
    """Offer the forms in which records are printed."""
    return request.keep([("json", "one line of JSON"), ("table", "for people"), ("yaml", "a YAML document")])


def colours(request: Request) -> Answer:
    """Offer the values of --color."""
    return request.keep([("always", ""), ("auto", "on terminals"), ("never", "")])


def dry_runs(request: Request) -> Answer:
    """Offer what needs no cluster."""
    return request.keep([("client", "nothing is asked of a cluster")])


def wait_strategies(request: Request) -> Answer:
    """Offer the values of --wait."""
    return request.keep([("hookOnly", ""), ("legacy", ""), ("watcher", "")])


def kube_versions(request: Request) -> Answer:
    """Offer the Kubernetes version that is assumed and those of the last two years."""
    from pychart.capabilities import Capabilities

    newest = Capabilities().KubeVersion
    return request.keep((f"v{newest.Major}.{minor}.0", "") for minor in range(int(newest.Minor), 0, -1)[:8])


def api_versions(request: Request) -> Answer:
    """Offer the API versions that any cluster knows; others can be typed."""
    from pychart.capabilities import Capabilities

    return request.keep((str(version), "") for version in sorted(Capabilities().APIVersions))


def contexts(request: Request) -> Answer:
    """Offer the contexts of the kubeconfig."""
    return request.keep((name, cluster) for name, cluster, _ in _list_contexts(request))


def namespaces(request: Request) -> Answer:
    """Offer the namespaces that the contexts of the kubeconfig name."""
    named = {namespace: name for name, _, namespace in _list_contexts(request) if namespace}
    return request.keep((namespace, f"context {name}") for namespace, name in sorted(named.items()))


def _list_contexts(request: Request) -> list[tuple[str, str, str]]:
    from pychart.kubeconfig import list_contexts

    chosen = request.values.get("kubeconfig") or request.settings.kube_config
    return list_contexts(chosen.split(":") if chosen else [f"{request.settings.home}/.kube/config"])


def variables(request: Request) -> Answer:
    """Offer the variables that `env` knows."""
    return request.keep((f"HELM_{name}", "") for name in _VARIABLES.split())


def starters(request: Request) -> Answer:
    """Offer the starter charts of the data folder; a folder will do as well."""
    from os import scandir

    try:
        with scandir(f"{request.settings.data_home}/starters") as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
    except OSError:
        names = []
    found, _ = request.keep((name, "starter") for name in names)
    return (found, DEFAULT) if found else ([], FOLDERS)


def plugins(request: Request) -> Answer:
    """Offer installed plugins that are not named yet."""
    found = _list_plugins(request)
    return request.keep((name, text) for name, _, text in found if name not in request.args)


def post_renderers(request: Request) -> Answer:
    """Offer installed plugins that change manifests."""
    return request.keep((name, text) for name, kind, text in _list_plugins(request) if kind == "postrenderer/v1")


def _list_plugins(request: Request) -> list[tuple[str, str, str]]:
    from pychart.plugin.load import list_plugins

    try:
        return [(p.name, p.type, p.short_help) for p in list_plugins(request.settings.plugins)]
    except PychartError:
        return []


def repositories(request: Request) -> Answer:
    """Offer configured repositories that are not named yet."""
    return request.keep((name, url) for name, url in _list_repositories(request) if name not in request.args)


def charts(request: Request) -> Answer:
    """Offer what may stand for a chart: names from repositories, the beginning of a URL, a path."""
    found, directive = _find_charts(request)
    if not request.current:
        found += _PATHS
    return found, directive


def remote_charts(request: Request) -> Answer:
    """Offer what may stand for a chart that is somewhere else."""
    found, directive = _find_charts(request)
    return found, directive | NO_FILES


def chart_names(request: Request) -> Answer:
    """Offer the names of all charts in all repositories."""
    names = [(name, "") for repository, _ in _list_repositories(request) for name in _list_charts(request, repository)]
    return request.keep(names)


def release_and_chart(request: Request) -> Answer:
    """Offer a chart: the first argument may be one or a release's name, the second is one."""
    single = request.values.get("generate_name") or request.values.get("name_template")
    return nothing(request) if len(request.args) > (0 if single else 1) else charts(request)


def _find_charts(request: Request) -> Answer:
    repositories = _list_repositories(request)
    for name, _ in repositories:
        if request.current.startswith(f"{name}/"):
            return request.keep(((chart, "") for chart in _list_charts(request, name)), DEFAULT)
    if request.current.startswith(tuple(scheme for scheme, _ in _SCHEMES)):
        return [], NO_FILES | NO_SPACE
    heads = [(f"{name}/", url) for name, url in repositories]
    found, _ = request.keep([*heads, *_SCHEMES])
    if found and request.current:
        found += [(name, "") for name in _list_folder(request.current)]
    return found, NO_SPACE if found else DEFAULT


def _list_folder(beginning: str) -> list[str]:
    from os import scandir

    try:
        with scandir(".") as entries:
            names = [entry.name + "/" if entry.is_dir() else entry.name for entry in entries]
    except OSError:
        return []
    return sorted(name for name in names if name.startswith(beginning))


def _list_repositories(request: Request) -> list[tuple[str, str]]:
    from pychart.yamlio import load

    try:
        with open(request.repository_config, "rb") as file:
            config = load(file.read())
    except (OSError, PychartError):
        return []
    rows = config.get("repositories") if isinstance(config, dict) else None
    named = [row for row in rows or () if isinstance(row, dict) and isinstance(row.get("name"), str)]
    return [(row["name"], str(row.get("url") or "")) for row in named]


def _list_charts(request: Request, repository: str) -> list[str]:
    """Name a repository's charts from the list that lies beside its cached index, or from the index."""
    try:
        with open(f"{request.repository_cache}/{repository}-charts.txt", encoding="utf-8") as file:
            names = file.read().split()
    except (OSError, UnicodeError):
        names = sorted(_read_entries(request, repository))
    return [f"{repository}/{name}" for name in names]


def versions(request: Request) -> Answer:
    """Offer the versions of the chart that the command line names, the newest first."""
    reference = request.args[-1] if request.args else ""
    repository, slash, name = reference.partition("/")
    if not slash or reference.startswith((".", "/")):
        return [], NO_FILES
    found = []
    for entry in _read_entries(request, repository).get(name) or ():
        if isinstance(entry, dict) and isinstance(entry.get("version"), str):
            created = str(entry.get("created") or "")[:10]
            facts = (f"app {entry['appVersion']}" if entry.get("appVersion") else "", created)
            found.append((entry["version"], ", ".join(fact for fact in facts if fact)))
    return request.keep(_sort_newest_first(found))


def _sort_newest_first(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    from pychart.repo.model import parse_loosely

    known = [(version.key, pair) for pair in found if (version := parse_loosely(pair[0])) is not None]
    return [pair for _, pair in sorted(known, key=lambda row: row[0], reverse=True)]


def _read_entries(request: Request, repository: str) -> dict[str, Any]:
    from pychart.yamlio import load

    try:
        with open(f"{request.repository_cache}/{repository}-index.yaml", "rb") as file:
            index = load(file.read())
    except (OSError, PychartError):
        return {}
    entries = index.get("entries") if isinstance(index, dict) else None
    return entries if isinstance(entries, dict) else {}
