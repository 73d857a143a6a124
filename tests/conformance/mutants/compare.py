"""Ask both programs about changed charts: what they print, how they end, and the first line of what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from tests.conformance.differential.sides import Answer, Bench, Layout
from tests.conformance.mutants.changes import change_chart
from tests.conformance.mutants.sources import Source

ASKED_AGAIN = 4
"""How often the reference is asked before a difference counts."""

LINT_EVERY = 4
"""How many mutants are rendered for one that is checked by lint, too."""


class Difference(NamedTuple):
    """A mutant that the two answer differently."""

    source: str
    change: str
    line: tuple[str, ...]
    layout: Layout
    helm: Answer
    pychart: Answer


class Mutants:
    """Makes mutants of sources and compares the answers; ``counts`` tells how they ended."""

    def __init__(self, bench: Bench, sources: Sequence[Source], number: int) -> None:
        self._bench = bench
        self._sources = sources
        self._chance = Random(number)
        self.counts: Counter[str] = Counter()

    def compare(self, count: int) -> Iterator[Difference]:
        """Make ``count`` mutants and give those that are answered differently."""
        for number in range(count):
            source = self._chance.choice(self._sources)
            files, change = change_chart(source.files, self._chance)
            layout = Layout(files, source.args)
            self._bench.lay(layout)
            lines = [("template", "rel", "./chart", *source.args)]
            lines += [("lint", "./chart")] if number % LINT_EVERY == 0 else []
            for line in lines:
                found = self._ask(line)
                if found:
                    yield Difference(source.name, change, line, layout, *found)

    def _ask(self, line: tuple[str, ...]) -> tuple[Answer, Answer] | None:
        helm, pychart = self._bench.ask_helm_for(line), self._bench.ask_pychart_for(line)
        self.counts[f"{line[0]}: Helm ends with {helm.status}"] += 1
        if gist(helm) == gist(pychart):
            return None
        if any(gist(self._bench.ask_helm_for(line)) != gist(helm) for _ in range(ASKED_AGAIN)):
            self.counts[f"{line[0]}: Helm's answer is by chance"] += 1
            return None
        self.counts[f"{line[0]}: different"] += 1
        return helm, pychart


def gist(answer: Answer) -> tuple[str, str, int]:
    """Give what must be equal of an answer: all of stdout, the first line of stderr, and the status."""
    settled = answer.settled()
    return settled.out, answer.err.partition("\n")[0], settled.status
