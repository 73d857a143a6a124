"""The facts that `list` shows, read from the beginning of a record: the templates behind them are never unpacked.

Helm and pychart write ``name``, ``info`` and ``chart.metadata`` first. A record in which they stand otherwise is read
in full.
"""

from __future__ import annotations

from pychart.errors import ReleaseError
from pychart.release.encode import decode_release, read_info, unpack
from pychart.release.model import Release

_HEAD = 6 * 1024
"""Bytes of JSON that usually hold what is looked for; more where notes are long."""
_CHART = '"chart":{"metadata":'


def peek_release(data: str, namespace: str, version: int) -> Release:
    """Give a release with name, info and metadata of its chart alone. Raises ReleaseError."""
    from json import JSONDecoder

    decoder = JSONDecoder()
    for limit in (_HEAD, 64 * 1024, 0):
        if not limit:
            break
        text = unpack(data, limit).decode("utf-8", "replace")
        if not text.startswith('{"name":'):
            break
        try:
            name, end = decoder.raw_decode(text, 8)
            if not text.startswith(',"info":', end):
                break
            info, end = decoder.raw_decode(text, end + 8)
            if not text.startswith(f",{_CHART}", end):
                break
            metadata, _ = decoder.raw_decode(text, end + 1 + len(_CHART))
            return Release(name, namespace, version, read_info(info), {"metadata": metadata})
        except (ValueError, RecursionError):
            continue
        except (TypeError, AttributeError) as problem:
            raise ReleaseError(f"the record of the release cannot be read: {problem}") from None
    return decode_release(data)
