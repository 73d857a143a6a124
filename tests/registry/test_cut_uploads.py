"""A line that breaks in the middle of an upload to a real registry: the push goes through all the same."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.actions.push import PushOptions, push
from pychart.registry.pull import list_versions, pull_chart
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.registry.real import requires_registry, run_registry
from tests.scenarios.server import pack

pytestmark = requires_registry


class Line:
    """Hands bytes on to a registry, and cuts the connection when so many bytes of blobs have gone by."""

    def __init__(self, host: str, cuts: list[int]) -> None:
        self._there = host.partition(":")
        self.cuts = cuts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                ours, _ = self._listener.accept()
                theirs = socket.create_connection((self._there[0], int(self._there[2])))
                for one, other, counts in ((ours, theirs, True), (theirs, ours, False)):
                    threading.Thread(target=self._carry, args=(one, other, counts), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        gone = 0
        with contextlib.suppress(OSError):
            while part := one.recv(16384):
                other.sendall(part)
                gone += len(part) if counts else 0
                if counts and self.cuts and gone > self.cuts[0]:
                    self.cuts.pop(0)
                    break
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    with run_registry(tmp_path / "registry") as host:
        yield host


@pytest.mark.parametrize("cuts", [[100_000], [200_000], [20_000, 150_000]])
def test_a_push_survives_a_cut(cuts: list[int], registry: str, tmp_path: Path) -> None:
    settings = Settings.from_environment({"HOME": str(tmp_path), "PATH": ""})
    archive = tmp_path / "web-1.0.0.tgz"
    noise = random.Random(1).randbytes(220_000).hex()
    archive.write_bytes(pack({"web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "web/noise.txt": noise}))
    line = Line(registry, list(cuts))
    try:
        push(str(archive), f"oci://{line.host}/x", PushOptions(plain_http=True), settings)
    finally:
        line.close()
    assert line.cuts == []
    pulled = pull_chart(f"oci://{registry}/x/web", "1.0.0", Access(), settings, plain_http=True)
    assert pulled.data == archive.read_bytes()
    assert list_versions(f"oci://{registry}/x/web", Access(), settings, plain_http=True) == ["1.0.0"]
