"""The tables that commands print, and the same records as JSON or YAML (Helm: pkg/cli/output, gosuri/uitable).

Cells stand under each other, a tab between columns, every cell filled up with spaces, the last one too. A cell that
is wider than the largest width ends in three dots. Width is counted as terminals show text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

_DOTS = "..."
_LEAST = 20
_DEFAULT_WIDTH = 50
"""The largest width of a column where --max-col-width does not say otherwise."""


def format_table(rows: Iterable[Sequence[str]], max_width: int = 0, screen: int = 0) -> str:
    """Lay out rows of cells; no line end behind the last.

    ``max_width`` limits each column, 0 does not. ``screen`` is the number of a terminal's columns: the last column is
    cut so that lines do not wrap there, where that leaves something worth reading.
    """
    lines = [[cell.split("\n") for cell in row] for row in rows]
    widths = _measure(lines, max_width)
    if screen and widths:
        widths[-1] = min(widths[-1], max(screen - _find_start(widths[:-1]), _LEAST))
    return "\n".join(_format_row(row, widths) for row in lines)


def format_json(records: Any) -> str:
    """Give records as one line of JSON, fields in the order of the dicts."""
    from pychart.chart.metadata import ordered_json

    return ordered_json(records) + "\n"


def format_yaml(records: Any) -> str:
    """Give records as YAML, fields sorted."""
    from pychart.yamlio import dump

    return dump(records) + "\n"


def format_records(
    records: Sequence[Mapping[str, Any]], style: str, rows: Sequence[Sequence[str]], max_width: int = 0, screen: int = 0
) -> str:
    """Give what a command prints in the style of ``--output``: ``rows`` as a table, or ``records`` as JSON or YAML."""
    if style == "table":
        return format_table(rows, max_width, screen) + "\n"
    return (format_json if style == "json" else format_yaml)([dict(record) for record in records])


def write_found(records: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]], values: Mapping[str, Any]) -> None:
    """Print what a search has found; ``rows`` begin with the headings, ``values`` are the command's flags.

    Raises PychartError where nothing was found and --fail-on-no-result is given.
    """
    from pychart.cli.output import write_result
    from pychart.errors import PychartError

    if not records and values["fail_on_no_result"]:
        raise PychartError("no results found")
    if not records and values["output"] == "table":
        write_result("No results found\n")
    else:
        max_width = values["max_col_width"]
        screen = _find_screen() if max_width == _DEFAULT_WIDTH else 0
        write_result(format_records(records, values["output"], rows, max_width, screen))


def _find_screen() -> int:
    """Count the columns of the terminal that we print to; 0 where it is none."""
    import os

    try:
        return os.get_terminal_size(1).columns
    except OSError:
        return 0


def text_width(text: str) -> int:
    """Count the columns that a terminal gives to a text; colour codes take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_rune_width, _strip_colours(text)))


def _measure(rows: list[list[list[str]]], max_width: int) -> list[int]:
    widths: list[int] = []
    for row in rows:
        for column, cell in enumerate(row):
            width = max(map(text_width, cell))
            if max_width:
                width = min(width, max_width)
            if column == len(widths):
                widths.append(width)
            widths[column] = max(widths[column], width)
    return widths


def _find_start(widths: list[int]) -> int:
    """Tell where a terminal puts the column behind these, each of which a tab ends."""
    start = 0
    for width in widths:
        start = ((start + width) // 8 + 1) * 8
    return start


def _format_row(row: list[list[str]], widths: list[int]) -> str:
    if all(len(cell) == 1 for cell in row):
        return "\t".join([_fit(cell[0], width) for cell, width in zip(row, widths, strict=False)])
    # A cell of several lines is cut as if it were one; what is left of it goes on new lines.
    cells = [_fit("\n".join(cell), width).split("\n") for cell, width in zip(row, widths, strict=False)]
    lines = []
    for number in range(max(map(len, cells))):
        parts = [
            _fit(cell[number], width) if number < len(cell) else " ".rjust(width)
            for cell, width in zip(cells, widths, strict=False)
        ]
        lines.append("\t".join(parts))
    return "\n".join(lines)


def _fit(text: str, width: int) -> str:
    """Fill up or cut a text to a width; a width of 0 leaves it alone."""
    taken = text_width(text)
    if not width or taken == width:
        return text
    if taken < width:
        return text + " " * (width - taken)
    kept = []
    used = 0
    for rune in text:
        kept.append(rune)
        more = _rune_width(rune)
        if used + more >= width - len(_DOTS):
            break
        used += more
    return "".join(kept) + _DOTS


def _rune_width(rune: str) -> int:
    if " " <= rune <= "~":
        return 1
    width = _widths.get(rune)
    if width is None:
        width = _widths[rune] = _measure_rune(rune)
    return width


def _measure_rune(rune: str) -> int:
    import unicodedata

    if unicodedata.category(rune) in ("Cc", "Cs") or _is_in(_NO_WIDTH, rune):
        return 0
    if unicodedata.east_asian_width(rune) not in ("W", "F"):
        return 1
    return 1 if _is_in(_NEWER_WIDE, rune) else 2


def _is_in(ranges: str, rune: str) -> bool:
    code = ord(rune)
    return any(int(first, 16) <= code <= int(last, 16) for first, last in map(_split_range, ranges.split()))


def _split_range(text: str) -> tuple[str, str]:
    first, _, last = text.partition("-")
    return first, last or first


_widths: dict[str, int] = {}

_NO_WIDTH = """
00AD 0300-036F 0483-0489 070F 07EB-07F3 0C00 0C04 0D00-0D01 135D-135F 180B-180E 1A7F 1AB0-1AC0 1B6B-1B73 1DC0-1DF9
1DFB-1DFF 200B-200F 2028-202E 206A-206F 20D0-20F0 27E6-27ED 2985-2986 2CEF-2CF1 2DE0-2DFF 3099-309A A66F-A672
A674-A67D A69E-A69F A6F0-A6F1 A8E0-A8F1 FE20-FE2F FEFF FFF9-FFFB 101FD 10376-1037A 10EAB-10EAC 10F46-10F50
11300-11301 1133B-1133C 11366-11374 16AF0-16AF4 1D165-1D169 1D16D-1D182 1D185-1D18B 1D1AA-1D1AD 1D242-1D244
1E000-1E02A 1E8D0-1E8D6
"""
"""Characters that Helm gives no column: what joins the one before or cannot be seen (mattn/go-runewidth)."""

_NEWER_WIDE = """
1B11F-1B122 1F6DD-1F6DF 1F7F0 1F979 1F9CC 1FA7B-1FA7C 1FAA9-1FAAC 1FAB7-1FABA 1FAC3-1FAC5 1FAD7-1FAD9 1FAE0-1FAE7
1FAF0-1FAF6
"""
"""Wide characters of Unicode 14, to which Helm gives one column."""


def _strip_colours(text: str) -> str:
    if "\x1b" not in text and "\x9b" not in text:
        return text
    import re

    return re.sub(
        r"[\x1b\x9b][\[\]()#;?]*(?:(?:(?:[a-zA-Z\d]*(?:;[a-zA-Z\d]*)*)?\x07)"
        r"|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PRZcf-ntqry=><~]))",
        "",
        text,
    )
