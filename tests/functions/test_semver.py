"""semver and semverCompare. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions.semver import semver, semver_compare


def test_semver() -> None:
    version = semver("v1.2")
    assert str(version) == "1.2.0"
    assert version.go_type == "*semver.Version"


def test_semver_compare_twice() -> None:
    assert semver_compare(">=1.19-0", "v1.37.0") is True
    assert semver_compare(">=1.19-0", "v1.37.0") is True
    assert semver_compare("<1.19-0", "v1.37.0") is False


@pytest.mark.parametrize(
    ("constraint", "version", "message"),
    [
        ("abc", "1", 'improper constraint: "abc"'),
        (">1", "x", "invalid semantic version"),
        ("1|2", "1", "constraint parser error"),
    ],
)
def test_semver_compare_refuses(constraint: str, version: str, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        semver_compare(constraint, version)
    assert str(caught.value) == message


def test_semver_refuses() -> None:
    with pytest.raises(FunctionError, match=r"^invalid semantic version$"):
        semver("abc")
