from __future__ import annotations

import pytest

from pychart.chart.metadata import Metadata
from pychart.errors import UsageError
from pychart.repo.model import Index, IndexEntry
from pychart.repo.search import Found, keep_matching, list_candidates, search


def entry(name: str, version: str, description: str = "", *keywords: str) -> IndexEntry:
    return IndexEntry(Metadata(name=name, version=version, description=description, keywords=keywords), ())


INDEX = Index(
    {
        "web": [entry("web", "2.0.0-rc.1"), entry("web", "1.10.0", "old"), entry("web", "1.2.0", "old")],
        "db": [entry("db", "3.0.0", "Stores what the WEB wants"), entry("db", "bad")],
        "tool": [entry("tool", "0.1.0", "", "Web", "cli")],
    },
    "",
)
CANDIDATES = list_candidates("one", INDEX)


def names(found: list[Found]) -> list[tuple[str, str, int]]:
    return [(one.name, one.entry.metadata.version, one.score) for one in found]


def test_the_further_left_the_better() -> None:
    assert names(search(CANDIDATES, "web")) == [
        ("one/web", "2.0.0-rc.1", 0),
        ("one/web", "1.10.0", 0),
        ("one/web", "1.2.0", 0),
        ("one/db", "3.0.0", 2),
        ("one/tool", "0.1.0", 3),
    ]
    assert names(search(CANDIDATES, "ONE/TO")) == [("one/tool", "0.1.0", 1)]
    assert search(CANDIDATES, "nothing") == []


def test_no_words_find_all() -> None:
    assert [one.name for one in search(CANDIDATES, None)] == ["one/db"] * 2 + ["one/tool"] + ["one/web"] * 3


def test_patterns_mind_the_case() -> None:
    assert names(search(CANDIDATES, "W[Ee][Bb]", is_pattern=True)) == [
        ("one/db", "3.0.0", 2),
        ("one/tool", "0.1.0", 3),
    ]
    with pytest.raises(UsageError, match=r"^error parsing regexp: missing closing \]: `\[`$"):
        search(CANDIDATES, "[", is_pattern=True)


@pytest.mark.parametrize(
    ("constraint", "all_versions", "kept"),
    [
        (">0.0.0", False, ["3.0.0", "0.1.0", "1.10.0"]),
        (">0.0.0-0", False, ["3.0.0", "0.1.0", "2.0.0-rc.1"]),
        ("^1", True, ["1.10.0", "1.2.0"]),
        ("<1.5", False, ["0.1.0", "1.2.0"]),
        ("9", True, []),
    ],
)
def test_versions_must_meet_the_constraint(constraint: str, all_versions: bool, kept: list[str]) -> None:
    found = keep_matching(search(CANDIDATES, None), constraint, all_versions=all_versions)
    assert [one.entry.metadata.version for one in found] == kept


def test_a_bad_constraint_is_refused() -> None:
    with pytest.raises(UsageError, match=r'^an invalid version/constraint format: improper constraint: "bad"$'):
        keep_matching([], "bad")
