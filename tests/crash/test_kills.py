"""Whatever moment a command is killed at, each thing it writes is the old one or the new one, and it works again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.every_command import Servers, list_commands, serve_all
from tests.crash.killing import Command, Trial, load_everything

COMMANDS = list_commands(Servers())
NAMES = [command.name for command in COMMANDS]
REMOTE = [command.name for command in COMMANDS if command.remote]
LOCAL = [command.name for command in COMMANDS if not command.remote]
FILLING = [name for name in LOCAL if not name.startswith("plugin")]  # which makes a link: it needs no room
RANDOM_KILLS = 8
MOST_STEPS = 16


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Command]]:
    load_everything()
    with serve_all(tmp_path_factory.mktemp("served")) as servers:
        yield {command.name: command for command in list_commands(servers)}


@pytest.fixture
def trial(request: pytest.FixtureRequest, commands: dict[str, Command], tmp_path: Path) -> Trial:
    return commands[request.param].begin(tmp_path)


@pytest.mark.parametrize("trial", LOCAL, indirect=True)
def test_killed_at_its_steps(trial: Trial) -> None:
    end = 2
    while trial.kill(at_event=end):
        end *= 2
    for event in range(1, end, max(1, end // MOST_STEPS)):
        trial.kill(at_event=event)


@pytest.mark.parametrize("trial", REMOTE, indirect=True)
def test_killed_at_each_change_of_a_server(trial: Trial) -> None:
    change = 1
    while trial.kill(at_change=change):
        change += 1
    assert change > 3


@pytest.mark.parametrize("trial", NAMES, indirect=True)
def test_killed_at_random(trial: Trial) -> None:
    chance = random.Random(8)
    kills = hits = 0
    while hits < RANDOM_KILLS and kills < 4 * RANDOM_KILLS:
        hits += trial.kill(after=chance.uniform(0.001, trial.seconds))
        kills += 1
    assert hits == RANDOM_KILLS


@pytest.mark.parametrize("trial", FILLING, indirect=True)
def test_a_full_disk(trial: Trial) -> None:
    assert trial.fill_disk(20)
    for limit in (100, 1000):
        trial.fill_disk(limit)
