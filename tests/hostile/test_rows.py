"""No threat is without a test, and no name of a test leads nowhere."""

from __future__ import annotations

import re

import pytest

from tests.hostile.rows import ADVISORIES, BARS, CASE, ELSEWHERE, FAULTS, FURTHER, LIBRARIES
from tests.hostile.test_cases import CASES
from tests.reference import ROOT

MEANT = {row for case in CASES for row in ("http client" if case.rows == "http client" else case.rows).split()}


@pytest.mark.parametrize("row", [*ADVISORIES, *FURTHER, *LIBRARIES])
def test_every_row_has_a_test(row: str) -> None:
    assert row in MEANT or row in ELSEWHERE


def test_there_are_twenty_seven_advisories() -> None:
    assert len(set(ADVISORIES)) == 27


@pytest.mark.parametrize("name", sorted({*ELSEWHERE.values(), *FAULTS.values(), *BARS.values()}))
def test_the_test_is_there(name: str) -> None:
    if name.startswith(CASE):
        assert name.removeprefix(CASE) in {case.name for case in CASES}
        return
    path, _, function = name.partition("::")
    text = (ROOT / path).read_text()
    assert not function or re.search(rf"^def {function}\(", text, re.MULTILINE)
