"""Who set a value: a flag, a file given with -f, or the values.yaml of one of the charts."""

from __future__ import annotations

from pychart.advice.model import Place
from pychart.errors import PychartError
from pychart.records import NamedTuple
from pychart.values.paths import is_absent, look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pychart.advice.model import Request
    from pychart.chart.model import Chart

Path = tuple["str | int", ...]
_GLOBAL = "global"


class Origin(NamedTuple):
    """Who set a value: in words, and its place where that is in a file; ``raw`` is the rest of that line."""

    text: str
    place: Place | None = None
    flag: str = ""
    raw: str = ""


class _Layer(NamedTuple):
    """One source of values: ``values`` as it gives them, ``data`` the file's bytes, ``flag`` where it is a flag."""

    name: str
    values: Any
    data: bytes = b""
    flag: str = ""


class Sources:
    """The values of a command line and of the chart it names; all is read again, when it is asked for."""

    def __init__(self, request: Request, chart: Chart | None, folder: str) -> None:
        self._request = request
        self.chart = chart
        self.folder = folder
        self._user: list[_Layer] | None = None

    def find(self, path: Path) -> Origin | None:
        """Give who set the value at a path of the top chart's values; None where nobody did, or nobody knows."""
        for layer, inner in self._layers(path):
            value = look_up(layer.values, inner)
            if not is_absent(value):
                return _describe(layer, inner)
        return None

    def user_layers(self) -> list[_Layer]:
        """Give the sources of the command line, the strongest first. What comes from the network is left out."""
        if self._user is None:
            self._user = list(_read_user_layers(self._request))
        return self._user

    def _layers(self, path: Path) -> Iterator[tuple[_Layer, Path]]:
        for layer in self.user_layers():
            yield layer, path
            if _GLOBAL in path[1:] and (inner := path[path.index(_GLOBAL) :]):
                yield layer, inner
        if self.chart is not None:
            yield from _chart_layers(self.chart, self.folder, path)


def _chart_layers(chart: Chart, folder: str, path: Path) -> Iterator[tuple[_Layer, Path]]:
    """Yield the values.yaml of the chart and of the subcharts on the path, the strongest first."""
    layer = _Layer(f"{folder}/values.yaml", chart.values, _raw_values(chart))
    if _GLOBAL in path[1:]:
        yield layer, path[path.index(_GLOBAL) :]
    yield layer, path
    for subchart in chart.dependencies:
        if path and subchart.name == path[0]:
            yield from _chart_layers(subchart, f"{folder}/charts/{subchart.name}", path[1:])


def _raw_values(chart: Chart) -> bytes:
    return next((file.data for file in chart.raw if file.name == "values.yaml"), b"")


def _read_user_layers(request: Request) -> Iterator[_Layer]:
    from pychart.values import set_flags

    readers: tuple[tuple[str, Callable[[str, dict[str, Any]], None]], ...] = (
        ("set-literal", set_flags.parse_set_literal),
        ("set-file", lambda text, into: set_flags.parse_set_file(text, into, str)),
        ("set-string", set_flags.parse_set_string),
        ("set", set_flags.parse_set),
        ("set-json", set_flags.parse_set_json),
    )
    for name, parse in readers:
        for text in reversed(request.flags.get(name.replace("-", "_"), ())):
            values: dict[str, Any] = {}
            try:
                parse(text, values)
            except PychartError:
                continue
            yield _Layer(f"--{name} {text}", values, flag=f"--{name}")
    for name in reversed(request.flags.get("values", ())):
        data = read_local(name)
        try:
            from pychart.chart.values_file import load_values

            yield _Layer(name, load_values(data), data)
        except PychartError:
            continue


def read_local(path: str, limit: int = 16 * 1024 * 1024) -> bytes:
    """Read a file once more, b"" where that is not possible: it is gone, or no file at all."""
    import os

    try:
        if not os.path.isfile(path) or os.path.getsize(path) > limit:
            return b""
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return b""


def _describe(layer: _Layer, path: Path) -> Origin:
    if layer.flag:
        return Origin(layer.name, None, layer.flag)
    place, raw = locate(layer.name, layer.data, path)
    return Origin(str(place) if place else layer.name, place, "", raw)


def locate(name: str, data: bytes, path: Path) -> tuple[Place | None, str]:
    """Give the place of a path in a YAML file, and the value as it is written on that line."""
    from pychart.yamlio.positions import find_positions

    found = find_positions(data).get(path) if data and path else None
    if found is None:
        return None, ""
    line, column, value_line, value_column = found
    lines = data.decode("utf-8", "replace").split("\n")
    raw = lines[value_line - 1][value_column - 1 :].strip() if value_line == line else ""
    source = lines[line - 1] if line <= len(lines) else ""
    return Place(name, line, column, len(str(path[-1])), source), raw
