"""The same work on many objects, several at once (Helm: pkg/kube, client.go, perform).

Helm starts all objects of a kind together. Here a few connections share them, and only where there are enough of them
to make opening connections worth while. What comes of it is told in the order of the objects, always.
"""

from __future__ import annotations

from pychart.errors import ClusterError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

    Work = Callable[[Client, Resource], Any]
    Heard = Callable[[Resource, Any], None]

CONNECTIONS = 8
"""Connections at most."""
_SHARE = 4
"""Objects that each connection has at least."""
_GRACE = 0.5
"""Seconds for answers that are under way when the work is ended, so that the record says what is there."""


def perform(client: Client, resources: Sequence[Resource], work: Work, heard: Heard) -> None:
    """Do ``work`` on each object; ``heard`` is told what it gave, or which ClusterError it raised, in order.

    What ``heard`` and a signal raise ends the work: objects that are not begun by then are left alone, those in hand
    are given half a second.
    """
    connections = min(CONNECTIONS, len(resources) // _SHARE)
    clients = client.forks(connections) if connections > 1 else []
    if not clients:
        for one in resources:
            heard(one, _try(client, one, work))
        return
    from concurrent.futures import ThreadPoolExecutor, wait
    from queue import SimpleQueue

    idle: SimpleQueue[Client] = SimpleQueue()
    for each in clients:
        idle.put(each)

    def take(one: Resource) -> Any:
        mine = idle.get()
        try:
            return _try(mine, one, work)
        finally:
            idle.put(mine)

    pool = ThreadPoolExecutor(connections)
    begun: list[Future[Any]] = []
    try:
        begun.extend(pool.submit(take, one) for one in resources)
        for one, future in zip(resources, begun, strict=True):
            heard(one, future.result())
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        wait(begun, _GRACE)
        for each in clients:
            each.abandon()
        raise
    finally:
        pool.shutdown()
        client.patience.total = min(each.patience.total for each in clients)


def split_by_kind(resources: Iterable[Resource]) -> Iterator[list[Resource]]:
    """Yield runs of objects of one kind: a kind is done with before the next one begins."""
    from itertools import groupby

    for _, group in groupby(resources, lambda one: one.kind):
        yield list(group)


def _try(client: Client, one: Resource, work: Work) -> Any:
    try:
        return work(client, one)
    except ClusterError as problem:
        return problem
