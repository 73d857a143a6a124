from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import ArgumentError, FunctionError, ValuesError
from pychart.gostd.types import Values
from pychart.values.paths import METHODS, require_table, require_value

VALUES: dict[str, Any] = {"a": {"b": {"c": 1.0, "n": None}}, "l": [1.0], "YAML": "shadowed"}


def test_tables_are_shared() -> None:
    assert require_table(VALUES, "a.b") is VALUES["a"]["b"]


@pytest.mark.parametrize(("path", "name"), [("zz", "zz"), ("a.zz.c", "zz"), ("a.b.c", "c"), ("l", "l"), ("", "")])
def test_no_table(path: str, name: str) -> None:
    with pytest.raises(ValuesError) as caught:
        require_table(VALUES, path)
    assert str(caught.value) == f'"{name}" is not a table'


@pytest.mark.parametrize(("path", "value"), [("a.b.c", 1.0), ("a.b.n", None), ("l", [1.0])])
def test_value(path: str, value: Any) -> None:
    assert require_value(VALUES, path) == value


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("a", '"a" is not a value'),
        ("a.b", '"b" is not a value'),
        ("zz.b", '"b" is not a value'),
        ("", "YAML path cannot be empty"),
    ],
)
def test_no_value(path: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        require_value(VALUES, path)
    assert str(caught.value) == message


def test_methods() -> None:
    values = Values(VALUES)
    assert METHODS["AsMap"](values) is values
    assert METHODS["Table"](values, "a.b") == {"c": 1.0, "n": None}
    assert METHODS["PathValue"](values, "a.b.c") == 1.0
    assert METHODS["YAML"](Values(b=1.0, a={"x": "z"})) == "a:\n  x: z\nb: 1\n"


def test_methods_that_fail() -> None:
    with pytest.raises(FunctionError, match=r'^"zz" is not a table$'):
        METHODS["Table"](Values(), "zz")
    with pytest.raises(ArgumentError, match="expected string"):
        METHODS["PathValue"](Values(), 1.0)
    with pytest.raises(ArgumentError, match=r"expected io\.Writer"):
        METHODS["Encode"](Values(), "x")
