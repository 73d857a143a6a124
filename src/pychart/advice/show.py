"""An advice as text for a terminal and as JSON for tools."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pychart.advice.model import Advice, Fact, Place

    Paint = Callable[[str, str], str]
    """Colours a text: (text, colour)."""

_WIDTH = 160
_MAX_STACK = 20


def clean(text: str) -> str:
    r"""Give a text that a terminal shows as it is: control characters and bytes that are not UTF-8 as ``\x1b``."""
    return "".join(rune if _is_safe(rune) else _escape(rune) for rune in text)


def _is_safe(rune: str) -> bool:
    return rune.isprintable() or rune in "\n\t"


def _escape(rune: str) -> str:
    number = ord(rune)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def format_rich(advice: Advice, paint: Paint) -> str:
    """Give what stands under Helm's text; "" where there is nothing to say."""
    return "".join(f"{line}\n" for line in _lines(advice, paint))


def _lines(advice: Advice, paint: Paint) -> Iterator[str]:
    if advice.place:
        yield ""
        yield f"  --> {clean(str(advice.place))}"
        yield from _quote_line(advice.place, paint)
    callers = list(reversed(advice.stack))
    for caller in callers[:_MAX_STACK]:
        note = f"  {_shorten(clean(caller.note))}" if caller.note else ""
        yield f"  included from {clean(str(caller))}{note}"
    if len(callers) > _MAX_STACK:
        yield f"  ... and {len(callers) - _MAX_STACK} more"
    for fact in advice.facts:
        kind = f" ({fact.type})" if fact.type and fact.type != "<nil>" else ""
        origin = f", from {clean(fact.origin)}" if fact.origin else ""
        yield f"  {clean(fact.expression)} is {clean(fact.value)}{kind}{origin}"
    if advice.suggestion:
        yield paint(f"  help: {clean(advice.suggestion)}", "yellow")


def _quote_line(place: Place, paint: Paint) -> Iterator[str]:
    if not place.source.strip():
        return
    source, start = _cut(place)
    number = str(place.line)
    bar = " " * len(number)
    yield f"   {bar} |"
    yield f"   {number} | {_plain(source)}"
    if place.column:
        before = len(_plain(source[:start]))
        length = max(1, len(_plain(source[start : start + place.length])))
        yield f"   {bar} | {' ' * before}{paint('^' * length, 'red')}"


def _plain(text: str) -> str:
    return clean(text.replace("\t", "    ").replace("\r", ""))


def _cut(place: Place) -> tuple[str, int]:
    """Give the part of a long line around the place, and where in it that is."""
    start = max(0, place.column - 1)
    if len(place.source) <= _WIDTH:
        return place.source, start
    first = max(0, start - _WIDTH // 2)
    return place.source[first : first + _WIDTH], start - first


def _shorten(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[: limit - 3] + "..."


def format_json(advice: Advice, helm_text: str) -> str:
    """Give one JSON object: message, helm_text, frames, value, origin, suggestion."""
    import json

    places = [*advice.stack, *([advice.place] if advice.place else [])]
    fact = advice.facts[0] if advice.facts else None
    record = {
        "message": advice.message,
        "helm_text": helm_text,
        "frames": [_frame(place) for place in places],
        "value": _value(fact) if fact else None,
        "origin": fact.origin or None if fact else None,
        "suggestion": advice.suggestion or None,
    }
    # Lone surrogates are escaped, so that what is written is UTF-8.
    return json.dumps(record, indent=2) + "\n"


def _frame(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column or None,
        "source": place.source,
        "expression": place.note or None,
        "template": place.template or None,
    }


def _value(fact: Fact) -> dict[str, str]:
    return {"expression": fact.expression, "value": fact.value, "type": fact.type}
