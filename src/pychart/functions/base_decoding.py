"""Base64 and base32 as Go reads them: newlines anywhere, stray bits in the last character ignored.

Both functions raise CorruptInput with the place Go names, counted in bytes. Origin: Go's encoding/base64 and
encoding/base32 with the standard alphabets and padding.
"""

from __future__ import annotations

from binascii import Error, a2b_base64

_ALPHABET_64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_ALPHABET_32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_VALUES_64 = {code: value for value, code in enumerate(_ALPHABET_64)}
_VALUES_32 = {code: value for value, code in enumerate(_ALPHABET_32)}
_NEWLINES = b"\r\n"
_PAD = ord("=")


class CorruptInput(ValueError):  # noqa: N818 - Go's name for it
    """Text that is no base64 or base32; str() is Go's sentence."""

    def __init__(self, base: int, place: int) -> None:
        super().__init__(f"illegal base{base} data at input byte {place}")


def decode_base64(data: bytes) -> bytes:
    """Give the bytes that base64 text stands for."""
    stripped = data.translate(None, _NEWLINES)
    if len(stripped) % 4 or stripped.endswith(b"==="):  # Python takes more padding than needed
        return _read_base64(data)
    try:
        return a2b_base64(stripped, strict_mode=True)
    except Error:  # which does not say where; Go's reading finds the place
        return _read_base64(data)


def decode_base32(data: bytes) -> bytes:
    """Give the bytes that base32 text stands for; the places in errors do not count newlines."""
    data = data.translate(None, _NEWLINES)
    decoded = bytearray()
    for start in range(0, len(data), 8):
        figures = _read_group_32(data, start)
        number = 0
        for figure in figures:
            number = number << 5 | figure
        number <<= 5 * (8 - len(figures))
        decoded += number.to_bytes(5, "big")[: len(figures) * 5 // 8]
        if len(figures) < 8:
            break
    return bytes(decoded)


def _read_base64(data: bytes) -> bytes:
    decoded = bytearray()
    place = 0
    while True:
        figures, place = _read_group_64(data, place)
        if not figures:
            return bytes(decoded)
        number = 0
        for figure in figures:
            number = number << 6 | figure
        number <<= 6 * (4 - len(figures))
        decoded += number.to_bytes(3, "big")[: len(figures) * 6 // 8]


def _read_group_64(data: bytes, place: int) -> tuple[list[int], int]:
    """Give up to four figures and the place behind them; fewer than four only at the end of the text."""
    figures: list[int] = []
    while len(figures) < 4:
        if place == len(data):
            if figures:
                raise CorruptInput(64, place - len(figures))
            return figures, place
        code = data[place]
        place += 1
        value = _VALUES_64.get(code)
        if value is not None:
            figures.append(value)
        elif code == _PAD:
            return figures, _skip_padding_64(data, place, len(figures))
        elif code not in _NEWLINES:
            raise CorruptInput(64, place - 1)
    return figures, place


def _skip_padding_64(data: bytes, place: int, count: int) -> int:
    """Check what follows the first padding character, which came after ``count`` figures."""
    if count < 2:
        raise CorruptInput(64, place - 1)
    place = _skip_newlines(data, place)
    if count == 2:
        if place == len(data):
            raise CorruptInput(64, place)
        if data[place] != _PAD:
            raise CorruptInput(64, place - 1)
        place = _skip_newlines(data, place + 1)
    if place < len(data):
        raise CorruptInput(64, place)
    return place


def _skip_newlines(data: bytes, place: int) -> int:
    while place < len(data) and data[place] in _NEWLINES:
        place += 1
    return place


def _read_group_32(data: bytes, start: int) -> list[int]:
    """Give the figures of the group of eight that begins at ``start``; fewer than eight if padding follows."""
    figures: list[int] = []
    for place in range(start, start + 8):
        if place >= len(data):
            raise CorruptInput(32, start)
        if data[place] == _PAD and len(figures) >= 2 and len(data) - place <= 8:
            _check_padding_32(data, place, len(figures))
            break
        value = _VALUES_32.get(data[place])
        if value is None:
            raise CorruptInput(32, place)
        figures.append(value)
    return figures


def _check_padding_32(data: bytes, place: int, count: int) -> None:
    """Check the padding that begins at ``place`` after ``count`` figures; more of it than needed is no error."""
    if len(data) - place + count < 8:
        raise CorruptInput(32, len(data))
    for offset, code in enumerate(data[place + 1 : place + 8 - count]):
        if code != _PAD:
            raise CorruptInput(32, place + offset)
    if count in (3, 6):
        raise CorruptInput(32, place)
