from __future__ import annotations

import pytest

from pychart.errors import UsageError
from pychart.repo.catalogue import ShownChart
from pychart.repo.search import Found, keep_matching, search

CHARTS = [
    ("one", ShownChart("web", ("2.0.0-rc.1", "1.10.0", "1.2.0"), ("", "", ""), [("", ""), ("old", ""), ("old", "")])),
    ("one", ShownChart("db", ("3.0.0", "bad"), ("", ""), [("Stores what the WEB wants", ""), ("", "")])),
    ("one", ShownChart("tool", ("0.1.0",), ("",), [("", "Web cli")])),
]


def names(found: list[Found]) -> list[tuple[str, str, int]]:
    return [(one.name, one.version, one.score) for one in found]


def test_the_further_left_the_better() -> None:
    assert names(search(CHARTS, "web")) == [
        ("one/web", "2.0.0-rc.1", 0),
        ("one/web", "1.10.0", 0),
        ("one/web", "1.2.0", 0),
        ("one/db", "3.0.0", 2),
        ("one/tool", "0.1.0", 3),
    ]
    assert names(search(CHARTS, "ONE/TO")) == [("one/tool", "0.1.0", 1)]
    assert search(CHARTS, "nothing") == []


def test_no_words_find_all() -> None:
    assert [one.name for one in search(CHARTS, None)] == ["one/db"] * 2 + ["one/tool"] + ["one/web"] * 3


def test_patterns_mind_the_case() -> None:
    assert names(search(CHARTS, "W[Ee][Bb]", is_pattern=True)) == [
        ("one/db", "3.0.0", 2),
        ("one/tool", "0.1.0", 3),
    ]
    with pytest.raises(UsageError, match=r"^error parsing regexp: missing closing \]: `\[`$"):
        search(CHARTS, "[", is_pattern=True)


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
    found = keep_matching(search(CHARTS, None), constraint, all_versions=all_versions)
    assert [one.version for one in found] == kept


def test_a_bad_constraint_is_refused() -> None:
    with pytest.raises(UsageError, match=r'^an invalid version/constraint format: improper constraint: "bad"$'):
        keep_matching([], "bad")


def test_of_equal_versions_the_last_counts() -> None:
    twice = ShownChart("web", ("1.0.0", "1.0.0"), ("first", "last"), [("", ""), ("", "")])
    assert [one.app_version for one in search([("one", twice)], None)] == ["last"]


def test_a_name_ends_where_helm_ends_it() -> None:
    assert [one.name for one in search([("one", ShownChart("a$$b", ("1.0.0",), ("",), [("", "")]))], "a")] == ["one/a"]
