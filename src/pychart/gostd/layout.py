"""Go's layouts: dates are written and read by the example of ``Mon Jan 2 15:04:05 MST 2006``.

A layout is cut into literal texts and elements; an element is known by its own text (``Jan``, ``02``, ``.000``).
Origin: Go's time package (Format, Parse).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

# Per first character, the elements in the order in which they are tried.
_ELEMENTS: dict[str, tuple[str, ...]] = {
    "J": ("January", "Jan"),
    "M": ("Monday", "Mon", "MST"),
    "0": ("01", "02", "03", "04", "05", "06", "002"),
    "1": ("15", "1"),
    "2": ("2006", "2"),
    "_": ("_2", "__2"),
    "3": ("3",),
    "4": ("4",),
    "5": ("5",),
    "P": ("PM",),
    "p": ("pm",),
    "-": ("-070000", "-07:00:00", "-0700", "-07:00", "-07"),
    "Z": ("Z070000", "Z07:00:00", "Z0700", "Z07:00", "Z07"),
}
_ABBREVIATIONS = ("Jan", "Mon")
_DIGITS = frozenset("0123456789")

Chunk = tuple[str, str]


def split_layout(layout: str) -> list[Chunk]:
    """Cut a layout into pairs of a literal text and the element after it; the last pair has no element."""
    chunks: list[Chunk] = []
    begin = position = 0
    while position < len(layout):
        element = _element_at(layout, position)
        if element is None:
            position += 1
            continue
        chunks.append((layout[begin:position], element))
        begin = position = position + len(element)
    chunks.append((layout[begin:], ""))
    return chunks


def is_fraction(element: str) -> bool:
    """Tell whether an element stands for a fraction of seconds: ``.000``, ``,999``."""
    return element[:1] in (".", ",")


def _element_at(layout: str, position: int) -> str | None:
    first = layout[position]
    if first in ".,":
        return _fraction_at(layout, position)
    if first == "_" and layout.startswith("_2006", position):
        return None  # a plain underscore, then the year
    for element in _ELEMENTS.get(first, ()):
        if layout.startswith(element, position):
            after = layout[position + len(element) : position + len(element) + 1]
            if element in _ABBREVIATIONS and "a" <= after <= "z":
                return None
            return element
    return None


def _fraction_at(layout: str, position: int) -> str | None:
    digit = layout[position + 1 : position + 2]
    if digit not in ("0", "9"):
        return None
    end = position + 1
    while layout[end : end + 1] == digit:
        end += 1
    return None if layout[end : end + 1] in _DIGITS else layout[position:end]


class Moment:
    """The parts of an instant in its zone, as formatting needs them."""

    __slots__ = (
        "abbreviation",
        "day",
        "hour",
        "minute",
        "month",
        "nanosecond",
        "offset",
        "second",
        "weekday",
        "year",
        "year_day",
    )

    def __init__(
        self,
        date: tuple[int, int, int],
        clock: tuple[int, int, int, int],
        days: tuple[int, int],
        zone: tuple[str, int],
    ) -> None:
        self.year, self.month, self.day = date
        self.hour, self.minute, self.second, self.nanosecond = clock
        self.weekday, self.year_day = days
        self.abbreviation, self.offset = zone


def format_moment(moment: Moment, layout: str) -> str:
    """Write an instant in the form of the layout (Go: Time.Format)."""
    parts: list[str] = []
    for literal, element in split_layout(layout):
        parts.append(literal)
        if not element:
            break
        writer = _WRITERS.get(element)
        if writer:
            parts.append(writer(moment))
        elif is_fraction(element):
            parts.append(_write_fraction(moment.nanosecond, element))
        else:
            parts.append(_write_offset(moment.offset, element))
    return "".join(parts)


def _pad(number: int, width: int) -> str:
    return f"-{-number:0{width}d}" if number < 0 else f"{number:0{width}d}"


def _twelve(hour: int) -> int:
    return hour % 12 or 12


def _write_fraction(nanosecond: int, element: str) -> str:
    digits = f"{nanosecond:09d}"[: len(element) - 1]
    if element[1] == "9":
        digits = digits.rstrip("0")
        return element[0] + digits if digits else ""
    return element[0] + digits


def _write_offset(offset: int, element: str) -> str:
    if element[0] == "Z" and offset == 0:
        return "Z"
    minutes = abs(offset) // 60
    # Go drops the seconds before it looks for the sign: -00:00:30 is written with a plus
    sign = "-" if offset <= -60 else "+"
    colon = ":" if ":" in element else ""
    text = f"{sign}{minutes // 60:02d}"
    if len(element) > 3:
        text += f"{colon}{minutes % 60:02d}"
    if len(element) > 6:
        seconds = abs(offset) % 60 if sign == "-" or offset >= 0 else offset % -60
        text += f"{colon}{_pad(seconds, 2)}"
    return text


def _write_abbreviation(moment: Moment) -> str:
    return moment.abbreviation or _write_offset(moment.offset, "-0700")


_WRITERS: dict[str, Callable[[Moment], str]] = {
    "2006": lambda m: _pad(m.year, 4),
    "06": lambda m: f"{abs(m.year) % 100:02d}",
    "January": lambda m: MONTHS[m.month - 1],
    "Jan": lambda m: MONTHS[m.month - 1][:3],
    "1": lambda m: str(m.month),
    "01": lambda m: f"{m.month:02d}",
    "Monday": lambda m: DAYS[m.weekday],
    "Mon": lambda m: DAYS[m.weekday][:3],
    "2": lambda m: str(m.day),
    "_2": lambda m: f"{m.day:2d}",
    "02": lambda m: f"{m.day:02d}",
    "__2": lambda m: f"{m.year_day:3d}",
    "002": lambda m: f"{m.year_day:03d}",
    "15": lambda m: f"{m.hour:02d}",
    "3": lambda m: str(_twelve(m.hour)),
    "03": lambda m: f"{_twelve(m.hour):02d}",
    "4": lambda m: str(m.minute),
    "04": lambda m: f"{m.minute:02d}",
    "5": lambda m: str(m.second),
    "05": lambda m: f"{m.second:02d}",
    "PM": lambda m: "PM" if m.hour >= 12 else "AM",
    "pm": lambda m: "pm" if m.hour >= 12 else "am",
    "MST": _write_abbreviation,
}
