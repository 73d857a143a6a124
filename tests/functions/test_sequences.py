"""What counts as a list."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions.sequences import require_elements
from pychart.gostd.types import StringList
from tests.functions.literals import show


def test_lists_are_given_back_and_bytes_are_numbers() -> None:
    values = StringList(["a"])
    assert require_elements(values, "") is values
    assert show(require_elements(b"ab", "")) == "[Uint8(97), Uint8(98)]"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "runtime error: invalid memory address or nil pointer dereference"),
        ("a", "Cannot eat string"),
        ({}, "Cannot eat map"),
        (1.5, "Cannot eat float64"),
    ],
)
def test_everything_else_is_refused(value: Any, message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        require_elements(value, "Cannot eat")
    assert str(failure.value) == message
