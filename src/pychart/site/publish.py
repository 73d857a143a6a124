"""The page of a folder or bucket that was just indexed."""

from __future__ import annotations

from pychart.repo.compose import compose_index
from pychart.site.page import build_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.repo.archives import Archive
    from pychart.repo.gather import Found
    from pychart.repo.model import Index


def build_index_page(
    found: Sequence[Found], url: str, merged: Index | None, read: Callable[[Archive], bytes | None]
) -> str:
    """Give the page of the charts that were found and of those that the merged index adds.

    ``read`` gives the bytes of an archive, None where it cannot be read any more; those of a merged index are not at
    hand, so only what the index says of them is shown. Raises RepositoryError where a library is missing.
    """
    from hashlib import sha256

    index = compose_index(found, url)
    if merged is not None:
        from pychart.repo.index import merge_index

        index = merge_index(index, merged)
    archives = {(one.summary.name, one.summary.version): one for one in reversed(found)}

    def find(name: str, version: str) -> bytes | None:
        one = archives.get((name, version))
        data = None if one is None else read(one.archive)
        # An archive that was replaced meanwhile is not the one that the index tells of.
        return data if one and data is not None and sha256(data).hexdigest() == one.summary.digest else None

    return build_page(index, url, find)
