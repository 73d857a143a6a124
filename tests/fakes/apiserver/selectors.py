"""Label and field selectors."""

from __future__ import annotations

from typing import Any

from tests.fakes.apiserver.errors import bad_request


def matches(one: dict[str, Any], labels: str, fields: str) -> bool:
    """Tell whether an object meets both selectors."""
    has = one["metadata"].get("labels") or {}
    return all(_meets(has, term) for term in _split(labels)) and all(_meets_field(one, t) for t in _split(fields))


def _split(text: str) -> list[str]:
    """Split at commas outside of parentheses."""
    terms, depth, current = [], 0, ""
    for rune in text:
        depth += (rune == "(") - (rune == ")")
        if rune == "," and not depth:
            terms.append(current)
            current = ""
        else:
            current += rune
    return [term.strip() for term in [*terms, current] if term.strip()]


def _meets(has: dict[str, str], term: str) -> bool:
    for word, wanted in ((" notin ", False), (" in ", True)):
        key, found, values = term.partition(word)
        if found:
            allowed = {value.strip() for value in values.strip("() ").split(",")}
            return (has.get(key.strip()) in allowed) is wanted
    for sign, wanted in (("!=", False), ("==", True), ("=", True)):
        key, found, value = term.partition(sign)
        if found:
            return (has.get(key.strip()) == value.strip()) is wanted
    return term[1:] not in has if term.startswith("!") else term in has


def _meets_field(one: dict[str, Any], term: str) -> bool:
    path, sign, wanted = term.partition("=")
    if not sign:
        raise bad_request(f"invalid field selector {term}")
    value: Any = one
    for part in path.rstrip("!=").split("."):
        value = value.get(part, "") if isinstance(value, dict) else ""
    return (str(value) == wanted.lstrip("=")) is not path.endswith("!")
