from __future__ import annotations

import pytest

from pychart.advice.near import count_slips, find_nearest


@pytest.mark.parametrize(
    ("name", "known", "nearest"),
    [
        ("imgae", ["ingress", "image"], "image"),
        ("pullpolicy", ["pullSecrets", "pullPolicy"], "pullPolicy"),
        ("pull-policy", ["pullPolicy"], "pullPolicy"),
        ("host", ["hosts", "ports"], "hosts"),
        ("annotation", ["podAnnotations", "annotations"], "annotations"),
        ("x", ["y"], ""),
        ("database", ["service"], ""),
        ("", ["a"], ""),
    ],
)
def test_nearest(name: str, known: list[str], nearest: str) -> None:
    assert find_nearest(name, known) == nearest


@pytest.mark.parametrize(("one", "two", "slips"), [("", "abc", 3), ("ab", "ba", 1), ("abc", "axc", 1), ("a", "a", 0)])
def test_slips(one: str, two: str, slips: int) -> None:
    assert count_slips(one, two) == count_slips(two, one) == slips
