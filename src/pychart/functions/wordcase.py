"""Words in identifiers: snake_case, kebab-case and PascalCase.

Origin: huandu/xstrings 1.5, which sprig's snakecase, kebabcase and camelcase call. A text is cut into runs: numbers,
capitals, letters, connectors (hyphen, underscore, space), punctuation and the rest. A capital that is followed by
small letters belongs to them: HTTPServer is HTTP + Server.
"""

from __future__ import annotations

from pychart.gostd.strings import has_raw_bytes, is_letter, is_space, is_upper, rune_to_lower, rune_to_upper

_NONE, _NUMBER, _CAPITALS, _LETTERS, _CONNECTOR, _PUNCTUATION, _OTHER = range(7)
_BREAKS = (_CONNECTOR, _PUNCTUATION)  # after these no connector is put in
_END = (_NONE, *_BREAKS)

_CJK = (("\u3400", "\u4d85"), ("\u4e00", "\u9fcc"), ("\U00020000", "\U0002b81d"))


def join_words(text: str, connector: str) -> str:
    """Give the text in small letters with ``connector`` between its words."""
    return _Joiner(text, connector).join()


def pascal_case(text: str) -> str:
    """Give the text with a capital at the start of every word and without the connectors between words."""
    text = replace_raw_bytes(text)
    place = 0
    while place < len(text) and _is_connector(text[place]):
        place += 1
    if place == len(text):
        return text + text[-1:]  # xstrings writes a last connector twice
    parts = [text[:place]]
    capital_run = is_upper(text[place])
    current = rune_to_upper(text[place])
    for rune in text[place + 1 :]:
        previous, current = current, rune
        if not _is_connector(previous):
            if capital_run and is_upper(current):
                current = rune_to_lower(current)
            else:
                capital_run = False
            parts.append(previous)
        elif _is_connector(current):
            parts.append(previous)
        else:
            capital_run = is_upper(current)
            current = rune_to_upper(current)
    parts.append(current)
    return "".join(parts)


def replace_raw_bytes(text: str) -> str:
    """Give the text with U+FFFD for every byte that is not UTF-8, as a conversion to Go's []rune does."""
    if text.isascii() or not has_raw_bytes(text):
        return text
    return "".join(["\ufffd" if _is_invalid(rune) else rune for rune in text])


class _Joiner:
    """Walks over the runs of a text and writes them with connectors between."""

    def __init__(self, text: str, connector: str) -> None:
        self.text = text
        self.connector = connector
        self.place = 0
        self.kind = _NONE
        self.word = ""
        self.parts: list[str] = []

    def join(self) -> str:
        self.advance()
        while self.place < len(self.text):
            if self.kind != _CONNECTOR:
                self.write()
            previous, word = self.kind, self.word
            self.advance()
            if previous == _NUMBER:
                self.write_letters_and_numbers()
            elif previous == _CONNECTOR:
                self.parts.append(self.connect(word))
            elif previous != _PUNCTUATION:
                self.write_after_word()
        self.write()
        return "".join(self.parts)

    def advance(self) -> None:
        start = self.place
        self.kind, self.place = _next_run(self.text, start)
        self.word = self.text[start : self.place]

    def write(self) -> None:
        if self.kind == _CONNECTOR:
            self.parts.append(self.connect(self.word))
        elif self.kind == _CAPITALS:
            self.parts.append("".join(["\ufffd" if _is_invalid(rune) else rune_to_lower(rune) for rune in self.word]))
        else:
            self.parts.append(self.word)

    def connect(self, word: str) -> str:
        """Give the connector for every character of a run of connectors."""
        return "".join(["\ufffd" if _is_invalid(rune) else self.connector for rune in word])

    def write_letters_and_numbers(self) -> None:
        """Write what follows a number and belongs to it: 2m3s is one word."""
        while self.kind in (_LETTERS, _NUMBER):
            self.write()
            self.advance()
        if self.kind not in _END:
            self.parts.append(self.connector)

    def write_after_word(self) -> None:
        """Put in a connector, but leave a number with the word before it unless letters follow the number."""
        if self.kind != _NUMBER:
            if self.kind not in _BREAKS:
                self.parts.append(self.connector)
            return
        if self.place == len(self.text):
            return
        number = self.word
        self.advance()
        if self.kind != _LETTERS:
            self.parts.append(number)
            if self.kind not in _BREAKS:
                self.parts.append(self.connector)
            return
        self.parts += (self.connector, number)
        self.write_letters_and_numbers()


def _next_run(text: str, start: int) -> tuple[int, int]:
    """Give the kind of the run that begins at ``start`` and the place behind it.

    Bytes that are not UTF-8 belong to the run of the character behind them, at the end to the last run.
    """
    place = _skip_invalid(text, start)
    if place == len(text):
        return _NONE, place
    kind = _kind(text[place])
    if kind == _CAPITALS:
        return kind, _end_of_capitals(text, place + 1)
    return kind, _end_of_run(text, place + 1, kind)


def _end_of_run(text: str, place: int, kind: int) -> int:
    while place < len(text):
        following = _skip_invalid(text, place)
        if following < len(text) and not _continues(text[following], kind):
            break
        place = following + 1
    return min(place, len(text))


def _end_of_capitals(text: str, place: int) -> int:
    """Give the end of a run whose first capital stands before ``place``."""
    last = place
    end = _end_of_run(text, place, _CAPITALS)
    following = _skip_invalid(text, end)
    if following == len(text) or not _is_alphabetic(text[following]):
        return end
    if end == place:
        return _end_of_run(text, place, _LETTERS)
    while True:  # the last capital begins the next word
        following = _skip_invalid(text, last) + 1
        if following >= end:
            return last
        last = following


def _skip_invalid(text: str, place: int) -> int:
    while place < len(text) and _is_invalid(text[place]):
        place += 1
    return place


def _continues(rune: str, kind: int) -> bool:
    """Tell whether a character goes on with a run; hyphen and underscore go on with punctuation, too."""
    return _kind(rune) == kind or (kind == _PUNCTUATION and rune in "-_")


def _kind(rune: str) -> int:
    if _is_connector(rune):
        return _CONNECTOR
    if is_upper(rune):
        return _CAPITALS
    if _is_alphabetic(rune):
        return _LETTERS
    if rune.isascii():
        return _NUMBER if rune.isdecimal() else _PUNCTUATION if rune in "!\"#%&'()*,./:;?@[\\]{}" else _OTHER
    import unicodedata

    return {"P": _PUNCTUATION, "N": _NUMBER}.get(unicodedata.category(rune)[0], _OTHER)


def _is_alphabetic(rune: str) -> bool:
    """Tell whether a character is a letter, but not a CJK one."""
    return is_letter(rune) and not any(first <= rune <= last for first, last in _CJK)


def _is_connector(rune: str) -> bool:
    return rune in "-_" or is_space(rune)


def _is_invalid(rune: str) -> bool:
    return rune == "\ufffd" or "\ud800" <= rune <= "\udfff"
