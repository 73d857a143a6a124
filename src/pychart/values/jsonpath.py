"""JSONPath templates as kubectl knows them: ``{.a.b}``, ``{range .items[*]}{.name}{"\\n"}{end}`` (client-go, jsonpath).

Helm prints nothing where evaluating fails, a missing key included; only a template that cannot be parsed is an error.
The keys of a map come sorted, where Go's order changes from run to run.
"""

from __future__ import annotations

import operator

from pychart.errors import UsageError
from pychart.values.jsonpath_parser import JsonPathError, parse_template

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.values.jsonpath_parser import Node


_NO_VALUE = object()  # what Go calls the zero reflect.Value: a null that is the current object of a range


def filter_json_path(template: str, data: Any) -> str:
    """Give what a JSONPath template prints for values; empty where it cannot be evaluated.

    Raises UsageError for a template that cannot be parsed.
    """
    try:
        nodes = parse_template(template)
    except JsonPathError as problem:
        raise UsageError(f"error parsing jsonpath {template}: {problem}") from None
    try:
        groups = _Evaluation(nodes).find_results(data, 0)
    except (JsonPathError, RecursionError):
        return ""
    return "".join(" ".join(map(_format_result, group)) for group in groups)


class _Evaluation:
    """One run of a template: the actions and texts on its top level, and the state of its ranges."""

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._ranges_to_begin = 0
        self._ranges_open = 0
        self._ranges_to_end = 0
        self._last_end = -1

    def find_results(self, data: Any, start: int) -> list[list[Any]]:
        """Give the results of each node from ``start`` on, up to the end of the range that this is the body of."""
        current = [_NO_VALUE if data is None else data]
        found: list[list[Any]] = []
        place = start
        while place < len(self._nodes):
            results = self._walk(current, self._nodes[place])
            if 0 < self._ranges_to_end <= self._ranges_open:
                self._ranges_to_end -= 1
                self._last_end = place
                break
            if self._ranges_to_begin:
                self._ranges_to_begin -= 1
                found += self._repeat(results, place + 1)
                place = max(place, self._last_end)
            else:
                found.append(results)
            place += 1
        return found

    def _repeat(self, values: list[Any], body: int) -> list[list[Any]]:
        self._ranges_open += 1
        found = []
        for value in values:
            if value is _NO_VALUE:
                raise JsonPathError("a range over no value")
            found += self.find_results(value, body)
        if not values:
            self.find_results(None, body)  # finds the end of the range; what it gives is not shown
        self._ranges_open -= 1
        return found

    def _walk(self, values: list[Any], node: Node) -> list[Any]:
        kind, argument = node
        if kind == "list":
            for inner in argument:
                values = self._walk(values, inner)
            return values
        if kind == "identifier":
            return self._evaluate_identifier(values, argument)
        if kind == "union":
            return [result for inner in argument for result in self._walk(values, inner)]
        if kind == "filter":
            return self._evaluate_filter(values, *argument)
        if kind == "text":
            return [argument]
        if kind == "constant":
            return [argument] * len(values)
        return _PLAIN[kind](values, argument)

    def _evaluate_identifier(self, values: list[Any], name: str) -> list[Any]:
        if name == "range":
            self._ranges_to_begin += 1
            return values
        if name != "end":
            raise JsonPathError(f"unrecognized identifier {name}")
        if not self._ranges_open:
            raise JsonPathError("not in range, nothing to end")
        self._ranges_to_end += 1
        return []

    def _evaluate_filter(self, values: list[Any], left: Node, sign: str, right: Node) -> list[Any]:
        kept = []
        for value in values:
            if not isinstance(value, list):
                raise JsonPathError("only a list can be filtered")
            kept += [item for item in value if self._passes(item, left, sign, right)]
        return kept

    def _passes(self, item: Any, left: Node, sign: str, right: Node) -> bool:
        if sign == "exists":
            try:
                return bool(self._walk([item], left))
            except JsonPathError:
                return False
        sides = []
        for side in (left, right):
            results = self._walk([item], side)
            if len(results) > 1:
                raise JsonPathError("can only compare one element at a time")
            if not results:
                return False
            sides += results
        return _compare(sign, *sides)


def _evaluate_field(values: list[Any], name: str) -> list[Any]:
    found = [value[name] for value in values if isinstance(value, dict) and name in value]
    if values and not found:
        raise JsonPathError(f"{name} is not found")
    return found


def _evaluate_array(values: list[Any], parts: tuple[int | None, int | None, int | None, bool]) -> list[Any]:
    """Give elements of lists; the last of ``parts`` says that the end was not written but follows from the start."""
    first, last, step, derived = parts
    found: list[Any] = []
    for value in values:
        if value is None:
            continue
        if not isinstance(value, list):
            raise JsonPathError("only a list has elements")
        length = len(value)
        start = first or 0
        start += length if start < 0 else 0
        end = length if last is None else last
        end += length if end < 0 or (end == 0 and derived) else 0
        if start == end:
            return found
        if not 0 <= start < length or not 0 <= end <= length or start > end:
            raise JsonPathError("array index out of bounds")
        if step is not None and step <= 0:
            raise JsonPathError("step must be > 0")
        found += value[start : end : step or 1]
    return found


def _evaluate_wildcard(values: list[Any], _: Any) -> list[Any]:
    return [child for value in values for child in _children(value)]


def _evaluate_recursive(values: list[Any], _: Any) -> list[Any]:
    found = []
    for value in values:
        children = _children(value)
        if children:
            found += [value, *_evaluate_recursive(children, None)]
    return found


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        from pychart.gostd.strings import sorted_keys

        return [value[key] for key in sorted_keys(value)]
    if isinstance(value, list):
        return value
    if isinstance(value, str):
        return list(value.encode("utf-8", "surrogateescape"))
    return []


def _compare(sign: str, left: Any, right: Any) -> bool:
    if sign not in _COMPARISONS:
        raise JsonPathError(f"unrecognized filter operator {sign}")
    if type(left) is not type(right) or not isinstance(left, bool | int | float | str):
        raise JsonPathError("incompatible types for comparison")
    if isinstance(left, bool) and sign not in ("==", "!="):
        raise JsonPathError("invalid type for comparison")
    if isinstance(left, str):
        from pychart.gostd.strings import sort_key

        return _COMPARISONS[sign](sort_key(left), sort_key(right))
    return _COMPARISONS[sign](left, right)


def _format_result(value: Any) -> str:
    if value is _NO_VALUE:
        return "<no value>"
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        from pychart.gostd.json import marshal

        return marshal(value)
    from pychart.gostd.fmt import format_value

    return format_value(value)


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PLAIN: dict[str, Callable[[list[Any], Any], list[Any]]] = {
    "field": _evaluate_field,
    "array": _evaluate_array,
    "wildcard": _evaluate_wildcard,
    "recursive": _evaluate_recursive,
}
