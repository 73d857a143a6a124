"""Functions as templates call them: found by name, with their arguments checked."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import ArgumentError, FunctionError
from pychart.functions import bind
from pychart.functions.table import FUNCTIONS
from pychart.gostd.types import Int64, StringList, StringMap, Values


class Certificate:
    go_type = "sprig.certificate"


def give(*arguments: Any) -> tuple[Any, ...]:
    return arguments


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - {"and", "or", "not", "include", "tpl"}))
def test_every_function_of_the_table_exists(name: str) -> None:
    assert callable(bind.bind_raw(name))


def test_a_row_that_leads_nowhere_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FUNCTIONS, "nope", ("helm", "nope", (), "any"))
    with pytest.raises(FunctionError, match="function nope is not available"):
        bind.bind_raw("nope")


def test_functions_that_take_anything_are_not_wrapped() -> None:
    assert bind.bind_checked("default", give) is give
    assert bind.bind_checked("now", give) is give


FITTING: list[tuple[str, tuple[Any, ...]]] = [
    ("upper", ("a",)),
    ("trunc", (1, "a")),
    ("hasKey", ({}, "a")),
    ("hasKey", (Values(), "a")),
    ("typeIs", ("a", None)),
    ("get", ({}, "a")),
    ("date", ("a", 1)),
    ("replace", ("a", "b", "c")),
    ("untilStep", (1, 2, 3)),
    ("pick", ({}, "a", "b")),
    ("printf", ("a", 1, None)),
    ("round", (1, 2, 0.5)),
    ("genSignedCert", ("a", [], [], 1, Certificate())),
    ("lookup", ("a", "b", "c", "d")),
]


@pytest.mark.parametrize(("name", "arguments"), FITTING)
def test_passes_arguments_that_fit(name: str, arguments: tuple[Any, ...]) -> None:
    call = bind.bind_checked(name, give)
    assert call(*arguments) == arguments
    assert call(*arguments) == arguments


MISFITS: list[tuple[str, tuple[Any, ...], int, str]] = [
    ("upper", (1,), 0, "string"),
    ("upper", (None,), 0, "string"),
    ("trunc", (Int64(1), "a"), 0, "int"),
    ("trunc", (True, "a"), 0, "int"),
    ("trunc", (1, 1.5), 1, "string"),
    ("hasKey", (None, "a"), 0, "map[string]interface {}"),
    ("hasKey", (StringMap(), "a"), 0, "map[string]interface {}"),
    ("set", ({}, 1, 1), 1, "string"),
    ("typeIs", (1, 1), 0, "string"),
    ("ternary", (1, 2, "x"), 2, "bool"),
    ("pick", ({}, "a", 1), 2, "string"),
    ("round", (1, 2, 1), 2, "float64"),
    ("genSignedCert", ("a", StringList(), [], 1, 1), 1, "[]interface {}"),
    ("genSignedCert", ("a", [], [], 1, 1), 4, "sprig.certificate"),
    ("derivePassword", (1, "a", "b", "c", "d"), 0, "uint32"),
    ("dateModify", ("1h", 5), 1, "time.Time"),
]


@pytest.mark.parametrize(("name", "arguments", "index", "expected"), MISFITS)
def test_refuses_arguments_of_other_types(name: str, arguments: tuple[Any, ...], index: int, expected: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        bind.bind_checked(name, give)(*arguments)
    assert (caught.value.index, caught.value.expected, caught.value.value) == (index, expected, arguments[index])


def test_the_lenient_form_takes_nil_for_maps_and_lists_only() -> None:
    assert bind.bind_checked("hasKey", give, lenient=True)(None, "a") == (None, "a")
    with pytest.raises(ArgumentError):
        bind.bind_checked("upper", give, lenient=True)(None)


def test_one_argument_can_be_checked_by_itself() -> None:
    assert bind.fit({}, 0, "map") == {}
    assert bind.fit_lenient(None, 0, "map") is None
    with pytest.raises(ArgumentError) as caught:
        bind.fit(None, 1, "map")
    assert (caught.value.index, caught.value.expected) == (1, "map[string]interface {}")
