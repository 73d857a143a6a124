"""Find charts in the indexes of repositories by words or a pattern (Helm: pkg/cmd/search).

A chart's line holds its name, its name with the repository's, its description and its keywords. The further to the
left a match stands among these, the lower its score, and the lower the score, the better.
"""

from __future__ import annotations

from pychart.errors import UsageError
from pychart.gostd.path import join
from pychart.gostd.strings import to_lower
from pychart.records import NamedTuple
from pychart.repo.model import parse_loosely

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pychart.repo.model import Index, IndexEntry

_SEPARATOR = "\v"
_WORST_SCORE = 25


class Found(NamedTuple):
    """A version of a chart that was found: ``name`` is the chart's behind the repository's."""

    name: str
    repository: str
    entry: IndexEntry
    score: int = 0


def list_candidates(repository: str, index: Index) -> list[Found]:
    """Give all versions of all charts of a repository, the newest of each first."""
    found = {}
    for name, entries in index.entries.items():
        # Helm keeps chart and version in one text with this mark between them.
        shown = join(repository, name).partition("$$")[0]
        for entry in entries:
            found[name, entry.metadata.version] = Found(shown, repository, entry)
    return list(found.values())


def search(candidates: Iterable[Found], words: str | None, *, is_pattern: bool = False) -> list[Found]:
    """Give the candidates that hold the words, or match the pattern, best first; None as words finds all.

    Raises UsageError for a pattern that cannot be compiled, in Go's words.
    """
    if words is None:
        return _sort(candidates)
    find = _find_pattern(words) if is_pattern else _find_words(words)
    scored = [(one, find(_describe(one))) for one in candidates]
    return _sort(one._replace(score=score) for one, score in scored if 0 <= score < _WORST_SCORE)


def keep_matching(found: Iterable[Found], constraint: str, *, all_versions: bool = False) -> list[Found]:
    """Keep what meets a version constraint: of each chart the first alone, or all. Raises UsageError."""
    from pychart.versions import Constraint, InvalidConstraint

    try:
        wanted = Constraint.parse(constraint)
    except InvalidConstraint as problem:
        raise UsageError(f"an invalid version/constraint format: {problem}") from None
    kept = []
    names = set()
    for one in found:
        if one.name in names and not all_versions:
            continue
        version = parse_loosely(one.entry.metadata.version)
        if version is not None and wanted.check(version):
            kept.append(one)
            names.add(one.name)
    return kept


def _sort(found: Iterable[Found]) -> list[Found]:
    """Sort by score and name, the newest of each chart first, which is how an index comes."""
    return sorted(found, key=lambda one: (one.score, one.name))


def _describe(one: Found) -> str:
    metadata = one.entry.metadata
    keywords = " ".join(metadata.keywords)
    return _SEPARATOR.join((metadata.name, f"{one.repository}/{metadata.name}", metadata.description, keywords))


def _find_words(words: str) -> Callable[[str], int]:
    wanted = to_lower(words)

    def find(line: str) -> int:
        lowered = to_lower(line)
        return _score(lowered, lowered.find(wanted))

    return find


def _find_pattern(expression: str) -> Callable[[str], int]:
    from pychart.gostd.regexp import RegexpError, compile_pattern

    try:
        pattern = compile_pattern(expression)
    except RegexpError as problem:
        raise UsageError(str(problem)) from None

    def find(line: str) -> int:
        return _score(line, pattern.find_start(line))

    return find


def _score(line: str, place: int) -> int:
    """Count the separators before a match; -1 for none."""
    if place < 0:
        return -1
    return line.count(_SEPARATOR, 0, place)
