"""Label selectors: ``a=b,c!=d,e in (f,g),!h`` (apimachinery, pkg/labels)."""

from __future__ import annotations

from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Term = Callable[[Mapping[str, str]], bool]


def parse_selector(text: str) -> Term:
    """Give the test that a selector stands for. Raises UsageError for a text that is none."""
    terms = [_parse_term(term.strip()) for term in _split(text)]
    return lambda labels: all(term(labels) for term in terms)


def _split(text: str) -> list[str]:
    terms, depth, begin = [], 0, 0
    for place, rune in enumerate(text):
        depth += (rune == "(") - (rune == ")")
        if rune == "," and not depth:
            terms.append(text[begin:place])
            begin = place + 1
    return [*terms, text[begin:]]


def _parse_term(term: str) -> Term:
    words = term.split(None, 2)
    if len(words) == 3 and words[1] in ("in", "notin") and words[2][:1] == "(" and words[2][-1:] == ")":
        allowed = {value.strip() for value in words[2][1:-1].split(",")}
        inside = words[1] == "in"
        return lambda labels: (labels.get(words[0]) in allowed) is inside
    for sign, equal in (("!=", False), ("==", True), ("=", True)):
        key, found, value = term.partition(sign)
        if found and key.strip():
            return lambda labels: (labels.get(key.strip()) == value.strip()) is equal
    if len(words) != 1 or not term.strip("!"):
        raise UsageError(f"unable to parse requirement: {term}")
    return (lambda labels: term[1:] not in labels) if term.startswith("!") else (lambda labels: term in labels)
