"""The facts that `list` shows, read from the beginning of a record: the templates behind them are never unpacked.

Helm and pychart write ``name``, ``info`` and ``chart.metadata`` first. A record in which they stand otherwise is read
in full.
"""

from __future__ import annotations

import zlib
from binascii import a2b_base64
from json import JSONDecoder

from pychart.errors import ReleaseError
from pychart.release.decode import GZIP, check_metadata, decode_release, mend_texts, read_info, strip_layer
from pychart.release.model import Release

_HEADS = ((2 * 1024, 4 * 1024), (8 * 1024, 16 * 1024), (512 * 1024, 256 * 1024))
"""How much to look at, first little, then more where notes are long: characters of base64, bytes of JSON."""
_NAME = '{"name":'
_INFO = ',"info":'
_CHART = ',"chart":{"metadata":'
_scan = JSONDecoder().raw_decode


def peek_release(data: str, namespace: str, version: int, *, layers: int = 1) -> Release:
    """Give a release with name, info and metadata of its chart alone.

    ``data`` is a record as encode_release gives it, or as it is after ``layers`` times base64 in all: a Secret's holds
    two. Raises ReleaseError.
    """
    for characters, limit in _HEADS:
        try:
            found = _read_head(_unpack(data[:characters], layers, limit), namespace, version)
        except (ValueError, RecursionError, zlib.error):
            continue
        except TypeError as problem:
            raise ReleaseError(f"the record of the release cannot be read: {problem}") from None
        if found is None:
            break
        return found
    return decode_release(data if layers == 1 else strip_layer(data))._replace(namespace=namespace)


def _read_head(text: str, namespace: str, version: int) -> Release | None:
    """Read the beginning of a record; None where it does not begin as Helm's do.

    Raises ValueError where the text ends too early.
    """
    end = 0
    found = []
    for name in (_NAME, _INFO, _CHART):
        if not text.startswith(name, end):
            if name.startswith(text[end : end + len(name)]):
                raise ValueError("the text ends here")
            return None
        value, end = _scan(text, end + len(name))
        found.append(value)
    name, info, metadata = mend_texts(found)
    if not (isinstance(name, str) and isinstance(info, dict) and isinstance(metadata, dict)):
        return None
    return Release(name, namespace, version, read_info(info), {"metadata": check_metadata(metadata)})


def _unpack(data: str, layers: int, limit: int) -> str:
    """Give the beginning of the JSON that lies in the beginning of a record."""
    content: str | bytes = data
    for _ in range(layers):
        content = a2b_base64(content[: len(content) // 4 * 4])
    if not isinstance(content, bytes) or not content.startswith(GZIP):
        raise ValueError("not packed")
    return zlib.decompressobj(31).decompress(content, limit).decode("utf-8", "replace")
