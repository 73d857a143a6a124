"""What earlier runs learnt of a chart: its parsed files, compiled templates and checked documents.

One private file for each chart, named after its path, valid while every file of the chart has the size and times it
had. An entry that is broken, foreign or from another version is as good as none. Code objects are only ever loaded
from a folder that belongs to this user and that nobody else may write.
"""

from __future__ import annotations

import marshal
import os
import sys

from pychart import __version__, logs
from pychart.chart.metadata import Dependency, Maintainer, Metadata
from pychart.chart.model import Chart
from pychart.files import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


Head = tuple[str, str, str, dict[str, str] | None]
_MAX_FILES = 20_000
_DIGEST_SIZE = 20
_MAX_HEADS = 20_000


class Entry:
    """The cache's view of one chart.

    It is a CodeStore for the engine, remembers the heads of documents, and knows whether it has something new.
    """

    def __init__(self, path: str, signature: Any, content: dict[str, Any] | None) -> None:
        self._path = path
        self._signature = signature
        self._blob_path = f"{path}.{_digest(marshal.dumps(signature))[:8].hex()}.files"
        self._codes: dict[str, Any] = content["codes"] if content else {}
        self._heads: dict[bytes, Any] = content["heads"] if content else {}
        self._chart = content["chart"] if content else None
        self._used: dict[bytes, Any] = {}
        self._is_new = False

    def get(self, key: str) -> Any:
        """Give what was compiled under a key, or None (CodeStore)."""
        return self._codes.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep what was compiled (CodeStore)."""
        self._codes[key] = value
        self._is_new = True

    def read_head(self, document: str) -> Head:
        """Read a document's head, or remember it: a head depends on nothing but the document's bytes."""
        head: Head = self.recall(document, "", _read_head)
        return head

    def recall(self, text: str, topic: str, read: Callable[[str], Any]) -> Any:
        """Give what ``read`` makes of a text, or remember it.

        The result must be plain data, not None, and depend on nothing but the text and the topic (at most 64 bytes).
        """
        from _blake2 import blake2b

        data = text.encode("utf-8", "surrogateescape")
        key = blake2b(data, digest_size=_DIGEST_SIZE, key=topic.encode()).digest()
        result = self._heads.get(key)
        if result is None:
            result = self._heads[key] = read(text)
            self._is_new = True
        self._used[key] = result
        return result

    @property
    def is_warm(self) -> bool:
        """Tell whether load_chart will find the chart in the entry."""
        return self._chart is not None

    def load_chart(self) -> Chart:
        """Give the chart, from the entry where it has one, else from its files."""
        if self._chart is not None:
            try:
                blob = _read(self._blob_path)
                return _restore_chart(self._chart, memoryview(blob))
            except (OSError, ValueError, TypeError, KeyError, IndexError):
                self._codes.clear()
        from pychart.chart.load import load_chart

        before = logs.count()
        chart = load_chart(self._signature[0])
        if logs.count() == before:
            content = bytearray()
            self._chart = _plain_chart(chart, content)
            self._is_new = _write(self._blob_path, bytes(content))
            self._remove_old_blobs()
        else:
            self._signature = None
        return chart

    def _remove_old_blobs(self) -> None:
        folder, _, name = self._path.rpartition("/")
        try:
            for other in os.listdir(folder):
                path = f"{folder}/{other}"
                if other.startswith(name) and other.endswith(".files") and path != self._blob_path:
                    os.unlink(path)
        except OSError:
            return

    def save(self) -> None:
        """Write the entry where this run added to it; a cache that cannot be written is no cache, and no error."""
        if not self._is_new or self._signature is None or self._chart is None:
            return
        heads = self._heads if len(self._heads) <= _MAX_HEADS else self._used
        content = {"chart": self._chart, "codes": self._codes, "heads": heads}
        try:
            payload = marshal.dumps((_version(), self._signature, content))
        except ValueError:
            return
        _write(self._path, _digest(payload) + payload)


def _read_head(document: str) -> Head:
    from pychart.yamlio import read_head

    return read_head(document)


def open_entry(source: str, folder: str) -> Entry | None:
    """Open the entry of the chart at an absolute path; ``folder`` is pychart's own cache folder.

    Returns None where the chart or the folder is not fit for it: too many files, a folder that others may write.
    """
    signature = _sign(source)
    if signature is None or not _make_private(folder):
        return None
    from _blake2 import blake2b

    name = blake2b(source.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
    path = f"{folder}/{name}.{sys.implementation.cache_tag}"
    return Entry(path, signature, _read_content(path, signature))


def _read_content(path: str, signature: Any) -> dict[str, Any] | None:
    try:
        data = _read(path)
        payload = data[_DIGEST_SIZE:]
        if data[:_DIGEST_SIZE] != _digest(payload):
            return None
        version, known, content = marshal.loads(payload)
        if version != _version() or known != signature:
            return None
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return content  # type: ignore[no-any-return]


def _version() -> tuple[Any, ...]:
    """Name everything that an entry depends on besides the chart: this pychart and this Python."""
    here = os.path.dirname(__file__)
    compiler = [_stamp(f"{here}/{name}") for name in _SOURCES]
    return __version__, sys.version, compiler


_SOURCES = (
    "templates/golang",
    "functions",
    "yamlio",
    "chart",
    "values",
    "templates/golang/lower.py",
    "templates/golang/operands.py",
    "templates/golang/codegen.py",
    "templates/golang/parser.py",
    "templates/golang/lexer.py",
    "templates/jinja",
    "templates/jinja/environment.py",
    "templates/jinja/functions.py",
    "templates/jinja/syntax.py",
    "functions/table.py",
    "chart/load.py",
)


def _stamp(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _sign(source: str) -> tuple[Any, ...] | None:
    """List every file of a chart with what the file system says of it; None where there are too many."""
    files: list[tuple[str, int, int, int, int]] = []
    try:
        if os.path.isdir(source):
            _sign_folder(source, "", files, 0)
        else:
            files.append(_facts("", os.stat(source)))
    except OSError:
        return None
    if len(files) > _MAX_FILES:
        return None
    files.sort()
    return source, files


def _sign_folder(path: str, prefix: str, files: list[tuple[str, int, int, int, int]], depth: int) -> None:
    if depth > 64 or len(files) > _MAX_FILES:
        files.extend([("", 0, 0, 0, 0)] * _MAX_FILES)
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir():
                _sign_folder(entry.path, f"{prefix}{entry.name}/", files, depth + 1)
            else:
                files.append(_facts(prefix + entry.name, entry.stat()))


def _facts(name: str, status: os.stat_result) -> tuple[str, int, int, int, int]:
    return name, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _make_private(folder: str) -> bool:
    """Make the folder for this user alone and check that it is so."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        status = os.stat(folder)
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _read(path: str) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.getuid():
            raise OSError("not ours")
        with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _write(path: str, data: bytes) -> bool:
    from pychart.errors import OutputError
    from pychart.filesystem import atomic_write

    try:
        atomic_write(path, data, 0o600, durable=False)
    except OutputError:
        return False
    return True


def _digest(payload: bytes) -> bytes:
    from _blake2 import blake2b

    return blake2b(payload, digest_size=_DIGEST_SIZE).digest()


# Charts as plain data


def _plain_chart(chart: Chart, blob: bytearray) -> tuple[Any, ...]:
    """Give a chart as tuples, dicts and numbers; the content of files goes to the blob."""
    metadata = chart.metadata
    fields = [getattr(metadata, name) for name in Metadata._fields]
    fields[_MAINTAINERS] = [(m.name, m.email, m.url) for m in metadata.maintainers]
    fields[_DEPENDENCIES] = [
        tuple(getattr(dependency, name) for name in Dependency._fields) for dependency in metadata.dependencies
    ]
    return (
        tuple(fields),
        chart.values,
        chart.schema,
        chart.lock,
        _plain_files(chart.templates, blob),
        _plain_files(chart.files, blob),
        [_plain_chart(dependency, blob) for dependency in chart.dependencies],
    )


_MAINTAINERS = Metadata._fields.index("maintainers")
_DEPENDENCIES = Metadata._fields.index("dependencies")


def _plain_files(files: tuple[File, ...], blob: bytearray) -> list[tuple[str, int, int, int]]:
    rows = []
    for file in files:
        rows.append((file.name, len(blob), len(file.data), file.modified))
        blob += file.data
    return rows


def _restore_chart(plain: tuple[Any, ...], blob: memoryview) -> Chart:
    fields, values, schema, lock, templates, files, dependencies = plain
    fields = list(fields)
    fields[_MAINTAINERS] = tuple(Maintainer(*facts) for facts in fields[_MAINTAINERS])
    fields[_DEPENDENCIES] = tuple(Dependency(*facts) for facts in fields[_DEPENDENCIES])
    return Chart(
        metadata=Metadata(*fields),
        values=values,
        schema=schema,
        lock=lock,
        templates=_restore_files(templates, blob),
        files=_restore_files(files, blob),
        dependencies=tuple(_restore_chart(dependency, blob) for dependency in dependencies),
    )


def _restore_files(rows: list[tuple[str, int, int, int]], blob: memoryview) -> tuple[File, ...]:
    restored = []
    for name, start, size, modified in rows:
        data = bytes(blob[start : start + size])
        if len(data) != size:
            raise ValueError("the files beside this entry are not its own")
        restored.append(File(name, data, modified))
    return tuple(restored)
