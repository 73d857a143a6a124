"""Index a folder of packaged charts."""

from __future__ import annotations

from pathlib import Path

from pychart.repo.index import build_index, load_index, merge_index, write_index


def index_folder(folder: str | Path, *, url: str = "", merge: str | Path | None = None, as_json: bool = False) -> Path:
    """Write ``index.yaml`` for the packaged charts in a folder and its subfolders (Helm: `helm repo index`).

    ``url`` stands before each archive's path. ``merge`` is an index whose entries are kept where the folder has none
    of the same name and version; one that does not exist is made. Returns the index's path. Raises RepositoryError
    for an index that cannot be read, OutputError where the folder cannot be written.
    """
    folder = Path(folder)
    index = build_index(folder, url)
    if merge is not None:
        index = merge_index(index, load_index(Path(merge), create=True))
    return write_index(folder / "index.yaml", index, as_json=as_json)
