"""Index the packaged charts in a bucket of object storage, where several may do so at once."""

from __future__ import annotations

from pychart.errors import RepositoryError, YamlError
from pychart.repo.compose import compose_text
from pychart.repo.gather_objects import gather_objects
from pychart.repo.memory import open_memory
from pychart.transport.objects import Bucket, ConflictError, is_object_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.repo.gather import Found, Report
    from pychart.repo.model import Index

_NAME = "index.yaml"
_PAGE = "index.html"
_KIND = {False: "application/yaml", True: "application/json"}
_TRIES = 20


def index_bucket(
    place: str,
    *,
    url: str = "",
    merge: str = "",
    as_json: bool = False,
    html: bool = False,
    cache: str = "",
    report: Report | None = None,
) -> str:
    """Write ``index.yaml`` beside the packaged charts below ``s3://bucket/prefix`` and one level further down.

    The arguments are those of repo_index.index_folder(); ``merge`` may name an object, too, and a page of ``html``
    is written behind the index. The index is only written
    if nobody else wrote it since the archives were listed; otherwise all is looked at again, so that nothing of either
    is lost. Returns the index's URL. Raises RepositoryError.
    """
    bucket = Bucket(place)
    memory = open_memory(bucket.url, cache)
    for number in range(_TRIES):
        _pause(number)
        tag = bucket.find_tag(_NAME)
        found = gather_objects(bucket, memory, report)
        merged = _load_merged(merge) if merge else None
        text = compose_text(found, url, as_json=as_json, merge=merged)
        try:
            bucket.write(_NAME, text.encode("utf-8", "surrogateescape"), _KIND[as_json], tag)
            if html:
                _write_page(bucket, found, url, merged)
        except ConflictError:
            continue
        memory.save()
        return f"{bucket.url}/{_NAME}"
    raise RepositoryError(f"cannot write {bucket.url}/{_NAME}: others wrote it {_TRIES} times meanwhile")


def _write_page(bucket: Bucket, found: Sequence[Found], url: str, merged: Index | None) -> None:
    """Write the page beside the index. Raises ConflictError where either is somebody else's by the time it is there.

    Whoever writes last looks once more whether the index is still the one that the page tells of, so in the end both
    are of one publisher.
    """
    from pychart.site.publish import build_index_page

    index_tag, page_tag = bucket.find_tag(_NAME), bucket.find_tag(_PAGE)
    page = build_index_page(found, url, merged, lambda archive: bucket.read(archive.path))
    bucket.write(_PAGE, page.encode("utf-8", "surrogateescape"), "text/html; charset=utf-8", page_tag)
    if bucket.find_tag(_NAME) != index_tag:
        raise ConflictError


def _pause(number: int) -> None:
    """Let others finish, longer each time and not all equally long."""
    if number:
        from random import uniform
        from time import sleep

        sleep(uniform(0, min(0.1 * 2**number, 5)))


def _load_merged(path: str) -> Index:
    """Load the index to merge; an object that does not exist is an empty one."""
    from pychart.repo.index import empty_index, load_index
    from pychart.repo.parse import parse_index

    try:
        if not is_object_url(path):
            return load_index(path)
        place, _, name = path.rpartition("/")
        data = Bucket(place).read(name)
        return empty_index() if data is None else parse_index(data, path)
    except (RepositoryError, YamlError) as problem:
        raise RepositoryError(f"merge failed: {problem}") from None
