"""Random texts and numbers in templates (sprig), all drawn from the operating system's secure source."""

from __future__ import annotations

from os import urandom

from pychart.errors import FunctionError
from pychart.functions.limits import require_text_size
from pychart.functions.wordcase import replace_raw_bytes

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ASCII = "".join(map(chr, range(32, 127)))


def rand_alpha_num(count: int) -> str:
    """Draw COUNT letters and digits of ASCII.

    ``randAlphaNum COUNT`` gives string; "" for a negative COUNT. Origin: sprig; goutils.
    """
    return _draw(_DIGITS + _LETTERS, count)


def rand_alpha(count: int) -> str:
    """Draw COUNT letters of ASCII.

    ``randAlpha COUNT`` gives string; "" for a negative COUNT. Origin: sprig; goutils.
    """
    return _draw(_LETTERS, count)


def rand_ascii(count: int) -> str:
    """Draw COUNT printable characters of ASCII, from space to tilde.

    ``randAscii COUNT`` gives string; "" for a negative COUNT. Origin: sprig; goutils.
    """
    return _draw(_ASCII, count)


def rand_numeric(count: int) -> str:
    """Draw COUNT decimal digits.

    ``randNumeric COUNT`` gives string; "" for a negative COUNT. Origin: sprig; goutils.
    """
    return _draw(_DIGITS, count)


def shuffle(text: str) -> str:
    """Give the characters of a text in random order.

    ``shuffle TEXT`` gives string. Origin: sprig; huandu/xstrings.
    """
    runes = [*replace_raw_bytes(text)]
    for place in range(len(runes) - 1, 0, -1):
        other = _draw_below(place + 1)
        runes[place], runes[other] = runes[other], runes[place]
    return "".join(runes)


def rand_int(low: int, high: int) -> int:
    """Draw a number from LOW up to HIGH, which is left out.

    ``randInt LOW HIGH`` gives int. Fails with ``invalid argument to Intn`` unless LOW is below HIGH. Origin: sprig.
    """
    if high <= low:
        raise FunctionError("invalid argument to Intn")
    return low + _draw_below(high - low)


def rand_bytes(count: int) -> str:
    """Draw COUNT bytes and give them in base64.

    ``randBytes COUNT`` gives string. Fails with ``runtime error: makeslice: len out of range`` for a negative COUNT.
    Origin: sprig.
    """
    from binascii import b2a_base64

    if count < 0:
        raise FunctionError("runtime error: makeslice: len out of range")
    require_text_size(count * 4 // 3)
    return b2a_base64(urandom(count), newline=False).decode("ascii")


def uuidv4() -> str:
    """Draw a UUID of version 4.

    ``uuidv4`` gives string. Origin: sprig; RFC 9562, section 5.4.
    """
    data = bytearray(urandom(16))
    data[6] = data[6] & 0x0F | 0x40
    data[8] = data[8] & 0x3F | 0x80
    digits = data.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _draw(alphabet: str, count: int) -> str:
    require_text_size(count)
    limit = 256 - 256 % len(alphabet)  # bytes from here on would favour the alphabet's beginning
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += [alphabet[byte % len(alphabet)] for byte in urandom(count - len(drawn)) if byte < limit]
    return "".join(drawn)


def _draw_below(limit: int) -> int:
    size = (limit.bit_length() + 15) // 8
    whole = 256**size - 256**size % limit
    while True:
        number = int.from_bytes(urandom(size), "big")
        if number < whole:
            return number % limit
