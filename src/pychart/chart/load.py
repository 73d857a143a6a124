"""Make a chart from files, and find the files in a folder or an archive (Helm: pkg/chart/loader)."""

from __future__ import annotations

import os

from pychart import logs
from pychart.archive.limits import MAX_NESTING, Budget
from pychart.chart.check import check_metadata
from pychart.chart.decode import Place, decode_fields, decode_string
from pychart.chart.metadata import Metadata, parse_metadata, sanitise_metadata
from pychart.chart.model import Chart
from pychart.errors import ArchiveError, ChartError, YamlError
from pychart.yamlio import load_exact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.files import File


_V2_ONLY = (
    'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". '
    "We recommend migrating dependencies to Chart.yaml."
)
_V2_LOCK = (
    'Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.'
)


def load_chart(path: str | os.PathLike[str], *, follow_links: bool | None = None, any_version: bool = False) -> Chart:
    """Load the chart in a folder or a .tgz.

    ``follow_links`` lets symbolic links lead out of a folder; None asks PYCHART_FOLLOW_LINKS. ``any_version`` skips
    the look at apiVersion, as `show`, `lint` and `repo index` do. Raises ChartError (ArchiveError for a damaged or
    unsafe archive).
    """
    name = os.fspath(path)
    try:
        is_folder = os.path.isdir(name)
        if not is_folder:
            os.stat(name)
    except (OSError, ValueError) as problem:
        from pychart.filesystem import explain_os_error

        raise ChartError(f"stat {name}: {explain_os_error(problem)}") from None
    if is_folder:
        return _load_folder(name, follow_links, any_version)
    from pychart.archive.limits import MAX_BYTES
    from pychart.filesystem import read_file

    return load_archive(read_file(name, limit=MAX_BYTES, error=ArchiveError), name, any_version=any_version)


def load_archive(data: bytes, name: str, *, any_version: bool = False) -> Chart:
    """Load a chart from the bytes of a .tgz; ``name`` is its path or URL. Raises ChartError."""
    from pychart.archive.read import read_chart_files
    from pychart.archive.sniff import require_gzip

    require_gzip(data, name)
    budget = Budget()
    try:
        files = read_chart_files(data, budget)
    except ArchiveError as problem:
        if str(problem) == "gzip: invalid header":
            raise ArchiveError(f"file '{name}' does not appear to be a valid chart file (details: {problem})") from None
        raise problem if any_version else ArchiveError(f"unable to load chart archive: {problem}") from None
    if not any_version:
        _require_known_version(files)
    return _build(files, budget, 0, {})


def load_files(files: list[File], budget: Budget | None = None) -> Chart:
    """Make a chart, with its subcharts, from files whose names are relative to the chart.

    ``budget`` is what reading the files left for archives among them. Raises ChartError.
    """
    return _build(files, budget or Budget(), 0, {})


def read_metadata(files: list[File]) -> Metadata:
    """Read and check Chart.yaml alone, for who needs no more of a chart. Raises ChartError."""
    metadata = _read_metadata(files, {})
    if metadata is None:
        raise ChartError("Chart.yaml file is missing")
    metadata = sanitise_metadata(metadata)
    check_metadata(metadata)
    return metadata


def _load_folder(name: str, follow_links: bool | None, any_version: bool) -> Chart:
    from pychart.chart.folder import FolderReader

    budget = Budget()
    reader = FolderReader(name, follow_links=follow_links, budget=budget)
    parsed: dict[bytes, Any] = {}
    if not any_version:
        head = reader.read_chart_yaml()
        parsed[head] = _parse("Chart.yaml", head, load_exact)
        _check_version(parsed[head])
    return _build(reader.read(), budget, 0, parsed)


def _require_known_version(files: list[File]) -> None:
    for file in files:
        if file.name == "Chart.yaml":
            _check_version(_parse("Chart.yaml", file.data, load_exact))
            return
    raise ChartError("unable to detect chart version, no Chart.yaml found")


def _check_version(value: Any) -> None:
    try:
        found = decode_fields(value, Place(), {"apiVersion": ("version", decode_string)}, "loader.chartBase")
    except YamlError as problem:
        raise ChartError(f"cannot load Chart.yaml: {problem}") from None
    version = found.get("version", "")
    if version == "v3":
        raise ChartError("invalid chart apiVersion")
    if version not in ("", "v1", "v2"):
        raise ChartError("unsupported chart version")


class _Parts:
    """What the files of one chart turn out to be while they are sorted."""

    def __init__(self, metadata: Metadata | None) -> None:
        self.metadata = metadata
        self.values: dict[str, Any] = {}
        self.schema: bytes | None = None
        self.lock: dict[str, Any] | None = None
        self.templates: list[File] = []
        self.files: list[File] = []
        self.subcharts: dict[str, list[File]] = {}

    def add(self, file: File) -> None:
        name = file.name
        special = _SPECIAL.get(name)
        if special:
            special(self, file)
        elif name.startswith("templates/"):
            self.templates.append(file)
        elif name.startswith("charts/") and not name.endswith(".prov"):
            inner = file._replace(name=name[7:])
            self.subcharts.setdefault(inner.name.partition("/")[0], []).append(inner)
        else:
            self.files.append(file)

    def add_chart_yaml(self, file: File) -> None:
        """Chart.yaml was read before all others."""

    def add_values(self, file: File) -> None:
        from pychart.chart.values_file import load_values

        self.values = _parse("values.yaml", file.data, load_values)

    def add_schema(self, file: File) -> None:
        self.schema = file.data

    def add_lock(self, file: File) -> None:
        from pychart.chart.lock import parse_lock

        self.lock = _parse(file.name, file.data, lambda data: parse_lock(load_exact(data)))

    def add_requirements(self, file: File) -> None:
        self._take_legacy(file, _V2_ONLY)
        before = self.metadata or Metadata()
        self.metadata = _parse(file.name, file.data, lambda data: parse_metadata(load_exact(data), before))

    def add_requirements_lock(self, file: File) -> None:
        self.add_lock(file)
        self._take_legacy(file, _V2_LOCK)

    def _take_legacy(self, file: File, warning: str) -> None:
        if self.metadata is not None and self.metadata.api_version == "v1":
            self.files.append(file)
        else:
            logs.info(warning)


_SPECIAL: dict[str, Callable[[_Parts, File], None]] = {
    "Chart.yaml": _Parts.add_chart_yaml,
    "Chart.lock": _Parts.add_lock,
    "values.yaml": _Parts.add_values,
    "values.schema.json": _Parts.add_schema,
    "requirements.yaml": _Parts.add_requirements,
    "requirements.lock": _Parts.add_requirements_lock,
}


def _build(files: list[File], budget: Budget, depth: int, parsed: dict[bytes, Any]) -> Chart:
    """Sort the files into a chart; ``parsed`` holds YAML that was parsed already, by its bytes."""
    if depth > MAX_NESTING:
        raise ChartError(f"charts are nested more than {MAX_NESTING} deep")
    parts = _Parts(_read_metadata(files, parsed))
    for file in files:
        parts.add(file)
    if parts.metadata is None:
        raise ChartError("Chart.yaml file is missing")
    metadata = sanitise_metadata(parts.metadata)
    check_metadata(metadata)
    dependencies = [
        _load_subchart(entry, inner, metadata.name, budget, depth + 1)
        for entry, inner in parts.subcharts.items()
        if not entry.startswith(("_", "."))
    ]
    return Chart(
        metadata=metadata,
        values=parts.values,
        schema=parts.schema,
        lock=parts.lock,
        templates=tuple(parts.templates),
        files=tuple(parts.files),
        raw=tuple(files),
        dependencies=tuple(dependencies),
    )


def _read_metadata(files: list[File], parsed: dict[bytes, Any]) -> Metadata | None:
    for file in files:
        if file.name == "Chart.yaml":
            value = parsed.get(file.data) or _parse("Chart.yaml", file.data, load_exact)
            metadata: Metadata = _parse("Chart.yaml", value, parse_metadata)
            # Helm 2's charts say no apiVersion.
            return metadata if metadata.api_version else metadata._replace(api_version="v1")
    return None


def _load_subchart(entry: str, files: list[File], parent: str, budget: Budget, depth: int) -> Chart:
    try:
        if not entry.endswith(".tgz"):
            below = [file._replace(name=file.name[len(entry) + 1 :]) for file in files if "/" in file.name]
            return _build(below, budget, depth, {})
        first = files[0]
        if first.name == entry:
            from pychart.archive.read import read_chart_files

            return _build(read_chart_files(first.data, budget), budget, depth, {})
    except ChartError as problem:
        kind = type(problem)
        raise kind(f"error unpacking subchart {entry} in {parent}: {problem}") from None
    raise ChartError(f"error unpacking subchart tar in {parent}: expected {entry}, got {first.name}")


def _parse(name: str, data: Any, parser: Callable[[Any], Any]) -> Any:
    """Parse a file's content; a YamlError becomes a ChartError that names the file."""
    try:
        return parser(data)
    except YamlError as problem:
        raise ChartError(f"cannot load {name}: {problem}") from None
