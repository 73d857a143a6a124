"""Registry and cluster in a process of their own, which can go back to an earlier state and kill whoever asks them.

A process with threads cannot well fork, and the commands that are killed are forked; so the servers live elsewhere and
take orders through a pipe.
"""

from __future__ import annotations

import copy
import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Protocol

State = Mapping[str, bytes]
"""What a server holds, by names that look like paths."""

CHANGES = ("POST", "PUT", "PATCH", "DELETE")


class Service(Protocol):
    """What a server in its process can do; ``Remote`` does it from afar."""

    address: str

    def clear(self) -> None:
        """Forget everything."""

    def save(self) -> None:
        """Remember the state."""

    def restore(self) -> None:
        """Go back to the state that was saved."""

    def look(self) -> State:
        """Tell the state, once no request is at work any more."""

    def arm(self, number: int) -> None:
        """Kill the client when its change of that number, counted from now, has had its effect; 0 never."""

    def aim(self, process: int) -> None:
        """Say who the client is."""


class Changes:
    """Counts the requests that change something, and kills the client at one of them."""

    def __init__(self, http: HTTPServer) -> None:
        self._busy = 0
        self._lock = threading.Condition()
        self._wanted, self._seen = 0, 0
        self._process = 0
        handler: Any = http.RequestHandlerClass
        for method in CHANGES:
            if hasattr(handler, f"do_{method}"):
                setattr(handler, f"do_{method}", self._count(getattr(handler, f"do_{method}")))

    def arm(self, number: int) -> None:
        with self._lock:
            self._wanted, self._seen, self._process = number, 0, 0

    def aim(self, process: int) -> None:
        with self._lock:
            self._process = process
            self._lock.notify_all()

    def settle(self) -> None:
        """Wait until no change is at work."""
        time.sleep(0.002)
        with self._lock:
            assert self._lock.wait_for(lambda: not self._busy, 10)

    def _count(self, answer: Callable[[BaseHTTPRequestHandler], None]) -> Callable[[BaseHTTPRequestHandler], None]:
        def change(handler: BaseHTTPRequestHandler) -> None:
            size = int(handler.headers.get("Content-Length") or 0)
            body = handler.rfile.read(size)
            if len(body) < size:
                # Whoever sent it is dead; a server does not take the half for the whole.
                handler.close_connection = True
                return
            with self._lock:
                self._busy += 1
                self._seen += 1
                strikes = self._seen == self._wanted
            try:
                self._answer(handler, body, answer, strikes)
            finally:
                with self._lock:
                    self._busy -= 1
                    self._lock.notify_all()

        return change

    def _answer(
        self,
        handler: BaseHTTPRequestHandler,
        body: bytes,
        answer: Callable[[BaseHTTPRequestHandler], None],
        strikes: bool,
    ) -> None:
        reader, writer = handler.rfile, handler.wfile
        handler.rfile = io.BufferedReader(io.BytesIO(body))
        try:
            if strikes:
                handler.wfile = io.BytesIO()
            answer(handler)
            if strikes:
                self._kill()
                handler.close_connection = True
        finally:
            handler.rfile, handler.wfile = reader, writer

    def _kill(self) -> None:
        with self._lock:
            assert self._lock.wait_for(lambda: self._process, 10)
            os.kill(self._process, signal.SIGKILL)


class Registry:
    """The registry of the tests: its state is the tags with their manifest's digest, ``broken`` for half a chart."""

    def __init__(self) -> None:
        from tests.registry.fake import FakeRegistry

        self._registry = FakeRegistry()
        self.address = self._registry.host
        self._changes = Changes(self._registry.http)
        self.arm, self.aim = self._changes.arm, self._changes.aim
        self.save()

    def clear(self) -> None:
        self._registry.blobs, self._registry.manifests = {}, {}

    def save(self) -> None:
        self._kept = dict(self._registry.blobs), dict(self._registry.manifests)

    def restore(self) -> None:
        self._registry.blobs, self._registry.manifests = map(dict, self._kept)

    def look(self) -> State:
        self._changes.settle()
        return {f"tags/{tag}": self._describe(tag) for tag in self._registry.tags()}

    def _describe(self, tag: str) -> bytes:
        from tests.registry.fake import digest_of

        data = self._registry.manifests[tag]
        manifest = json.loads(data)
        wanted = [manifest["config"], *manifest["layers"]]
        is_whole = all(digest_of(self._registry.blobs.get(one["digest"], b"")) == one["digest"] for one in wanted)
        return digest_of(data).encode() if is_whole else b"broken"


class Cluster:
    """The API server of the tests: its state is the objects without what servers add, and the status of each record."""

    def __init__(self) -> None:
        from tests.fakes.apiserver import ApiServer

        self._api = ApiServer(delay=0.01).__enter__()
        self.address = self._api.url
        self._changes = Changes(self._api._http)
        self.arm, self.aim = self._changes.arm, self._changes.aim
        self._empty: dict[Any, Any] = copy.deepcopy(self._api.store.objects)
        self._kept = self._empty

    def clear(self) -> None:
        self._kept = self._empty
        self.restore()

    def save(self) -> None:
        self._changes.settle()
        with self._api.store.lock:
            self._kept = copy.deepcopy(self._api.store.objects)

    def restore(self) -> None:
        with self._api.store.lock:
            self._api.store.objects = copy.deepcopy(self._kept)
            self._api.store.events.clear()

    def look(self) -> State:
        self._changes.settle()
        with self._api.store.lock:
            return dict(_describe(one) for rows in self._api.store.objects.values() for one in rows.values())


def _describe(one: dict[str, Any]) -> tuple[str, bytes]:
    from tests.release.twins import unpack

    name = one["metadata"]["name"]
    if one.get("type") == "helm.sh/release.v1":
        record = unpack(one)
        assert f"v{record['version']}" == name.rpartition(".")[2]
        assert one["metadata"]["labels"]["status"] == record["info"]["status"]
        return f"records/{record['version']}", str(record["info"]["status"]).encode()
    shown = {key: one[key] for key in ("data", "spec", "type") if key in one}
    return f"{one['kind']}/{name}", json.dumps(shown, sort_keys=True).encode()


class Remote:
    """A service in another process, at the end of a pipe."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.address: str = pipe.recv()

    def clear(self) -> None:
        self._ask("clear")

    def save(self) -> None:
        self._ask("save")

    def restore(self) -> None:
        self._ask("restore")

    def look(self) -> State:
        found: State = self._ask("look")
        return found

    def arm(self, number: int) -> None:
        self._ask("arm", number)

    def aim(self, process: int) -> None:
        self._ask("aim", process)

    def _ask(self, name: str, *args: object) -> Any:
        self._pipe.send((name, args))
        assert self._pipe.poll(20), f"the server does not {name}"
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def apart(begin: Callable[[], Service]) -> Iterator[Service]:
    """Run a service in a process of its own while the block runs."""
    here, there = Pipe()
    child = os.fork()
    if not child:
        _obey(begin, there)
    there.close()
    try:
        yield Remote(here)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _obey(begin: Callable[[], Service], pipe: Connection) -> None:
    try:
        # Clients that are killed make the servers complain.
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
        service = begin()
        pipe.send(service.address)
        while True:
            name, args = pipe.recv()
            try:
                pipe.send(getattr(service, name)(*args))
            except Exception as problem:
                pipe.send(problem)
    finally:
        os._exit(0)
