"""From a folder of charts to a release that comes and goes, the other program looking on at every step."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.reference import ROOT, requires_reference
from tests.release.conftest import Servers
from tests.release.twins import Answer, Cluster, Walker

pytestmark = [pytest.mark.reference, requires_reference]

STEPS = (
    "repo update",
    "install myproject myrepo/hello-world --version 0.1.0",
    "upgrade myproject myrepo/hello-world --set replicaCount=2",
    "upgrade myproject myrepo/hello-world --install --reset-values",
    "rollback myproject 1",
    "uninstall myproject --keep-history",
    "rollback myproject 2",
    "uninstall myproject",
)
LOOKS = (
    "list -a -o json",
    "status myproject -o json",
    "history myproject -o json",
    "get manifest myproject",
    "get values myproject --all -o json",
    "get notes myproject",
    "get metadata myproject -o json",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("publisher", ["pychart", "helm"])
@pytest.mark.parametrize("first", ["pychart", "helm"])
def test_the_other_program_reads_every_step(first: str, publisher: str, tmp_path: Path, servers: Servers) -> None:
    if publisher == "helm" and first == "helm":
        pytest.skip("pychart has no part in it")
    with servers() as api, serve(tmp_path / "release") as url:
        side = Walker(tmp_path, api)
        (tmp_path / "release").mkdir()
        succeed(side, publisher, f"package {ROOT}/examples/charts/hello-world -d release --version 0.1.0")
        succeed(side, publisher, f"package {ROOT}/examples/charts/hello-world -d release --version 0.2.0")
        succeed(side, publisher, f"repo index release --url {url}")
        succeed(side, publisher, f"repo add myrepo {url}")
        found = {program: side.run(program, "search repo hello -o json") for program in ("helm", "pychart")}
        assert found["helm"] == found["pychart"]
        for number, line in enumerate(STEPS):
            succeed(side, first if number < len(STEPS) // 2 else _other(first), line)
            for look in LOOKS:
                expected, actual = look_twice(side, look)
                assert actual == expected, (line, look)


def succeed(side: Walker[Cluster], program: str, line: str) -> None:
    answer = side.run(program, line)
    assert answer.status == 0, (line, answer.stderr)


def look_twice(side: Walker[Cluster], look: str) -> tuple[Answer, Answer]:
    """Give both programs' answers, of one state of the cluster: controllers may be at work between the two."""
    for _ in range(10):
        before, ours, after = (side.run(program, look) for program in ("helm", "pychart", "helm"))
        if before == after:
            break
    return after, ours


def _other(program: str) -> str:
    return "helm" if program == "pychart" else "pychart"
