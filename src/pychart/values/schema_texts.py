"""The words in which Helm's validator (santhosh-tekuri/jsonschema v6, English) says what is wrong with a value."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any


_TYPES = ("null", "boolean", "number", "integer", "string", "array", "object")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Literal(str):
    """A number of the schema, as it is written there: ``1.50`` is shown as ``1.50``."""

    __slots__ = ()


def describe(keyword: str, error: Any, written: Any) -> str:
    """Say what a keyword found wrong; ``written`` is the keyword's value in the schema, None if unknown."""
    kind = error.kind
    got = error.instance
    if kind.name == "falseSchema":
        return "false schema"
    if keyword in _SIZES:
        limit = kind.limit if isinstance(kind.limit, int) else int(kind.limit)
        return f"{keyword}: got {format_number(len(got))}, want {format_number(limit)}"
    if keyword in _BOUNDS:
        want = kind.multiple_of if keyword == "multipleOf" else kind.limit
        return f"{keyword}: got {format_number(got)}, want {format_number(want)}"
    writer = _WRITERS.get(keyword)
    return writer(kind, got, written) if writer else str(error.message)


_SIZES = frozenset(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"))
_BOUNDS = frozenset(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))


def missing(names: list[str]) -> str:
    """Say which properties are missing."""
    return f"missing {'property' if len(names) == 1 else 'properties'} {join_quoted(names)}"


def count(value: Any) -> str:
    """Give a number of the schema as text."""
    return format_number(float(value)) if isinstance(value, (str, int, float)) else "1"


def quote(text: str) -> str:
    """Quote as Go does, but with single quotes."""
    from pychart.gostd.strconv import quote as go_quote

    return "'" + go_quote(text)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def join_quoted(names: Iterable[str]) -> str:
    """Quote names and list them."""
    return ", ".join(map(quote, names))


def json_pointer(parts: Iterable[str | int]) -> str:
    """Give a place as a JSON pointer (RFC 6901); the whole is the empty text."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def format_number(value: float) -> str:
    """Write a number as x/text does for English: ``1,234.5``, ``1.5×10⁰⁶``."""
    from pychart.gostd.strconv import format_float

    text = str(value) if isinstance(value, int) and abs(value) < 1_000_000 else format_float(float(value), "g", -1)
    mantissa, _, exponent = text.partition("e")
    if exponent:
        return f"{mantissa}×10{exponent.removeprefix('+').translate(_SUPERSCRIPTS)}"
    whole, point, fraction = mantissa.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{abs(int(whole)):,}{point}{fraction}"


def show(value: Any) -> str:
    """Show a value that is no list and no table, as Go prints it."""
    if isinstance(value, str) and not isinstance(value, Literal):
        return quote(value)
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return "value"
    return str(value)


def type_of(value: Any) -> str:
    """Give the JSON type of a value; there is only one for numbers."""
    if value is None:
        return "null"
    names = ((bool, "boolean"), (int, "number"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in names if isinstance(value, kind)), "object")


def _describe_type(kind: Any, got: Any, _written: Any) -> str:
    want = sorted(kind.types, key=_TYPES.index)
    return f"got {type_of(got)}, want {' or '.join(want)}"


def _describe_enum(kind: Any, _got: Any, written: Any) -> str:
    options = written if isinstance(written, list) else kind.options
    if any(isinstance(option, (list, dict)) for option in options):
        return "'enum' failed"
    listed = ", ".join(map(show, options))
    return f"value must be {listed}" if len(options) == 1 else f"value must be one of {listed}"


def _describe_const(kind: Any, _got: Any, written: Any) -> str:
    value = kind.expected_value if written is None else written
    return "'const' failed" if isinstance(value, (list, dict)) else f"value must be {show(value)}"


def _describe_format(kind: Any, got: Any, _written: Any) -> str:
    from pychart.values.schema_formats import FORMATS

    reason = ""
    try:
        FORMATS[kind.format](got)
    except (KeyError, ValueError) as error:
        reason = str(error)
    return f"{show(got)} is not valid {kind.format}: {reason}"


def _describe_pattern(kind: Any, got: Any, _written: Any) -> str:
    return f"{quote(got)} does not match pattern {quote(kind.pattern)}"


def _describe_unique(_kind: Any, got: Any, _written: Any) -> str:
    from json import dumps

    first: dict[str, int] = {}
    for index, item in enumerate(got):
        earlier = first.setdefault(dumps(item, sort_keys=True), index)
        if earlier != index:
            return f"items at {format_number(earlier)} and {format_number(index)} are equal"
    return "items are equal"


def _describe_additional_items(kind: Any, got: Any, _written: Any) -> str:
    return f"last {format_number(len(got) - kind.limit)} additionalItem(s) not allowed"


_WRITERS: dict[str, Callable[[Any, Any, Any], str]] = {
    "type": _describe_type,
    "enum": _describe_enum,
    "const": _describe_const,
    "format": _describe_format,
    "pattern": _describe_pattern,
    "uniqueItems": _describe_unique,
    "additionalItems": _describe_additional_items,
    "not": lambda _kind, _got, _written: "'not' failed",
}
