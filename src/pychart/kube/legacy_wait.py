"""Waiting as Helm 3 did, for ``--wait=legacy`` (Helm: pkg/kube, wait.go).

Objects are looked at every two seconds, hooks are watched; a timeout of 0 is none. What is waited for in vain is not
named.
"""

from __future__ import annotations

import time
from itertools import groupby

from pychart import logs
from pychart.errors import ClusterError, StatusError
from pychart.kube.legacy import ReadyChecker, may_be_tried_again
from pychart.kube.status import CURRENT, FAILED, IN_PROGRESS, State, at
from pychart.kube.wait import EXCEEDED, watch_a_while

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

    Told = Callable[[Resource, State], None]
    Judge = Callable[[dict[str, Any]], State]

_PAUSE = 2.0
"""Seconds between looks."""
_TRIES = 30
"""How often an object may fail to be read before it is given up."""
_NEVER = float("inf")
_READY, _WAITING = State(CURRENT, "Resource is ready"), State(IN_PROGRESS, "Resource is not ready")
_THERE = State(IN_PROGRESS, "Resource still exists")
_DONE = State(CURRENT, "Resource has run to its end")


def poll_until_ready(client: Client, resources: Sequence[Resource], seconds: float, told: Told, *, jobs: bool) -> None:
    """Wait until each object is ready by Helm's own rules. Raises ClusterError."""
    checker = ReadyChecker(client, jobs=jobs)
    tries = [0] * len(resources)

    def are_ready() -> bool:
        for place, one in enumerate(resources):
            try:
                ready = checker.is_ready(one)
            except ClusterError as error:
                tries[place] += 1
                if tries[place] > _TRIES or not may_be_tried_again(error):
                    raise
                ready = False
            told(one, _READY if ready else _WAITING)
            if not ready:
                return False
        return True

    _poll(client, seconds, are_ready)


def poll_until_gone(client: Client, resources: Sequence[Resource], seconds: float, told: Told) -> None:
    """Wait until none of the objects is there. Raises ClusterError, also where one cannot be looked at."""

    def are_gone() -> bool:
        for one in resources:
            try:
                client.request("GET", one.path)
            except StatusError as error:
                if error.code != 404:
                    raise
                continue
            told(one, _THERE)
            return False
        return True

    _poll(client, seconds, are_gone)


def watch_hook(client: Client, resources: Sequence[Resource], seconds: float, told: Told) -> None:
    """Wait for the Jobs and Pods of a hook to run to their end, one kind after another; all else is not looked at.

    Raises ClusterError with what each that failed says.
    """
    problems: list[str] = []
    for kind, group in groupby(resources, lambda one: one.kind):
        judge = _JUDGES.get(kind)
        if judge:
            end = time.monotonic() + (seconds or _NEVER)
            with client.patience.until(end):
                found = [_watch(client, one, judge, end, told) for one in group]
            problems += filter(None, found)
    if problems:
        raise ClusterError("\n".join(problems))


def _poll(client: Client, seconds: float, is_done: Callable[[], bool]) -> None:
    end = time.monotonic() + (seconds or _NEVER)
    with client.patience.until(end):
        while not is_done():
            left = end - time.monotonic()
            time.sleep(min(_PAUSE, max(0.0, left)))
            if left < _PAUSE:
                raise ClusterError(EXCEEDED)


def _watch(client: Client, one: Resource, judge: Judge, end: float, told: Told) -> str:
    """Follow an object to its end; give what is wrong then, empty where nothing is.

    One that is deleted meanwhile counts as done.
    """
    state: State | None = None
    for type_, content in _follow(client, one, end):
        if type_ == "DELETED":
            return ""
        before, state = state, judge(content)
        if state != before:
            told(one, state)
        if state.is_final:
            return state.message if state.status == FAILED else ""
    return "timed out waiting for the condition" if state else f"UntilWithSync: unable to sync caches: {EXCEEDED}"


def _follow(client: Client, one: Resource, end: float) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what becomes of an object, as the events of a watch: what it is first, then each change."""
    is_known = False
    while True:
        try:
            yield "ADDED", client.request("GET", one.path)
            is_known = True
        except StatusError as error:
            if error.code == 404 and is_known:
                yield "DELETED", {}
        except ClusterError as error:
            logs.debug("error when looking at a hook", name=one.name, error=error)
        left = end - time.monotonic()
        if left <= 0:
            return
        for event in watch_a_while(client, one, left):
            is_known = True
            yield event


def _judge_job(content: dict[str, Any]) -> State:
    name = content["metadata"]["name"]
    for condition in at(content, "status", "conditions") or ():
        if condition.get("status") != "True":
            continue
        if condition.get("type") == "Complete":
            return _DONE
        if condition.get("type") == "Failed":
            reason = condition.get("reason") or ""
            logs.error("job failed", job=name, reason=reason)
            return State(FAILED, f"job {name} failed: {reason}")
    return State(IN_PROGRESS, "Job in progress")


def _judge_pod(content: dict[str, Any]) -> State:
    phase, name = at(content, "status", "phase"), content["metadata"]["name"]
    if phase == "Succeeded":
        return _DONE
    if phase == "Failed":
        logs.error("pod failed", pod=name)
        return State(FAILED, f"pod {name} failed")
    return State(IN_PROGRESS, "Pod in progress")


_JUDGES: dict[str, Judge] = {"Job": _judge_job, "Pod": _judge_pod}
