"""Go's fmt: print, println and printf for every value a template can hold.

Formats are taken apart once and kept. Charts mostly print strings with ``%s`` and integers with ``%d``; for those
the format becomes a Python one.

Origin: Go's fmt (print.go); what a template sees is proved against Helm.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.directives import Directive, Flags, parse_format
from pychart.gostd.printing import PLAIN, print_argument
from pychart.gostd.strconv import format_float
from pychart.gostd.strings import normalise
from pychart.gostd.types import Int32, Int64, Uint8, Uint64, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_INTEGERS = frozenset((int, Int64, Int32, Uint64, Uint8))
_PLAIN_TYPES = {"s": frozenset((str,)), "d": _INTEGERS, "v": _INTEGERS | {str}}
_LIMIT = 1_000_000
_KEPT_FORMATS = 4096


class _Format:
    """A parsed format; ``template`` serves arguments whose types are all in ``types``."""

    __slots__ = ("directives", "template", "types")

    def __init__(self, format_: str) -> None:
        self.directives = parse_format(format_)
        self.template: str | None = None
        self.types: tuple[frozenset[type], ...] = ()
        if all(map(_is_plain, self.directives)):
            self.template = "".join(map(_to_python, self.directives))
            self.types = tuple(_PLAIN_TYPES[piece.verb] for piece in self.directives if piece.verb in _PLAIN_TYPES)


_formats: dict[str, _Format] = {}


def sprint(*values: Any) -> str:
    """Give fmt.Sprint: the values as %v prints them, with a space between two of which neither is a string."""
    if len(values) == 1:
        return format_value(values[0])
    parts = []
    after_string = True
    for value in values:
        is_string = isinstance(value, str)
        if not is_string and not after_string:
            parts.append(" ")
        parts.append(format_value(value))
        after_string = is_string
    return normalise("".join(parts))


def sprintln(*values: Any) -> str:
    """Give fmt.Sprintln: the values as %v prints them, a space between any two and a newline at the end."""
    return normalise(" ".join([format_value(value) for value in values]) + "\n")


def sprintf(format_: str, *values: Any) -> str:
    """Give fmt.Sprintf; what is wrong with the format or the arguments stands in the result, as in Go."""
    parsed = _formats.get(format_)
    if parsed is None:
        parsed = _parse(format_)
    if parsed.template is not None and len(parsed.types) == len(values):
        for value, types in zip(values, parsed.types, strict=True):
            if type(value) not in types:
                break
        else:
            return normalise(parsed.template % values)
    return normalise(_run(parsed.directives, values))


def format_value(value: Any) -> str:
    """Give the value as %v prints it: strings as they are, ``map[a:1]``, ``[x y]``, ``<nil>``."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is float:
        return format_float(value)
    if value is None:
        return "<nil>"
    return _print(value, "v", PLAIN)


def go_syntax(value: Any) -> str:
    """Give the value as %#v prints it: Go source such as ``map[string]interface {}{"a":1}``."""
    flags = Flags()
    flags.sharp_v = True
    return _print(value, "v", flags)


def _print(value: Any, verb: str, flags: Flags) -> str:
    """Print one argument; a value that holds itself, which would end Go's process, is an error here."""
    try:
        return print_argument(value, verb, flags)
    except RecursionError:
        raise FunctionError("the value is nested too deeply to be printed") from None


def _parse(format_: str) -> _Format:
    if len(_formats) >= _KEPT_FORMATS:
        _formats.clear()
    parsed = _formats[format_] = _Format(format_)
    return parsed


def _is_plain(piece: Directive) -> bool:
    if piece.ended or piece.steps or piece.bad:
        return False
    flags = piece.flags
    marked = flags.plus or flags.minus or flags.sharp or flags.space or flags.zero or flags.plus_v or flags.sharp_v
    sized = flags.width is not None or flags.precision is not None
    return piece.verb in ("", "%") or (piece.verb in _PLAIN_TYPES and not marked and not sized)


def _to_python(piece: Directive) -> str:
    verb = {"": "", "%": "%%"}.get(piece.verb, "%s")
    return piece.text.replace("%", "%%") + verb


def _run(directives: list[Directive], values: tuple[Any, ...]) -> str:
    parts: list[str] = []
    place = 0
    reordered = False
    for piece in directives:
        parts.append(piece.text)
        flags, good = piece.flags, not piece.bad
        if piece.steps:
            reordered = reordered or any(step == "index" for step, _ in piece.steps)
            place, flags, steps_good = _take_steps(piece, values, place, parts)
            good = good and steps_good
        if piece.ended:
            parts.append("%!(NOVERB)")
        elif piece.verb == "%":
            parts.append("%")
        elif piece.verb and not good:
            parts.append(f"%!{piece.verb}(BADINDEX)")
        elif piece.verb and place >= len(values):
            parts.append(f"%!{piece.verb}(MISSING)")
        elif piece.verb:
            parts.append(_print(values[place], piece.verb, flags))
            place += 1
    if not reordered and place < len(values):
        parts.append(_report_extra(values[place:]))
    return "".join(parts)


def _take_steps(piece: Directive, values: tuple[Any, ...], place: int, parts: list[str]) -> tuple[int, Flags, bool]:
    """Follow a directive's indexes and stars; gives the next argument, the flags and whether all indexes exist."""
    flags = piece.flags.copy()
    good = True
    for step, index in piece.steps:
        if step == "index":
            if 0 <= index < len(values):
                place = index
            else:
                good = False
            continue
        number, place = _take_number(values, place)
        if step == "width":
            _set_width(flags, number, parts)
        else:
            _set_precision(flags, number, parts)
    return place, flags, good


def _take_number(values: tuple[Any, ...], place: int) -> tuple[int | None, int]:
    if place >= len(values):
        return None, place
    value = values[place]
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LIMIT:
        return None, place + 1
    return int(value), place + 1


def _set_width(flags: Flags, number: int | None, parts: list[str]) -> None:
    flags.width = number
    if number is None:
        parts.append("%!(BADWIDTH)")
    elif number < 0:
        flags.width, flags.minus, flags.zero = -number, True, False


def _set_precision(flags: Flags, number: int | None, parts: list[str]) -> None:
    flags.precision = number if number is not None and number >= 0 else None
    if flags.precision is None:
        parts.append("%!(BADPREC)")


def _report_extra(values: tuple[Any, ...]) -> str:
    reports = ["<nil>" if value is None else f"{type_name(value)}={_print(value, 'v', PLAIN)}" for value in values]
    return f"%!(EXTRA {', '.join(reports)})"
