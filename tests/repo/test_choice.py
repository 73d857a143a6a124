from __future__ import annotations

import pytest

from pychart.errors import RepositoryError
from pychart.repo.choice import choose_version

VERSIONS = ("2.0.0-rc1", "1.10.0", "1.2.0+b", "bad")


@pytest.mark.parametrize(
    ("asked", "place", "warned"),
    [
        ("", 1, False),
        (">0-0", 0, False),
        ("1.2.0+b", 2, False),
        ("1.2.0", 2, True),
        ("~1.2", 2, False),
        ("1.x", 1, False),
        ("1", 1, True),
    ],
)
def test_the_same_text_comes_first(asked: str, place: int, warned: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert choose_version("c", VERSIONS, asked) == place
    assert ("falling back to closest available version" in capsys.readouterr().err) is warned


def test_a_bad_constraint_is_refused_even_where_the_text_is_there() -> None:
    with pytest.raises(RepositoryError, match=r'^improper constraint: "bad"$'):
        choose_version("c", VERSIONS, "bad")
