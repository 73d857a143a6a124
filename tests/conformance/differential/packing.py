"""Many expressions in one chart: one line each, with what they need in the values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from tests.conformance.differential.sides import CHART, Layout


class Expression(NamedTuple):
    """An expression of the template language, and the texts that it names ``$0``, ``$1``, ... in it."""

    text: str
    strings: tuple[str, ...] = ()


def lay_out_expressions(examples: Sequence[Expression]) -> Layout:
    """Make a chart whose template prints each expression's value as JSON."""
    lines = [f"x{n}: {{{{ {_fill(example, n)} | toJson }}}}\n" for n, example in enumerate(examples)]
    values = "".join(f"- [{', '.join(map(quote_yaml, example.strings))}]\n" for example in examples)
    return Layout({"Chart.yaml": CHART, "templates/t.yaml": "".join(lines), "values.yaml": f"e:\n{values}"})


def quote_yaml(text: str) -> str:
    """Write a text as a double quoted scalar that every reader of YAML takes for this very text."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


def _fill(example: Expression, number: int) -> str:
    text = example.text
    for n in range(len(example.strings)):
        text = text.replace(f"${n}", f"(index $.Values.e {number} {n})")
    return text
