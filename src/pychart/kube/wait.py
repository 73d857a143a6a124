"""Waiting until objects are ready, or gone (Helm: pkg/kube, statuswait.go and wait.go)."""

from __future__ import annotations

import time

from pychart.errors import ClusterError, StatusError
from pychart.kube.batch import perform
from pychart.kube.status import CURRENT, IN_PROGRESS, MISSING, NOT_FOUND, UNKNOWN, State, find_state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

    Told = Callable[[Resource, State], None]
    Judge = Callable[[dict[str, Any]], State]

_LOOK = 1.0
"""Seconds after which all objects are looked at again, while the first that is not ready is watched."""
DEFAULT_SECONDS = 30.0
"""What a timeout of 0 means (Helm: DefaultStatusWatcherTimeout)."""
EXCEEDED = "context deadline exceeded"


def wait_until_ready(
    client: Client, resources: Sequence[Resource], seconds: float, told: Told, *, strategy: str, jobs: bool
) -> None:
    """Wait for objects to be ready by the strategy ``watcher`` or ``legacy``; ``hookOnly`` does not wait.

    ``told`` hears of each state as it changes. Raises ClusterError naming what is not ready, in Helm's words.
    """
    if strategy == "hookOnly":
        return
    if strategy == "legacy":
        from pychart.kube.legacy_wait import poll_until_ready

        poll_until_ready(client, resources, seconds, told, jobs=jobs)
        return
    waited = [one for one in resources if not _is_paused(one)]
    _Wait(client, lambda content: find_state(content, jobs=jobs), told).run(waited, seconds)


def wait_for_hook(client: Client, resources: Sequence[Resource], seconds: float, told: Told, *, strategy: str) -> None:
    """Wait for the Jobs and Pods of a hook to run to their end; other objects count as soon as they are there.

    ``hookOnly`` waits as ``watcher`` does. Raises ClusterError.
    """
    if strategy == "legacy":
        from pychart.kube.legacy_wait import watch_hook

        watch_hook(client, resources, seconds, told)
        return
    _Wait(client, lambda content: find_state(content, hook=True), told).run(resources, seconds)


def wait_until_gone(
    client: Client, resources: Sequence[Resource], seconds: float, told: Told, *, strategy: str
) -> None:
    """Wait for deleted objects to be gone.

    Raises ClusterError, which names those that are still there but where the strategy is ``legacy``.
    """
    if strategy == "legacy":
        from pychart.kube.legacy_wait import poll_until_gone

        poll_until_gone(client, resources, seconds, told)
        return
    end = time.monotonic() + (seconds or DEFAULT_SECONDS)
    with client.patience.until(end):
        left = _await_end(client, list(resources), end, told)
    if left:
        lines = [
            f"resource {one.kind}/{one.namespace}/{one.name} still exists."
            f" status: {state.status}, message: {state.message}"
            for one, state in left
        ]
        raise ClusterError("\n".join([*lines, EXCEEDED]))


def watch_a_while(client: Client, one: Resource, left: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what happens to an object, as (type, object), until it is time to look at it again.

    That is after a second, or ``left`` seconds where there are less, also where there is nothing to see.
    """
    end = time.monotonic() + min(_LOOK, left)
    query = {"fieldSelector": f"metadata.name={one.name}"}
    try:
        for type_, content in client.watch(one.collection, query, min(_LOOK, left)):
            if type_ == "ERROR":
                break
            yield type_, content
            if time.monotonic() > end:
                break
    except StatusError:
        # Who may not watch still may look.
        pass
    time.sleep(max(0.0, end - time.monotonic()))


def _await_end(client: Client, left: list[Resource], end: float, told: Told) -> list[tuple[Resource, State]]:
    """Look at objects until none is there or it is time to end; give those that are left."""
    pause = 0.05
    before: list[State | None] = [None] * len(left)
    while True:
        states = list(zip(left, _look_at(client, left, find_state, before), strict=True))
        for one, state in states:
            told(one, state)
        states = [row for row in states if row[1].status not in (NOT_FOUND, UNKNOWN)]
        left, before = [one for one, _ in states], [state for _, state in states]
        if not left:
            return []
        if time.monotonic() + pause > end:
            return states
        time.sleep(pause)
        pause = min(pause * 1.5, _LOOK)


class _Wait:
    """One wait: what each object's state was when it was last looked at."""

    def __init__(self, client: Client, judge: Judge, told: Told) -> None:
        self._client = client
        self._judge = judge
        self._told = told

    def run(self, resources: Sequence[Resource], seconds: float) -> None:
        end = time.monotonic() + (seconds or DEFAULT_SECONDS)
        known: list[tuple[int, Resource]] = list(enumerate(resources))
        states: dict[int, State] = {}
        with self._client.patience.until(end):
            pending = self._look_until(end, known, states)
        self._finish(known, states, pending)

    def _look_until(
        self, end: float, known: list[tuple[int, Resource]], states: dict[int, State]
    ) -> list[tuple[int, Resource]]:
        """Look at all objects again and again; give those whose state is not final at the end."""
        while True:
            rows = [row for row in known if not states.get(row[0], MISSING).is_final]
            before = [states.get(place) for place, _ in rows]
            found = _look_at(self._client, [one for _, one in rows], self._judge, before)
            for (place, one), state in zip(rows, found, strict=True):
                self._note(states, place, one, state)
            pending = [(place, one) for place, one in known if not states[place].is_final]
            left = end - time.monotonic()
            if not pending or left <= 0:
                return pending
            self._rest(pending[0], states, left)

    def _note(self, states: dict[int, State], place: int, one: Resource, state: State) -> None:
        if states.get(place) != state:
            states[place] = state
            self._told(one, state)

    def _rest(self, first: tuple[int, Resource], states: dict[int, State], left: float) -> None:
        """Watch the first object that is not ready until it changes for good, or it is time to look at all again."""
        place, one = first
        for type_, content in watch_a_while(self._client, one, left):
            if type_ in ("ADDED", "MODIFIED"):
                self._note(states, place, one, self._judge(content))
                if states[place].is_final:
                    return

    def _finish(
        self, known: list[tuple[int, Resource]], states: dict[int, State], pending: list[tuple[int, Resource]]
    ) -> None:
        bad = [(one, states[place]) for place, one in known if states[place].status != CURRENT]
        if not bad:
            return
        lines = [_describe(one, state) for one, state in bad]
        raise ClusterError("\n".join([*lines, EXCEEDED] if pending else lines))


def _describe(one: Resource, state: State) -> str:
    where = f"{one.kind}/{one.namespace}/{one.name}"
    return f"resource {where} not ready. status: {state.status}, message: {state.message}"


def _look_at(
    client: Client, resources: Sequence[Resource], judge: Judge, before: Sequence[State | None]
) -> list[State]:
    """Give the state of each object, from as many requests at once as are worth while.

    Where no answer comes, the state is what it was ``before``.
    """
    found: list[State] = []

    def hear(_: Resource, state: State | ClusterError) -> None:
        if isinstance(state, ClusterError):
            state = before[len(found)] or State(IN_PROGRESS, str(state))
        found.append(state)

    perform(client, resources, lambda client, one: _look(client, one, judge), hear)
    return found


def _look(client: Client, one: Resource, judge: Judge) -> State:
    try:
        return judge(client.request("GET", one.path))
    except StatusError as error:
        if error.code == 404:
            return MISSING
        return State(UNKNOWN, str(error))


def _is_paused(one: Resource) -> bool:
    spec = one.content.get("spec")
    return one.kind == "Deployment" and isinstance(spec, dict) and spec.get("paused") is True
