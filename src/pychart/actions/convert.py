"""Turn a chart of Go templates into one of Jinja2 templates that renders the same."""

from __future__ import annotations

from pathlib import Path

from pychart.errors import ChartError, PychartError, YamlError
from pychart.records import NamedTuple
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.chart.model import Chart

_DIFFERS = "it does not render the same with the chart's own values"


class Conversion(NamedTuple):
    """What became of a chart: its new folder, the templates converted, and why others are as they were."""

    folder: Path
    converted: list[str]
    left: dict[str, str]


def convert(path: str | Path, *, destination: str | Path | None = None) -> Conversion:
    """Write a chart's Jinja2 twin into the folder ``destination``, by default NAME-jinja2 in the current folder.

    All that is no Go template is copied as it is; a template that cannot be converted stays one, since a chart may mix
    both. Both charts are rendered with their own values, and what differs is left alone too. Raises ChartError for
    what is no chart folder or, against all care, does not render any more; OutputError where the destination cannot
    be written or is there already.
    """
    from pychart.chart.load import load_chart
    from pychart.errors import OutputError
    from pychart.filesystem import remove_file, staged_folder, write_below

    source = Path(path)
    if not source.is_dir():
        raise ChartError(f"{path} is not a folder; unpack the archive to convert what is in it")
    chart = load_chart(source)
    folder = Path(destination) if destination else Path(f"{chart.name}-jinja2")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} exists already")
    files = {file.relative_to(source).as_posix(): file for file in sorted(source.rglob("*")) if file.is_file()}
    contents = {name: file.read_bytes() for name, file in files.items()}
    converted, left = _convert_files(contents)
    with staged_folder(str(folder)) as staged:
        for name, data in contents.items():
            write_below(staged, name + JINJA if name in converted else name, converted.get(name, data))
        for name in _find_different(chart, staged, converted):
            left[name] = _DIFFERS
            del converted[name]
            write_below(staged, name, contents[name])
            remove_file(f"{staged}/{name}{JINJA}")
    return Conversion(folder, sorted(converted), left)


def _convert_files(contents: dict[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Convert all Go templates; gives the new texts and the reasons of those that have none."""
    from pychart.files import File
    from pychart.templates.convert.chart import convert_template, is_template

    converted: dict[str, bytes] = {}
    left: dict[str, str] = {}
    for name, data in contents.items():
        if not is_template(File(name, data)):
            continue
        root = name[: name.index("templates/")]
        found = convert_template(name, data.decode("utf-8", "surrogateescape"), _read_values(contents, root))
        if found.reason:
            left[name] = found.reason
        else:
            converted[name] = found.text.encode()
    return converted, left


def _read_values(contents: dict[str, bytes], root: str) -> Any:
    from pychart.yamlio import load

    try:
        return load(contents.get(f"{root}values.yaml", b""))
    except YamlError:
        return None


def _find_different(chart: Chart, folder: str, converted: dict[str, bytes]) -> list[str]:
    """Give the converted files that render differently; none where the chart needs values to render at all."""
    from pychart.chart.load import load_chart

    try:
        expected = _render(chart)
    except PychartError:
        return []
    try:
        found = _render(load_chart(folder))
    except PychartError as error:
        raise ChartError(f"the new chart does not render as it should: {error}") from error
    different = {path for path, text in expected.items() if found.get(path) != text}
    return [name for name in converted if f"{chart.name}/{name}" in different]


def _render(chart: Chart) -> dict[str, str]:
    from pychart.capabilities import Capabilities
    from pychart.render import prepare
    from pychart.templates.context import Release, build_contexts
    from pychart.templates.engine import chart_sources, render_templates

    prepared = prepare(chart, {}, Release("release-name"), Capabilities())
    contexts = build_contexts(prepared.chart, prepared.values, prepared.release, prepared.capabilities)
    return render_templates(chart_sources(prepared.chart), contexts)
