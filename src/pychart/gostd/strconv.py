"""Numbers and quoted strings as text and back, as Go's package strconv reads and writes them."""

from __future__ import annotations

import math

from pychart.gostd.strings import decode, is_print

_ESCAPES = {
    "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\",
}  # fmt: skip
_UNESCAPES = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92}
_HEX_DIGITS = {"x": 2, "u": 4, "U": 8}
_MAX_RUNE = 0x10FFFF
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_DIGIT_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_PREFIX_BASES = {"b": 2, "o": 8, "x": 16}


class NumError(ValueError):
    """A text that is no number of the wanted kind; str() is Go's sentence.

    ``value`` is what Go's function returns beside the error: the nearest limit when out of range, else 0.
    """

    def __init__(self, function: str, text: str, reason: str, value: float = 0) -> None:
        super().__init__(f"strconv.{function}: parsing {quote(text)}: {reason}")
        self.reason = reason
        self.value = value


def quote(text: str) -> str:
    """Give strconv.Quote: the text in double quotes with Go's escapes, printable characters as they are."""
    if '"' in text or "\\" in text or not text.isprintable():
        if not text.replace("\n", "").isprintable():
            return _quote_slowly(text, False)
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def quote_to_ascii(text: str) -> str:
    """Give strconv.QuoteToASCII: as quote, but nothing beyond ASCII stays as it is."""
    return _quote_slowly(text, True)


def quote_rune(code: int, ascii_only: bool = False) -> str:
    """Give strconv.QuoteRune: one character in single quotes; what is no character prints as U+FFFD."""
    return f"'{_escape(chr(valid_rune(code)), chr(39), ascii_only)}'"


def valid_rune(code: int) -> int:
    """Give the code point itself, or U+FFFD for what is none (a surrogate, negative, too large)."""
    if 0 <= code < 0xD800 or 0xDFFF < code <= _MAX_RUNE:
        return code
    return 0xFFFD


def can_backquote(text: str) -> bool:
    """Tell whether the text may stand between backquotes unchanged (strconv.CanBackquote)."""
    return not any(
        (rune < " " and rune != "\t") or rune in "`\x7f\ufeff" or "\ud800" <= rune <= "\udfff" for rune in text
    )


def unquote(text: str) -> str:
    """Give the value of a Go literal in double, single or back quotes (strconv.Unquote).

    Raises ValueError("invalid syntax") for anything else.
    """
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "\"'`":
        raise ValueError("invalid syntax")
    mark, body = text[0], text[1:-1]
    if mark == "`":
        if "`" in body:
            raise ValueError("invalid syntax")
        return body.replace("\r", "")
    if "\n" in body:
        raise ValueError("invalid syntax")
    if "\\" not in body and mark not in body and (mark == '"' or len(body) == 1):
        return body
    return _unquote_escapes(body, mark)


def format_float(value: float, verb: str = "g", precision: int = -1) -> str:
    """Give strconv.FormatFloat for 64 bits.

    ``verb`` is one of e E f g G x X b; ``precision`` -1 asks for the fewest digits that give the same number
    again. The %v of a float64 is ``g`` with -1: an exponent from 1e+06 on and below 1e-04.
    """
    if verb == "g" and precision < 0:
        return _format_shortest(value)
    if value != value or value in (math.inf, -math.inf):
        return _format_shortest(value)
    if verb in "xX":
        text = _format_hex(value, precision)
        return text.upper() if verb == "X" else text
    if verb == "b":
        return _format_binary(value)
    if precision >= 0:
        return f"%.{precision}{verb}" % value
    text = _format_shortest_as(value, verb.lower())
    return text.upper() if verb in "EG" else text


def parse_int(text: str, base: int = 10, bits: int = 64) -> int:
    """Give strconv.ParseInt: a sign, digits, and with base 0 a prefix and underscores as in Go's source.

    Raises NumError, worded ``strconv.ParseInt: parsing "x": invalid syntax`` or ``value out of range``.
    """
    digits = text[1:] if text[:1] in ("+", "-") else text
    limit = 1 << (bits - 1)
    try:
        number = _parse_digits(digits, base, bits, text)
    except _OutOfRangeError:
        number = 1 << bits
    if number is None:
        raise NumError("ParseInt", text, "invalid syntax")
    if text[:1] == "-":
        if number > limit:
            raise NumError("ParseInt", text, "value out of range", -limit)
        return -number
    if number >= limit:
        raise NumError("ParseInt", text, "value out of range", limit - 1)
    return number


def parse_uint(text: str, base: int = 10, bits: int = 64) -> int:
    """Give strconv.ParseUint: as parse_int, without a sign."""
    try:
        number = _parse_digits(text, base, bits, text)
    except _OutOfRangeError:
        raise NumError("ParseUint", text, "value out of range", (1 << bits) - 1) from None
    if number is None:
        raise NumError("ParseUint", text, "invalid syntax")
    return number


def atoi(text: str) -> int:
    """Give strconv.Atoi: parse_int in base 10, under its own name in the error."""
    try:
        return parse_int(text, 10)
    except NumError as error:
        raise NumError("Atoi", text, error.reason, error.value) from None


def parse_float(text: str) -> float:
    """Give strconv.ParseFloat for 64 bits: decimal and hexadecimal forms, underscores, inf and nan.

    Raises NumError; its ``value`` is an infinity when the number is too large.
    """
    word = text.lower()
    bare = word[1:] if word[:1] in ("+", "-") else word
    if bare in ("inf", "infinity") or word == "nan":
        return float(word)
    if not text.isascii() or not _is_float_syntax(bare) or ("_" in bare and not _are_underscores_ok(bare)):
        raise NumError("ParseFloat", text, "invalid syntax")
    word = word.replace("_", "")
    try:
        number = float.fromhex(word) if bare[:2] == "0x" else float(word)
    except OverflowError:
        number = math.inf if word[0] != "-" else -math.inf
    if number in (math.inf, -math.inf):
        raise NumError("ParseFloat", text, "value out of range", number)
    return number


class _OutOfRangeError(Exception):
    """The digits read so far are more than the bits hold."""


def _quote_slowly(text: str, ascii_only: bool) -> str:
    return '"' + "".join([_escape(rune, '"', ascii_only) for rune in text]) + '"'


def _escape(rune: str, mark: str, ascii_only: bool) -> str:
    if rune == mark:
        return "\\" + rune
    known = _ESCAPES.get(rune)
    if known is not None:
        return known
    code = ord(rune)
    if (code < 0x7F or not ascii_only) and is_print(rune):
        return rune
    if code < 0x20 or code == 0x7F:
        return f"\\x{code:02x}"
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x10000:
        return f"\\u{valid_rune(code):04x}"
    return f"\\U{code:08x}"


def _unquote_escapes(body: str, mark: str) -> str:
    data = bytearray()
    place = count = 0
    while place < len(body):
        rune = body[place]
        if rune == mark:
            raise ValueError("invalid syntax")
        if rune == "\\":
            piece, place = _unquote_one(body, place + 1, mark)
        else:
            # A raw byte is decoded as U+FFFD here, though a literal without escapes keeps it.
            piece = "\ufffd".encode() if "\ud800" <= rune <= "\udfff" else rune.encode()
            place += 1
        data += piece
        count += 1
    if mark == "'" and count > 1:
        raise ValueError("invalid syntax")
    return decode(bytes(data))


def _unquote_one(body: str, place: int, mark: str) -> tuple[bytes, int]:
    letter = body[place : place + 1]
    if letter in _UNESCAPES:
        return bytes([_UNESCAPES[letter]]), place + 1
    if letter == mark:
        return letter.encode(), place + 1
    if letter in _HEX_DIGITS:
        stop = place + 1 + _HEX_DIGITS[letter]
        code = _parse_code(body[place + 1 : stop], 16, _HEX_DIGITS[letter])
        if letter == "x":
            return bytes([code]), stop
        if valid_rune(code) != code:
            raise ValueError("invalid syntax")
        return chr(code).encode(), stop
    code = _parse_code(body[place : place + 3], 8, 3)
    if code > 255:
        raise ValueError("invalid syntax")
    return bytes([code]), place + 3


def _parse_code(digits: str, base: int, length: int) -> int:
    if len(digits) != length or not all(_DIGIT_VALUES.get(digit.lower(), 99) < base for digit in digits):
        raise ValueError("invalid syntax")
    return int(digits, base)


def _format_shortest(value: float) -> str:
    text = repr(value)
    if text[-2:] == ".0":
        text = text[:-2]
    if -1e6 < value < 1e6 or "e" in text:
        return text
    if text[-1] in "fn":
        return {"inf": "+Inf", "-inf": "-Inf", "nan": "NaN"}[text]
    whole, _, fraction = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole[0] == "-" else ("", whole)
    digits = (whole + fraction).rstrip("0")
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{sign}{mantissa}e+{len(whole) - 1:02d}"


def _shortest_digits(value: float) -> tuple[str, str, int]:
    """Split into the sign, the significant digits and the place of the point counted from the first digit."""
    mantissa, _, exponent = repr(value).partition("e")
    sign, mantissa = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return (sign, digits, point) if digits else (sign, "0", 1)


def _format_shortest_as(value: float, verb: str) -> str:
    if verb == "g":
        return _format_shortest(value)
    sign, digits, point = _shortest_digits(value)
    if verb == "e":
        mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
        return f"{sign}{mantissa}e{'-' if point < 1 else '+'}{abs(point - 1):02d}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits.ljust(point, "0")
    return f"{sign}{digits[:point]}.{digits[point:]}"


def _format_hex(value: float, precision: int) -> str:
    sign = "-" if math.copysign(1, value) < 0 else ""
    fraction, exponent = math.frexp(abs(value))
    bits = int(fraction * (1 << 61))
    exponent = exponent - 1 if bits else 0
    if 0 <= precision < 15:
        bits, exponent = _round_hex(bits, exponent, 60 - 4 * precision)
    digits = f"{bits & ((1 << 60) - 1):015x}".rstrip("0") if precision < 0 else ""
    if precision > 0:
        digits = f"{bits & ((1 << 60) - 1):015x}"[:precision].ljust(precision, "0")
    point = "." + digits if digits else ""
    return f"{sign}0x{bits >> 60}{point}p{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _round_hex(bits: int, exponent: int, shift: int) -> tuple[int, int]:
    """Round half to even at the given bit; a carry beyond the leading 1 moves the exponent."""
    kept, rest = bits >> shift, bits & ((1 << shift) - 1)
    half = 1 << (shift - 1)
    if rest > half or (rest == half and kept & 1):
        kept += 1
    bits = kept << shift
    return (bits >> 1, exponent + 1) if bits >> 61 else (bits, exponent)


def _format_binary(value: float) -> str:
    sign = "-" if math.copysign(1, value) < 0 else ""
    fraction, exponent = math.frexp(abs(value))
    bits, exponent = int(fraction * (1 << 53)), exponent - 53
    if not bits or exponent < -1074:
        bits, exponent = bits >> (-1074 - exponent if bits else 0), -1074
    return f"{sign}{bits}p{exponent:+d}"


def _parse_digits(digits: str, base: int, bits: int, text: str) -> int | None:
    """Give the number, None for bad syntax; raises _OutOfRangeError at the digit that is too much, as Go does."""
    underscores = base == 0
    if base == 0:
        base, digits = _split_prefix(digits)
    elif not digits:
        return None
    number = 0
    limit = 1 << bits
    for digit in digits:
        if digit == "_" and underscores:
            continue
        value = _DIGIT_VALUES.get(digit.lower() if digit.isascii() else "", 99)
        if value >= base:
            return None
        number = number * base + value
        if number >= limit:
            raise _OutOfRangeError
    if base == -1 or ("_" in text and not _are_underscores_ok(text)):
        return None
    return number


def _split_prefix(digits: str) -> tuple[int, str]:
    if digits[:1] != "0":
        return (10, digits) if digits else (-1, "")
    base = _PREFIX_BASES.get(digits[1:2].lower())
    if base and len(digits) > 2:
        return base, digits[2:]
    return 8, digits[1:]


def _are_underscores_ok(text: str) -> bool:
    """Tell whether each underscore stands between digits (a base prefix counts as a digit)."""
    text = text.lower()
    if text[:1] in ("+", "-"):
        text = text[1:]
    digits = "0123456789abcdef" if text[:2] == "0x" else "0123456789"
    last = "^"
    if text[:2] in ("0b", "0o", "0x"):
        last, text = "0", text[2:]
    for char in text:
        if char in digits:
            last = "0"
        elif char == "_":
            if last != "0":
                return False
            last = "_"
        elif last == "_":
            return False
        else:
            last = "!"
    return last != "_"


def _is_float_syntax(text: str) -> bool:
    """Tell whether the lower-case text without sign is a mantissa and an exponent as Go's literals are."""
    digits, mark, needs_exponent = "0123456789_", "e", False
    if text[:2] == "0x" and len(text) > 2:
        digits, mark, needs_exponent, text = "0123456789abcdef_", "p", True, text[2:]
    mantissa, found, exponent = text.partition(mark)
    whole, _, fraction = mantissa.partition(".")
    figures = whole + fraction
    if figures.strip(digits) or not figures.replace("_", ""):
        return False
    if not found:
        return not needs_exponent
    if exponent[:1] in ("+", "-"):
        exponent = exponent[1:]
    return exponent[:1] in tuple("0123456789") and not exponent.strip("0123456789_")
