"""Logins for registries: Helm's registry/config.json, Docker's config.json, credential helpers (oras-go: credentials).

The file is Docker's: ``auths`` by server, ``credHelpers`` and ``credsStore`` name programs docker-credential-NAME that
keep logins elsewhere. What pychart does not know in it stays as it is.
"""

from __future__ import annotations

import contextlib
import json
import os
from base64 import b64decode, b64encode

from pychart.errors import FunctionError, OutputError, RepositoryError
from pychart.records import NamedTuple
from pychart.registry.helpers import ask_helper, forget_in_helper, has_helper, tell_helper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.settings import Settings

_MAX_BYTES = 16 * 1024 * 1024
_DOCKER_HUB = "https://index.docker.io/v1/"


class Login(NamedTuple):
    """Who one is at a registry: user and password, or a token to get tokens with, or a token itself."""

    username: str = ""
    password: str = ""
    identity_token: str = ""
    registry_token: str = ""


def find_server(registry: str) -> str:
    """Give the name that a registry's login is kept under: Docker Hub's is a URL."""
    return _DOCKER_HUB if registry in ("docker.io", "registry-1.docker.io") else registry


def find_login(registry: str, settings: Settings) -> Login:
    """Give the login for a registry, an empty one where there is none.

    Helm's file counts first, then Docker's. Raises RepositoryError for a file that is not JSON or a helper that fails.
    """
    server = find_server(registry)
    for path in (settings.registry_config, find_docker_config(settings)):
        login = _find_in(load_config(path), server, settings)
        if login != Login():
            return login
    return Login()


def find_docker_config(settings: Settings) -> str:
    """Name Docker's own file: config.json in DOCKER_CONFIG or ~/.docker."""
    folder = settings.environment.get("DOCKER_CONFIG") or f"{settings.home}/.docker"
    return f"{folder}/config.json"


def load_config(path: str) -> dict[str, Any]:
    """Read a file of logins; none is as good as an empty one. Raises RepositoryError in the words of oras-go."""
    from pychart.filesystem import exists, read_file
    from pychart.gostd.json import unmarshal_map

    if not exists(path, error=RepositoryError):
        return {}
    data = read_file(path, limit=_MAX_BYTES, error=RepositoryError)
    try:
        content = unmarshal_map(data.decode("utf-8", "replace"))
        auths = (content or {}).get("auths")
        if auths is not None and not isinstance(auths, dict):
            raise FunctionError("auths is no object")
        # Read once more, so that numbers are written as they were.
        return json.loads(data) if content else {}
    except (FunctionError, ValueError, RecursionError) as problem:
        raise RepositoryError(f"failed to decode config file {path}: invalid config format: {problem}") from None


def store_login(registry: str, login: Login, settings: Settings) -> None:
    """Keep a login in Helm's file, or in the helper that the file names. Raises OutputError, RepositoryError."""
    server = find_server(registry)
    path = settings.registry_config
    with _locked(path):
        config = load_config(path)
        helper = _find_helper(config, server) or _find_default_helper(config, settings)
        if helper:
            tell_helper(helper, server, login.username, login.password, settings)
            if not _find_helper(config, server):
                _save(path, {**config, "credsStore": helper})
            return
        entry: dict[str, str] = {}
        if login.username or login.password:
            entry["auth"] = b64encode(f"{login.username}:{login.password}".encode("utf-8", "surrogateescape")).decode()
        config["auths"] = dict(sorted({**(config.get("auths") or {}), server: entry}.items()))
        _save(path, config)


def forget_login(registry: str, settings: Settings) -> None:
    """Remove a login; one that is not there is fine. Raises OutputError, RepositoryError."""
    from pychart.filesystem import exists

    server = find_server(registry)
    path = settings.registry_config
    if not exists(path, error=RepositoryError):
        return
    with _locked(path):
        config = load_config(path)
        helper = _find_helper(config, server)
        if helper:
            forget_in_helper(helper, server, settings)
        auths = dict(config.get("auths") or {})
        if auths.pop(server, None) is not None:
            _save(path, {**config, "auths": auths})


def _find_in(config: dict[str, Any], server: str, settings: Settings) -> Login:
    helper = _find_helper(config, server)
    if helper:
        username, secret = ask_helper(helper, server, settings)
        return Login(identity_token=secret) if username == "<token>" else Login(username, secret)
    auths = config.get("auths") or {}
    entry = auths.get(server)
    if entry is None:
        entry = next((auths[key] for key in sorted(auths) if _host_of(key) == server), None)
    return _decode(entry, server) if isinstance(entry, dict) else Login()


def _host_of(server: str) -> str:
    return server.removeprefix("https://").removeprefix("http://").partition("/")[0]


def _decode(entry: dict[str, Any], server: str) -> Login:
    def text(name: str) -> str:
        value = entry.get(name)
        return value if isinstance(value, str) else ""

    username, password = text("username"), text("password")
    if text("auth"):
        try:
            pair = b64decode(text("auth"), validate=True).decode("utf-8", "surrogateescape")
        except ValueError:
            raise RepositoryError(f"invalid auth of {server} in the registry config: it is not base64") from None
        username, colon, password = pair.partition(":")
        if not colon:
            raise RepositoryError(f"invalid auth of {server} in the registry config: it has no colon")
        password = password.rstrip("\0")
    return Login(username, password, text("identitytoken"), text("registrytoken"))


def _find_helper(config: dict[str, Any], server: str) -> str:
    """Give the helper that keeps a server's login: its own, or the one for all (Docker: cli/config)."""
    helpers = config.get("credHelpers")
    own = helpers.get(server) if isinstance(helpers, dict) else None
    helper = own or config.get("credsStore") or ""
    return helper if isinstance(helper, str) else ""


def _find_default_helper(config: dict[str, Any], settings: Settings) -> str:
    """Give the system's own keeper of secrets where nothing is configured yet and its program is there (oras-go)."""
    if config.get("auths") or config.get("credHelpers") or config.get("credsStore"):
        return ""
    suffix = "pass" if has_helper("pass", settings) else "secretservice"
    return suffix if has_helper(f"docker-credential-{suffix}", settings) else ""


def _save(path: str, config: dict[str, Any]) -> None:
    from pychart.filesystem import atomic_write

    text = json.dumps(dict(sorted(config.items())), indent="\t", ensure_ascii=False, separators=(",", ": "))
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escaped)
    # A link to the file that is kept elsewhere stays a link.
    atomic_write(os.path.realpath(path), text.encode("utf-8", "surrogateescape"), 0o600)


def _make_private(folder: str) -> None:
    """Make a folder, and those above it, for this user alone where they are missing (oras-go)."""
    from pychart.filesystem import make_folder

    if folder and not os.path.isdir(folder):
        _make_private(os.path.dirname(folder))
        make_folder(folder, 0o700)


@contextlib.contextmanager
def _locked(path: str) -> Any:
    """Let nobody else change the file meanwhile, so that logins at the same time do not lose each other."""
    from pychart.filesystem import hold_lock

    _make_private(os.path.dirname(path))
    try:
        with hold_lock(f"{path}.lock", 30.0):
            yield
    except TimeoutError:
        raise OutputError(f"cannot lock {path}: another login or logout does not end") from None
    except OSError as problem:
        raise OutputError(f"cannot lock {path}: {problem.strerror}") from None
