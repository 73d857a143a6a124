"""Index a folder of packaged charts."""

from __future__ import annotations

import os

from pychart.errors import RepositoryError
from pychart.repo.compose import compose_text
from pychart.repo.gather import gather_summaries
from pychart.repo.lock import lock_index
from pychart.repo.memory import open_memory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from pychart.repo.archives import Archive
    from pychart.repo.gather import Report
    from pychart.repo.model import Index


def index_folder(
    folder: str | Path,
    *,
    url: str = "",
    merge: str | Path = "",
    as_json: bool = False,
    html: bool = False,
    cache: str | None = None,
    report: Report | None = None,
) -> Path:
    """Write ``index.yaml`` for the packaged charts in a folder and its subfolders (Helm: `helm repo index`).

    ``url`` stands before each archive's path. ``merge`` is an index whose entries are kept where the folder has none
    of the same name and version; one that does not exist is made. ``html`` writes ``index.html`` too, a page for people
    to read, both files or neither. ``cache`` is pychart's own cache folder, where what
    was read of archives is remembered: "" for none, None for the one that the environment names. ``report`` is told
    how many of the archives that must be read have been, and how many there are.

    Whoever indexes the same folder meanwhile waits, so that nothing of either is lost. Returns the index's path.
    Raises RepositoryError for an index that cannot be read and where the disk fails to give an archive, OutputError
    where the folder cannot be written; the index is as it was then.
    """
    from pathlib import Path

    root = os.fspath(folder)
    cache = _find_cache() if cache is None else cache
    target = os.path.join(root, "index.yaml")
    if merge:
        _make_merged(os.fspath(merge), as_json)
    memory = open_memory(os.path.realpath(root), cache)
    with lock_index(target):
        found = gather_summaries(root, memory, report)
        merged = _load_merged(os.fspath(merge)) if merge else None
        texts = {"index.yaml": compose_text(found, url, as_json=as_json, merge=merged)}
        if html:
            from pychart.site.publish import build_index_page

            texts["index.html"] = build_index_page(found, url, merged, _read_archive)
        _write(root, texts)
    memory.save()
    return Path(target)


def _find_cache() -> str:
    from pychart.settings import Settings

    settings = Settings.from_environment()
    return settings.pychart_cache if settings.use_cache else ""


def _write(folder: str, texts: dict[str, str]) -> None:
    from pychart.filesystem import write_together

    write_together(folder, {name: text.encode("utf-8", "surrogateescape") for name, text in texts.items()})


def _read_archive(archive: Archive) -> bytes | None:
    from pychart.archive.limits import MAX_BYTES
    from pychart.errors import ChartError
    from pychart.filesystem import read_file

    try:
        return read_file(archive.path, limit=MAX_BYTES, error=ChartError)
    except ChartError:
        return None


def _make_merged(path: str, as_json: bool) -> None:
    """Write an empty index to merge where there is none, as Helm does."""
    from pychart.filesystem import exists

    if exists(path, error=RepositoryError):
        return
    from pychart.repo.index import empty_index, write_index

    with lock_index(path):
        if not exists(path, error=RepositoryError):
            write_index(path, empty_index(), as_json=as_json)


def _load_merged(path: str) -> Index:
    from pychart.repo.index import load_index

    try:
        return load_index(path)
    except RepositoryError as error:
        raise RepositoryError(f"merge failed: {error}") from error
