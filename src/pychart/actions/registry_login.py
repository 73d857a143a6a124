"""Log in to a registry: try the login there, and keep it (Helm: pkg/registry, client.go, Login)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import FetchError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple
from pychart.transport.access import Access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.settings import Settings


class LoginOptions(NamedTuple):
    """The flags of `registry login`; ``access`` has the user, the password and the TLS files."""

    access: Access = Access()
    plain_http: bool = False


def log_in(host: str, options: LoginOptions, settings: Settings) -> None:
    """Ask a registry whether it takes a login, and keep it in the registry config.

    Raises FetchError where the registry refuses, RepositoryError for what is no host or a config that cannot be read,
    OutputError; nothing is kept then.
    """
    from pychart.registry.client import Connection, RegistryClient
    from pychart.registry.config import Login, load_config, store_login
    from pychart.registry.reference import Reference, require_registry

    if "/" in host:
        logs.warn(
            "registry login currently only supports registry hostname, not a repository path",
            host=host,
            suggested=host.partition("/")[0],
        )
    require_registry(host)
    load_config(settings.registry_config)
    login = Login(options.access.username, options.access.password)
    connection = Connection(options.access, lambda: login, options.plain_http)
    try:
        with RegistryClient(Reference(host, ""), connection) as client:
            client.ping()
    except FetchError as problem:
        raise FetchError(f"authenticating to {quote(host)}: {problem}") from None
    store_login(host, login, settings)
