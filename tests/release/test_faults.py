"""What goes wrong between pychart and a cluster, and what is left then."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import environment_of
from tests.release.forked import run
from tests.release.twins import Side, write_chart


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.05) as api:
        write_chart(tmp_path / "web")
        yield Side(tmp_path, api)


def state(side: Side, version: int = 1) -> str:
    return str(side.record("rel", version)["info"]["status"])


@pytest.mark.parametrize(
    ("pattern", "how"),
    [
        ("POST .*/secrets", {"status": 500, "message": "etcdserver: request timed out", "after": True}),
        ("POST .*/secrets", {"status": 500, "message": "etcdserver: request timed out"}),
        ("PATCH .*/deployments", {"status": 500, "message": "etcdserver: leader changed"}),
        ("PATCH .*/configmaps", {"status": 503, "reason": "ServiceUnavailable", "times": 2}),
        ("PATCH .*/configmaps", {"status": 429, "reason": "TooManyRequests", "retry_after": 1}),
        ("PATCH .*/configmaps", {"drop": True}),
        ("PUT .*/secrets", {"drop": True, "after": True}),
    ],
)
def test_what_may_pass_is_tried_again(side: Side, pattern: str, how: dict[str, object]) -> None:
    side.api.fail(pattern, **how)
    answer = side.run("pychart", "install rel web")
    assert (answer.status, answer.stderr) == (0, "")
    assert state(side) == "deployed"


def test_a_server_that_never_answers_is_given_up(side: Side) -> None:
    side.api.fail("GET /version", hang=20, drop=True)
    begun = time.monotonic()
    answer = side.run("pychart", "install rel web --timeout 1s")
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert time.monotonic() - begun < 5


def test_a_refused_record_leaves_nothing(side: Side) -> None:
    side.api.fail("POST .*/secrets", status=403, reason="Forbidden", message="secrets is forbidden")
    answer = side.run("pychart", "install rel web --no-hooks")
    assert answer.stderr == "Error: INSTALLATION FAILED: create: failed to create: secrets is forbidden\n"
    assert side.api.names("configmaps") == []


def test_a_record_that_cannot_be_written_in_the_end_is_told(side: Side) -> None:
    fault = side.api.fail("PUT .*/secrets", status=500, message="etcdserver: request timed out", times=-1)
    answer = run(side, "install rel web --no-hooks")
    assert answer.status == 1
    assert "all objects are in the cluster; but the record of revision 1 of rel could not be written" in answer.stderr
    assert "run the install again with --recover" in answer.stderr
    assert (state(side), side.api.names("deployments", group="apps")) == ("pending-install", ["rel"])
    fault.times = 0
    assert run(side, "install rel web --no-hooks --recover").status == 0
    assert [state(side, version) for version in (1, 2)] == ["failed", "deployed"]


def test_a_dry_run_shows_no_secret_that_is_to_be_hidden(side: Side) -> None:
    for how in ("client", "server"):
        shown = run(side, f"install rel web --dry-run={how} --hide-secret --debug")
        assert shown.status == 0
        assert "# HIDDEN: The Secret output has been suppressed" in shown.stdout
        assert "stringData" not in shown.stdout + shown.stderr
    assert run(side, "install rel web --dry-run=client --debug").stderr.count("stringData") == 0
    assert "stringData" not in run(side, "install rel web --debug --output json").stderr


def test_a_record_that_no_secret_holds_is_refused_first(side: Side) -> None:
    (side.folder / "web/noise.bin").write_bytes(random.Random(1).randbytes(1_200_000))
    answer = side.run("pychart", "install rel web --no-hooks")
    assert answer.status == 1
    assert "noise.bin (1200000 bytes)" in answer.stderr
    assert side.api.names("configmaps") == []
    assert side.api.names("secrets") == []


def test_one_bad_object_marks_the_release_failed_and_the_next_upgrade_works(side: Side) -> None:
    assert side.run("pychart", "install rel web").status == 0
    side.api.fail("PATCH .*/deployments", status=422, reason="Invalid", message="no such image")
    answer = side.run("pychart", "upgrade rel web --set text=b")
    assert "server-side apply failed for object default/rel apps/v1, Kind=Deployment: no such image" in answer.stderr
    assert [state(side, version) for version in (1, 2)] == ["deployed", "failed"]
    assert side.run("pychart", "upgrade rel web --set text=c").status == 0
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "failed", "deployed"]


def test_what_a_killed_command_left_is_explained_and_recovered(side: Side) -> None:
    assert side.run("pychart", "install rel web").status == 0
    process = start(side, "upgrade rel web --set fail=never --wait")
    wait_for(side, "pending-upgrade", 2)
    process.kill()
    process.wait()
    answer = side.run("pychart", "upgrade rel web")
    assert "another operation (install/upgrade/rollback) is in progress: revision 2 of rel is pending" in answer.stderr
    assert "rollback rel -n default 1" in answer.stderr
    assert side.run("pychart", "upgrade rel web --recover --timeout 0.1s --no-hooks").status == 0
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "failed", "deployed"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_install_is_marked_failed(side: Side, number: signal.Signals) -> None:
    process = start(side, "install rel web --set fail=never --wait")
    wait_for(side, "pending-install", 1)
    time.sleep(0.5)
    process.send_signal(number)
    assert process.wait(10) == 1
    assert state(side) == "failed"


def test_of_many_installs_at_once_one_succeeds(side: Side) -> None:
    side.run("pychart", "list")
    processes = [start(side, "install rel web --no-hooks") for _ in range(4)]
    assert sorted(process.wait(30) for process in processes) == [0, 1, 1, 1]
    assert state(side) == "deployed"


def start(side: Side, line: str) -> subprocess.Popen[bytes]:
    side.run("pychart", "version")
    own = environment_of(side.folder / "home") | {"KUBECONFIG": str(side.folder / "kubeconfig")}
    command = [sys.executable, "-m", "pychart", *line.split()]
    return subprocess.Popen(command, cwd=side.folder, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(side: Side, status: str, version: int) -> None:
    name = f"sh.helm.release.v1.rel.v{version}"
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if name in side.api.names("secrets") and state(side, version) == status:
            return
        time.sleep(0.02)
    raise AssertionError(f"never {status}")
