"""Turn parsed YAML into records as Go's encoding/json does for Helm's structs, with its conversions and errors.

The YAML library between them turns numbers and booleans into strings wherever the target is a string
(``appVersion: 1.10`` is "1.1"), keys match fields without regard to case, unknown keys are left alone, and of several
type errors the first in the sorted order of keys is told.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Decoder = Callable[[Any, "Place"], Any]
    Fields = Mapping[str, tuple[str, Decoder]]


PLAIN_TIME = (
    r"\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?+(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)"
)
"""A regular expression for nearly every time that RFC 3339 allows: what it matches need not be parsed."""


class Place(NamedTuple):
    """Where a value stands: its path as Go prints it, and whether it is an element of a list."""

    path: str = ""
    in_list: bool = False

    def key(self, name: str) -> Place:
        """Give the place of a field, written as the JSON pointer's step that Go prints."""
        return Place(f"{self.path}.{name.replace('~', '~0').replace('/', '~1')}")

    def element(self, number: int) -> Place:
        """Give the place of a list's element."""
        return Place(f"{self.path}.{number}", True)


def type_error(value: Any, place: Place, go_type: str) -> YamlError:
    """Word the refusal of a value whose JSON type does not fit (Go 1.27, encoding/json)."""
    if not place.path:
        target = f"Go value of type {go_type}"
    elif place.in_list:
        target = f"{place.path} of type {go_type}"
    else:
        target = f"Go struct field {place.path} of type {go_type}"
    return YamlError(
        f"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {_json_type(value)} into {target}"
    )


def decode_string(value: Any, place: Place) -> str:
    """Read a string; numbers and booleans are converted, null is empty."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, (bool, int, float)):
        from pychart.yamlio import go_text

        return str(go_text(value))
    raise type_error(value, place, "string")


def require_string(value: Any, place: Place) -> str:
    """Read a string where nothing is converted; null is empty."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    raise type_error(value, place, "string")


_TEXT_DECODERS = (decode_string, require_string)
"""What takes a string as it is: no place need be named for one."""


def decode_time(value: Any, place: Place) -> str:
    """Read a time (RFC 3339) and give it as Go writes it again: no zeros at the end of the fraction, Z for UTC."""
    if not isinstance(value, str):
        raise type_error(value, place, "time.Time")
    import re

    if re.fullmatch(PLAIN_TIME, value, re.ASCII):
        return _canonical_time(value)
    from pychart.gostd.time import parse_time

    try:
        parse_time("2006-01-02T15:04:05Z07:00", value)
    except ValueError as problem:
        raise YamlError(f"error unmarshaling JSON: while decoding JSON: {problem}") from None
    return _canonical_time(value)


def decode_bool(value: Any, place: Place) -> bool:
    """Read a boolean; null is false."""
    if value is None:
        return False
    if value is True or value is False:
        return bool(value)
    raise type_error(value, place, "bool")


def decode_any(value: Any, place: Place) -> Any:
    """Read a value of any type: numbers become float64."""
    if isinstance(value, dict):
        return {key: decode_any(item, place) for key, item in value.items()}
    if isinstance(value, list):
        return [decode_any(item, place) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return value


def list_of(element: Decoder, go_type: str) -> Decoder:
    """Make a decoder for lists, which gives a tuple; null is an empty one."""

    def decode(value: Any, place: Place) -> tuple[Any, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise type_error(value, place, go_type)
        if element in _TEXT_DECODERS and all(type(item) is str for item in value):
            return tuple(value)
        return tuple([element(item, place.element(number)) for number, item in enumerate(value)])

    return decode


def map_of(element: Decoder, go_type: str) -> Decoder:
    """Make a decoder for maps, which gives a dict; null is an empty one."""

    def decode(value: Any, place: Place) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise type_error(value, place, go_type)
        return {key: element(value[key], place.key(key)) for key in sorted(value)}

    return decode


def decode_fields(value: Any, place: Place, fields: Fields, go_type: str, *, strict: bool = False) -> dict[str, Any]:
    """Read a struct: give the attributes that the map sets.

    ``fields`` maps a JSON name to the attribute's name and the decoder. Null sets nothing. ``strict`` refuses keys
    that name no field. Raises YamlError.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise type_error(value, place, go_type)
    found: dict[str, Any] = {}
    for key in sorted(value):
        name = key if key in fields else _fold(key, fields)
        if name:
            attribute, decoder = fields[name]
            item = value[key]
            if type(item) is str and decoder in _TEXT_DECODERS:
                found[attribute] = item
            elif item is not None:
                found[attribute] = decoder(item, place.key(key))
        elif strict:
            raise YamlError(f"error unmarshaling JSON: while decoding JSON: json: unknown field {quote(key)}")
    return found


def _fold(key: str, fields: Fields) -> str:
    folded = key.casefold()
    for name in fields:
        if name.casefold() == folded:
            return name
    return ""


def _json_type(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _canonical_time(text: str) -> str:
    if text.endswith(("+00:00", "-00:00")):
        text = text[:-6] + "Z"
    whole, dot, fraction = text.partition(".")
    if not dot:
        return text
    zone = fraction.lstrip("0123456789")
    digits = fraction[: len(fraction) - len(zone)][:9].rstrip("0")
    return f"{whole}.{digits}{zone}" if digits else whole + zone
