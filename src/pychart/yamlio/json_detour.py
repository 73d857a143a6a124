"""What happens to a value on toYaml's way through JSON before goyaml.v2 writes it.

sigs.k8s.io/yaml marshals to JSON, reads the JSON as YAML and writes that. So numbers change their form, bytes become
base64, and characters that JSON leaves bare but YAML refuses make the whole value unwritable.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.gostd.strconv import format_float
from pychart.gostd.types import Struct, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_NEXT_LINE = "\x85"
_KEY_LIMIT = 1024


def pass_text(text: str) -> str:
    """Give a string as it comes back: bytes that are not UTF-8 are U+FFFD, a bare U+0085 folds like a line break.

    Raises YamlError for the characters that YAML's reader refuses.
    """
    if text.isascii():
        if "\x7f" in text:
            raise YamlError("yaml: control characters are not allowed")
        return text
    characters = set(text)
    if any("\ud800" <= character <= "\udfff" for character in characters):
        text = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    if any(_is_refused(character) for character in characters):
        raise YamlError("yaml: control characters are not allowed")
    return _fold_next_lines(text) if _NEXT_LINE in characters else text


def pass_key(key: str) -> str:
    """Give a map's key as it comes back; raises YamlError where YAML cannot read it before a colon."""
    if _NEXT_LINE in key or (len(key) > _KEY_LIMIT // 6 - 2 and _json_length(key) > _KEY_LIMIT):
        raise YamlError("yaml: did not find expected ',' or '}'")
    return pass_text(key)


def _json_length(key: str) -> int:
    """Count the characters of a key as Go's JSON encoder writes it, quotes included."""
    length = 2 + len(key)
    for character in key:
        if character in '"\\\n\r\t\b\f':
            length += 1
        elif character < " " or character in "<>&\u2028\u2029" or "\ud800" <= character <= "\udfff":
            length += 5
    return length


def _is_refused(character: str) -> bool:
    return ("\x7f" <= character < "\xa0" and character != _NEXT_LINE) or character in "\ufffe\uffff"


def _fold_next_lines(text: str) -> str:
    """Fold U+0085 as YAML folds line breaks in a double-quoted text: one is a space, n are n-1 newlines."""
    first, *pieces = text.split(_NEXT_LINE)
    parts = [first]
    breaks = 0
    for place, piece in enumerate(pieces):
        breaks += 1
        bare = piece.lstrip(" ")
        if not bare and place < len(pieces) - 1:
            continue
        parts[-1] = parts[-1].rstrip(" ")
        parts.append(" " if breaks == 1 else "\n" * (breaks - 1))
        parts.append(bare)
        breaks = 0
    return "".join(parts)


def write_number(number: float) -> str:
    """Write a float: whole numbers that fit 64 bits as JSON spells them, the others as Go's %g."""
    if number - number != 0.0:
        name = "NaN" if number != number else "+Inf" if number > 0 else "-Inf"
        raise YamlError(f"error marshaling into JSON: json: unsupported value: {name}")
    if -1e15 < number < 1e15:
        if number == (whole := int(number)):
            return str(whole)
    elif -(2.0**63) <= number < 2.0**64:
        digits = format_float(number, "f")
        if -(2**63) <= int(digits) < 2**64:
            return digits
    return format_float(number)


def to_json_value(value: Any) -> Any:
    """Turn a struct into a map and bytes into base64; raises YamlError for what JSON cannot hold."""
    if isinstance(value, Struct):
        return value.json_value()
    if isinstance(value, (bytes, bytearray)):
        from base64 import b64encode

        return b64encode(value).decode()
    raise YamlError(f"error marshaling into JSON: json: unsupported type: {type_name(value)}")
