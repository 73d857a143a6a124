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

    from pychart.repo.catalogue import ShownChart

_SEPARATOR = "\v"
_WORST_SCORE = 25


class Found(NamedTuple):
    """A version of a chart that was found: ``name`` is the chart's behind the repository's."""

    name: str
    repository: str
    version: str
    app_version: str = ""
    description: str = ""
    score: int = 0


def search(charts: Iterable[tuple[str, ShownChart]], words: str | None, *, is_pattern: bool = False) -> list[Found]:
    """Give the versions of charts that hold the words, or match the pattern, best first; None as words finds all.

    ``charts`` are pairs of a repository's name and a chart. Of equal versions the last counts. Raises UsageError for a
    pattern that cannot be compiled, in Go's words.
    """
    find = None if words is None else _find_pattern(words) if is_pattern else _find_words(words)
    found = []
    for repository, chart in charts:
        # Helm keeps chart and version in one text with this mark between them.
        shown = join(repository, chart.name).partition("$$")[0]
        scores = _score_texts(repository, chart, find)
        for version, place in {version: place for place, version in enumerate(chart.versions)}.items():
            text = chart.texts[place]
            score = scores[text]
            if 0 <= score < _WORST_SCORE:
                found.append(Found(shown, repository, version, chart.app_versions[place], text[0], score))
    # The newest of each chart first, which is how an index comes.
    return sorted(found, key=lambda one: (one.score, one.name))


def _score_texts(repository: str, chart: ShownChart, find: Callable[[str], int] | None) -> dict[tuple[str, str], int]:
    """Give the score of every text of a chart: most of its versions share one."""
    texts = dict.fromkeys(chart.texts, 0)
    if find is None:
        return texts
    name = f"{repository}/{chart.name}"
    return {text: find(_SEPARATOR.join((chart.name, name, *text))) for text in texts}


def keep_matching(found: Iterable[Found], constraint: str, *, all_versions: bool = False) -> list[Found]:
    """Keep what meets a version constraint: of each chart the first alone, or all. Raises UsageError."""
    from pychart.versions import Constraint, InvalidConstraint

    try:
        wanted = Constraint.parse(constraint)
    except InvalidConstraint as problem:
        raise UsageError(f"an invalid version/constraint format: {problem}") from None
    kept = []
    names = set()
    known: dict[str, bool] = {}
    for one in found:
        if one.name in names and not all_versions:
            continue
        if one.version not in known:
            version = parse_loosely(one.version)
            known[one.version] = version is not None and wanted.check(version)
        if known[one.version]:
            kept.append(one)
            names.add(one.name)
    return kept


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
