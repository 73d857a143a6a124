"""What goes together in comparisons, and how strings are ordered."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.functions.comparing import basic_kind, is_equal, is_less
from pychart.gostd.types import Int64, NilList, StringList, Struct, Uint8


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, "int"),
        (Int64(1), "int"),
        (Uint8(1), "uint"),
        (True, "bool"),
        (1.0, "float"),
        (1j, "complex"),
        ("", "string"),
        (None, ""),
        ([], ""),
        ({}, ""),
        (Struct(), ""),
    ],
)
def test_basic_kind(value: Any, kind: str) -> None:
    assert basic_kind(value) == kind


def test_nil_equals_nil_only() -> None:
    assert is_equal(None, None)
    assert is_equal(NilList(), None)
    assert not is_equal(None, [])
    assert not is_equal("", None)


def test_strings_are_ordered_by_bytes() -> None:
    assert is_less("\uffff", "😀")
    assert is_less("😀", "\udcff")
    assert not is_less("\udcff", "\uffff")


def test_integers_of_all_types_go_together() -> None:
    assert is_less(-1, Uint8(0))
    assert is_equal(Int64(3), Uint8(3))


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        (1, 1.0, "incompatible types for comparison: int and float64"),
        ([1], [1], "non-comparable type [%!s(int=1)]: []interface {}"),
        (StringList(["a"]), {}, "non-comparable types [a]: []string, map[string]interface {}: map[]"),
    ],
)
def test_what_cannot_be_equal(left: Any, right: Any, message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        is_equal(left, right)
    assert str(failure.value) == message
