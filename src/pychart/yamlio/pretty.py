"""Values written as toYamlPretty writes them: goyaml.v3's encoder with an indent of 2, no JSON in between."""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.gostd.strconv import format_float
from pychart.gostd.types import Struct, type_name
from pychart.yamlio.emitter import Dialect, write_value
from pychart.yamlio.keys import Fields
from pychart.yamlio.styles import write_literal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_NO_WIDTH = 2**31
_BASE64_LINE = 70


class _Pretty(Dialect):
    pretty = True
    width = _NO_WIDTH
    list_indent = 2

    def prepare_text(self, text: str) -> str:
        """Give the string as it is: nothing stands between the value and goyaml."""
        return text

    def prepare_key(self, key: str) -> str:
        """Give the key as it is."""
        return key

    def write_number(self, number: float) -> str:
        """Write a float as Go's %g, infinities and NaN in YAML's spelling."""
        if number - number != 0.0:
            return ".nan" if number != number else ".inf" if number > 0 else "-.inf"
        return format_float(number)

    def is_nil(self, value: Any) -> bool:
        """Tell that no empty container is special: goyaml.v3 writes nil ones like the others."""
        return False

    def write_scalar(self, value: Any) -> str | None:
        """Write a scalar; times and durations have their own form in goyaml.v3."""
        go_type = getattr(value, "go_type", "")
        if go_type == "time.Time":
            return str(value.json_value())
        if go_type == "time.Duration":
            return str(value.go_string())
        return super().write_scalar(value)

    def open_other(self, value: Any) -> Any:
        """Turn a struct into a map of its fields in lower case, or into its text; bytes into a list of numbers."""
        if isinstance(value, Struct):
            written = value.json_value()
            if isinstance(written, str):
                return written
            return Fields((name.lower(), getattr(value, name)) for name in value.go_fields)
        if isinstance(value, (bytes, bytearray)):
            return list(value)
        raise YamlError(f"cannot marshal type: {type_name(value)}")

    def write_text(self, text: str, column: int, indent: int) -> str:
        """Write a string; one that is not UTF-8 goes as !!binary."""
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            return _write_binary(text, indent)
        return super().write_text(text, column, indent)

    def write_key(self, key: str) -> str:
        """Write a key; one that is not UTF-8 goes as !!binary where it is short."""
        if not key.isascii() and any("\ud800" <= character <= "\udfff" for character in key):
            written = _write_binary(key, 0)
            return "" if "\n" in written else written
        return super().write_key(key)


def _write_binary(text: str, indent: int) -> str:
    from base64 import b64encode

    coded = b64encode(text.encode("utf-8", "surrogateescape")).decode()
    if len(coded) < _BASE64_LINE:
        return "!!binary " + coded
    lines = [coded[place : place + _BASE64_LINE] for place in range(0, len(coded), _BASE64_LINE)]
    return "!!binary " + write_literal("\n".join(lines) + "\n", indent)


_dialect = _Pretty()


def dump_pretty(value: Any) -> str:
    """Write a value exactly as toYamlPretty prints it, without the final newline; raises YamlError."""
    return write_value(value, _dialect)
