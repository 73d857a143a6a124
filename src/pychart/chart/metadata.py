"""Chart.yaml as a record, and its other forms (Helm: pkg/chart/v2, metadata.go and dependency.go)."""

from __future__ import annotations

from pychart.chart.decode import Place, decode_any, decode_bool, decode_fields, decode_string, list_of, map_of
from pychart.gostd.types import NilStringMap, StringMap
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.decode import Decoder, Fields


class Maintainer(NamedTuple):
    """Who looks after a chart."""

    name: str = ""
    email: str = ""
    url: str = ""


class Dependency(NamedTuple):
    """An entry of ``dependencies``; ``enabled`` is decided by tags and conditions, never read from the file."""

    name: str = ""
    version: str = ""
    repository: str = ""
    condition: str = ""
    tags: tuple[str, ...] = ()
    enabled: bool = False
    import_values: tuple[Any, ...] = ()
    alias: str = ""


class Metadata(NamedTuple):
    """The content of Chart.yaml, strings as Go would read them (``appVersion: 1.10`` is "1.1")."""

    name: str = ""
    home: str = ""
    sources: tuple[str, ...] = ()
    version: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    maintainers: tuple[Maintainer, ...] = ()
    icon: str = ""
    api_version: str = ""
    condition: str = ""
    tags: str = ""
    app_version: str = ""
    deprecated: bool = False
    annotations: dict[str, str] | None = None
    kube_version: str = ""
    dependencies: tuple[Dependency, ...] = ()
    type: str = ""


# What stands for a null in the lists of Chart.yaml until chart.check refuses it (compared by identity).
NULL_MAINTAINER = Maintainer()
NULL_DEPENDENCY = Dependency()


def parse_metadata(value: Any, into: Metadata | None = None) -> Metadata:
    """Read the parsed content of Chart.yaml, which keeps whole numbers apart from others (yamlio.load_exact).

    ``into`` holds what was read before: requirements.yaml is read over Chart.yaml (Helm). Nothing is checked but the
    types: unknown keys are left alone, missing fields stay empty. Raises YamlError with Go's text.
    """
    found = decode_fields(value, Place(), _METADATA, "v2.Metadata")
    return into._replace(**found) if into else Metadata(**found)


def parse_dependency(value: Any, place: Place = Place()) -> Dependency:  # noqa: B008
    """Read one entry of ``dependencies`` (of Chart.yaml, requirements.yaml or a lock file). Raises YamlError."""
    if value is None:
        return NULL_DEPENDENCY
    return Dependency(**decode_fields(value, place, _DEPENDENCY, "v2.Dependency"))


def metadata_fields(text: Decoder = decode_string, *, strict: bool = False) -> Fields:
    """Give how each field of Chart.yaml is read.

    ``text`` reads strings: index.yaml converts nothing there. ``strict`` refuses unknown keys in what is nested.
    """
    strings = list_of(text, "[]string")
    maintainer = {name: (name, text) for name in ("name", "email", "url")}
    dependency = dependency_fields(text)

    def decode_maintainer(value: Any, place: Place) -> Maintainer:
        if value is None:
            return NULL_MAINTAINER
        return Maintainer(**decode_fields(value, place, maintainer, "v2.Maintainer", strict=strict))

    def decode_dependency(value: Any, place: Place) -> Dependency:
        if value is None:
            return NULL_DEPENDENCY
        return Dependency(**decode_fields(value, place, dependency, "v2.Dependency", strict=strict))

    return {
        "name": ("name", text),
        "home": ("home", text),
        "sources": ("sources", strings),
        "version": ("version", text),
        "description": ("description", text),
        "keywords": ("keywords", strings),
        "maintainers": ("maintainers", list_of(decode_maintainer, "[]*v2.Maintainer")),
        "icon": ("icon", text),
        "apiVersion": ("api_version", text),
        "condition": ("condition", text),
        "tags": ("tags", text),
        "appVersion": ("app_version", text),
        "deprecated": ("deprecated", decode_bool),
        "annotations": ("annotations", map_of(text, "map[string]string")),
        "kubeVersion": ("kube_version", text),
        "dependencies": ("dependencies", list_of(decode_dependency, "[]*v2.Dependency")),
        "type": ("type", text),
    }


def dependency_fields(text: Decoder = decode_string) -> Fields:
    """Give how each field of a dependency is read; ``text`` reads strings."""
    return {
        "name": ("name", text),
        "version": ("version", text),
        "repository": ("repository", text),
        "condition": ("condition", text),
        "tags": ("tags", list_of(text, "[]string")),
        "enabled": ("enabled", decode_bool),
        "import-values": ("import_values", list_of(decode_any, "[]interface {}")),
        "alias": ("alias", text),
    }


def sanitise_metadata(metadata: Metadata) -> Metadata:
    """Give the metadata with plain spaces for white space and without unprintable characters (Helm, on validating).

    Names, versions of dependencies and all texts that are shown to people are treated; apiVersion, version, type,
    aliases and annotations are not.
    """
    texts: dict[str, Any] = {name: sanitise_text(getattr(metadata, name)) for name in _SANITISED}
    return metadata._replace(
        **texts,
        sources=tuple([sanitise_text(source) for source in metadata.sources]),
        keywords=tuple([sanitise_text(keyword) for keyword in metadata.keywords]),
        maintainers=tuple([_sanitise_maintainer(maintainer) for maintainer in metadata.maintainers]),
        dependencies=tuple([_sanitise_dependency(dependency) for dependency in metadata.dependencies]),
    )


def metadata_map(metadata: Metadata, is_root: bool) -> dict[str, Any]:
    """Give what templates see as ``.Chart``: Go's field names, lists never nil (Helm: pkg/chart, common.go)."""
    found: dict[str, Any] = {go: getattr(metadata, name) for go, name in _GO_NAMES}
    found["Sources"] = list(metadata.sources)
    found["Keywords"] = list(metadata.keywords)
    found["Maintainers"] = [{"Name": one.name, "Email": one.email, "URL": one.url} for one in metadata.maintainers]
    found["Dependencies"] = [_dependency_map(one) for one in metadata.dependencies]
    annotations = metadata.annotations
    found["Annotations"] = NilStringMap() if annotations is None else StringMap(annotations)
    found["IsRoot"] = is_root
    return found


def metadata_record(metadata: Metadata) -> dict[str, Any]:
    """Give the metadata as JSON writes it: Go's order of fields, empty ones left out."""
    record = {
        "name": metadata.name,
        "home": metadata.home,
        "sources": list(metadata.sources),
        "version": metadata.version,
        "description": metadata.description,
        "keywords": list(metadata.keywords),
        "maintainers": [
            _without_empty({"name": one.name, "email": one.email, "url": one.url}) for one in metadata.maintainers
        ],
        "icon": metadata.icon,
        "apiVersion": metadata.api_version,
        "condition": metadata.condition,
        "tags": metadata.tags,
        "appVersion": metadata.app_version,
        "deprecated": metadata.deprecated,
        "annotations": metadata.annotations and dict(sorted(metadata.annotations.items())),
        "kubeVersion": metadata.kube_version,
        "dependencies": [dependency_record(one) for one in metadata.dependencies],
        "type": metadata.type,
    }
    return _without_empty(record)


def dependency_record(dependency: Dependency) -> dict[str, Any] | None:
    """Give a dependency as JSON writes it: name and repository always, the rest where set."""
    if dependency is NULL_DEPENDENCY:
        return None
    rest = {
        "condition": dependency.condition,
        "tags": list(dependency.tags),
        "enabled": dependency.enabled,
        "import-values": [_sort_map(one) for one in dependency.import_values],
        "alias": dependency.alias,
    }
    version = {"version": dependency.version} if dependency.version else {}
    return {
        "name": dependency.name,
        **version,
        "repository": dependency.repository,
        **_without_empty(rest),
    }


def metadata_json(metadata: Metadata) -> str:
    """Give compact JSON in Go's order of fields: what a registry stores beside a chart."""
    return ordered_json(metadata_record(metadata))


def metadata_yaml(metadata: Metadata) -> str:
    """Give Chart.yaml as Helm writes it into archives: keys sorted, no comments; v1 keeps no dependencies in it."""
    from pychart.yamlio import dump

    if metadata.api_version == "v1":
        metadata = metadata._replace(dependencies=())
    return dump(metadata_record(metadata)) + "\n"


def ordered_json(value: Any, indent: str = "", level: int = 0) -> str:
    """Write JSON whose objects keep the order of the dicts; all else is as Go writes it.

    ``indent`` puts every element on a line of its own (json.MarshalIndent).
    """
    from pychart.gostd.json import marshal, quote_string

    if type(value) is str:
        return quote_string(value)
    if not isinstance(value, dict | list) or not value:
        return marshal(value)
    if isinstance(value, dict):
        colon = ": " if indent else ":"
        items = [ordered_json(key) + colon + ordered_json(item, indent, level + 1) for key, item in value.items()]
        begin, end = "{}"
    else:
        items = [ordered_json(item, indent, level + 1) for item in value]
        begin, end = "[]"
    if not indent:
        return begin + ",".join(items) + end
    inner = "\n" + indent * (level + 1)
    return begin + inner + f",{inner}".join(items) + "\n" + indent * level + end


def _sort_map(value: Any) -> Any:
    return {key: value[key] for key in sorted(value)} if isinstance(value, dict) else value


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value}


def _dependency_map(dependency: Dependency) -> dict[str, Any]:
    return {
        "Name": dependency.name,
        "Version": dependency.version,
        "Repository": dependency.repository,
        "Condition": dependency.condition,
        "Tags": list(dependency.tags),
        "Enabled": dependency.enabled,
        "ImportValues": list(dependency.import_values),
        "Alias": dependency.alias,
    }


def sanitise_text(text: str) -> str:
    """Give a text with plain spaces for white space and without unprintable characters."""
    if text.isascii() and text.isprintable():
        return text
    from pychart.gostd.strings import is_print, is_space

    return "".join(" " if is_space(rune) else rune for rune in text if is_space(rune) or is_print(rune))


def _sanitise_maintainer(one: Maintainer) -> Maintainer:
    if one is NULL_MAINTAINER:
        return one
    return Maintainer(sanitise_text(one.name), sanitise_text(one.email), sanitise_text(one.url))


def _sanitise_dependency(one: Dependency) -> Dependency:
    if one is NULL_DEPENDENCY:
        return one
    return one._replace(
        name=sanitise_text(one.name),
        version=sanitise_text(one.version),
        repository=sanitise_text(one.repository),
        condition=sanitise_text(one.condition),
        tags=tuple([sanitise_text(tag) for tag in one.tags]),
    )


_SANITISED = ("name", "description", "home", "icon", "condition", "tags", "app_version", "kube_version")
_GO_NAMES = (
    ("Name", "name"),
    ("Home", "home"),
    ("Version", "version"),
    ("Description", "description"),
    ("Icon", "icon"),
    ("APIVersion", "api_version"),
    ("Condition", "condition"),
    ("Tags", "tags"),
    ("AppVersion", "app_version"),
    ("Deprecated", "deprecated"),
    ("KubeVersion", "kube_version"),
    ("Type", "type"),
)
_METADATA = metadata_fields()
_DEPENDENCY = dependency_fields()
