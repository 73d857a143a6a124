"""Object storage (s3://bucket/prefix): objects listed, read, and written only where nobody else wrote meanwhile.

It goes through fsspec and its s3fs, which come with the extra ``s3`` and are imported when a bucket is named. fsspec
has no conditional writes, so for those the S3 client below s3fs is called (PutObject with If-Match or If-None-Match).
Credentials, region and endpoint are those of all AWS tools: AWS_PROFILE, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on.
"""

from __future__ import annotations

from pychart.errors import RepositoryError
from pychart.records import NamedTuple
from pychart.transport.offline import require_network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, TypeVar

    _T = TypeVar("_T")

_SCHEME = "s3://"
_CONFLICTS = frozenset(("PreconditionFailed", "ConditionalRequestConflict", "412", "409"))
_BATCH_COUNT = 64
_BATCH_BYTES = 64 * 1024 * 1024


class ConflictError(Exception):
    """Somebody else wrote the object since it was looked at."""


class StoredObject(NamedTuple):
    """An object of a bucket: its name below the prefix, its size in bytes, and the tag of its content."""

    name: str
    size: int
    tag: str


def is_object_url(text: str) -> bool:
    """Tell whether a folder is really the URL of a place in object storage."""
    scheme, sign, _ = text.partition("://")
    return bool(sign) and scheme.isalnum()


class Bucket:
    """A place in object storage: a bucket and a prefix in it."""

    def __init__(self, url: str) -> None:
        """Open the place that ``s3://bucket/prefix`` names. Raises RepositoryError for others, and without s3fs."""
        if "@" in url:
            raise RepositoryError("a bucket is named like s3://bucket/prefix, and credentials are no part of that")
        if not url.startswith(_SCHEME):
            raise RepositoryError(
                f"{url}: only s3:// is supported, because an index is written on the condition that nobody else did"
            )
        place = url.removeprefix(_SCHEME).strip("/")
        self.url = _SCHEME + place
        self._bucket, _, prefix = place.partition("/")
        self._prefix = f"{prefix}/" if prefix else ""
        if not self._bucket:
            raise RepositoryError(f"{url}: a bucket is named like s3://bucket/prefix")
        self._files = _open_files()

    def list_objects(self) -> list[StoredObject]:
        """List the objects below the prefix and one level further down. Raises RepositoryError."""
        root = f"{self._bucket}/{self._prefix}".rstrip("/")
        found = self._ask("list", lambda: self._files.find(root, maxdepth=2, detail=True))
        return [
            StoredObject(path.removeprefix(root).lstrip("/"), int(facts["size"] or 0), str(facts.get("ETag", "")))
            for path, facts in found.items()
            if facts["type"] == "file"
        ]

    def find_tag(self, name: str) -> str:
        """Give the tag of an object's content, "" where there is no such object. Raises RepositoryError."""

        def look() -> str:
            try:
                return str(self._files.info(self._path(name), refresh=True)["ETag"])
            except FileNotFoundError:
                return ""

        return self._ask("read", look)

    def read(self, name: str) -> bytes | None:
        """Read an object; None where there is no such object. Raises RepositoryError."""

        def read() -> bytes | None:
            try:
                return bytes(self._files.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

        return self._ask("read", read)

    def read_many(self, objects: Sequence[StoredObject]) -> Iterator[tuple[StoredObject, bytes | None]]:
        """Read objects, dozens at a time; None stands for one that is gone. Raises RepositoryError."""
        for batch in _split(objects):
            paths = {self._path(one.name): one for one in batch}
            found = self._read_paths(list(paths))
            for path, one in paths.items():
                data = found.get(path)
                if isinstance(data, Exception) and not isinstance(data, FileNotFoundError):
                    raise self._explain("read", data)
                yield one, data if isinstance(data, bytes) else None

    def _read_paths(self, paths: list[str]) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("read", lambda: self._files.cat(paths, on_error="return"))
        return found

    def write(self, name: str, data: bytes, kind: str, tag: str) -> None:
        """Write an object of a media type if its content still has the tag, "" if there still is none.

        Raises ConflictError where somebody else wrote it, RepositoryError where it cannot be written.
        """
        condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        place = {"Bucket": self._bucket, "Key": self._prefix + name}
        try:
            self._files.call_s3("put_object", **place, Body=data, ContentType=kind, **condition)
        except Exception as problem:
            if _find_code(problem) in _CONFLICTS:
                raise ConflictError from None
            raise self._explain("write", problem) from None

    def _path(self, name: str) -> str:
        return f"{self._bucket}/{self._prefix}{name}"

    def _ask(self, verb: str, question: Callable[[], _T]) -> _T:
        try:
            return question()
        except Exception as problem:
            raise self._explain(verb, problem) from None

    def _explain(self, verb: str, problem: Exception) -> RepositoryError:
        text = " ".join(str(problem).split()) or type(problem).__name__
        return RepositoryError(f"cannot {verb} {self.url}: {text}")


def _open_files() -> Any:
    require_network()
    try:
        import s3fs
    except ImportError:
        raise RepositoryError("s3:// needs s3fs: pip install 'pychart[s3]'") from None
    return s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)


def _split(objects: Sequence[StoredObject]) -> Iterator[list[StoredObject]]:
    batch: list[StoredObject] = []
    size = 0
    for one in objects:
        if batch and (len(batch) == _BATCH_COUNT or size + one.size > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += one.size
    if batch:
        yield batch


def _find_code(problem: BaseException | None) -> str:
    """Give S3's code for an error, which s3fs hides behind one of Python's."""
    while problem is not None:
        response = getattr(problem, "response", None)
        if isinstance(response, dict):
            return str(response.get("Error", {}).get("Code", ""))
        problem = problem.__cause__
    return ""
