"""Coalescing, row by row as Helm 4.3.1 renders ``toJson .Values`` of a chart ``c`` with one subchart ``s``."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from pychart.chart.metadata import Metadata
from pychart.chart.model import Chart
from pychart.errors import ValuesError
from pychart.values.coalesce import coalesce_values, copy_table, merge_values

# what it shows, the parent's defaults, the child's defaults, the user's values, the result
QUIET: list[tuple[str, Any, Any, Any, Any]] = [
    (
        "user map over default map",
        {"m": {"a": 1, "b": {"c": 1}}},
        {},
        {"m": {"b": {"d": 2}}},
        {"m": {"a": 1, "b": {"c": 1, "d": 2}}, "s": {"global": {}}},
    ),
    ("user list replaces", {"l": [1, 2]}, {}, {"l": [9]}, {"l": [9], "s": {"global": {}}}),
    (
        "user null deletes a default",
        {"a": 1, "m": {"b": 1, "c": 2}},
        {},
        {"a": None, "m": {"b": None}},
        {"m": {"c": 2}, "s": {"global": {}}},
    ),
    (
        "user null without default stays",
        {"m": {"x": 1}},
        {},
        {"q": None, "m": {"z": None}},
        {"m": {"x": 1, "z": None}, "q": None, "s": {"global": {}}},
    ),
    (
        "nulls of defaults vanish but not in lists",
        {"a": None, "m": {"b": None, "c": {"d": None}}, "l": [None, {"k": None}]},
        {},
        {},
        {"l": [None, {"k": None}], "m": {"c": {}}, "s": {"global": {}}},
    ),
    (
        "default null, user null",
        {"a": None, "m": {"b": None}},
        {},
        {"a": None, "m": {"b": None}},
        {"m": {"b": None}, "s": {"global": {}}},
    ),
    ("child section", {"s": {"b": 2}}, {"a": 1, "b": 1}, {}, {"s": {"a": 1, "b": 2, "global": {}}}),
    (
        "child section by user",
        {"s": {"b": 2}},
        {"a": 1, "b": 1, "c": {"d": 1}},
        {"s": {"b": 3, "c": {"e": 2}}},
        {"s": {"a": 1, "b": 3, "c": {"d": 1, "e": 2}, "global": {}}},
    ),
    ("null of the parent keeps a child default", {"s": {"a": None}}, {"a": 1}, {}, {"s": {"a": 1, "global": {}}}),
    (
        "null of the user removes a child default",
        {"s": {"m": {"a": 1}}},
        {"m": {"a": 2, "b": 3, "c": 4}},
        {"s": {"m": {"a": None, "b": None}}},
        {"s": {"global": {}, "m": {"c": 4}}},
    ),
    ("parent section null", {"s": None}, {"a": 1}, {}, {"s": {"a": 1, "global": {}}}),
    (
        "globals go down",
        {"global": {"a": 1, "m": {"x": 1}}},
        {"global": {"a": 5, "b": 2, "m": {"z": 2}}},
        {"global": {"c": 3}},
        {"global": {"a": 1, "c": 3, "m": {"x": 1}}, "s": {"global": {"a": 1, "b": 2, "c": 3, "m": {"x": 1, "z": 2}}}},
    ),
    (
        "globals of the section lose",
        {"global": {"a": 1}, "s": {"global": {"a": 2, "d": 4}}},
        {},
        {},
        {"global": {"a": 1}, "s": {"global": {"a": 1, "d": 4}}},
    ),
    (
        "global of the user over child section of the user",
        {},
        {},
        {"global": {"a": 1}, "s": {"global": {"a": 2, "k": {"x": 1}}}},
        {"global": {"a": 1}, "s": {"global": {"a": 1, "k": {"x": 1}}}},
    ),
    (
        "global null",
        {"global": {"a": None, "b": 1}},
        {"global": {"a": 5}},
        {},
        {"global": {"b": 1}, "s": {"global": {"a": 5, "b": 1}}},
    ),
    (
        "user global null",
        {"global": {"b": 1}},
        {"global": {"a": 5, "b": 2}},
        {"global": {"a": None, "b": None}},
        {"global": {"a": None}, "s": {"global": {"b": 2}}},
    ),
]

# the same, and what is logged
NOISY: list[tuple[str, Any, Any, Any, Any, str]] = [
    (
        "user scalar over default table",
        {"m": {"a": {"b": 1}}, "t": {"x": 1}},
        {},
        {"m": {"a": 1}, "t": 2},
        {"m": {"a": 1}, "s": {"global": {}}, "t": 2},
        'level=INFO msg="warning: cannot overwrite table with non table for c.m.a (map[b:1])"\n',
    ),
    (
        "user table over default scalar",
        {"m": {"a": 1}, "t": 5},
        {},
        {"m": {"a": {"b": 1}}, "t": {"x": 1}},
        {"m": {"a": {"b": 1}}, "s": {"global": {}}, "t": {"x": 1}},
        'level=INFO msg="warning: destination for c.m.a is a table. Ignoring non-table value (1)"\n'
        'level=INFO msg="warning: skipped value for c.t: Not a table."\n',
    ),
    (
        "global is no table",
        {"global": "x"},
        {},
        {},
        {"global": "x", "s": {}},
        'level=INFO msg="warning: skipping globals because source global is not a table."\n',
    ),
    (
        "section global is no table",
        {"global": {"a": 1}},
        {},
        {"s": {"global": "x"}},
        {"global": {"a": 1}, "s": {"global": "x"}},
        'level=INFO msg="warning: skipping globals because destination global is not a table."\n',
    ),
    (
        "global map over scalar",
        {"global": {"a": {"x": 1}}},
        {},
        {"s": {"global": {"a": 5}}},
        {"global": {"a": {"x": 1}}, "s": {"global": {"a": 5}}},
        'level=INFO msg="Conflict: cannot merge map onto non-map for \\"a\\". Skipping."\n',
    ),
    (
        "global scalar over map",
        {"global": {"a": 5}},
        {},
        {"s": {"global": {"a": {"x": 1}}}},
        {"global": {"a": 5}, "s": {"global": {"a": {"x": 1}}}},
        'level=INFO msg="key a is table. Skipping"\n',
    ),
    (
        "global type conflict with child default",
        {"global": {"a": {"x": 1}}},
        {"global": {"a": 5}},
        {},
        {"global": {"a": {"x": 1}}, "s": {"global": {"a": {"x": 1}}}},
        'level=INFO msg="warning: destination for c.s.global.a is a table. Ignoring non-table value (5)"\n',
    ),
]

REFUSED: list[tuple[Any, Any, str]] = [
    ({}, {"s": None}, "type mismatch on s: %!t(<nil>)"),
    ({"s": "x"}, {}, "type mismatch on s: %!t(string=x)"),
    ({}, {"s": [1, "b"]}, "type mismatch on s: [%!t(float64=1) %!t(string=b)]"),
]


def make_chart(parent: dict[str, Any], child: dict[str, Any]) -> Chart:
    return Chart(Metadata(name="c"), values=parent, dependencies=(Chart(Metadata(name="s"), values=child),))


@pytest.mark.parametrize(("parent", "child", "user", "expected"), [pytest.param(*row[1:], id=row[0]) for row in QUIET])
def test_coalesce(parent: Any, child: Any, user: Any, expected: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert coalesce_values(make_chart(parent, child), user) == expected
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("parent", "child", "user", "expected", "logged"), [pytest.param(*row[1:], id=row[0]) for row in NOISY]
)
def test_coalesce_with_warning(
    parent: Any, child: Any, user: Any, expected: Any, logged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coalesce_values(make_chart(parent, child), user) == expected
    assert sorted(capsys.readouterr().err.splitlines()) == sorted(logged.splitlines())


@pytest.mark.parametrize(("parent", "user", "message"), REFUSED)
def test_section_that_is_no_table(parent: Any, user: Any, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        # Numbers of values files are float64, and Go prints the type.
        coalesce_values(make_chart(parent, {}), {"s": [1.0, "b"]} if isinstance(user.get("s"), list) else user)
    assert str(caught.value) == message


def test_merging_keeps_nulls() -> None:
    chart = make_chart({"a": None, "m": {"b": None}}, {"c": None})
    assert merge_values(chart, {"q": None}) == {"a": None, "m": {"b": None}, "q": None, "s": {"c": None, "global": {}}}


def test_inputs_stay_as_they_were() -> None:
    parent = {"m": {"l": [{"a": 1}], "n": None}, "global": {"g": {"x": 1}}}
    child = {"global": {"g": {"z": 1}}, "d": {"e": [1]}}
    user = {"m": {"o": {"p": 1}}, "s": {"d": {"e": {}}}}
    before = deepcopy((parent, child, user))
    values = coalesce_values(make_chart(parent, child), user)
    values["m"]["l"][0]["a"] = 2
    values["m"]["o"]["p"] = 2
    values["s"]["global"]["g"]["x"] = 2
    assert (parent, child, user) == before


def test_copy_table() -> None:
    table: dict[str, Any] = {"a": [{"b": []}], "c": {"d": {}}, "e": None}
    copied = copy_table(table)
    assert copied == table
    assert copied["a"][0] is not table["a"][0]
    assert copied["c"]["d"] is not table["c"]["d"]
