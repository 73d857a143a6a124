"""Tags as versions."""

from __future__ import annotations

import pytest

from pychart.errors import RepositoryError
from pychart.registry.tags import choose_version, sort_versions

VERSIONS = ["2.0.0-rc.1", "1.10.0", "1.9.0+b.1", "1.0.0"]


def test_tags_that_are_versions_come_highest_first() -> None:
    assert sort_versions(["1.0.0", "latest", "1.9.0_b.1", "v3", "2.0.0-rc.1", "1.10.0", "sha256-x.sig"]) == VERSIONS


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", "1.10.0"), (">0.0.0-0", "2.0.0-rc.1"), ("^1.0", "1.10.0"), ("1.9.x", "1.9.0+b.1"), ("1.0.0", "1.0.0")],
)
def test_choices(wanted: str, found: str) -> None:
    assert choose_version(VERSIONS, wanted) == found


def test_no_choice() -> None:
    with pytest.raises(RepositoryError, match="could not locate a version matching provided version string \\^9"):
        choose_version(VERSIONS, "^9")
    with pytest.raises(RepositoryError, match='improper constraint: "x y"'):
        choose_version(VERSIONS, "x y")
