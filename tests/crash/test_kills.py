"""Whatever moment a command is killed at, each thing it writes is the old one or the new one, and it works again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.commands import list_commands, serve
from tests.crash.killing import Command, Trial, load_everything

NAMES = [command.name for command in list_commands("")]
RANDOM_KILLS = 8
MOST_STEPS = 16


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Command]]:
    load_everything()
    with serve(tmp_path_factory.mktemp("served")) as server:
        yield {command.name: command for command in list_commands(server)}


@pytest.fixture
def trial(request: pytest.FixtureRequest, commands: dict[str, Command], tmp_path: Path) -> Trial:
    return Trial(commands[request.param], tmp_path)


@pytest.mark.parametrize("trial", NAMES, indirect=True)
def test_killed_at_its_steps(trial: Trial) -> None:
    end = 2
    while trial.kill(at_event=end):
        end *= 2
    for event in range(1, end, max(1, end // MOST_STEPS)):
        trial.kill(at_event=event)


@pytest.mark.parametrize("trial", NAMES, indirect=True)
def test_killed_at_random(trial: Trial) -> None:
    chance = random.Random(8)
    for _ in range(RANDOM_KILLS):
        trial.kill(after=chance.uniform(0.001, trial.full.seconds))


@pytest.mark.parametrize("trial", NAMES, indirect=True)
def test_a_full_disk(trial: Trial) -> None:
    assert trial.fill_disk(20)
    for limit in (100, 1000):
        trial.fill_disk(limit)
