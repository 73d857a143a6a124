"""Read index.yaml: strictly as Helm does, each entry judged on its own (pkg/repo/v1, loadIndex)."""

from __future__ import annotations

from typing import Any

from pychart import logs
from pychart.chart.check import check_metadata
from pychart.chart.decode import (
    Place,
    decode_bool,
    decode_fields,
    decode_string,
    decode_time,
    list_of,
    map_of,
    require_string,
)
from pychart.chart.metadata import (
    Metadata,
    metadata_fields,
    sanitise_metadata,
)
from pychart.errors import ChartError, FunctionError, RepositoryError, YamlError
from pychart.records import NamedTuple
from pychart.repo.model import NO_TIME, Index, IndexEntry, sort_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pychart.chart.decode import Decoder


_YAML_PREFIX = "error unmarshaling JSON: while decoding JSON: "


class Problem(NamedTuple):
    """An entry of an index that cannot be used; ``error`` is empty where there is no entry at all."""

    name: str
    version: str = ""
    error: str = ""


def parse_index(data: bytes, source: str) -> Index:
    """Read an index from its bytes, YAML (no unknown fields, no key twice) or JSON; ``source`` is for warnings.

    Raises RepositoryError or YamlError with Helm's text.
    """
    problems: list[Problem] = []
    try:
        return read_index(data, problems)
    finally:
        warn_of(problems, source)


def read_index(data: bytes, problems: list[Problem]) -> Index:
    """Read an index like parse_index(), and add the entries that are left out to ``problems``."""
    if not data:
        raise RepositoryError("empty index.yaml file")
    found = _decode_index(data)
    entries = {}
    for name in sorted(found.get("entries", {})):
        kept = []
        for entry in found["entries"][name]:
            problem = find_problem(entry, name)
            if problem is not None:
                problems.append(problem)
            elif entry is not None:
                kept.append(entry)
        entries[name] = sort_entries(kept)
    if not found.get("api_version"):
        raise RepositoryError("no API version specified")
    return Index(entries, found.get("generated", NO_TIME), found["api_version"])


def warn_of(problems: Iterable[Problem], source: str) -> None:
    """Log which entries of an index were left out, as Helm does; ``source`` is where the index came from."""
    for problem in problems:
        if not problem.error:
            logs.warn("skipping loading invalid entry for chart: empty entry", name=problem.name, source=source)
            continue
        logs.warn(
            "skipping loading invalid entry for chart",
            name=problem.name,
            version=problem.version,
            source=source,
            error=problem.error,
        )


def find_problem(entry: IndexEntry | None, name: str) -> Problem | None:
    """Say why an entry under a chart's name cannot be used; None for one that can."""
    if entry is None:
        return Problem(name)
    error = ""
    try:
        check_metadata(entry.metadata)
    except ChartError as refusal:
        error = str(refusal)
    # Some registries strip aliases (helm#12748).
    if error.startswith("validation: more than one dependency with name or alias"):
        error = ""
    if not error and entry.metadata.name != name:
        error = f"the entry is for the chart {entry.metadata.name}"
    return Problem(name, entry.metadata.version, error) if error else None


def parse_entry(text: bytes) -> IndexEntry | None:
    """Read one entry as it stands in an index in YAML, below the line with its chart's name.

    Raises YamlError for what is no entry, and for more than one.
    """
    from pychart.yamlio import load_strict

    value = load_strict(b"entries:\n  x:\n" + text)
    found = decode_fields(value, Place(), _index_fields(strict=True), "repo.IndexFile", strict=True)
    if set(value) != {"entries"} or list(found["entries"]) != ["x"] or len(found["entries"]["x"]) != 1:
        raise YamlError("not one entry")
    entry: IndexEntry | None = found["entries"]["x"][0]
    return entry


def parse_chart_key(text: bytes) -> tuple[str, Any]:
    """Read the line that names a chart in an index in YAML, and what stands on it besides.

    Raises YamlError for what is no such line.
    """
    from pychart.yamlio import load_strict

    value = load_strict(b"entries:\n" + text)
    charts = value.get("entries") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(charts, dict) or len(charts) != 1:
        raise YamlError("not one chart")
    return next(iter(charts.items()))


def parse_frame(text: bytes, mark: str) -> tuple[str, str] | None:
    """Read an index in YAML that has ``mark`` in the place of its entries: give its apiVersion and its time.

    None says that it is none of which that can be told. Raises YamlError.
    """
    from pychart.yamlio import load_strict

    value = load_strict(text)
    fields = _index_fields(strict=True)
    if not isinstance(value, dict) or not set(value) <= set(fields) or value.pop("entries", None) != mark:
        return None
    found = decode_fields(value, Place(), fields, "repo.IndexFile", strict=True)
    if not found.get("api_version"):
        return None
    return found["api_version"], found.get("generated", NO_TIME)


def _decode_index(data: bytes) -> dict[str, Any]:
    value = _parse_json(data)
    if value is not None:
        try:
            place = Place("IndexFile") if isinstance(value, dict) else Place()
            return decode_fields(value, place, _index_fields(strict=False), "repo.IndexFile")
        except YamlError as problem:
            raise RepositoryError(str(problem).removeprefix(_YAML_PREFIX)) from None
    from pychart.yamlio import load_strict

    return decode_fields(load_strict(data), Place(), _index_fields(strict=True), "repo.IndexFile", strict=True)


def _parse_json(data: bytes) -> Any:
    """Give the value of a JSON text, None for what is none (then it is YAML)."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return None
    from pychart.gostd.json import unmarshal

    try:
        return unmarshal(data.decode("utf-8", "surrogateescape"))
    except FunctionError:
        return None


def _index_fields(*, strict: bool) -> dict[str, tuple[str, Decoder]]:
    text = decode_string if strict else require_string
    return {
        "serverInfo": ("server_info", map_of(lambda value, _: value, "map[string]interface {}")),
        "apiVersion": ("api_version", text),
        "generated": ("generated", decode_time),
        "entries": ("entries", map_of(_versions_decoder(text, strict), "map[string]repo.ChartVersions")),
        "publicKeys": ("public_keys", list_of(text, "[]string")),
        "annotations": ("annotations", map_of(text, "map[string]string")),
    }


def _versions_decoder(text: Decoder, strict: bool) -> Decoder:
    own: dict[str, tuple[str, Decoder]] = {
        "urls": ("urls", list_of(text, "[]string")),
        "created": ("created", decode_time),
        "removed": ("removed", decode_bool),
        "digest": ("digest", text),
        **{name: (name, text) for name in _LEGACY},
    }
    # The fields of Chart.yaml stand in an embedded struct, in which Helm's YAML reader converts nothing.
    fields = {**metadata_fields(require_string, strict=strict), **own}

    def decode(value: Any, place: Place) -> IndexEntry | None:
        if value is None:
            return None
        found = decode_fields(value, place, fields, "repo.ChartVersion", strict=strict)
        legacy = tuple([(name, found.pop(name)) for name in _LEGACY if found.get(name)])
        mine = {name: found.pop(name) for name in ("created", "removed", "digest") if name in found}
        urls = found.pop("urls", None)
        found["api_version"] = found.get("api_version") or "v1"
        found = {name: item for name, item in found.items() if name not in _LEGACY}
        return IndexEntry(sanitise_metadata(Metadata(**found)), urls, legacy=legacy, **mine)

    return list_of(decode, "repo.ChartVersions")


_LEGACY = ("checksum", "engine", "tillerVersion", "url")
