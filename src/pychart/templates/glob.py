r"""Path patterns as ``.Files.Glob`` takes them: ``*``, ``**``, ``?``, ``[ab]``, ``[!a-z]``, ``{a,b}``, ``\x``.

Origin: gobwas/glob with ``/`` as its only separator. Matching keeps the set of places reached so far instead
of trying one way after the other, so its cost grows with pattern times path and never faster.
"""

from __future__ import annotations

from collections.abc import Callable

_Places = set[int]
_Step = Callable[[str, _Places], _Places]


def compile_glob(pattern: str) -> Callable[[str], bool]:
    """Give a function that tells whether a whole path matches; a malformed pattern matches all (Helm)."""
    try:
        steps = _Parser(pattern).parse()
    except ValueError:
        return lambda _path: True
    if [type(step) for step in steps[::2]] == [_Text, _Text] and steps[1] is _across_segments:
        prefix, suffix = (step.text for step in steps[::2] if isinstance(step, _Text))
        # gobwas lets both ends overlap: a/**/b matches a/b.
        return lambda path: path.startswith(prefix) and path.endswith(suffix)
    return lambda path: len(path) in _walk(steps, path, {0})


def _walk(steps: list[_Step], path: str, places: _Places) -> _Places:
    for step in steps:
        places = step(path, places)
        if not places:
            break
    return places


class _Parser:
    def __init__(self, pattern: str) -> None:
        if any(c == "\ufffd" or "\ud800" <= c <= "\udfff" for c in pattern):
            raise ValueError("could not read rune")
        self._pattern = pattern
        self._position = 0

    def parse(self) -> list[_Step]:
        """Read the whole pattern; braces left open are closed by its end."""
        return self._parse_sequence(in_braces=False)

    def _next(self) -> str:
        char = self._pattern[self._position : self._position + 1]
        self._position += len(char)
        return char

    def _peek(self) -> str:
        return self._pattern[self._position : self._position + 1]

    def _parse_sequence(self, in_braces: bool) -> list[_Step]:
        steps: list[_Step] = []
        while char := self._peek():
            if in_braces and char in ",}":
                break
            self._position += 1
            if char == "*":
                steps.append(self._parse_star())
            elif char == "?":
                steps.append(_one_of(lambda c: c != "/"))
            elif char == "[":
                steps.append(self._parse_class())
            elif char == "{":
                steps.append(self._parse_braces())
            else:
                self._position -= 1
                steps.append(_Text(self._read_text("?*[{,}" if in_braces else "?*[{")))
        return steps

    def _parse_star(self) -> _Step:
        if self._peek() != "*":
            return _within_segment
        self._position += 1
        return _across_segments

    def _parse_braces(self) -> _Step:
        alternatives = [self._parse_sequence(in_braces=True)]
        while self._next() == ",":
            alternatives.append(self._parse_sequence(in_braces=True))
        return _any_of(alternatives)

    def _parse_class(self) -> _Step:
        negated = self._peek() == "!"
        self._position += negated
        low = self._next()
        if low and self._peek() == "-":
            self._position += 1
            high = self._next()
            if not high or high < low:
                raise ValueError("hi character should be greater than lo")
            accept = _Class(negated, low=low, high=high)
        else:
            self._position -= len(low)
            chars = self._read_text("]")
            if not chars:
                raise ValueError("could not parse range")
            accept = _Class(negated, chars=chars)
        if self._next() != "]":
            raise ValueError("expected close range character")
        return _one_of(accept)

    def _read_text(self, breakers: str) -> str:
        text = []
        while (char := self._peek()) and char not in breakers:
            self._position += 1
            text.append(self._next() if char == "\\" else char)
        return "".join(text)


class _Class:
    """A bracketed set of characters; unlike ``?`` it may match the separator."""

    def __init__(self, negated: bool, chars: str = "", low: str = "", high: str = "") -> None:
        self._negated = negated
        self._chars = chars
        self._low = low
        self._high = high

    def __call__(self, char: str) -> bool:
        inside = char in self._chars if self._chars else self._low <= char <= self._high
        return inside != self._negated


class _Text:
    """A run of characters that stand for themselves."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, path: str, places: _Places) -> _Places:
        text = self.text
        return {place + len(text) for place in places if path.startswith(text, place)}


def _one_of(accept: Callable[[str], bool]) -> _Step:
    return lambda path, places: {place + 1 for place in places if place < len(path) and accept(path[place])}


def _any_of(alternatives: list[list[_Step]]) -> _Step:
    return lambda path, places: set().union(*(_walk(steps, path, places) for steps in alternatives))


def _within_segment(path: str, places: _Places) -> _Places:
    reached: _Places = set()
    for place in places:
        end = path.find("/", place)
        reached.update(range(place, (len(path) if end < 0 else end) + 1))
    return reached


def _across_segments(path: str, places: _Places) -> _Places:
    return set(range(min(places), len(path) + 1))
