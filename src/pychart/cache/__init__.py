"""What earlier runs learnt of a chart: its parsed files, compiled templates and checked documents.

One private file for each chart, named after its path, and beside it the contents of the chart's files. The parsed
chart counts while every file has the size and times it had; compiled templates are kept by what their files contain,
so that an edit drops no more than what was edited. An entry that is broken, foreign or from another version is as
good as none. Code objects are only ever loaded from a folder that belongs to this user and that nobody else may write.
"""

from __future__ import annotations

import marshal
import sys

from pychart import __version__, logs
from pychart.cache.storage import (
    DIGEST_SIZE,
    digest,
    make_private,
    mark_used,
    prune,
    read,
    remove,
    sign,
    stamp_sources,
    write,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.chart.model import Chart

    Head = tuple[str, str, str, dict[str, str] | None]

_MAX_HEADS = 20_000
_MAX_TEXTS = 2_000
"""How many compiled texts for tpl are kept besides those of the last run."""


class Entry:
    """The cache's view of one chart.

    It is a CodeStore for the engine, remembers the heads of documents, and knows whether it has something new.
    """

    by_content = True
    """Whether the keys must tell one content of a file from another: an entry outlives edits."""

    def __init__(self, path: str, signature: Any, content: dict[str, Any] | None) -> None:
        self._path = path
        self._signature = signature
        self._blob_path = f"{path}.{digest(marshal.dumps(signature), 8).hex()}.files"
        self._codes: dict[str, Any] = content["codes"] if content else {}
        self._heads: dict[bytes, Any] = content["heads"] if content else {}
        is_same = content is not None and content["signature"] == signature
        self._chart = content["chart"] if content and is_same else None
        self._used: dict[bytes, Any] = {}
        self._asked: set[str] = set()
        self._is_new = False

    def get(self, key: str) -> Any:
        """Give what was compiled under a key, or None (CodeStore)."""
        self._asked.add(key)
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
        key = digest(text.encode("utf-8", "surrogateescape"), topic=topic)
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
            from pychart.cache.plain import Blob, from_plain

            try:
                return from_plain(self._chart, Blob(self._blob_path, self._rebuild_blob))
            except (OSError, ValueError, TypeError, KeyError, IndexError):
                self._chart = None
        from pychart.chart.load import load_chart

        before = logs.count()
        chart = load_chart(self._signature[0])
        if logs.count() == before:
            from pychart.cache.plain import to_plain

            content = bytearray()
            self._chart = to_plain(chart, content)
            self._is_new = write(self._blob_path, bytes(content))
            self._remove_old_blobs()
        else:
            self._signature = None
        return chart

    def _rebuild_blob(self) -> bytes:
        """Read the chart again and give the contents of its files; what was kept of them is damaged and goes."""
        from pychart.cache.plain import to_plain
        from pychart.chart.load import load_chart

        remove(self._blob_path)
        content = bytearray()
        to_plain(load_chart(self._signature[0]), content)
        return bytes(content)

    def _remove_old_blobs(self) -> None:
        from os import listdir

        folder, _, name = self._path.rpartition("/")
        try:
            others = listdir(folder)
        except OSError:
            return
        for other in others:
            path = f"{folder}/{other}"
            if other.startswith(name) and other.endswith(".files") and path != self._blob_path:
                remove(path)

    def save(self) -> None:
        """Write the entry where this run added to it; a cache that cannot be written is no cache, and no error."""
        if not self._is_new or self._signature is None or self._chart is None:
            return
        heads = self._heads if len(self._heads) <= _MAX_HEADS else self._used
        content = {"signature": self._signature, "chart": self._chart, "codes": self._live_codes(), "heads": heads}
        try:
            payload = marshal.dumps((_version(), content))
        except ValueError:
            return
        write(self._path, digest(payload) + payload)
        prune(self._path.rpartition("/")[0], self._path)

    def _live_codes(self) -> dict[str, Any]:
        """Give the codes without those of files that are not in the chart any more, or not as they were.

        Every run asks for the names that each file defines, under a key that says what the file contains.
        """
        files = {key for key in self._asked if key[:1] != "\0" and key.endswith("\0")}
        if not files:
            return self._codes
        texts = [key for key in self._codes if key[:1] == "\0"]
        dropped = set(texts) - self._asked if len(texts) > _MAX_TEXTS else set()
        return {
            key: code
            for key, code in self._codes.items()
            if (key not in dropped if key[:1] == "\0" else key[: _second_mark(key)] in files)
        }


def _second_mark(key: str) -> int:
    return key.index("\0", key.index("\0") + 1) + 1 if key.count("\0") > 1 else len(key)


def _read_head(document: str) -> Head:
    from pychart.yamlio import read_head

    return read_head(document)


def open_entry(source: str, folder: str) -> Entry | None:
    """Open the entry of the chart at an absolute path; ``folder`` is pychart's own cache folder.

    Returns None where the chart or the folder is not fit for it: too many files, a folder that others may write.
    """
    signature = sign(source)
    if signature is None or not make_private(folder):
        return None
    name = digest(source.encode("utf-8", "surrogateescape"), 16).hex()
    path = f"{folder}/{name}.{sys.implementation.cache_tag}"
    return Entry(path, signature, _read_content(path, source))


def _read_content(path: str, source: str) -> dict[str, Any] | None:
    try:
        data = read(path)
        payload = memoryview(data)[DIGEST_SIZE:]
        if data[:DIGEST_SIZE] != digest(payload):  # type: ignore[arg-type]
            return None
        version, content = marshal.loads(payload)
        if version != _version() or content["signature"][0] != source:
            return None
    except (OSError, ValueError, EOFError, TypeError, KeyError, IndexError):
        return None
    mark_used(path)
    return content  # type: ignore[no-any-return]


def _version() -> tuple[Any, ...]:
    """Name everything that an entry depends on besides the chart: this pychart and this Python."""
    return __version__, sys.version, stamp_sources(_SOURCES)


_SOURCES = (
    "cache",
    "templates/golang",
    "functions",
    "yamlio",
    "chart",
    "values",
    "lint",
    "templates/golang/lower.py",
    "templates/golang/operands.py",
    "templates/golang/codegen.py",
    "templates/golang/build.py",
    "templates/golang/parser.py",
    "templates/golang/lexer.py",
    "templates/jinja",
    "templates/jinja/environment.py",
    "templates/jinja/functions.py",
    "templates/jinja/syntax.py",
    "functions/table.py",
    "yamlio/builder.py",
    "yamlio/head.py",
    "yamlio/quickhead.py",
    "cache/plain.py",
    "chart/load.py",
)
