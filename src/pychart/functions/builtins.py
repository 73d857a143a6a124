"""The functions that Go's text/template brings itself: logic, comparison, indexing, printing, escaping.

sprig's ``slice`` has replaced Go's, so it is among the lists.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions.comparing import is_equal, is_less
from pychart.functions.limits import bounded
from pychart.gostd import fmt
from pychart.gostd.strings import byte_length, encode, is_print
from pychart.gostd.types import Struct, Uint8, kind_of, type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_BUILTIN_TYPES = frozenset({str, float, int, bool})
_HTML = str.maketrans({"\0": "\ufffd", '"': "&#34;", "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;"})
_JS_QUOTED = {"\\": "\\\\", "'": "\\'", '"': '\\"'}
_JS_CODED = "<>&="
_ZERO_ELEMENTS: dict[str, Any] = {"map[string]string": "", "engine.files": b""}


def and_(first: Any, *others: Any) -> Any:
    """Give the first value that is empty, else the last one.

    ``and FIRST OTHER...`` gives any. In a Go template the values behind the first empty one are not evaluated.
    Origin: Go's text/template.
    """
    for value in others:
        if not first:
            break
        first = value
    return first


def or_(first: Any, *others: Any) -> Any:
    """Give the first value that is not empty, else the last one.

    ``or FIRST OTHER...`` gives any. In a Go template the values behind the first full one are not evaluated.
    Origin: Go's text/template.
    """
    for value in others:
        if first:
            break
        first = value
    return first


def not_(value: Any) -> bool:
    """Tell whether a value is empty.

    ``not VALUE`` gives bool. Origin: Go's text/template.
    """
    return not value


def eq(first: Any, *others: Any) -> bool:
    """Tell whether FIRST equals one of OTHERS.

    ``eq FIRST OTHER...`` gives bool. Integers, floats, strings and bools are compared with their like; nil equals
    only nil. Fails with ``incompatible types for comparison: int and float64``, ``non-comparable type ...`` for maps
    and lists, ``missing argument for comparison``. Origin: Go's text/template.
    """
    if not others:
        raise FunctionError("missing argument for comparison")
    kind = type(first)
    for other in others:
        if kind is type(other) and kind in _BUILTIN_TYPES:
            if first == other:
                return True
        elif is_equal(first, other):
            return True
    return False


def ne(left: Any, right: Any) -> bool:
    """Tell whether two values differ.

    ``ne LEFT RIGHT`` gives bool. Fails as ``eq`` does. Origin: Go's text/template.
    """
    return not eq(left, right)


def lt(left: Any, right: Any) -> bool:
    """Tell whether LEFT is less than RIGHT.

    ``lt LEFT RIGHT`` gives bool. Fails with ``incompatible types for comparison: int and float64`` and ``invalid
    type for comparison``. Origin: Go's text/template.
    """
    return is_less(left, right)


def le(left: Any, right: Any) -> bool:
    """Tell whether LEFT is less than RIGHT or equal.

    ``le LEFT RIGHT`` gives bool. Fails as ``lt`` does. Origin: Go's text/template.
    """
    return is_less(left, right) or is_equal(left, right)


def gt(left: Any, right: Any) -> bool:
    """Tell whether LEFT is greater than RIGHT.

    ``gt LEFT RIGHT`` gives bool. Fails as ``lt`` does. Origin: Go's text/template.
    """
    return not le(left, right)


def ge(left: Any, right: Any) -> bool:
    """Tell whether LEFT is greater than RIGHT or equal.

    ``ge LEFT RIGHT`` gives bool. Fails as ``lt`` does. Origin: Go's text/template.
    """
    return not is_less(left, right)


def len_(value: Any) -> int:
    """Count the bytes of a text, the elements of a list, the keys of a map.

    ``len VALUE`` gives int. Fails with ``len of type int`` and ``len of nil pointer``. Origin: Go's text/template.
    """
    if type(value) is str:
        return byte_length(value)
    if isinstance(value, (list, dict, bytes)):
        return len(value)
    if value is None:
        raise FunctionError("len of nil pointer")
    raise FunctionError(f"len of type {_pointed_type(value)}")


def index(item: Any, *indexes: Any) -> Any:
    """Take the element at a place of a list or text, or under a key of a map, and so on with what was taken.

    ``index ITEM INDEX...`` gives any: nil for a missing key, a byte's number for a text. Fails with ``index out of
    range: 5``, ``index of nil pointer``, ``can't index item of type int`` and for indexes of a wrong type. Origin:
    Go's text/template.
    """
    if item is None:
        raise FunctionError("index of untyped nil")
    for key in indexes:
        if isinstance(item, dict):
            item = _index_map(item, key)
        elif item is None:
            raise FunctionError("index of nil pointer")
        elif isinstance(item, list):
            item = item[_require_place(key, len(item), "slice")]
        elif type(item) is str or type(item) is bytes:
            item = _index_bytes(item, key)
        else:
            raise FunctionError(f"can't index item of type {_pointed_type(item)}")
    return item


def call(function: Any, *arguments: Any, name: str = "") -> Any:
    """Call a function that is a value; no value in Helm's templates is one, so this always fails.

    ``call FUNCTION ARGUMENT...``; ``name`` is how the template writes FUNCTION. Fails with ``call of nil`` or
    ``non-function .Values.a of type string``. Origin: Go's text/template.
    """
    if function is None:
        raise FunctionError("call of nil")
    raise FunctionError(f"non-function {name} of type {type_name(function)}")


def print_(*values: Any) -> str:
    """Give the texts of all values, with a space between two of which neither is a string.

    ``print VALUE...`` gives string. Origin: Go's fmt.Sprint.
    """
    return bounded(fmt.sprint(*values))


def printf(format_: str, *values: Any) -> str:
    """Give a format with the values in place of its verbs; mistakes show in the text, as ``%!d(string=x)``.

    ``printf FORMAT VALUE...`` gives string. Origin: Go's fmt.Sprintf.
    """
    return bounded(fmt.sprintf(format_, *values))


def println(*values: Any) -> str:
    """Give the texts of all values with spaces between and a newline at the end.

    ``println VALUE...`` gives string. Origin: Go's fmt.Sprintln.
    """
    return bounded(fmt.sprintln(*values))


def html(*values: Any) -> str:
    """Print the values and escape what has a meaning in HTML.

    ``html VALUE...`` gives string. Origin: Go's text/template.
    """
    return _printed(values).translate(_HTML)


def js(*values: Any) -> str:
    """Print the values and escape what has a meaning in a JavaScript string, and what cannot be printed.

    ``js VALUE...`` gives string. Origin: Go's text/template.
    """
    return "".join(map(_escape_js, _printed(values)))


def urlquery(*values: Any) -> str:
    """Print the values and escape the text for the query of a URL.

    ``urlquery VALUE...`` gives string. Origin: Go's text/template and net/url.
    """
    from pychart.gostd.url import query_escape

    return query_escape(_printed(values))


def _index_map(item: dict[str, Any], key: Any) -> Any:
    if type(key) is not str:
        if key is None:
            raise FunctionError("value is nil; should be of type string")
        raise FunctionError(f"value has type {type_name(key)}; should be string")
    value = item.get(key)
    if value is None and key not in item:
        return _ZERO_ELEMENTS.get(type_name(item))
    return value


def _index_bytes(item: str | bytes, key: Any) -> Uint8:
    if isinstance(item, str):
        data = encode(item)
        return Uint8(data[_require_place(key, len(data), "string")])
    return Uint8(item[_require_place(key, len(item), "slice")])


def _require_place(key: Any, size: int, what: str) -> int:
    if type(key) is not int:
        if key is None:
            raise FunctionError("cannot index slice/array with nil")
        if not kind_of(key).startswith(("int", "uint")):
            raise FunctionError(f"cannot index slice/array with type {type_name(key)}")
    if not 0 <= key <= size:
        raise FunctionError(f"index out of range: {key}")
    if key == size:  # Go lets this pass its first check and panics
        raise FunctionError(f"reflect: {what} index out of range")
    return int(key)


def _pointed_type(value: Any) -> str:
    name = type_name(value)
    return name.removeprefix("*") if isinstance(value, Struct) else name


def _printed(values: tuple[Any, ...]) -> str:
    if len(values) == 1 and type(values[0]) is str:
        return values[0]
    return fmt.sprint(*["<no value>" if value is None else value for value in values])


def _escape_js(rune: str) -> str:
    quoted = _JS_QUOTED.get(rune)
    if quoted:
        return quoted
    if rune < " " or rune in _JS_CODED:
        return f"\\u{ord(rune):04X}"
    if rune.isascii() or is_print(rune):
        return rune
    if "\udc80" <= rune <= "\udcff":  # a byte that is not UTF-8 stays, as Go takes it for the printable U+FFFD
        return rune
    return f"\\u{ord(rune):04X}"
