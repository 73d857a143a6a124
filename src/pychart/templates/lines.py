"""From a place in rendered text to the place of the template that wrote it, and to who included that one.

Texts of included templates go through functions that indent, trim or quote them. What line became of what line is found
by comparing what is left of them without the space around it.
"""

from __future__ import annotations

from bisect import bisect_right

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.templates.tracing import Block, Read, Segment, Site, Test


class Source(NamedTuple):
    """Where a text came from: the places and the tests around them, the outermost first, and the values read for it."""

    sites: tuple[Site, ...]
    values: tuple[Read, ...]
    tests: tuple[Test, ...]

    @property
    def site(self) -> Site:
        """The place that wrote it."""
        return self.sites[-1]


class Locator:
    """Finds the sources of places in the text that one template gave."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._starts: dict[int, list[int]] = {}
        self._lines: dict[int, list[tuple[int, str]]] = {}

    def find(self, offset: int) -> Source | None:
        """Give the source of the character at an offset; None where the text is not made of known parts."""
        return self._find(self._block, offset, Source((), (), ()))

    def find_all(self, start: int, end: int) -> list[Source]:
        """Give the sources of a piece of text, each once, in their order."""
        found: list[Source] = []
        for offset in range(start, max(end, start + 1)):
            source = self.find(offset)
            if source is not None and source not in found:
                found.append(source)
        return found

    def _find(self, block: Block, offset: int, outer: Source) -> Source | None:
        starts = self._starts.get(id(block))
        if starts is None:
            starts = self._starts[id(block)] = _list_starts(block)
        if not starts or offset >= starts[-1]:
            return None
        segment = block.segments[bisect_right(starts, offset) - 1]
        inner = offset - starts[bisect_right(starts, offset) - 1]
        source = Source(
            (*outer.sites, segment.site),
            (*outer.values, *[read for read in segment.values if read not in outer.values]),
            (*outer.tests, *[test for test in segment.tests if test not in outer.tests]),
        )
        for child, place in self._enter(segment, inner):
            found = self._find(child, place, source)
            if found is not None:
                return found
        return source

    def _enter(self, segment: Segment, inner: int) -> list[tuple[Block, int]]:
        """Give where in an included text a place of the segment's text comes from, as far as that can be told."""
        if not segment.blocks:
            return []
        start = segment.text.rfind("\n", 0, inner) + 1
        line = segment.text[start:].partition("\n")[0]
        needle = line.strip()
        if not needle:
            return []
        shift = max(0, inner - start - (len(line) - len(line.lstrip())))
        number = [text.strip() for text in segment.text[:start].split("\n")].count(needle)
        same = [(block, place) for block in segment.blocks for place, text in self._list_lines(block) if text == needle]
        if same:
            block, place = same[min(number, len(same) - 1)]
            return [(block, place + min(shift, len(needle) - 1))]
        for block in segment.blocks:
            text = block.text.strip()
            place = line.find(text) if text and "\n" not in text else -1
            if place >= 0 and place <= inner - start < place + len(text):
                lead = len(block.text) - len(block.text.lstrip())
                return [(block, lead + inner - start - place)]
        return []

    def _list_lines(self, block: Block) -> list[tuple[int, str]]:
        """Give for each line of a block's text where its first letter stands, and the line without space around it."""
        lines = self._lines.get(id(block))
        if lines is None:
            lines, place = [], 0
            for line in block.text.split("\n"):
                lines.append((place + len(line) - len(line.lstrip()), line.strip()))
                place += len(line) + 1
            self._lines[id(block)] = lines
        return lines


def _list_starts(block: Block) -> list[int]:
    """Give where each segment begins, and where the last one ends; nothing where they do not make up the text."""
    starts = [0]
    for segment in block.segments:
        starts.append(starts[-1] + len(segment.text))
    if starts[-1] != len(block.text) and "".join(segment.text for segment in block.segments) != block.text:
        return []
    return starts
