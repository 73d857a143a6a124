"""What an argument of --set and its kin gives can be written back as arguments that give the same, here and in Helm."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.errors import PychartError
from pychart.values.set_flags import parse_set, parse_set_json, parse_set_literal, parse_set_string
from tests.conformance.differential import set_flags
from tests.conformance.differential.report import show as report
from tests.conformance.differential.search import Kind, generate, narrow
from tests.conformance.differential.sides import CHART, Bench, Layout
from tests.functions.literals import show
from tests.properties.effort import times
from tests.properties.set_printer import Parts, print_json, print_literals, print_set
from tests.reference import requires_reference

Values = dict[str, Any]
FLAGS: dict[str, tuple[Callable[[str, Values], None], Callable[[Values], list[Parts]]]] = {
    "--set": (parse_set, print_set),
    "--set-string": (parse_set_string, print_set),
    "--set-json": (parse_set_json, print_json),
    "--set-literal": (parse_set_literal, print_literals),
}
SIGNS = st.text(r"ab1.,=[]{}\ " + '"', max_size=14)
ODD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.just("\udcff"), max_size=5)
KEY = st.builds(lambda text: "".join(f"\\{c}" if c in r"\,.[=" else c for c in text), SIGNS | ODD)
PATH = st.lists(
    st.builds("{}{}".format, KEY, st.sampled_from(["", "", "[0]", "[2]", "[1][0]"])), min_size=1, max_size=3
)
ASSIGNMENT = st.builds("{}={}".format, PATH.map(".".join), SIGNS | ODD | set_flags.SCALAR)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ODD, inner, max_size=3),
    max_leaves=6,
).map(json.dumps)
JSON_ASSIGNMENT = st.builds("{}={}".format, PATH.map(".".join), set_flags.JSON | JSON)
SET = st.lists(set_flags.ASSIGNMENT | ASSIGNMENT | SIGNS, min_size=1, max_size=3)
ALONE = st.one_of(JSON, SIGNS, st.sampled_from(set_flags.WHOLE_JSON))
ARGUMENTS: dict[str, st.SearchStrategy[Parts]] = {
    "--set": SET,
    "--set-string": SET,
    "--set-json": st.lists(JSON_ASSIGNMENT, min_size=1, max_size=3) | ALONE.map(lambda text: [text]),
    "--set-literal": st.one_of(set_flags.ASSIGNMENT, ASSIGNMENT, SIGNS).map(lambda text: [text]),
}


def parse(flag: str, arguments: Sequence[Parts]) -> Values | None:
    """Apply arguments in order; None where one of them is refused."""
    values: Values = {}
    try:
        for parts in arguments:
            FLAGS[flag][0](",".join(parts), values)
    except PychartError:
        return None
    return values


@pytest.mark.parametrize("flag", FLAGS)
def test_what_was_read_can_be_written(flag: str) -> None:
    @settings(max_examples=times(200), deadline=None)
    @given(parts=ARGUMENTS[flag])
    def check(parts: Parts) -> None:
        values = parse(flag, [parts])
        if values is None:
            return
        printed = FLAGS[flag][1](values)
        again = parse(flag, printed)
        assert again is not None, printed
        assert show(again) == show(values), printed
        assert FLAGS[flag][1](again) == printed

    check()


Example = tuple[str, Parts]
EXAMPLES: st.SearchStrategy[Example] = st.sampled_from(sorted(FLAGS)).flatmap(
    lambda flag: st.tuples(st.just(flag), ARGUMENTS[flag])
)
TEMPLATE = "{{ range $name, $value := .Values }}{{ quote $name }}: {{ toJson $value | quote }}\n{{ end }}"


def below(name: str, flag: str, parts: Parts) -> Parts:
    """Put what an argument sets below a key of its own."""
    if flag == "--set-json" and parts[0].lstrip().startswith("{"):
        return [f"{name}={','.join(parts)}"]
    return [part and f"{name}.{part}" for part in parts]


def lay_out(examples: Sequence[Example]) -> Layout:
    """Make a chart that prints what each example gives, and what it gives when it is written back."""
    args: list[str] = []
    for number, (flag, parts) in enumerate(examples):
        printed = FLAGS[flag][1](parse(flag, [parts]) or {})
        for name, arguments in (("read", [parts]), ("written", printed)):
            args += [f"{flag}={','.join(below(f'{name}{number}', flag, argument))}" for argument in arguments]
    return Layout({"Chart.yaml": CHART, "templates/t.yaml": TEMPLATE, "values.yaml": ""}, tuple(args))


def fits(example: Example) -> bool:
    """Tell whether an example is taken, and gives the same below a key."""
    flag, parts = example
    values = parse(flag, [parts])
    return bool(values) and parse(flag, [below("x", flag, parts)]) == {"x": values}


@requires_reference
@pytest.mark.reference
def test_helm_reads_both_as_we_do(tmp_path: Path) -> None:
    kind = Kind(EXAMPLES.filter(fits), lay_out)
    examples = generate(kind, times(200), 0)
    assert len(examples) == times(200)
    with Bench.open(tmp_path) as bench:
        for start in range(0, len(examples), 100):
            batch = examples[start : start + 100]
            for difference in narrow(bench, kind, batch):
                pytest.fail(report(difference, "set"))
            lines = bench.ask_helm(lay_out(batch)).out.splitlines()[2:]
            assert [line[5:] for line in lines if line[:5] == '"read'] == [
                line[8:] for line in lines if line[:8] == '"written'
            ]


@requires_reference
@pytest.mark.reference
def test_helm_refuses_what_we_refuse(tmp_path: Path) -> None:
    kind = Kind(EXAMPLES.filter(lambda example: parse(example[0], [example[1]]) is None), lay_out)
    with Bench.open(tmp_path) as bench:
        for example in generate(kind, times(20), 0):
            for difference in narrow(bench, kind, [example]):
                pytest.fail(report(difference, "set"))
