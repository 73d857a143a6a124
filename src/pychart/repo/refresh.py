"""Fetch the indexes of repositories and keep them where Helm looks for them (Helm: repo.DownloadIndexFile).

A server that says that its index is still the one in the cache is believed, and the cache stays as it is. What the
question needs (RFC 9110, section 13) is remembered in pychart's own cache folder and counts as long as the index is
the file that was written then.
"""

from __future__ import annotations

import os

from pychart import logs
from pychart.cache.storage import digest, make_private, prune, read, write
from pychart.errors import FetchError, OutputError, PychartError, RepositoryError, YamlError
from pychart.gostd.strconv import quote
from pychart.gostd.url import UrlError
from pychart.records import NamedTuple
from pychart.repo.cache import find_index_path
from pychart.repo.catalogue import Catalogue, open_catalogue, store_index
from pychart.repo.model import NO_TIME
from pychart.repo.urls import resolve_reference
from pychart.transport.access import Access, redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pychart.repo.config import RepositoryEntry
    from pychart.settings import Settings
    from pychart.transport.fetch import Answer

_WORKERS = 8
_ENDS = 500
"""Bytes of an index in which the time stands that it was made."""


class IndexPlace(NamedTuple):
    """Where an index is kept: the folder and the name of the repository, and pychart's own cache folder or ""."""

    folder: str
    name: str
    own_cache: str

    @property
    def path(self) -> str:
        """The path of the index."""
        return find_index_path(self.folder, self.name)


class Refreshed(NamedTuple):
    """What became of a repository's update; ``problem`` says in Helm's words why there is none, "" where there is."""

    name: str
    url: str
    problem: str


def find_place(name: str, settings: Settings) -> IndexPlace:
    """Give the place of a known repository's index."""
    return IndexPlace(settings.repository_cache, name, settings.pychart_cache if settings.use_cache else "")


def refresh_all(entries: Sequence[RepositoryEntry], settings: Settings, timeout: float) -> Iterator[Refreshed]:
    """Update the cached indexes of repositories, several at a time; yields each as soon as it is done.

    ``timeout`` is how many seconds each may take. Raises nothing.
    """
    from queue import SimpleQueue
    from threading import Thread

    waiting = list(reversed(entries))
    done: SimpleQueue[Refreshed] = SimpleQueue()

    def work() -> None:
        while waiting:
            try:
                entry = waiting.pop()
            except IndexError:
                return
            done.put(_refresh(entry, settings, timeout))

    # The threads must not outlive a program that is interrupted.
    for _ in range(min(_WORKERS, len(entries))):
        Thread(target=work, daemon=True).start()
    for _ in entries:
        yield done.get()


def _refresh(entry: RepositoryEntry, settings: Settings, timeout: float) -> Refreshed:
    place = find_place(entry.name, settings)
    try:
        keep_index(ask_index(entry, place, timeout), entry, place)
    except PychartError as problem:
        return Refreshed(entry.name, redact(entry.url), str(problem))
    except Exception as problem:  # what happens to one repository, the others must not wait for
        return Refreshed(entry.name, redact(entry.url), f"{type(problem).__name__}: {problem}")
    return Refreshed(entry.name, redact(entry.url), "")


def ask_index(entry: RepositoryEntry, place: IndexPlace, timeout: float) -> Answer:
    """Ask a repository for its index, unless it is the one that is kept. Raises FetchError and RepositoryError."""
    from pychart.transport.fetch import request

    if "/" in entry.name:
        # Its index would lie outside of the cache; only who writes the file by hand can give such a name.
        raise RepositoryError(f"repository name ({entry.name}) contains '/'")
    etag, modified = _recall_validators(entry, place)
    url = find_index_url(entry.url)
    if url.startswith("oci://"):
        raise RepositoryError("a registry has no index: its charts are named by URL, oci://HOST/PATH/NAME")
    return request(url, "index", find_access(entry), timeout=timeout, etag=etag, modified=modified)


def keep_index(answer: Answer, entry: RepositoryEntry, place: IndexPlace) -> Catalogue | None:
    """Check the index that a repository gave and keep it; one that has not changed is not looked at (None).

    Raises RepositoryError, YamlError and OutputError; nothing is written where the index is refused.
    """
    if not answer.is_changed:
        logs.debug("the index has not changed", url=redact(entry.url))
        return None
    before = _read_generated(place.path)
    found = store_index(place.folder, place.name, answer.data, redact(entry.url), place.own_cache)
    if before and _is_older(found.generated, before):
        logs.warn(
            "the index is older than the one before: some of its charts may have been taken back",
            url=redact(entry.url),
            generated=found.generated,
            before=before,
        )
    _remember_validators(answer, entry, place)
    return found


def _read_generated(path: str) -> str:
    """Give the time at which a kept index was made, as its first or last lines say; "" where they do not."""
    import re

    try:
        with open(path, "rb") as file:
            lines = file.read(_ENDS)
            file.seek(max(0, os.fstat(file.fileno()).st_size - _ENDS))
            lines += b"\n" + file.read(_ENDS)
    except OSError:
        return ""
    found = re.search(rb"^generated: *[\"']?([0-9TZ:.+-]+)[\"']?\s*$", lines, re.MULTILINE)
    return found[1].decode() if found else ""


def _is_older(one: str, other: str) -> bool:
    from datetime import datetime

    try:
        return one != NO_TIME and datetime.fromisoformat(one) < datetime.fromisoformat(other)
    except (ValueError, TypeError):
        return False


def fetch_index(entry: RepositoryEntry, settings: Settings, timeout: float = 120.0) -> Catalogue:
    """Fetch the index of a repository that has no name here; it is kept in pychart's own cache only.

    Raises RepositoryError in Helm's words.
    """
    from tempfile import TemporaryDirectory

    name = digest(f"{entry.username}\0{entry.url}".encode("utf-8", "surrogateescape"), 16).hex()
    own = settings.pychart_cache if settings.use_cache else ""
    folder = f"{own}/repositories"
    if own and make_private(folder):
        return _fetch_into(IndexPlace(folder, name, own), entry, timeout)
    with TemporaryDirectory(prefix="pychart-") as temporary:
        return _fetch_into(IndexPlace(temporary, name, ""), entry, timeout)


def _fetch_into(place: IndexPlace, entry: RepositoryEntry, timeout: float) -> Catalogue:
    try:
        found = keep_index(ask_index(entry, place, timeout), entry, place)
    except (FetchError, RepositoryError, YamlError, OutputError) as problem:
        raise RepositoryError(describe_unreachable(entry.url, problem)) from None
    if found is None:
        return open_catalogue(place.folder, place.name, place.own_cache)
    prune(place.folder, place.path)
    return found


def find_access(entry: RepositoryEntry) -> Access:
    """Give the access to a repository that its entry describes."""
    return Access(
        username=entry.username,
        password=entry.password,
        cert_file=entry.cert_file,
        key_file=entry.key_file,
        ca_file=entry.ca_file,
        insecure=entry.insecure_skip_tls_verify,
        pass_credentials=entry.pass_credentials_all,
        origin=entry.url,
    )


def find_index_url(url: str) -> str:
    """Give the URL of a repository's index. Raises RepositoryError."""
    try:
        return resolve_reference(url, "index.yaml")
    except UrlError as problem:
        raise RepositoryError(str(problem)) from None


def describe_unreachable(url: str, problem: Exception) -> str:
    """Say that a URL is not the place of a repository, in Helm's words."""
    return f"looks like {quote(redact(url))} is not a valid chart repository or cannot be reached: {problem}"


def _find_validators(entry: RepositoryEntry, place: IndexPlace) -> str:
    key = "\0".join((entry.url, entry.username, os.path.abspath(place.path)))
    return f"{place.own_cache}/validators/{digest(key.encode('utf-8', 'surrogateescape'), 16).hex()}"


def _recall_validators(entry: RepositoryEntry, place: IndexPlace) -> tuple[str, str]:
    """Give the ETag and the date that came with the index which is kept; empty where it is another one."""
    if not place.own_cache:
        return "", ""
    try:
        etag, modified, facts = read(_find_validators(entry, place)).decode("latin-1").split("\n")
        return (etag, modified) if facts == _describe_file(place.path) else ("", "")
    except (OSError, ValueError):
        return "", ""


def _remember_validators(answer: Answer, entry: RepositoryEntry, place: IndexPlace) -> None:
    if not place.own_cache or not (answer.etag or answer.modified):
        return
    path = _find_validators(entry, place)
    if not make_private(os.path.dirname(path)):
        return
    try:
        facts = _describe_file(place.path)
    except OSError:
        return
    lines = (answer.etag, answer.modified, facts)
    if not any("\n" in line for line in lines):
        write(path, "\n".join(lines).encode("latin-1", "replace"))


def _describe_file(path: str) -> str:
    status = os.stat(path)
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
