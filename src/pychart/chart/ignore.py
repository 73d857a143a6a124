"""Which files of a chart folder are left out: the rules of .helmignore (Helm: pkg/ignore).

The globs are those of Go's filepath.Match. Most rules are plain names or ``*.ext``; those are looked up in sets and
by endings, without any matching.
"""

from __future__ import annotations

from pychart.errors import ChartError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Ignore = Callable[[str, bool], bool]

_BOM = b"\xef\xbb\xbf"
_MAX_LINE = 64 * 1024
_SPECIAL = frozenset("*?[\\")


class Rule(NamedTuple):
    """One line: what is matched (the whole path or only its last part), how, and whether the sense is turned."""

    pattern: str
    whole_path: bool
    folders_only: bool
    negated: bool


def parse_rules(data: bytes) -> list[Rule]:
    """Read a .helmignore file.

    Raises ChartError for ``**``, for a pattern that is not one and for a line of more than 64 KiB (Go's scanner).
    """
    rules = []
    for line in data.removeprefix(_BOM).split(b"\n"):
        if len(line) >= _MAX_LINE:
            raise ChartError("bufio.Scanner: token too long")
        text = line.decode("utf-8", "surrogateescape").strip()
        if text and not text.startswith("#"):
            rules.append(_parse_rule(text))
    return rules


def make_ignore(rules: list[Rule]) -> Ignore:
    """Give a function of (path, whether it is a folder) that tells what is left out.

    Hidden files in templates/ are left out always. Rules count in their order; a negated one leaves out all that it
    does not match, which is what Helm does and hardly what its author meant.
    """
    rules = [rule for rule in rules if rule.pattern or rule.negated]
    if any(rule.negated for rule in rules):
        return _ordered_ignore(rules)
    return _quick_ignore(rules)


def _parse_rule(text: str) -> Rule:
    if "**" in text:
        raise ChartError("double-star (**) syntax is not supported")
    if not _SPECIAL.isdisjoint(text):
        _match(text, "abc")
    pattern = text.removeprefix("!")
    negated = text.startswith("!")
    folders_only = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    whole_path = "/" in pattern
    return Rule(pattern.removeprefix("/"), whole_path, folders_only, negated)


def _quick_ignore(rules: list[Rule]) -> Ignore:
    names = _plain(rules, whole_path=False, folders_only=False)
    folder_names = _plain(rules, whole_path=False, folders_only=True)
    paths = _plain(rules, whole_path=True, folders_only=False)
    folder_paths = _plain(rules, whole_path=True, folders_only=True)
    edges = [rule.pattern.split("*") for rule in rules if _is_one_star(rule)]
    endings = tuple([last for first, last in edges if not first])
    edges = [edge for edge in edges if edge[0]]
    rest = [rule for rule in rules if not _is_plain(rule) and not _is_one_star(rule)]

    def ignore(path: str, is_folder: bool) -> bool:
        name = path[path.rfind("/") + 1 :]
        return (
            name in names
            or name.endswith(endings)
            or any(name.startswith(first) and name.endswith(last, len(first)) for first, last in edges)
            or path in paths
            or (is_folder and (name in folder_names or path in folder_paths))
            or _is_hidden_template(path)
            or any(_applies(rule, path, name, is_folder) for rule in rest)
        )

    return ignore


def _ordered_ignore(rules: list[Rule]) -> Ignore:
    def ignore(path: str, is_folder: bool) -> bool:
        name = path[path.rfind("/") + 1 :]
        for rule in rules:
            if _applies(rule, path, name, is_folder) is not rule.negated:
                return True
        return _is_hidden_template(path)

    return ignore


def _applies(rule: Rule, path: str, name: str, is_folder: bool) -> bool:
    if rule.folders_only and not is_folder:
        return False
    return _match(rule.pattern, path if rule.whole_path else name)


def _is_hidden_template(path: str) -> bool:
    # Helm's own rule templates/.?*
    return path.startswith("templates/.") and len(path) > 11 and "/" not in path[11:]


def _plain(rules: list[Rule], *, whole_path: bool, folders_only: bool) -> frozenset[str]:
    return frozenset(
        rule.pattern
        for rule in rules
        if _is_plain(rule) and rule.whole_path == whole_path and rule.folders_only == folders_only
    )


def _is_plain(rule: Rule) -> bool:
    return _SPECIAL.isdisjoint(rule.pattern)


def _is_one_star(rule: Rule) -> bool:
    """Tell whether a rule is about names that begin and end with something."""
    pattern = rule.pattern
    is_for_names = not rule.whole_path and not rule.folders_only
    return is_for_names and pattern.count("*") == 1 and _SPECIAL.isdisjoint(pattern.replace("*", ""))


def _match(pattern: str, name: str) -> bool:
    from pychart.gostd.path import match

    try:
        return match(pattern, name)
    except ValueError as problem:
        raise ChartError(str(problem)) from None
