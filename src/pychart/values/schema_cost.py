"""Foresee how often a schema with references is applied, so that no chart can keep the validator busy for ever.

A few references that each name the next one twice double the work at every step. The walk here looks at each pair
of schema and value once, adds up what lies below it and refuses what is too much, or what comes back to itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


MAX_STEPS = 1_000_000
"""How many times schemas may be applied to values in one validation."""

_IN_PLACE = ("not", "if", "then", "else")
_IN_PLACE_LISTS = ("allOf", "anyOf", "oneOf")
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_ITEM_SCHEMAS = ("items", "additionalItems", "contains", "unevaluatedItems")
_PROPERTY_SCHEMAS = ("additionalProperties", "unevaluatedProperties")


class CostError(Exception):
    """Why a schema would keep the validator busy for ever."""


def require_affordable(document: Any, resources: dict[str, Any], values: Any) -> None:
    """Refuse a schema that takes more than MAX_STEPS on ``values`` or refers to itself without moving on.

    ``resources`` holds other documents by URL. Raises CostError.
    """
    try:
        _Walk(document, resources).count(document, values)
    except RecursionError:
        raise CostError("the schema nests too deeply") from None


class _Walk:
    def __init__(self, document: Any, resources: dict[str, Any]) -> None:
        self._document = document
        self._resources = resources
        self._named: dict[str, Any] = {}
        for root in (document, *resources.values()):
            self._find_names(root)
        self._costs: dict[tuple[int, int], int] = {}
        self._open: set[tuple[int, int]] = set()

    def count(self, schema: Any, value: Any) -> int:
        """Give how many schemas are applied where one is applied to a value."""
        if not isinstance(schema, dict):
            return 1
        pair = (id(schema), id(value))
        known = self._costs.get(pair)
        if known is not None:
            return known
        if pair in self._open:
            raise CostError("the schema refers to itself, causing a reference cycle")
        self._open.add(pair)
        steps = 1 + self._count_in_place(schema, value) + self._count_below(schema, value)
        self._open.discard(pair)
        if steps > MAX_STEPS:
            raise CostError(f"the schema takes more than {MAX_STEPS} steps")
        self._costs[pair] = steps
        return steps

    def _count_in_place(self, schema: dict[str, Any], value: Any) -> int:
        steps = 0
        for keyword in _REFERENCES:
            target = schema.get(keyword)
            if isinstance(target, str):
                steps += self.count(self._resolve(target), value)
        for keyword in _IN_PLACE:
            if keyword in schema:
                steps += self.count(schema[keyword], value)
        for keyword in _IN_PLACE_LISTS:
            for each in _list(schema.get(keyword)):
                steps += self.count(each, value)
        if isinstance(value, dict):
            for keyword in ("dependentSchemas", "dependencies"):
                for name, each in _table(schema.get(keyword)).items():
                    if name in value:
                        steps += self.count(each, value)
        return steps

    def _count_below(self, schema: dict[str, Any], value: Any) -> int:
        if isinstance(value, dict):
            return self._count_properties(schema, value)
        if isinstance(value, list):
            return self._count_items(schema, value)
        return 0

    def _count_properties(self, schema: dict[str, Any], value: dict[str, Any]) -> int:
        steps = 0
        for name, each in _table(schema.get("properties")).items():
            if name in value:
                steps += self.count(each, value[name])
        # Which patterns match is not looked at: this is an upper bound.
        others = [*_table(schema.get("patternProperties")).values()]
        others += [schema[keyword] for keyword in _PROPERTY_SCHEMAS if keyword in schema]
        for each in others:
            if isinstance(each, dict):
                steps += sum(self.count(each, item) for item in value.values())
        return steps

    def _count_items(self, schema: dict[str, Any], value: list[Any]) -> int:
        steps = 0
        for keyword in _ITEM_SCHEMAS:
            each = schema.get(keyword)
            if isinstance(each, dict):
                steps += sum(self.count(each, item) for item in value)
        for keyword in ("prefixItems", "items"):
            for each, item in zip(_list(schema.get(keyword)), value, strict=False):
                steps += self.count(each, item)
        return steps

    def _find_names(self, schema: Any) -> None:
        """Remember the schemas that carry a name of their own."""
        if isinstance(schema, list):
            for item in schema:
                self._find_names(item)
        elif isinstance(schema, dict):
            for keyword, mark in (("$id", ""), ("id", ""), ("$anchor", "#"), ("$dynamicAnchor", "#")):
                name = schema.get(keyword)
                if isinstance(name, str):
                    self._named.setdefault(mark + name, schema)
            for item in schema.values():
                self._find_names(item)

    def _resolve(self, reference: str) -> Any:
        if reference in self._named:
            return self._named[reference]
        url, _, fragment = reference.partition("#")
        root = self._named.get(url) or self._resources.get(url, self._document)
        if fragment and not fragment.startswith("/"):
            return self._named.get(f"#{fragment}", True)
        return _follow(root, fragment)


def _follow(root: Any, pointer: str) -> Any:
    from urllib.parse import unquote

    schema = root
    for part in unquote(pointer).split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(schema, dict) and key in schema:
            schema = schema[key]
        elif isinstance(schema, list) and key.isdecimal() and int(key) < len(schema):
            schema = schema[int(key)]
        else:
            return True
    return schema


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
