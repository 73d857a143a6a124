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
from pychart.repo.model import NO_TIME, Index, IndexEntry, sort_entries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.decode import Decoder


_YAML_PREFIX = "error unmarshaling JSON: while decoding JSON: "


def parse_index(data: bytes, source: str) -> Index:
    """Read an index from its bytes, YAML (no unknown fields, no key twice) or JSON; ``source`` is for warnings.

    Raises RepositoryError or YamlError with Helm's text.
    """
    if not data:
        raise RepositoryError("empty index.yaml file")
    found = _decode_index(data)
    entries = {}
    for name in sorted(found.get("entries", {})):
        kept = [entry for entry in found["entries"][name] if _is_usable(entry, name, source)]
        entries[name] = sort_entries(kept)
    if not found.get("api_version"):
        raise RepositoryError("no API version specified")
    return Index(entries, found.get("generated", NO_TIME), found["api_version"])


def _is_usable(entry: IndexEntry | None, name: str, source: str) -> bool:
    if entry is None:
        logs.warn("skipping loading invalid entry for chart: empty entry", name=name, source=source)
        return False
    problem = ""
    try:
        check_metadata(entry.metadata)
    except ChartError as found:
        problem = str(found)
    # Some registries strip aliases (helm#12748).
    if problem.startswith("validation: more than one dependency with name or alias"):
        problem = ""
    if not problem and entry.metadata.name != name:
        problem = f"the entry is for the chart {entry.metadata.name}"
    if not problem:
        return True
    logs.warn(
        "skipping loading invalid entry for chart",
        name=name,
        version=entry.metadata.version,
        source=source,
        error=problem,
    )
    return False


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
