"""Format strings of Go's fmt.Printf taken apart, once per format.

A directive is everything from ``%`` to the verb. What depends on the arguments (``*`` and ``[n]``) stays as steps
for pychart.gostd.fmt to take in order; the rest is settled here.
"""

from __future__ import annotations

_LIMIT = 1_000_000
"""Go ignores widths, precisions and indexes beyond this."""


class Flags:
    """Flags, width and precision of one directive; width and precision are None where not given."""

    __slots__ = (
        "minus",
        "plain",
        "plus",
        "plus_v",
        "precision",
        "sharp",
        "sharp_v",
        "space",
        "width",
        "zero",
    )

    def __init__(self) -> None:
        self.width: int | None = None
        self.precision: int | None = None
        self.plus = False
        self.minus = False
        self.sharp = False
        self.space = False
        self.zero = False
        self.plus_v = False
        """``%+v``: structs with the names of their fields."""
        self.sharp_v = False
        """``%#v``: values as Go source."""
        self.plain = False
        """Print values without asking for their String method, as inside an error report."""

    def copy(self) -> Flags:
        """Give flags of their own to whoever must change them."""
        twin = Flags()
        for name in Flags.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


class Directive:
    """The text before a ``%`` and what follows it up to the verb.

    ``verb`` is empty where the format ends first; ``ended`` tells whether that is an error (``%!(NOVERB)``) or
    merely the last piece of text. ``steps`` are pairs: ``("index", n)`` moves to argument n (-1: no such),
    ``("width", 0)`` and ``("precision", 0)`` take an argument for ``*``. ``bad`` is a misplaced index.
    """

    __slots__ = ("bad", "ended", "flags", "steps", "text", "verb")

    def __init__(self, text: str) -> None:
        self.text = text
        self.verb = ""
        self.ended = False
        self.flags = Flags()
        self.steps: list[tuple[str, int]] = []
        self.bad = False


def parse_format(format_: str) -> list[Directive]:
    """Split a format string into directives, the last of which may be text alone (Go: pp.doPrintf)."""
    directives = []
    place = 0
    while place < len(format_):
        start = format_.find("%", place)
        if start < 0:
            directives.append(Directive(format_[place:]))
            break
        directive = Directive(format_[place:start])
        place = _Scanner(format_, start + 1, directive).scan()
        directives.append(directive)
    return directives


class _Scanner:
    """Reads one directive from just behind its ``%``."""

    def __init__(self, format_: str, place: int, directive: Directive) -> None:
        self._format = format_
        self._place = place
        self._directive = directive
        self._after_index = False

    def scan(self) -> int:
        """Fill the directive and give the place behind its verb."""
        self._scan_flags()
        self._scan_index()
        self._scan_width()
        self._scan_precision()
        if not self._after_index:
            self._scan_index()
        if self._place >= len(self._format):
            self._directive.ended = True
            return self._place
        self._set_verb(self._format[self._place])
        return self._place + 1

    def _scan_flags(self) -> None:
        flags = self._directive.flags
        while self._place < len(self._format):
            char = self._format[self._place]
            if char == "-":
                flags.minus = True
            elif char == "+":
                flags.plus = True
            elif char == "#":
                flags.sharp = True
            elif char == " ":
                flags.space = True
            elif char == "0":
                flags.zero = True
            else:
                return
            self._place += 1

    def _scan_index(self) -> None:
        self._after_index = False
        if self._format[self._place : self._place + 1] != "[":
            return
        close = self._format.find("]", self._place)
        if close < 0 or len(self._format) - self._place < 3:
            self._directive.steps.append(("index", -1))
            self._place += 1
            return
        digits = self._format[self._place + 1 : close]
        valid = _is_number(digits)
        self._directive.steps.append(("index", int(digits) - 1 if valid else -1))
        self._place = close + 1
        self._after_index = valid

    def _scan_width(self) -> None:
        if self._format[self._place : self._place + 1] == "*":
            self._place += 1
            self._directive.steps.append(("width", 0))
            self._after_index = False
            return
        self._directive.flags.width = self._scan_number()
        if self._after_index and self._directive.flags.width is not None:
            self._directive.bad = True

    def _scan_precision(self) -> None:
        if self._place + 1 >= len(self._format) or self._format[self._place] != ".":
            return
        self._place += 1
        if self._after_index:
            self._directive.bad = True
        self._scan_index()
        if self._format[self._place : self._place + 1] == "*":
            self._place += 1
            self._directive.steps.append(("precision", 0))
            self._after_index = False
            return
        self._directive.flags.precision = self._scan_number() or 0

    def _scan_number(self) -> int | None:
        start = self._place
        number = 0
        while self._place < len(self._format) and "0" <= self._format[self._place] <= "9":
            if number > _LIMIT:
                self._place = len(self._format)
                return None
            number = number * 10 + int(self._format[self._place])
            self._place += 1
        return number if self._place > start else None

    def _set_verb(self, verb: str) -> None:
        flags = self._directive.flags
        self._directive.verb = "\ufffd" if "\ud800" <= verb <= "\udfff" else verb
        if verb in ("v", "w"):
            flags.sharp_v, flags.sharp = flags.sharp, False
            flags.plus_v, flags.plus = flags.plus, False


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdigit() and (len(digits) < 8 or int(digits[:-1]) <= _LIMIT)
