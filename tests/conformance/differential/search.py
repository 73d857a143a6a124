"""Make examples of a kind, find those that the two sides answer differently, and shrink one.

Starting the reference takes longer than everything else, so examples that pychart answers without an error share a
chart; when the answers to that chart differ, it is halved until the examples that differ stand alone. Examples that
pychart refuses are asked one by one, for a chart has only one error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.conformance.differential.sides import Answer, Bench, Layout

ASKED_AGAIN = 5
"""How often the reference is asked before a difference counts: some of its answers follow the order of Go's maps."""

ROUNDS = 20
"""How many seeds are tried until there are enough different examples."""


SPARE = 50
"""How many examples are made at least with a seed: the first ones are always the same."""


class Kind(NamedTuple):
    """What is compared: a strategy, how examples become one chart, and how many of them share one."""

    examples: SearchStrategy[Any]
    lay_out: Callable[[Sequence[Any]], Layout]
    together: int = 1


class Difference(NamedTuple):
    """An example that the two sides answer differently."""

    example: Any
    layout: Layout
    helm: Answer
    pychart: Answer


def compare(bench: Bench, kind: Kind, count: int, number: int) -> Difference | None:
    """Make ``count`` examples from a seed's number, and give the first that differs, shrunk."""
    found = next(find_differences(bench, kind, generate(kind, count, number)), None)
    return found and shrink(bench, kind, found, count, number)


def generate(kind: Kind, count: int, number: int) -> list[Any]:
    """Make ``count`` examples, no two alike; the seed's number decides which."""
    found: dict[str, Any] = {}
    for round_ in range(ROUNDS):
        if len(found) < count:
            _drive(
                kind,
                max(count - len(found), SPARE),
                number + round_,
                lambda e: found.setdefault(repr(e), e),
                Phase.generate,
            )
    return list(found.values())[:count]


def find_differences(bench: Bench, kind: Kind, examples: Sequence[Any]) -> Iterator[Difference]:
    """Give the examples that are answered differently."""
    sound = []
    for example in examples:
        layout = kind.lay_out([example])
        bench.lay(layout)
        if kind.together > 1 and bench.ask_pychart(layout).status == 0:
            sound.append(example)
        else:
            yield from narrow(bench, kind, [example])
    for start in range(0, len(sound), kind.together):
        yield from narrow(bench, kind, sound[start : start + kind.together])


def shrink(bench: Bench, kind: Kind, difference: Difference, count: int, number: int) -> Difference:
    """Find a smaller example that differs: make the same examples again, and let hypothesis shrink this one."""
    wanted, smallest, met = repr(difference.example), difference, False

    def check(example: Any) -> None:
        nonlocal smallest, met
        met = met or repr(example) == wanted
        if met and (found := next(narrow(bench, kind, [example]), None)):
            smallest = found
            raise _DifferError

    for round_ in range(ROUNDS):
        try:
            _drive(kind, max(count, SPARE), number + round_, check, Phase.generate, Phase.shrink)
        except _DifferError:
            break
    return smallest


class _DifferError(Exception):
    """Tells hypothesis that an example is of the kind it should shrink."""


def _drive(kind: Kind, count: int, number: int, check: Callable[[Any], object], *phases: Phase) -> None:
    """Let hypothesis make examples from one seed."""

    @seed(number)
    @settings(
        max_examples=count,
        phases=phases,
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(kind.examples)
    def drive(example: Any) -> None:
        check(example)

    drive()


def narrow(bench: Bench, kind: Kind, examples: Sequence[Any]) -> Iterator[Difference]:
    """Compare examples that share a chart; halve it where it says that one of them differs, or hides others."""
    if not examples:
        return
    layout = kind.lay_out(examples)
    bench.lay(layout)
    helm, pychart = bench.ask_helm(layout), bench.ask_pychart(layout)
    is_equal = helm.settled() == pychart.settled()
    if len(examples) > 1 and not (is_equal and helm.status == 0):
        half = len(examples) // 2
        yield from narrow(bench, kind, examples[:half])
        yield from narrow(bench, kind, examples[half:])
    elif not is_equal and _is_settled(bench, layout, helm):
        yield Difference(examples[0], layout, helm, pychart)


def _is_settled(bench: Bench, layout: Layout, answer: Answer) -> bool:
    """Tell whether the reference gives the same answer whenever it is asked."""
    return all(bench.ask_helm(layout).settled() == answer.settled() for _ in range(ASKED_AGAIN))
