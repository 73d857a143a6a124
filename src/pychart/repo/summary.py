"""What an index says of one archive, whatever the URL and the time: read once, kept as plain data.

The text of the entry is made together with it, because thousands of entries are written far more often than made.
"""

from __future__ import annotations

import marshal
import os

from pychart.archive.limits import MAX_BYTES
from pychart.errors import ChartError, YamlError
from pychart.records import NamedTuple
from pychart.repo.archives import refuse_failure, stat_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.metadata import Metadata
    from pychart.repo.archives import Facts


class Summary(NamedTuple):
    """One archive's entry: name and version, the key that versions are sorted by, and the archive's SHA-256.

    ``packed`` is the record of its Chart.yaml, marshalled. ``text`` are the lines of the entry in YAML: those before
    ``created``, those between it and ``urls``, those after; none where the entry cannot be written in parts.
    """

    name: str
    version: str
    order: tuple[Any, ...] | None
    digest: str
    packed: bytes
    text: tuple[str, ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """The content of Chart.yaml as JSON writes it, in Go's order of fields."""
        found: dict[str, Any] = marshal.loads(self.packed)
        return found

    @property
    def metadata(self) -> Metadata:
        """The content of Chart.yaml."""
        from pychart.chart.metadata import parse_metadata

        return parse_metadata(self.record)


class Reading(NamedTuple):
    """What came of reading a file: its facts (None where it changed meanwhile) and the summary, None for no chart.

    ``warned`` tells that loading the chart warns of something, which whoever asked has to do.
    """

    facts: Facts | None
    summary: Summary | None
    warned: bool = False


def read_summary(path: str) -> Reading:
    """Read an archive once, so that the digest is that of what was looked at.

    Raises RepositoryError where the disk fails.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            if before.st_size > MAX_BYTES:
                return Reading(None, None)
            data = file.read()
            after = os.fstat(file.fileno())
    except OSError as problem:
        refuse_failure("read", path, problem)
        return Reading(None, None)
    is_whole = len(data) == before.st_size and stat_facts(before) == stat_facts(after)
    facts = stat_facts(after) if is_whole else None
    if len(data) > MAX_BYTES:
        return Reading(None, None)
    return probe_summary(data, path)._replace(facts=facts)


def probe_summary(data: bytes, name: str) -> Reading:
    """Summarise the bytes of an archive; ``name`` is its path. The reading has no facts."""
    from pychart.chart.probe import probe_archive

    try:
        metadata = probe_archive(data, name).metadata
    except ChartError:
        return Reading(None, None)
    if metadata is None:
        return Reading(None, None, warned=True)
    return Reading(None, summarise(metadata, data))


def load_summary(path: str) -> Summary | None:
    """Load the chart in an archive file, with what is logged about it, and give its summary; None for no chart."""
    from pychart.filesystem import read_file

    try:
        return load_data(read_file(path, limit=MAX_BYTES, error=ChartError), path)
    except ChartError:
        return None


def load_data(data: bytes, name: str) -> Summary | None:
    """Load the chart in the bytes of an archive, with what is logged about it, and give its summary; None for none."""
    from pychart.chart.load import load_archive

    try:
        return summarise(load_archive(data, name, any_version=True).metadata, data)
    except ChartError:
        return None


def summarise(metadata: Metadata, data: bytes) -> Summary:
    """Give the summary of an archive's bytes whose Chart.yaml is known."""
    from hashlib import sha256

    from pychart.chart.metadata import metadata_record
    from pychart.repo.model import parse_loosely

    record = metadata_record(metadata)
    version = parse_loosely(metadata.version)
    digest = sha256(data).hexdigest()
    order = None if version is None else version.key
    return Summary(metadata.name, metadata.version, order, digest, marshal.dumps(record), _write_parts(record, digest))


def _write_parts(record: dict[str, Any], digest: str) -> tuple[str, ...]:
    """Write the entry's fields where they stand in an index: in a list, in a map, in a map.

    Lines that begin with just four spaces and a letter are those with its own keys.
    """
    from pychart.yamlio import dump

    try:
        text = dump({"e": {"x": [{**record, "digest": digest}]}})[8:]
    except YamlError:
        return ()
    following = min([key for key in record if key > "created"], default="digest")
    created = text.index(f"\n    {min(following, 'digest')}:")
    urls = text.rindex("\n    version:")
    return text[:created], text[created + 1 : urls], text[urls + 1 :]
