"""The summaries of all archives in object storage: those that are known recalled, the others fetched by the dozen."""

from __future__ import annotations

import os

from pychart.archive.limits import MAX_BYTES
from pychart.repo.archives import Archive, name_below
from pychart.repo.gather import Found
from pychart.repo.summary import Reading, Summary, load_data, probe_summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.repo.gather import Report
    from pychart.repo.memory import Memory
    from pychart.transport.objects import Bucket, StoredObject


def gather_objects(bucket: Bucket, memory: Memory, report: Report | None = None) -> list[Found]:
    """Summarise the archives of a bucket, as gather.gather_summaries() does those of a folder, in the same order.

    Raises RepositoryError where they cannot be listed or read.
    """
    listed = [(_place(one), one) for one in bucket.list_objects() if one.name.endswith(".tgz")]
    listed.sort(key=lambda pair: (os.fsencode(pair[0].parent), os.fsencode(pair[0].name)))
    known: dict[str, Summary | None] = {}
    unread = []
    for archive, one in listed:
        is_known, summary = memory.recall(name_below(archive), (one.size, one.tag))
        if is_known:
            known[one.name] = summary
        elif one.size <= MAX_BYTES:
            unread.append(one)
    for number, (one, data) in enumerate(bucket.read_many(unread), 1):
        if data is not None:
            known[one.name] = _summarise(bucket, one, data, memory)
        if report:
            report(number, len(unread))
    return [Found(archive, summary) for archive, one in listed if (summary := known.get(one.name)) is not None]


def _place(one: StoredObject) -> Archive:
    parent, _, name = one.name.rpartition("/")
    return Archive(one.name, parent, name)


def _summarise(bucket: Bucket, one: StoredObject, data: bytes, memory: Memory) -> Summary | None:
    reading: Reading = probe_summary(data, one.name)
    if reading.warned:
        return load_data(data, one.name)
    if _is_what_was_listed(bucket, one, data):
        memory.keep(one.name, (one.size, one.tag), reading.summary)
    return reading.summary


def _is_what_was_listed(bucket: Bucket, one: StoredObject, data: bytes) -> bool:
    """Tell whether what was read is the content that the tag stands for: most often its MD5, which costs no request."""
    from hashlib import md5

    return md5(data, usedforsecurity=False).hexdigest() == one.tag.strip('"') or bucket.find_tag(one.name) == one.tag
