"""Any sequence of repo add, remove and update leaves what a simple model says; at once, what some order would."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from pychart.repo.config import load_config
from tests.crash.commands import serve
from tests.crash.killing import load_everything, run, start

State = tuple[tuple[str, str], ...]
Step = tuple[str, ...]
NAMES = st.sampled_from(["a", "b", "c"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    load_everything()
    with serve(tmp_path_factory.mktemp("served")) as address:
        yield address


def apply(step: Step, state: State) -> tuple[State, bool]:
    """Give the state behind a step, and whether the command succeeds."""
    known = dict(state)
    if step[1] == "add":
        name, url = step[2], step[3]
        if name in known:
            return state, known[name] == url
        return (*state, (name, url)), True
    if step[1] == "remove":
        return tuple(entry for entry in state if entry[0] != step[2]), step[2] in known
    return state, bool(state)


def orders(steps: Sequence[Step], state: State) -> Iterator[tuple[State, dict[Step, bool]]]:
    """Give where each order of the steps leads, and which succeed on the way."""
    for order in itertools.permutations(steps):
        reached, done = state, {}
        for step in order:
            reached, done[step] = apply(step, reached)
        yield reached, done


class Machine(RuleBasedStateMachine):
    """A home whose repositories commands change; ``server`` is set by the test."""

    server = ""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.state: State = ()

    def add_step(self, name: str, path: str) -> Step:
        return ("repo", "add", name, f"{self.server}/{path}")

    @rule(name=NAMES, path=st.sampled_from(["old", "new"]))
    def add(self, name: str, path: str) -> None:
        self.do(self.add_step(name, path))

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        self.do(("repo", "remove", name))

    @rule()
    def update(self) -> None:
        self.do(("repo", "update"))

    @rule(added=NAMES, removed=NAMES, path=st.sampled_from(["old", "new"]))
    def at_once(self, added: str, removed: str, path: str) -> None:
        steps: list[Step] = [self.add_step(added, path), ("repo", "remove", removed), ("repo", "update")]
        children = [start(step, self.folder) for step in steps]
        for child in children:
            os.waitpid(child, 0)
        found = self.read()
        assert found in [reached for reached, _ in orders(steps, self.state)]
        self.state = found

    def do(self, step: Step) -> None:
        self.state, succeeds = apply(step, self.state)
        assert (run(step, self.folder).status == 0) == succeeds, step

    def read(self) -> State:
        path = self.folder / "home/config/repositories.yaml"
        return tuple((entry.name, entry.url) for entry in load_config(str(path)).entries) if path.exists() else ()

    @invariant()
    def the_file_is_as_the_model_says(self) -> None:
        assert self.read() == self.state

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


def test_every_sequence_of_commands(server: str) -> None:
    Machine.server = server
    run_state_machine_as_test(Machine, settings=settings(max_examples=5, stateful_step_count=6, deadline=None))
