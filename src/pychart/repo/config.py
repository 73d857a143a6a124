"""repositories.yaml: the chart repositories that the user knows by name (Helm: pkg/repo/v1, repo.go).

The file belongs to Helm and to us alike. It is written byte for byte as Helm writes it, whole or not at all, and only
by who holds the lock beside it, the one that `helm repo add` takes, too.
"""

from __future__ import annotations

import os

from pychart.chart.decode import Place, decode_bool, decode_fields, decode_string, decode_time, type_error
from pychart.errors import RepositoryError, YamlError
from pychart.records import NamedTuple
from pychart.repo.model import NO_TIME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.decode import Fields

_MAX_BYTES = 16 * 1024 * 1024
_LOCK_TIMEOUT = 30.0
_PRIVATE = 0o600


class RepositoryEntry(NamedTuple):
    """A repository: its name, its URL and how to log in there."""

    name: str = ""
    url: str = ""
    username: str = ""
    password: str = ""
    cert_file: str = ""
    key_file: str = ""
    ca_file: str = ""
    insecure_skip_tls_verify: bool = False
    pass_credentials_all: bool = False


class RepositoryConfig(NamedTuple):
    """The content of repositories.yaml.

    ``problem`` says why it could not be read, or not all of it, in Helm's words; what could be read is there all the
    same, because some of Helm's commands make do with that. ``exists`` tells whether there is a file.
    """

    entries: tuple[RepositoryEntry, ...] = ()
    api_version: str = ""
    generated: str = NO_TIME
    problem: str = ""
    exists: bool = True

    def find(self, name: str) -> RepositoryEntry | None:
        """Give the repository of a name, None where there is none."""
        return next((entry for entry in self.entries if entry.name == name), None)

    def without(self, name: str) -> RepositoryConfig:
        """Give the same repositories without those of a name."""
        return self._replace(entries=tuple([entry for entry in self.entries if entry.name != name]))

    def having(self, entry: RepositoryEntry) -> RepositoryConfig:
        """Give the same repositories with one more, which takes the place of the first that has its name."""
        names = [known.name for known in self.entries]
        if entry.name not in names:
            return self._replace(entries=(*self.entries, entry))
        place = names.index(entry.name)
        return self._replace(entries=(*self.entries[:place], entry, *self.entries[place + 1 :]))


def load_config(path: str) -> RepositoryConfig:
    """Read repositories.yaml. Raises nothing: see RepositoryConfig.problem."""
    from pychart.filesystem import read_file
    from pychart.repo.known import read_plainly

    try:
        data = read_file(path, limit=_MAX_BYTES, error=RepositoryError)
    except RepositoryError as problem:
        text = f"couldn't load repositories file ({path}): {problem}"
        return RepositoryConfig(problem=text, exists=os.path.lexists(path))
    plain = read_plainly(
        data.decode("utf-8", "surrogateescape"), {key: name for key, (name, _) in _ENTRY.items()}, _FLAGS
    )
    if plain is not None:
        return RepositoryConfig(entries=tuple([RepositoryEntry(**fields) for fields in plain]))
    from pychart.yamlio import load

    try:
        value = load(data)
    except YamlError as problem:
        return RepositoryConfig(problem=str(problem))
    return _decode(value)


def require_entries(path: str) -> RepositoryConfig:
    """Read repositories.yaml, and refuse to go on where it names no repository. Raises RepositoryError."""
    config = load_config(path)
    if not config.entries:
        raise RepositoryError("no repositories configured")
    return config


def config_yaml(config: RepositoryConfig) -> str:
    """Give the text of repositories.yaml."""
    from pychart.yamlio import dump

    record = {
        "apiVersion": config.api_version,
        "generated": config.generated,
        "repositories": [
            {key: getattr(entry, attribute) for key, (attribute, _) in _ENTRY.items()} for entry in config.entries
        ],
    }
    return dump(record) + "\n"


def save_config(path: str, config: RepositoryConfig) -> None:
    """Write repositories.yaml, for its owner's eyes only where it is new; the caller holds the lock.

    A file that is a symbolic link stays one. Raises OutputError.
    """
    from pychart.filesystem import atomic_write, make_folder

    target = os.path.realpath(path)
    make_folder(os.path.dirname(target))
    try:
        mode = os.stat(target).st_mode & 0o777
    except OSError:
        mode = _PRIVATE
    atomic_write(target, config_yaml(config).encode("utf-8", "surrogateescape"), mode)


def find_lock_path(path: str) -> str:
    """Name the lock of repositories.yaml as Helm does: ``.lock`` instead of the ending."""
    stem, dot, ending = path.rpartition(".")
    has_ending = bool(dot) and "/" not in ending and bool(stem)
    return f"{stem if has_ending else path}.lock"


class lock_config:  # noqa: N801 - used as a function is, in a with statement
    """Keep everybody else, Helm too, from writing repositories.yaml meanwhile.

    Raises RepositoryError where the lock cannot be had within 30 seconds.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        import filelock

        from pychart.filesystem import explain_os_error, make_folder

        path = find_lock_path(self._path)
        make_folder(os.path.dirname(path) or ".")
        self._lock = filelock.FileLock(path, timeout=_LOCK_TIMEOUT, mode=_PRIVATE)
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise RepositoryError(f"cannot lock {self._path}: context deadline exceeded") from None
        except OSError as problem:
            raise RepositoryError(f"open {path}: {explain_os_error(problem)}") from None

    def __exit__(self, *_: object) -> None:
        import contextlib

        # The process's end lets go of it too, so that nobody need hear of an error here.
        with contextlib.suppress(OSError):
            self._lock.release()


def _decode(value: Any) -> RepositoryConfig:
    found, problem = _decode_leniently(value, Place(), _FILE, "repo.File")
    items = []
    for number, item in enumerate(found.pop("items", ())):
        if item is not None:
            place = Place("repositories").element(number)
            fields, refused = _decode_leniently(item, place, _ENTRY, "repo.Entry")
            items.append(RepositoryEntry(**fields))
            problem = problem or refused
    return RepositoryConfig(entries=tuple(items), problem=problem, **found)


def _decode_leniently(value: Any, place: Place, fields: Fields, go_type: str) -> tuple[dict[str, Any], str]:
    """Read what is right in a struct; give it and the first thing that is not, as Go's decoder goes on after errors."""
    if not isinstance(value, dict):
        parts = [value]
    else:
        parts = [{key: value[key]} for key in sorted(value)]
    found: dict[str, Any] = {}
    problem = ""
    for part in parts:
        try:
            found |= decode_fields(part, place, fields, go_type)
        except YamlError as refusal:
            problem = problem or str(refusal)
    return found, problem


def _keep_list(value: Any, place: Place) -> list[Any]:
    if not isinstance(value, list):
        raise type_error(value, place, "[]*repo.Entry")
    return value


_FILE: Fields = {
    "apiVersion": ("api_version", decode_string),
    "generated": ("generated", decode_time),
    "repositories": ("items", _keep_list),
}
_ENTRY: Fields = {
    "name": ("name", decode_string),
    "url": ("url", decode_string),
    "username": ("username", decode_string),
    "password": ("password", decode_string),
    "certFile": ("cert_file", decode_string),
    "keyFile": ("key_file", decode_string),
    "caFile": ("ca_file", decode_string),
    "insecure_skip_tls_verify": ("insecure_skip_tls_verify", decode_bool),
    "pass_credentials_all": ("pass_credentials_all", decode_bool),
}
_FLAGS = frozenset([key for key, (_, decoder) in _ENTRY.items() if decoder is decode_bool])
