"""How long a cluster is waited for."""

from __future__ import annotations

import time

import pytest

from pychart.kube.patience import LEAST, PROMPT, Patience


@pytest.mark.parametrize(
    ("seconds", "each", "total"),
    [(300, 30, 300), (5, 5, 5), (0.1, LEAST, LEAST), (0, 30, float("inf")), (-1, 30, float("inf"))],
)
def test_of_a_timeout(seconds: float, each: float, total: float) -> None:
    found = Patience.from_timeout(seconds)
    assert (found.each, found.total, found.left) == (each, total, each)


def test_prompt_answers_cost_nothing_and_late_ones_add_up() -> None:
    found = Patience.from_timeout(3)
    for _ in range(10_000):
        found.spend(PROMPT)
    assert found.left == 3
    found.spend(PROMPT + 2)
    assert found.left == pytest.approx(1)
    found.spend(PROMPT + 2)
    assert found.left == 0
    found.grant(5)
    assert found.left == 3


def test_a_grant_takes_nothing_away() -> None:
    found = Patience.from_timeout(300)
    found.grant(5)
    assert found.total == 300


def test_a_moment_ends_all_requests_even_in_forks() -> None:
    found = Patience()
    with found.until(time.monotonic() + 10):
        assert 9 < found.left <= 10
        assert 9 < found.fork().left <= 10
        with found.until(time.monotonic() - 1):
            assert found.left == 0
            assert found.fork().left == 0
        with found.until(time.monotonic() + 0.2):
            assert found.left == LEAST
        with found.until(time.monotonic() + 20):
            assert found.left <= 10
    assert found.left == 30
