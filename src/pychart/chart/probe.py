"""What an archive's Chart.yaml says, of a chart that can be loaded: enough for an index, at a part of loading's cost.

`helm repo index` loads every archive and leaves out what it cannot load. So all that makes loading fail is looked at
here too: the archive as a whole, Chart.yaml, values.yaml, locks, requirements and subcharts with the same of theirs.
Templates and other files cannot make it fail and are never taken out of the archive.
"""

from __future__ import annotations

from pychart.archive.pick import pick_chart_files
from pychart.archive.sniff import require_gzip
from pychart.chart.check import check_metadata
from pychart.chart.load import load_files
from pychart.chart.metadata import parse_metadata, sanitise_metadata
from pychart.chart.values_file import load_values
from pychart.errors import ChartError, YamlError
from pychart.records import NamedTuple
from pychart.yamlio import load_exact
from pychart.yamlio.tame import read_tame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.chart.metadata import Metadata
    from pychart.files import File

_PLAIN = frozenset(("Chart.yaml", "values.yaml"))
_SPECIAL = frozenset((*_PLAIN, "Chart.lock", "requirements.yaml", "requirements.lock"))
_WARNED_OF = ("requirements.yaml", "requirements.lock")


class Probe(NamedTuple):
    """What was found: the metadata, or None where loading warns of something and is left to the caller."""

    metadata: Metadata | None


def probe_archive(data: bytes, name: str) -> Probe:
    """Look at the chart in the bytes of a .tgz; ``name`` is its path.

    The metadata is that of load.load_archive(data, name, any_version=True). Raises ChartError where that does.
    """
    require_gzip(data, name)
    files, budget = pick_chart_files(data, _is_wanted)
    if any(file.name.endswith(_WARNED_OF) for file in files):
        return Probe(None)
    if len(files) <= 2 and _PLAIN.issuperset([file.name for file in files]):
        return Probe(_read_plain(files))
    return Probe(load_files(files, budget).metadata)


def _is_wanted(name: str) -> bool:
    return name in _SPECIAL or (name.startswith("charts/") and not name.endswith(".prov"))


def _read_plain(files: list[File]) -> Metadata:
    """Read a chart of nothing but Chart.yaml and values.yaml."""
    contents = {file.name: file.data for file in files}
    if len(contents) < len(files) or "Chart.yaml" not in contents:
        return load_files(files).metadata
    head, values = contents["Chart.yaml"], contents.get("values.yaml")
    metadata = _parse("Chart.yaml", head, lambda data: parse_metadata(read_tame(data) or load_exact(data)))
    if values is not None and read_tame(values) is None:
        _parse("values.yaml", values, load_values)
    metadata = sanitise_metadata(metadata if metadata.api_version else metadata._replace(api_version="v1"))
    check_metadata(metadata)
    return metadata


def _parse(name: str, data: bytes, parser: Callable[[bytes], Any]) -> Any:
    try:
        return parser(data)
    except YamlError as problem:
        raise ChartError(f"cannot load {name}: {problem}") from None
