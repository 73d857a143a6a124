"""The long form of test_kills.py: ``scripts/kill [COUNT] [COMMAND]`` kills each command COUNT times at random."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.crash.every_command import list_commands, serve_all
from tests.crash.killing import Command, load_everything

PATIENCE = 4
"""How many kills are tried for one that hits."""


def endure(command: Command, count: int, folder: Path) -> str:
    """Kill one command at work ``count`` times and give a line of figures; an AssertionError says what was lost.

    Moments are spread over the time that the command takes. A kill that comes when it has ended does not count.
    """
    trial = command.begin(folder)
    chance = random.Random(0)
    hits = kills = 0
    while hits < count and kills < PATIENCE * count:
        hits += trial.kill(after=chance.uniform(0.0005, trial.seconds))
        kills += 1
    took = trial.seconds * 1000
    return f"{command.name:24} {kills:5} kills, {hits:5} of a running command ({took:.0f} ms), 0 lost"


def main(count: int = 1000, wanted: str = "") -> None:
    """Run all commands, or the one that is named, one after the other."""
    load_everything()
    with tempfile.TemporaryDirectory() as name, serve_all(Path(name) / "served") as servers:
        for command in list_commands(servers):
            if wanted in ("", command.name):
                place = Path(name) / command.name.replace(" ", "-").replace("/", "")
                print(endure(command, count, place), flush=True)


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:3]))  # type: ignore[arg-type]
