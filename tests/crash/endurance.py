"""The long form of test_kills.py: ``scripts/kill [COUNT] [COMMAND]`` kills each command COUNT times at random."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from tests.crash.commands import list_commands, serve
from tests.crash.killing import Command, Trial, load_everything


def endure(command: Command, count: int, folder: Path) -> str:
    """Kill one command and give a line of figures; an AssertionError says what was lost."""
    trial = Trial(command, folder)
    chance = random.Random(0)
    in_time = sum(trial.kill(after=chance.uniform(0.0005, trial.full.seconds)) for _ in range(count))
    return f"{command.name:24} {count:5} kills, {in_time:5} before the end, 0 lost"


def main(count: int = 1000, wanted: str = "") -> None:
    """Run all commands, or the one that is named, one after the other."""
    load_everything()
    with tempfile.TemporaryDirectory() as name, serve(Path(name) / "served") as server:
        for command in list_commands(server):
            if wanted in ("", command.name):
                print(endure(command, count, Path(name) / command.name.replace(" ", "-")), flush=True)


if __name__ == "__main__":
    main(*(int(word) if word.isdigit() else word for word in sys.argv[1:3]))  # type: ignore[arg-type]
