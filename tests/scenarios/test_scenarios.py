"""The same command line through Helm 4.3.1 and pychart, each in a fresh home: output, status, files left behind.

What differs is named, with the reason, in the table of docs/differences.md; that table is read here, so a difference
that nobody has named fails, and so does a named one that is no more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path

import pytest

from tests.cli.every_command import COMMANDS
from tests.reference import ROOT, requires_reference, run_helm
from tests.registry.real import PROGRAM, run_registry
from tests.scenarios.scenario import Scenario, load_file_sets, load_scenarios
from tests.scenarios.server import push_served, serve
from tests.scenarios.world import Outcome, World

SCENARIOS = load_scenarios()
FILE_SETS = load_file_sets()
ASPECTS = [field.name for field in fields(Outcome)]


def read_differences() -> dict[str, set[str]]:
    """Read the table of docs/differences.md: a scenario's title to the aspects in which it differs.

    A row names one or more scenarios that differ in the same aspects for the same reason.
    """
    found: dict[str, set[str]] = {}
    for line in (ROOT / "docs/differences.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            titles, aspects, reason = (cell.strip() for cell in line.replace("\\|", "\0").strip("|").split("|"))
            assert reason, f"a row without a reason: {titles}"
            for title in titles.replace("\0", "|").strip("`").split("`<br>`"):
                assert title not in found, f"{title} is in the table twice"
                found[title] = set(aspects.split(", "))
    return found


DIFFERENCES = read_differences()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("registries")
    with ExitStack() as running:
        found = {"$SERVER": running.enter_context(serve())}
        if PROGRAM:
            found["$REGISTRY"] = running.enter_context(run_registry(folder / "open"))
            found["$PRIVATE"] = running.enter_context(run_registry(folder / "private", private=True))
            push_served(found["$REGISTRY"], folder)
        yield found


def test_titles_are_unique() -> None:
    titles = [scenario.title for scenario in SCENARIOS]
    assert sorted(titles) == sorted(set(titles))


def test_the_table_names_scenarios_and_aspects() -> None:
    assert sorted(set(DIFFERENCES) - {scenario.title for scenario in SCENARIOS}) == []
    assert sorted(set().union(*DIFFERENCES.values()) - set(ASPECTS)) == []


@pytest.mark.reference
@requires_reference
def test_every_flag_that_helm_has_too_has_a_scenario(tmp_path: Path) -> None:
    missing = []
    for path, command in COMMANDS.items():
        names = path.split(" ")[1:]
        runs = [one.run.split() for one in SCENARIOS if one.run.split()[: len(names)] == names]
        given = {word.partition("=")[0] for words in runs for word in words}
        known = set(run_helm(*names, "--help", home=tmp_path).stdout.decode().split())
        missing += [f"{path} {flag.long}" for flag in command.flags if flag.long in known and not given & {*flag.names}]
    assert missing == []


@pytest.mark.reference
@requires_reference
@pytest.mark.parametrize("scenario", SCENARIOS, ids=[scenario.title for scenario in SCENARIOS])
def test_answers_as_helm(scenario: Scenario, tmp_path: Path, servers: dict[str, str]) -> None:
    if scenario.needs_registry and "$REGISTRY" not in servers:
        assert not os.environ.get("PYCHART_REQUIRE_SYSTEM"), "docker-registry is not installed"
        pytest.skip("no docker-registry here: scripts/system-packages installs it")
    world = World(tmp_path / "world", FILE_SETS, servers)
    expected, actual = world.play(scenario, "helm"), world.play(scenario, "pychart")
    differing = {name for name in ASPECTS if getattr(expected, name) != getattr(actual, name)}
    allowed = DIFFERENCES.get(scenario.title, set())
    for name in sorted(differing - allowed):
        assert getattr(actual, name) == getattr(expected, name), name
    assert differing == allowed, "the table of docs/differences.md names what does not differ any more"
