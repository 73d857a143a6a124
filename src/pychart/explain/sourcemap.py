"""Source maps: for each line of the output the line of the template that wrote it, and who included that one.

A map is one JSON object. ``places`` are lines of templates, each with ``file``, ``line``, ``template`` (the named
template that the line belongs to) and ``from``: the number of the place that included it, or null. ``outputs`` are the
texts that were printed or written: ``file`` is "" for standard output, ``lines`` gives for each of its lines the number
of a place, or null where pychart wrote the line itself.
"""

from __future__ import annotations

from pychart.templates.lines import Locator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.explain.trace import Trace
    from pychart.templates.lines import Source

VERSION = 1
_HEADER = "# Source: "


def make_map(outputs: Mapping[str, str], trace: Trace) -> dict[str, Any]:
    """Make the map of texts that `template` printed or wrote, by file."""
    mapper = _Mapper(trace)
    made = [{"file": name, "lines": mapper.map_text(text)} for name, text in outputs.items()]
    return {"version": VERSION, "chart": trace.chart.name, "places": mapper.places, "outputs": made}


def format_map(made: Mapping[str, Any]) -> str:
    """Give a map as JSON, one place a line."""
    import json

    places = ",\n".join(f"  {json.dumps(place)}" for place in made["places"])
    outputs = ",\n".join(f"  {json.dumps(output)}" for output in made["outputs"])
    head = f'"version": {made["version"]}, "chart": {json.dumps(made["chart"])}'
    return f'{{{head},\n "places": [\n{places}\n ],\n "outputs": [\n{outputs}\n ]}}\n'


def split_output(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the documents of an output: the number of its first line from 0, the path it names, its text."""
    lines = text.split("\n")
    start, path = 0, ""
    for number, line in enumerate(lines):
        if line.startswith(_HEADER) and number and lines[number - 1] == "---":
            if path:
                yield start, path, "\n".join(lines[start : number - 1])
            start, path = number + 1, line.removeprefix(_HEADER)
    if path:
        yield start, path, "\n".join(lines[start:])


class _Mapper:
    def __init__(self, trace: Trace) -> None:
        self.places: list[dict[str, Any]] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._trace = trace
        self._finder = DocumentFinder(trace)
        self._crds = dict(_list_crds(trace.chart))

    def map_text(self, text: str) -> list[int | None]:
        """Give the number of a place for every line of a text."""
        lines: list[int | None] = [None] * (text.count("\n") + (not text.endswith("\n")))
        for start, path, document in split_output(text):
            found = self._finder.find(path, document)
            for number, (offset, line) in enumerate(_list_offsets(document)):
                if start + number >= len(lines) or not line.strip():
                    continue
                if found is not None:
                    locator, place = found
                    source = locator.find(place + offset + len(line) - len(line.lstrip()))
                    lines[start + number] = self._add(source) if source else None
                elif path in self._crds:
                    lines[start + number] = self._add_raw(path, line, number)
        return lines

    def _add(self, source: Source) -> int:
        outer: int | None = None
        for site in source.sites:
            outer = self._keep(site.path, site.line, site.template, outer)
        assert outer is not None
        return outer

    def _add_raw(self, path: str, line: str, number: int) -> int | None:
        known = self._crds[path]
        if number < len(known) and known[number] == line:
            return self._keep(path, number + 1, path, None)
        return self._keep(path, known.index(line) + 1, path, None) if line in known else None

    def _keep(self, path: str, line: int, template: str, outer: int | None) -> int:
        key = path, line, template, outer
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.places)
            self.places.append({"file": path, "line": line, "template": template, "from": outer})
        return number


class DocumentFinder:
    """Finds documents in the rendered files that they were cut from."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._locators: dict[str, Locator] = {}
        self._ends: dict[tuple[str, str], int] = {}

    def find(self, path: str, document: str) -> tuple[Locator, int] | None:
        """Give the locator of a file and where in it a document begins; of equal ones each time the next."""
        text = self._trace.texts.get(path)
        block = self._trace.tracer.files.get(path)
        needle = document.rstrip()
        if text is None or block is None or not needle:
            return None
        place = text.find(needle, self._ends.get((path, needle), 0))
        place = text.find(needle) if place < 0 else place
        if place < 0:
            return None
        self._ends[path, needle] = place + len(needle)
        locator = self._locators.get(path)
        if locator is None:
            locator = self._locators[path] = Locator(block)
        return locator, place


def _list_offsets(text: str) -> Iterator[tuple[int, str]]:
    place = 0
    for line in text.split("\n"):
        yield place, line
        place += len(line) + 1


def _list_crds(chart: Chart) -> Iterator[tuple[str, list[str]]]:
    for path, part in chart.walk():
        for file in part.files:
            if file.name.startswith("crds/"):
                yield f"{path}/{file.name}", file.data.decode("utf-8", "surrogateescape").split("\n")
