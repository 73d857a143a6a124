"""Turn the flat errors of jsonschema-rs into the tree of messages that Helm prints.

Helm's validator (santhosh-tekuri/jsonschema v6) reports one message for each schema that was applied: several at one
place stand below "validation failed", those of ``allOf`` and its like below a message of their own. The path each
error took through the schema (its evaluation path) says which schema it belongs to. Helm's order among siblings is
random; here it is the order in which its validator looks at keywords, then that of names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pychart.values import schema_texts as texts

Part = str | int
Path = tuple[Part, ...]
SubValidator = Callable[[Any, Any], "list[Any] | None"]


class Problem:
    """A message about the value at one place and the messages that explain it."""

    __slots__ = ("at", "causes", "is_reference", "text")
    is_group = False

    def __init__(self, at: Path, text: str, causes: Iterable[Problem] = (), is_reference: bool = False) -> None:
        self.at = at
        self.text = text
        self.causes = list(causes)
        self.is_reference = is_reference

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Give the message and all below it as an indented list; a reference with one cause does not show."""
        if not (self.is_reference and len(self.causes) == 1):
            yield f"{'  ' * depth}- at {texts.quote(texts.json_pointer(self.at))}: {self.text}"
            depth += 1
        for cause in self.causes:
            yield from cause.lines(depth)


class _Group(Problem):
    """Several messages of one schema."""

    __slots__ = ()
    is_group = True

    def __init__(self, at: Path, causes: list[Problem]) -> None:
        super().__init__(at, "validation failed", causes)


class _Finding(NamedTuple):
    path: Path
    at: Path
    error: Any


# How a keyword leads to another schema: so many parts of the path, so many of the place in the values.
_STEPS = {
    "properties": (2, 1),
    "patternProperties": (2, 1),
    "additionalProperties": (1, 1),
    "unevaluatedProperties": (1, 1),
    "prefixItems": (2, 1),
    "items": (1, 1),
    "additionalItems": (1, 1),
    "unevaluatedItems": (1, 1),
    "dependentSchemas": (2, 0),
    "dependencies": (2, 0),
    "then": (1, 0),
    "else": (1, 0),
    "allOf": (2, 0),
    "$ref": (1, 0),
    "$recursiveRef": (1, 0),
    "$dynamicRef": (1, 0),
}

_DECISIVE = ("type", "const", "enum", "format")
"""Keywords after whose failure Helm's validator looks no further at a schema."""

_ORDER = (
    ("",),
    ("$ref",),
    ("minProperties", "minItems", "minLength"),
    ("maxProperties", "maxItems", "maxLength"),
    ("required", "uniqueItems", "pattern"),
    ("dependencies",),
    ("properties", "patternProperties", "prefixItems", "items"),
    ("additionalProperties", "additionalItems"),
    ("propertyNames", "contains", "minContains"),
    ("dependentSchemas", "maxContains"),
    ("dependentRequired",),
    ("minimum",),
    ("maximum",),
    ("exclusiveMinimum",),
    ("exclusiveMaximum",),
    ("multipleOf",),
    ("$recursiveRef",),
    ("$dynamicRef",),
    ("not",),
    ("allOf",),
    ("anyOf",),
    ("oneOf",),
    ("then", "else"),
    ("unevaluatedProperties",),
    ("unevaluatedItems",),
)
_RANKS = {keyword: rank for rank, keywords in enumerate(_ORDER) for keyword in keywords}


class Report:
    """Explains the errors of one validation.

    ``values`` are what was checked; ``document`` is the schema with its numbers as they were written (see
    ``schema_texts.Literal``). ``validate`` applies the schema that a keyword's error belongs to to another value:
    it gives the errors, or None where that schema cannot be found.
    """

    def __init__(self, values: Any, document: Any, validate: SubValidator) -> None:
        self._values = values
        self._document = document
        self._validate = validate

    def explain(self, errors: Iterable[Any], skip: int = 0) -> list[Problem]:
        """Give the messages about the whole of the values; ``skip`` leading parts of every path do not count."""
        findings = _find(errors)
        try:
            return self._explain_whole(findings, skip, ())
        except LookupError:
            # jsonschema-rs leaves empty property names out of its paths, which then lead nowhere.
            return [Problem(finding.at, finding.error.message) for finding in findings]

    def _explain_schema(self, findings: list[_Finding], depth: int, at: Path) -> list[Problem]:
        """Explain what one schema says about the value at one place."""
        groups = _group(_keep_decisive(findings, depth), depth, at)
        problems: list[Problem] = []
        for slot in sorted(groups, key=_rank):
            problems += self._explain_slot(slot, groups[slot], depth, at)
        return problems

    def _explain_slot(self, slot: _Slot, group: list[_Finding], depth: int, at: Path) -> list[Problem]:
        keyword, token, steps, _ = slot
        if keyword == "allOf" and steps:
            branches = _split(group, depth + 1)
            causes = [self._explain_branch(branch, depth + 2, at) for branch in branches]
            return [Problem(at, "'allOf' failed", causes)]
        if keyword.startswith("$") and steps:
            return [Problem(at, "validation failed", self._explain_whole(group, depth + 1, at), True)]
        if steps:
            place = at if token is None else (*at, token)
            return [self._explain_branch(group, depth + steps, place)]
        return self._explain_direct(keyword, group, depth, at)

    def _explain_whole(self, findings: list[_Finding], depth: int, at: Path) -> list[Problem]:
        """Explain one schema where Helm's validator takes a group apart."""
        problems = self._explain_schema(findings, depth, at)
        return problems[0].causes if len(problems) == 1 and problems[0].is_group else problems

    def _explain_branch(self, findings: list[_Finding], depth: int, at: Path) -> Problem:
        problems = self._explain_schema(findings, depth, at)
        return problems[0] if len(problems) == 1 else _Group(at, problems)

    def _explain_direct(self, keyword: str, group: list[_Finding], depth: int, at: Path) -> list[Problem]:
        error = group[0].error
        if keyword in ("anyOf", "oneOf"):
            return [self._explain_choice(keyword, error, depth, at)]
        if keyword == "required":
            return [Problem(at, texts.missing([finding.error.kind.property for finding in group]))]
        if keyword in ("dependentRequired", "dependencies"):
            return self._explain_dependent(group, at)
        if keyword == "propertyNames":
            return self._explain_names(group, depth, at)
        if keyword in ("contains", "minContains", "maxContains"):
            return [self._explain_contains(keyword, error, at)]
        if keyword in ("unevaluatedProperties", "unevaluatedItems"):
            return self._explain_unevaluated(error, at)
        if keyword == "additionalProperties":
            # Without ``properties`` beside it jsonschema-rs names neither the properties nor their table.
            names = getattr(error.kind, "unexpected", None) or self._value_at(at)
            return [Problem(at, f"additional properties {texts.join_quoted(sorted(names))} not allowed")]
        written = self._written_value(error)
        return [Problem(at, texts.describe(keyword, finding.error, written)) for finding in group]

    def _explain_choice(self, keyword: str, error: Any, depth: int, at: Path) -> Problem:
        context = error.kind.context
        if type(error.kind).__name__ == "OneOfMultipleValid":
            first, second = [index for index, errors in enumerate(context) if not errors][:2]
            return Problem(at, f"'oneOf' failed, subschemas {first}, {second} matched")
        causes = [self._explain_branch(_find(errors), depth + 2, at) for errors in context if errors]
        return Problem(at, "'anyOf' failed" if keyword == "anyOf" else "'oneOf' failed, none matched", causes)

    def _explain_dependent(self, group: list[_Finding], at: Path) -> list[Problem]:
        missing = {finding.error.kind.property for finding in group}
        present = group[0].error.instance
        wanted = self._written_value(group[0].error)
        problems = []
        for name, names in wanted.items() if isinstance(wanted, dict) else ():
            if name in present and isinstance(names, list):
                lacking = [str(each) for each in names if each in missing]
                if lacking:
                    listed = texts.join_quoted(lacking)
                    text = f"properties {listed} required, if {texts.quote(name)} exists"
                    problems.append(Problem(at, text))
        return problems or [Problem(at, texts.missing(sorted(missing)))]

    def _explain_names(self, group: list[_Finding], depth: int, at: Path) -> list[Problem]:
        """Explain property names that do not fit; a name is a value of its own, without a place."""
        by_name: dict[str, list[_Finding]] = {}
        for path, _, error in group:
            inner = getattr(error.kind, "error", error)
            names = [inner.instance] if isinstance(inner.instance, str) else inner.instance
            for name in names:
                by_name.setdefault(name, []).append(_Finding(path, (), inner))
        return [
            Problem(at, f"invalid propertyName {texts.quote(name)}", self._explain_whole(findings, depth + 1, ()))
            for name, findings in sorted(by_name.items())
        ]

    def _explain_contains(self, keyword: str, error: Any, at: Path) -> Problem:
        matched = []
        causes = []
        for index, item in enumerate(error.instance):
            errors = self._validate(error, item)
            if errors:
                causes.append(self._explain_item(errors, (*at, index)))
            elif errors is not None:
                matched.append(index)
        if keyword == "contains":
            return Problem(at, "no items match contains schema", causes)
        limit = texts.count(self._written_value(error))
        places = " ".join(map(str, matched))
        if keyword == "maxContains":
            text = f"max {limit} items required to match contains schema, but matched {len(matched)} items at {places}"
            return Problem(at, text)
        found = f"matched {len(matched)} items at {places}" if matched else "none matched"
        return Problem(at, f"min {limit} items required to match contains schema, but {found}", causes)

    def _explain_unevaluated(self, error: Any, at: Path) -> list[Problem]:
        value = error.instance
        tokens: list[Part]
        if isinstance(value, dict):
            tokens = sorted(name for name in error.kind.unexpected if name in value)
        else:
            tokens = _find_items(value, error.kind.unexpected)
        problems = []
        for token in tokens:
            errors = self._validate(error, value[token])
            if errors is None:
                problems.append(Problem((*at, token), "false schema"))
            elif errors:
                problems.append(self._explain_item(errors, (*at, token)))
        return problems

    def _explain_item(self, errors: list[Any], at: Path) -> Problem:
        findings = [_Finding(path, (*at, *place), error) for path, place, error in _find(errors)]
        return self._explain_branch(findings, 1, at)

    def _value_at(self, at: Path) -> Any:
        value = self._values
        for part in at:
            value = value[part]
        return value

    def _written_value(self, error: Any) -> Any:
        """Give the value of the keyword that an error is about, as it stands in the schema; None if unknown."""
        value = self._document
        for part in error.schema_path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def _find(errors: Iterable[Any]) -> list[_Finding]:
    return [_Finding(tuple(error.evaluation_path), tuple(error.instance_path), error) for error in errors]


def _find_items(items: list[Any], shown: list[str]) -> list[Part]:
    """Find the items that jsonschema-rs names by their JSON; those that nothing looked at stand last."""
    from json import dumps

    found: list[Part] = []
    index = len(items)
    for text in reversed(shown):
        while index and dumps(items[index - 1], separators=(",", ":"), ensure_ascii=False) != text:
            index -= 1
        if index:
            index -= 1
            found.insert(0, index)
    return found


def _keep_decisive(findings: list[_Finding], depth: int) -> list[_Finding]:
    for keyword in _DECISIVE:
        decisive = [finding for finding in findings if finding.path[depth:] == (keyword,)]
        if decisive:
            return decisive[:1]
    return findings


class _Slot(NamedTuple):
    """Where the findings of one message belong: a keyword, and the schema it leads to."""

    keyword: str
    token: Part | None
    steps: int
    branch: Path


def _group(findings: list[_Finding], depth: int, at: Path) -> dict[_Slot, list[_Finding]]:
    """Gather the findings that belong to one message."""
    groups: dict[_Slot, list[_Finding]] = {}
    for finding in findings:
        rest = finding.path[depth:]
        keyword = str(rest[0]) if rest else ""
        steps, tokens = _count_steps(rest, finding.error)
        token = finding.at[len(at)] if tokens else None
        # A property may be looked at by several patterns, and each is a schema of its own.
        branch = () if keyword == "allOf" else rest[1:steps]
        groups.setdefault(_Slot(keyword, token, steps, branch), []).append(finding)
    return groups


def _rank(slot: _Slot) -> tuple[int, int, str]:
    place = slot.token if isinstance(slot.token, int) else 0
    return _RANKS.get(slot.keyword, len(_RANKS)), place, "" if slot.token is None else str(slot.token)


def _count_steps(rest: Path, error: Any) -> tuple[int, int]:
    """Tell how far the schema below lies where an error belongs to one, else (0, 0)."""
    if not rest or rest[0] == "propertyNames" or rest == ("additionalProperties",):
        return 0, 0
    steps, tokens = _STEPS.get(str(rest[0]), (0, 0))
    if rest[0] == "items" and len(rest) > 1 and isinstance(rest[1], int):
        steps = 2
    if len(rest) > steps or (len(rest) == steps and error.kind.name == "falseSchema"):
        return steps, tokens
    return 0, 0


def _split(findings: list[_Finding], depth: int) -> list[list[_Finding]]:
    branches: dict[Part, list[_Finding]] = {}
    for finding in findings:
        branches.setdefault(finding.path[depth], []).append(finding)
    return [branches[index] for index in sorted(branches, key=int)]
