"""Single values under a verb, as Go's fmt prints them: ``%5.2f`` of a number, ``%v`` of a map, ``%!d(string=x)``.

Origin: Go's fmt (print.go, format.go) and internal/fmtsort.
"""

from __future__ import annotations

from pychart.gostd.directives import Flags
from pychart.gostd.strconv import can_backquote, format_float, quote, quote_rune, quote_to_ascii, valid_rune
from pychart.gostd.strings import decode, encode, is_print, sorted_keys
from pychart.gostd.types import NilList, NilStringMap, StringMap, Struct, Uint8, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


PLAIN = Flags()
"""No flags at all: what print and %v use. Never to be changed."""

_WITHOUT_METHODS = frozenset((bool, int, float, complex, bytes, list, dict, type(None)))
_STRING_VERBS = frozenset("vsxXq")
_FLOAT_VERBS = frozenset("vbgGxXfFeE")
_INTEGER_BASES = {"v": 10, "d": 10, "b": 2, "o": 8, "O": 8, "x": 16, "X": 16}
_DIGIT_FORMS = {10: "d", 2: "b", 8: "o", 16: "x"}
_UNSIGNED = ("uint", "uint8", "uint16", "uint32", "uint64", "uintptr")


def print_argument(value: Any, verb: str, flags: Flags) -> str:
    """Print one argument of printf under its verb (Go: pp.printArg)."""
    if value is None:
        return pad("<nil>", flags) if verb in ("v", "T") else f"%!{verb}(<nil>)"
    if verb == "T":
        return _print_text(type_name(value), flags)
    if verb == "p":
        return _print_pointer(value, verb, flags)
    return print_value(value, verb, flags, 0)


def print_value(value: Any, verb: str, flags: Flags, depth: int) -> str:
    """Print a value that stands ``depth`` levels inside the argument (Go: pp.printValue and handleMethods)."""
    kind = type(value)
    if kind is str:
        return _print_string(value, verb, flags)
    if verb == "w":
        # Only Errorf wraps errors; the report stands for the whole value, not for its elements.
        return bad_verb(value, verb, flags)
    if not flags.plain and kind not in _WITHOUT_METHODS:
        text = _ask_method(value, verb, flags)
        if text is not None:
            return text
    if kind is bool:
        return pad("true" if value else "false", flags) if verb in ("v", "t") else bad_verb(value, verb, flags)
    if kind is float:
        return _print_float(value, verb, flags) if verb in _FLOAT_VERBS else bad_verb(value, verb, flags)
    if isinstance(value, int):
        return _print_integer(value, verb, flags)
    if isinstance(value, dict):
        return _print_map(value, verb, flags, depth)
    if kind is bytes:
        return _print_bytes(value, verb, flags, depth)
    if isinstance(value, (list, tuple)):
        return _print_list(value, verb, flags, depth)
    if kind is complex:
        return _print_complex(value, verb, flags) if verb in _FLOAT_VERBS else bad_verb(value, verb, flags)
    if isinstance(value, Struct):
        return _print_struct(value, verb, flags, depth)
    if value is None:
        return "<nil>"
    return f"?{type_name(value)}?"


def _ask_method(value: Any, verb: str, flags: Flags) -> str | None:
    """Give what the value's own String or GoString method makes of it, None where it has none for this verb."""
    if flags.sharp_v:
        return _print_text(value.m_GoString(), flags) if hasattr(value, "m_GoString") else None
    if verb not in _STRING_VERBS or not hasattr(value, "go_string"):
        return None
    if isinstance(value, Struct) and value.go_string_on_pointer:
        return None
    text = value.go_string()
    return None if text is None else _print_string(text, verb, flags)


def bad_verb(value: Any, verb: str, flags: Flags) -> str:
    """Report a verb that the value's type does not know: ``%!d(string=x)``."""
    if not flags.plain:
        flags = flags.copy()
        flags.plain = True
    return f"%!{verb}({type_name(value)}={print_value(value, 'v', flags, 0)})"


def pad(text: str, flags: Flags, zeros: bool = True) -> str:
    """Fill up to the width, on the right with the minus flag; ``zeros`` lets the zero flag count."""
    if not flags.width or len(text) >= flags.width:
        return text
    if flags.minus:
        return text.ljust(flags.width)
    return text.rjust(flags.width, "0" if flags.zero and zeros else " ")


def _print_text(text: str, flags: Flags) -> str:
    if flags.precision is not None:
        text = text[: flags.precision]
    return pad(text, flags)


def _print_string(text: str, verb: str, flags: Flags) -> str:
    if verb == "s" or (verb == "v" and not flags.sharp_v):
        return _print_text(text, flags)
    if verb in ("q", "v"):
        return _print_quoted(text, flags)
    if verb in ("x", "X"):
        return _print_hex_bytes(encode(text), verb, flags)
    return bad_verb(text, verb, flags)


def _print_quoted(text: str, flags: Flags) -> str:
    if flags.precision is not None:
        text = text[: flags.precision]
    if flags.sharp and can_backquote(text):
        return pad(f"`{text}`", flags)
    return pad(quote_to_ascii(text) if flags.plus else quote(text), flags)


def _print_hex_bytes(data: bytes, verb: str, flags: Flags) -> str:
    if flags.precision is not None:
        data = data[: flags.precision]
    prefix = "0x" if flags.sharp and data else ""
    text = prefix + (data.hex() if not flags.space else f" {prefix}".join(f"{byte:02x}" for byte in data))
    return pad(text.upper() if verb == "X" else text, flags)


def _print_bytes(data: bytes, verb: str, flags: Flags, depth: int) -> str:
    if verb in ("s", "q", "x", "X"):
        if verb == "s":
            return _print_text(decode(data), flags)
        return _print_string(decode(data), verb, flags) if verb == "q" else _print_hex_bytes(data, verb, flags)
    if flags.sharp_v:
        return f"[]{'uint8' if depth else 'byte'}{{{', '.join(hex(byte) for byte in data)}}}"
    return f"[{' '.join([_print_integer(Uint8(byte), verb, flags) for byte in data])}]"


def _print_integer(value: int, verb: str, flags: Flags) -> str:
    base = _INTEGER_BASES.get(verb)
    if base is not None:
        if verb == "v" and flags.sharp_v and type_name(value) in _UNSIGNED:
            flags = flags.copy()
            flags.sharp, base = True, 16
        return _print_digits(int(value), base, verb, flags)
    code = value % 2**64
    if verb == "c":
        return pad(chr(_rune_of(code)), flags)
    if verb == "q":
        return pad(quote_rune(_rune_of(code), flags.plus), flags)
    if verb == "U":
        return _print_code_point(code, flags)
    return bad_verb(value, verb, flags)


def _rune_of(code: int) -> int:
    return valid_rune(code) if code <= 0x10FFFF else 0xFFFD


def _print_code_point(code: int, flags: Flags) -> str:
    text = f"U+{code:0{max(flags.precision or 4, 4)}X}"
    if flags.sharp and code <= 0x10FFFF and valid_rune(code) == code and is_print(chr(code)):
        text += f" '{chr(code)}'"
    return pad(text, flags, zeros=False)


def _print_digits(number: int, base: int, verb: str, flags: Flags) -> str:
    length = 0
    if flags.precision is not None:
        length = flags.precision
        if length == 0 and number == 0:
            return " " * (flags.width or 0)
    elif flags.zero and not flags.minus and flags.width:
        length = flags.width - (1 if number < 0 or flags.plus or flags.space else 0)
    digits = format(abs(number), _DIGIT_FORMS[base]).rjust(length, "0")
    if flags.sharp:
        if base == 2:
            digits = "0b" + digits
        elif base == 8 and digits[0] != "0":
            digits = "0" + digits
        elif base == 16:
            digits = "0x" + digits
    if verb == "O":
        digits = "0o" + digits
    if verb == "X":
        digits = digits.upper()
    sign = "-" if number < 0 else "+" if flags.plus else " " if flags.space else ""
    return pad(sign + digits, flags, zeros=False)


def _print_float(value: float, verb: str, flags: Flags) -> str:
    style, precision = ("g", -1) if verb == "v" else ("f", 6) if verb == "F" else (verb, -1)
    if verb in ("f", "e", "E"):
        precision = 6
    if flags.precision is not None:
        precision = flags.precision
    text = format_float(value, style, precision)
    if text[0] not in "+-":
        text = "+" + text
    if flags.space and text[0] == "+" and not flags.plus:
        text = " " + text[1:]
    if text[1] in "IN":
        # Infinity always shows its sign, NaN only when asked.
        signed = text[1] == "I" or flags.space or flags.plus
        return pad(text if signed else text[1:], flags, zeros=False)
    if flags.sharp and verb != "b":
        text = _keep_zeros(text, style, precision)
    if not flags.plus and text[0] == "+":
        return pad(text[1:], flags)
    if flags.zero and not flags.minus and flags.width and flags.width > len(text):
        return text[0] + text[1:].rjust(flags.width - 1, "0")
    return pad(text, flags)


def _keep_zeros(text: str, style: str, precision: int) -> str:
    """Give the # flag's form: always a point, and as many digits as the precision asks for."""
    wanted = (6 if precision == -1 else precision) if style in ("g", "G", "x") else 0
    mark = next((char for char in ("pP" if style in ("x", "X") else "eEpP") if char in text), "")
    number, _, exponent = text.partition(mark) if mark else (text, "", "")
    if "." not in number:
        if number[1:] == "0":
            wanted -= 1
        number += "."
    figures = number[1:].replace(".", "").lstrip("0")
    return number + "0" * (wanted - len(figures)) + mark + exponent


def _print_complex(value: complex, verb: str, flags: Flags) -> str:
    signed = flags.copy()
    signed.plus = True
    return f"({_print_float(value.real, verb, flags)}{_print_float(value.imag, verb, signed)}i)"


def _print_map(value: dict[str, Any], verb: str, flags: Flags, depth: int) -> str:
    name = type_name(value)
    if flags.sharp_v and type(value) is NilStringMap:
        return f"{name}(nil)"
    wrapped = not isinstance(value, StringMap)
    pairs = [
        f"{_print_string(key, verb, flags)}:{_print_element(value[key], verb, flags, depth, wrapped)}"
        for key in sorted_keys(value)
    ]
    return f"{name}{{{', '.join(pairs)}}}" if flags.sharp_v else f"map[{' '.join(pairs)}]"


def _print_list(value: list[Any] | tuple[Any, ...], verb: str, flags: Flags, depth: int) -> str:
    name = type_name(value)
    if flags.sharp_v and type(value) is NilList:
        return f"{name}(nil)"
    wrapped = type(value) is list
    parts = [_print_element(item, verb, flags, depth, wrapped) for item in value]
    return f"{name}{{{', '.join(parts)}}}" if flags.sharp_v else f"[{' '.join(parts)}]"


def _print_element(value: Any, verb: str, flags: Flags, depth: int, wrapped: bool) -> str:
    """Print an element; ``wrapped`` tells that Go holds it in an interface {}, whose nil needs no verb."""
    if value is None and wrapped:
        return "interface {}(nil)" if flags.sharp_v else "<nil>"
    return print_value(value, verb, flags, depth + 1)


def _print_struct(value: Struct, verb: str, flags: Flags, depth: int) -> str:
    if value.go_kind not in ("struct", "ptr"):
        return print_value(value.json_value(), verb, flags, depth)
    name = value.go_type
    pointer = name.startswith("*")
    if pointer and depth:
        return _print_pointer(value, verb, flags)
    layout = value.go_layout or [(field, field) for field in value.go_fields]
    labelled = flags.plus_v or flags.sharp_v
    parts = []
    for field, attribute in layout:
        text = _print_element(getattr(value, attribute), verb, flags, depth + pointer, True)
        parts.append(f"{field}:{text}" if labelled else text)
    text = f"{name.lstrip('*')}{{{', '.join(parts)}}}" if flags.sharp_v else f"{{{' '.join(parts)}}}"
    return "&" + text if pointer else text


def _print_pointer(value: Any, verb: str, flags: Flags) -> str:
    """Print an address, which for Go, too, is another one each time."""
    if not isinstance(value, (dict, list, bytes)) and not type_name(value).startswith("*"):
        return bad_verb(value, verb, flags)
    address = 0xC000000000 + id(value) % 0x1000000000
    if verb in ("v", "p"):
        if flags.sharp_v:
            return f"({type_name(value)})({address:#x})"
        numbered = flags.copy()
        numbered.sharp = not flags.sharp
        return _print_digits(address, 16, "v", numbered)
    if verb in ("b", "o", "d", "x", "X"):
        return _print_integer(address, verb, flags)
    return bad_verb(value, verb, flags)
