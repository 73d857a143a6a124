"""Operators, tests and joins of Jinja2 as calls of Go's functions.

Go compares and calculates only what has one type, and numbers of values have several: where the kinds are not known,
values are compared by their JSON, in which equal values are written alike.
"""

from __future__ import annotations

import json

from pychart.gostd.strconv import quote
from pychart.templates.translate.pipelines import Go
from pychart.templates.translate.scopes import ANY, BOOL, FLOAT, INT, LIST, MAP, NUMBERS, STRING, CannotTranslate

_ORDER = {"lt": "lt", "lteq": "le", "gt": "gt", "gteq": "ge"}
_CALCULATE = {"+": "add", "-": "sub", "*": "mul"}
_KINDS = {"string": "string", "mapping": "map", "boolean": "bool"}
_OPERATORS = {
    "==": "eq",
    "eq": "eq",
    "equalto": "eq",
    "!=": "ne",
    "ne": "ne",
    "<": "lt",
    "lt": "lt",
    "lessthan": "lt",
    "<=": "lteq",
    "le": "lteq",
    ">": "gt",
    "gt": "gt",
    "greaterthan": "gt",
    ">=": "gteq",
    "ge": "gteq",
}


def make(text: str, kind: str = ANY, is_operand: bool = False) -> Go:
    """Make a pipeline."""
    return Go(text, kind, is_operand)


def as_int(value: Go) -> Go:
    """Give a whole number as an int."""
    if value.is_fixed and value.kind == INT:
        return value
    return make(f"int {value.operand}", INT)


def compare(symbol: str, left: Go, right: Go, line: int) -> Go:
    """Write a comparison. Raises CannotTranslate where Go cannot compare what may be there."""
    if symbol in ("in", "notin"):
        found = _contains(left, right, line)
        return found if symbol == "in" else make(f"not {found.operand}", BOOL)
    if symbol in ("eq", "ne"):
        return _equals(symbol, left, right)
    name = _ORDER[symbol]
    kinds = {left.kind, right.kind}
    if kinds in ({STRING}, {INT}):
        return make(f"{name} {left.operand} {right.operand}", BOOL)
    if kinds & set(NUMBERS):
        return make(f"{name} {_as_float(left)} {_as_float(right)}", BOOL)
    raise CannotTranslate("what is compared here may be text or numbers, which Go compares in different ways", line)


def _as_float(value: Go) -> str:
    if value.is_fixed and value.kind in NUMBERS:
        return repr(float(value.text))
    return f"(float64 {value.operand})"


def _equals(name: str, left: Go, right: Go) -> Go:
    for one, other in ((left, right), (right, left)):
        if one.text == "nil":
            asked = f'kindIs "invalid" {other.operand}'
            return make(asked if name == "eq" else f"not ({asked})", BOOL)
    if left.kind == right.kind and left.kind in (STRING, BOOL, INT):
        return make(f"{name} {left.operand} {right.operand}", BOOL)
    return make(f"{name} {_as_json(left)} {_as_json(right)}", BOOL)


def _as_json(value: Go) -> str:
    if not value.is_fixed:
        return f"(toJson {value.operand})"
    text = json.loads(value.text) if value.kind == STRING and "\\" not in value.text else None
    if isinstance(text, str) and text.isascii() and not set(text) & set('<>&"\\`') and text.isprintable():
        return f'`"{text}"`'
    if value.kind == INT or value.kind == BOOL:
        return quote(value.text)
    return f"(toJson {value.operand})"


def _contains(left: Go, right: Go, line: int) -> Go:
    if right.kind == LIST:
        return _has(left, right)
    if right.kind == STRING:
        return make(f"contains {left.operand} {right.operand}", BOOL)
    if right.kind == MAP:
        return make(f"hasKey {right.operand} {left.operand}", BOOL)
    raise CannotTranslate(
        "what stands behind in may be text, a list or a map, for which Go has different functions", line
    )


def _has(left: Go, right: Go) -> Go:
    """Look for a value in a list; numbers there may be of several types, which Go takes for different values."""
    if right.items and all(item.is_fixed for item in right.items):
        if left.kind == STRING and all(item.kind == STRING for item in right.items):
            return make(f"has {left.operand} {right.operand}", BOOL)
        return make(f"has {_as_json(left)} (list {' '.join(map(_as_json, right.items))})", BOOL)
    is_fraction = left.is_fixed and left.kind == FLOAT and not float(left.text).is_integer()
    if left.kind not in NUMBERS or is_fraction:
        return make(f"has {left.operand} {right.operand}", BOOL)
    return make(f"or (has {_as_float(left)} {right.operand}) (has (int64 {left.operand}) {right.operand})", BOOL)


def calculate(symbol: str, left: Go, right: Go, line: int) -> Go:
    """Write an operation. Raises CannotTranslate where Go has no such operation for what may be there."""
    kinds = {left.kind, right.kind}
    if symbol == "+" and STRING in kinds and not kinds & {*NUMBERS, BOOL, LIST, MAP}:
        return make(f'printf "%v%v" {left.operand} {right.operand}', STRING)
    if symbol == "+" and LIST in kinds and kinds <= {LIST, ANY}:
        return make(f"concat {left.operand} {right.operand}", LIST)
    if symbol in _CALCULATE and kinds == {INT}:
        return make(f"{_CALCULATE[symbol]} {left.operand} {right.operand}", INT)
    if symbol in _CALCULATE and kinds & set(NUMBERS) and kinds <= {*NUMBERS, ANY}:
        return make(f"{_CALCULATE[symbol]}f {left.operand} {right.operand}", FLOAT)
    if symbol in ("//", "%") and kinds & set(NUMBERS) and kinds <= {*NUMBERS, ANY}:
        return make(f"{'div' if symbol == '//' else 'mod'} {left.operand} {right.operand}", INT)
    raise CannotTranslate(f"{symbol} has no form in Go templates for what may stand here", line)


def join(parts: list[Go]) -> Go:
    """Write what ~ joins."""
    form = ""
    values = []
    for part in parts:
        if part.is_fixed and part.kind == STRING:
            form += json.loads(part.text).replace("%", "%%") if "\\" not in part.text else "%s"
            values += [] if "\\" not in part.text else [part.operand]
        else:
            # Not %s: what values.yaml has as text may be given as a number.
            form += "%v"
            values.append(part.operand)
    return make(" ".join(["printf", quote(form), *values]), STRING)


def test(name: str, value: Go, args: list[Go], line: int) -> Go:
    """Write ``value is name``. Raises CannotTranslate for tests that Go cannot ask."""
    if name in _KINDS:
        return make(f'kindIs "{_KINDS[name]}" {value.operand}', BOOL)
    if name in ("number", "float"):
        return make(f'has (kindOf {value.operand}) (list "float64" "int" "int64")', BOOL)
    if name in ("true", "false"):
        return make(f"eq (toJson {value.operand}) {quote(name)}", BOOL)
    if name in ("even", "odd"):
        return make(f"eq (mod {value.operand} 2 | int) {0 if name == 'even' else 1}", BOOL)
    if name == "in" and args:
        return compare("in", value, args[0], line)
    if name in _OPERATORS and args:
        return compare(_OPERATORS[name], value, args[0], line)
    raise CannotTranslate(f"the test {name} has no form in Go templates", line)
