"""Strings as Go sees them: bytes in UTF-8, looked at rune by rune.

A Go string may hold bytes that are not UTF-8. Here such a byte is a lone surrogate (surrogateescape), and every
function keeps to that: what comes out is in the one normal form in which bytes that are valid UTF-8 stand as
characters.

Origin of the rules: Go's packages strings, unicode and unicode/utf8.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


SPACES = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

_FIRST_NEW_SMALL = "\u019b"
_FIRST_NEW_CAPITAL = "\u1c89"


def encode(text: str) -> bytes:
    """Give the bytes of a Go string; a surrogate that stands for no byte becomes U+FFFD."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return _drop_stray_surrogates(text).encode("utf-8", "surrogateescape")


def decode(data: bytes) -> str:
    """Give the Go string that holds these bytes."""
    return data.decode("utf-8", "surrogateescape")


def normalise(text: str) -> str:
    """Bring a string that was put together from parts back into normal form.

    Two parts that each end or begin in the middle of a character may give a whole one when joined.
    """
    if text.isascii() or not has_raw_bytes(text):
        return text
    return decode(encode(text))


def has_raw_bytes(text: str) -> bool:
    """Tell whether the string holds bytes that are not UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def byte_length(text: str) -> int:
    """Give Go's len of the string."""
    return len(text) if text.isascii() else len(encode(text))


def byte_slice(text: str, start: int = 0, stop: int | None = None) -> str:
    """Give Go's text[start:stop]; the bounds must be right already (the caller words Go's panic)."""
    return text[start:stop] if text.isascii() else decode(encode(text)[start:stop])


def sort_key(text: str) -> bytes:
    """Give what Go compares when it orders strings: the bytes."""
    return encode(text)


def sorted_keys(mapping: Mapping[str, Any]) -> list[str]:
    """Give a map's keys in Go's order, as fmt, encoding/json and range do."""
    keys = sorted(mapping)
    if all(map(str.isascii, keys)):
        return keys
    return sorted(keys, key=encode)


def is_space(rune: str) -> bool:
    """Tell whether unicode.IsSpace holds for one character."""
    return rune in SPACES


def is_print(rune: str) -> bool:
    """Tell whether strconv.IsPrint holds for one character: no control, no format, no space but U+0020."""
    if rune.isprintable():
        return True
    code = ord(rune)
    if code < 0x800:
        return False
    from pychart.gostd.unicode import is_new_printable

    return is_new_printable(code)


def is_letter(rune: str) -> bool:
    """Tell whether unicode.IsLetter holds for one character."""
    return rune.isalpha()


def is_digit(rune: str) -> bool:
    """Tell whether unicode.IsDigit holds for one character: a decimal digit of any script."""
    return rune.isdecimal()


def is_upper(rune: str) -> bool:
    """Tell whether unicode.IsUpper holds for one character (category Lu)."""
    if rune.isascii():
        return "A" <= rune <= "Z"
    return _category(rune) == "Lu"


def is_lower(rune: str) -> bool:
    """Tell whether unicode.IsLower holds for one character (category Ll)."""
    if rune.isascii():
        return "a" <= rune <= "z"
    return _category(rune) == "Ll"


def rune_to_upper(rune: str) -> str:
    """Give unicode.ToUpper of one character: never more than one character, so ß stays ß."""
    upper = rune.upper()
    if upper == rune:
        return _newer_upper(rune)
    # Where the full mapping gives more (ᾳ), the simple one is that of the title case, if there is any.
    return upper if len(upper) == 1 else rune_to_title(rune)


def rune_to_lower(rune: str) -> str:
    """Give unicode.ToLower of one character."""
    lower = rune.lower()
    if lower != rune or rune < _FIRST_NEW_CAPITAL:
        return lower[0]
    from pychart.gostd.unicode import new_lower

    return new_lower(rune)


def rune_to_title(rune: str) -> str:
    """Give unicode.ToTitle of one character: the form at the start of a word."""
    title = rune.title()
    if title == rune:
        return _newer_upper(rune)
    return title if len(title) == 1 else rune


def to_upper(text: str) -> str:
    """Give strings.ToUpper: every character on its own, bytes that are not UTF-8 become U+FFFD."""
    if text.isascii():
        return text.upper()
    return "".join(map(rune_to_upper, _replace_raw_bytes(text)))


def to_lower(text: str) -> str:
    """Give strings.ToLower: every character on its own, bytes that are not UTF-8 become U+FFFD."""
    if text.isascii():
        return text.lower()
    return "".join(map(rune_to_lower, _replace_raw_bytes(text)))


def title(text: str) -> str:
    """Give strings.Title: the first letter of every word in title case, the rest as it was.

    In ASCII everything but letters, digits and the underscore ends a word; beyond it only space does.
    """
    parts = []
    fresh = True
    for rune in _replace_raw_bytes(text):
        parts.append(rune_to_title(rune) if fresh else rune)
        fresh = not (rune.isalnum() or rune == "_") if rune.isascii() else rune in SPACES
    return "".join(parts)


def trim_space(text: str) -> str:
    """Give strings.TrimSpace: space as unicode.IsSpace means it."""
    return text.strip(SPACES)


def fields(text: str) -> list[str]:
    """Give strings.Fields: the words between runs of Unicode space."""
    if not text.isascii():
        for space in SPACES[6:]:
            text = text.replace(space, " ")
    for space in "\t\n\v\f\r":
        text = text.replace(space, " ")
    return [word for word in text.split(" ") if word]


def _newer_upper(rune: str) -> str:
    if rune < _FIRST_NEW_SMALL:
        return rune
    from pychart.gostd.unicode import new_upper

    return new_upper(rune)


def _category(rune: str) -> str:
    import unicodedata

    return unicodedata.category(rune)


def _replace_raw_bytes(text: str) -> str:
    if text.isascii() or not has_raw_bytes(text):
        return text
    return "".join("\ufffd" if "\ud800" <= rune <= "\udfff" else rune for rune in text)


def _drop_stray_surrogates(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= rune < "\udc80" or "\udcff" < rune <= "\udfff" else rune for rune in text)
