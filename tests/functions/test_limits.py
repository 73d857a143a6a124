from __future__ import annotations

from collections.abc import Callable

import pytest

from pychart.errors import FunctionError
from pychart.functions import builtins, strings
from pychart.functions.limits import MAX_TEXT, bounded

HALF = "x" * (MAX_TEXT // 2 + 1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: builtins.printf("%s%s", HALF, HALF),
        lambda: builtins.print_(HALF, HALF),
        lambda: builtins.println(HALF, HALF),
        lambda: strings.cat(HALF, HALF),
        lambda: strings.repeat(2, HALF),
        lambda: strings.join("", [HALF, HALF]),
    ],
)
def test_a_text_cannot_grow_without_end(call: Callable[[], str]) -> None:
    with pytest.raises(FunctionError, match="at most 67108864 are allowed"):
        call()


def test_the_longest_text_passes() -> None:
    assert bounded("x" * MAX_TEXT)
