from __future__ import annotations

import pytest

from pychart.gostd.unicode import is_new_printable, new_lower, new_upper


@pytest.mark.parametrize(
    ("code", "new"),
    [
        (0x88E, False),
        (0x88F, True),
        (0x890, False),
        (0x1ACF, True),
        (0x1AD5, True),
        (0x1ADD, True),
        (0x1ADE, False),
        (0x31350, True),
        (0x33479, True),
        (0x3347A, False),
        (0x41, False),
        (0x10FFFF, False),
    ],
)
def test_is_new_printable_at_the_edges_of_its_ranges(code: int, new: bool) -> None:
    assert is_new_printable(code) is new


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("\ua7dc", "\u019b"),
        ("\ua7cb", "\u0264"),
        ("\u1c89", "\u1c8a"),
        ("\U00010d50", "\U00010d70"),
        ("\U00016eb8", "\U00016ed3"),
    ],
)
def test_new_case_pairs(upper: str, lower: str) -> None:
    assert new_upper(lower) == upper
    assert new_lower(upper) == lower
    assert new_upper(upper) == upper
    assert new_lower("x") == "x"
