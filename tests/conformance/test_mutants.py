"""A short run of the mutants, and what the changes are."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.conformance.differential.sides import Answer, Bench
from tests.conformance.mutants.__main__ import show
from tests.conformance.mutants.changes import Change, change_byte, change_chart, change_line, change_token
from tests.conformance.mutants.compare import Difference, Mutants
from tests.conformance.mutants.sources import Source, list_sources
from tests.reference import requires_reference

COUNT = 150
SEED = 0


@requires_reference
@pytest.mark.reference
def test_mutants_are_answered_as_helm_answers(tmp_path: Path) -> None:
    with Bench.open(tmp_path) as bench:
        mutants = Mutants(bench, list_sources(), SEED)
        assert [show(found) for found in mutants.compare(COUNT)] == []
    assert mutants.counts["template: Helm ends with 0"] > COUNT / 4
    assert mutants.counts["template: Helm ends with 1"] > COUNT / 4


def test_the_project_has_charts_that_pass() -> None:
    names = [source.name for source in list_sources()]
    assert {"hello-world", "legacy", "umbrella"} < set(names)
    assert "hello-jinja" not in names
    assert len(names) > 250


TEXT = 'a: 1\nb:\n  - "x"\n  - {{ if eq .Values.a "{{" }}{{ quote . }}{{ end }}\n'


@pytest.mark.parametrize("change", [change_byte, change_line, change_token])
def test_a_change_is_small_and_repeatable(change: Change) -> None:
    found = {change(TEXT, Random(number)) for number in range(300)}
    assert found == {change(TEXT, Random(number)) for number in range(300)}
    assert len(found) > 60
    assert all(abs(len(text) - len(TEXT)) < len(TEXT) for text in found)


def test_only_actions_have_tokens() -> None:
    for number in range(100):
        assert change_token(TEXT, Random(number)).startswith('a: 1\nb:\n  - "x"\n  - ')


def test_one_file_of_a_chart_is_changed() -> None:
    files = {"Chart.yaml": "name: c\n", "empty": "", "templates/a.tpl": "{{ . }}"}
    for number in range(100):
        changed, how = change_chart(files, Random(number))
        assert [name for name in files if changed[name] != files[name]] in ([], [how.split()[-1]])


class BenchOfTwo(Bench):
    """Two sides that repeat the template; pychart does not know the letter z."""

    def ask_helm_for(self, line: object) -> Answer:
        return Answer((self.folder / "chart/t").read_text(errors="replace"), "", 0)

    def ask_pychart_for(self, line: object) -> Answer:
        answer = self.ask_helm_for(line)
        return answer._replace(out=answer.out.replace("z", "?"))


def test_what_differs_is_found(tmp_path: Path) -> None:
    mutants = Mutants(BenchOfTwo(tmp_path), [Source("c", {"t": "xyz"})], 1)
    found: list[Difference] = list(mutants.compare(40))
    assert found
    assert all("z" in one.layout.files["t"] for one in found)
    assert sum(count for name, count in mutants.counts.items() if name.endswith("different")) == len(found)
    assert "c: change_byte in t: template rel ./chart" in show(found[0])
