"""The repository cache: what Helm keeps of each repository's index (Helm: pkg/helmpath).

For a repository ``stable`` the folder holds ``stable-index.yaml`` and ``stable-charts.txt``, the names of its charts.
"""

from __future__ import annotations

import os

from pychart.errors import RepositoryError


def find_index_path(folder: str, name: str) -> str:
    """Name the file that holds a repository's index."""
    return _find_path(folder, name, "index.yaml")


def find_charts_path(folder: str, name: str) -> str:
    """Name the file that lists a repository's charts, one a line."""
    return _find_path(folder, name, "charts.txt")


def remove_cached(folder: str, name: str) -> None:
    """Delete what the cache holds of a repository; nothing there is fine.

    A name that would lead out of the folder is left alone. Raises RepositoryError.
    """
    from pychart.filesystem import explain_os_error

    if "/" in name:
        return
    for path in (find_charts_path(folder, name), find_index_path(folder, name)):
        try:
            os.unlink(path)
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise RepositoryError(f"can't remove index file {path}: {explain_os_error(problem)}") from None


def _find_path(folder: str, name: str, ending: str) -> str:
    from pychart.gostd.path import join

    return join(folder, f"{name}-{ending}" if name else ending)
