"""Index a folder of packaged charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pychart.errors import RepositoryError
from pychart.repo.index import build_index, empty_index, load_index, merge_index, write_index

if TYPE_CHECKING:
    from pychart.repo.model import Index


def index_folder(folder: str | Path, *, url: str = "", merge: str | Path | None = None, as_json: bool = False) -> Path:
    """Write ``index.yaml`` for the packaged charts in a folder and its subfolders (Helm: `helm repo index`).

    ``url`` stands before each archive's path. ``merge`` is an index whose entries are kept where the folder has none
    of the same name and version; one that does not exist is made. Returns the index's path. Raises RepositoryError
    for an index that cannot be read, OutputError where the folder cannot be written.
    """
    folder = Path(folder)
    index = build_index(folder, url)
    if merge is not None:
        index = merge_index(index, _load_merged(Path(merge), as_json))
    return write_index(folder / "index.yaml", index, as_json=as_json)


def _load_merged(path: Path, as_json: bool) -> Index:
    """Load the index to merge; one that does not exist is written, empty, as Helm does."""
    if not path.exists():
        write_index(path, empty_index(), as_json=as_json)
    try:
        return load_index(path)
    except RepositoryError as error:
        raise RepositoryError(f"merge failed: {error}") from error
