"""Nodes printed again, as Go does, at any depth."""

from __future__ import annotations

import pytest

from pychart.templates.golang.nodes import Action
from pychart.templates.golang.parser import parse_file
from pychart.templates.golang.spelling import spell

TEXTS = [
    ". | len",
    '$x := printf "%s" .a.b `r` (len nil | printf) true 0x1f',
    "(.a | len).b.c 1 | printf .d",
    "$.a",
    "len.x ((1))",
]


@pytest.mark.parametrize("text", TEXTS)
def test_spells_as_the_nodes_do(text: str) -> None:
    statement = parse_file("t", "{{ " + text + " }}", frozenset(["len", "printf"]))["t"].body[0]
    assert isinstance(statement, Action)
    assert spell(statement.pipe) == str(statement.pipe) == text


def test_spells_what_nests_deeper_than_the_stack() -> None:
    text = "(" * 9000 + "1" + ")" * 9000
    statement = parse_file("t", "{{ " + text + " }}", frozenset())["t"].body[0]
    assert isinstance(statement, Action)
    assert spell(statement.pipe) == text
