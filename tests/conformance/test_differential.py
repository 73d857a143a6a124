"""A short run of the differential suite, and the suite's own searching and shrinking."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.conformance.differential.kinds import KINDS
from tests.conformance.differential.report import show
from tests.conformance.differential.search import Kind, compare, find_differences, generate
from tests.conformance.differential.sides import Answer, Bench, Layout
from tests.reference import requires_reference

COUNTS = {"templates": 100, "values": 40, "set": 40, "yaml": 300, "versions": 40, "printf": 300, "regex": 60}
SEED = 0


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("name", KINDS)
def test_generated_examples_are_answered_as_helm_answers(name: str, tmp_path: Path) -> None:
    with Bench.open(tmp_path) as bench:
        difference = compare(bench, KINDS[name], COUNTS[name], SEED)
    assert difference is None, show(difference, name)


def lay_out_numbers(numbers: Sequence[int]) -> Layout:
    return Layout({"n": " ".join(map(str, numbers))})


class BenchOfTwo(Bench):
    """Two sides that read numbers: one refuses those above ten; the other does not know 17 and what is above 100."""

    def ask_helm(self, layout: Layout) -> Answer:
        return self._answer(layout, {17})

    def ask_pychart(self, layout: Layout) -> Answer:
        return self._answer(layout, set(range(101, 1000)))

    def _answer(self, layout: Layout, unknown: set[int]) -> Answer:
        numbers = [int(word) for word in layout.files["n"].split()]
        return Answer(" ".join("?" if n in unknown else str(n) for n in numbers), "", int(max(numbers) > 10))


@pytest.fixture
def bench(tmp_path: Path) -> BenchOfTwo:
    return BenchOfTwo(tmp_path)


def numbers(together: int) -> Kind:
    return Kind(st.integers(0, 500), lay_out_numbers, together)


@pytest.mark.parametrize("together", [1, 5, 50])
def test_every_example_that_differs_is_found(bench: BenchOfTwo, together: int) -> None:
    found = find_differences(bench, numbers(together), [3, 17, 4, 101, 5, 9, 100, 200])
    assert sorted(difference.example for difference in found) == [17, 101, 200]


def test_the_difference_is_shrunk(bench: BenchOfTwo) -> None:
    difference = compare(bench, numbers(10), 100, SEED)
    assert difference is not None
    assert difference.example in (17, 101)


def test_equal_answers_are_no_difference(bench: BenchOfTwo) -> None:
    assert compare(bench, Kind(st.integers(0, 9), lay_out_numbers, 3), 10, SEED) is None


def test_generated_examples_are_distinct_and_repeatable() -> None:
    kind = Kind(st.integers(), lay_out_numbers)
    assert generate(kind, 70, SEED) == generate(kind, 70, SEED)
    assert len(set(generate(kind, 70, SEED))) == 70


def test_a_difference_is_shown_as_a_case_to_record(bench: BenchOfTwo) -> None:
    (difference,) = find_differences(bench, numbers(1), [17])
    text = show(difference, "numbers")
    assert "-?\n+17\n" in text
    assert "- name: numbers-...\n  category: numbers\n  files:\n    n: '17'\n" in text
