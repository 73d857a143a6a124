"""What goes wrong between pychart and a cluster, and what is left then."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import environment_of, requires_reference
from tests.release.forked import run
from tests.release.twins import Side, write_chart

MODIFIED = (
    "Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version"
)


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
        ("PATCH .*/deployments", {"status": 500, "message": "etcdserver: request timed out", "times": 3}),
        ("PATCH .*/deployments", {"status": 500, "message": "etcdserver: request timed out", "after": True}),
        ("PATCH .*/configmaps", {"status": 409, "reason": "Conflict", "message": MODIFIED}),
        ("PATCH .*/configmaps", {"drop": True}),
        ("GET .*/secrets", {"status": 502, "message": "bad gateway"}),
        ("POST .*/secrets", {"status": 429, "reason": "TooManyRequests", "retry_after": 1}),
        ("PUT .*/secrets", {"status": 409, "reason": "Conflict", "message": MODIFIED, "times": 2}),
        ("PUT .*/secrets", {"status": 500, "message": "etcdserver: request timed out", "times": 3}),
        ("PUT .*/secrets", {"drop": True, "after": True}),
    ],
)
def test_what_may_pass_is_tried_again(side: Side, pattern: str, how: dict[str, object]) -> None:
    side.api.fail(pattern, **how)
    answer = side.run("pychart", "install rel web")
    assert (answer.status, answer.stderr) == (0, "")
    assert state(side) == "deployed"


@pytest.mark.parametrize(
    "pattern", ["GET /version", "GET /apis/apps/v1$", "GET .*/secrets", "POST .*/secrets", "PATCH .*/rel-config"]
)
def test_a_server_that_never_answers_is_given_up(pattern: str, side: Side) -> None:
    side.api.fail(pattern, hang=20, drop=True, times=-1)
    begun = time.monotonic()
    answer = run(side, "install rel web --timeout 1s --no-hooks")
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert time.monotonic() - begun < 8


def test_a_slow_server_is_waited_for(side: Side) -> None:
    side.api.fail(".", hang=0.1, times=-1)
    assert run(side, "install rel web --no-hooks --timeout 5s").status == 0


REFUSALS = {
    "no login": (
        "GET /version",
        {"status": 401, "reason": "Unauthorized", "message": "Unauthorized"},
        "the server has asked for the client to provide credentials",
    ),
    "no right to look": (
        "GET .*/secrets",
        {"status": 403, "reason": "Forbidden", "message": 'secrets is forbidden: User "jo" cannot list resource'},
        'secrets is forbidden: User "jo" cannot list resource',
    ),
    "no right to write": (
        "POST .*/secrets",
        {"status": 403, "reason": "Forbidden", "message": "secrets is forbidden"},
        "Error: INSTALLATION FAILED: create: failed to create: secrets is forbidden\n",
    ),
    "a namespace that goes": (
        "POST .*/secrets",
        {
            "status": 403,
            "reason": "Forbidden",
            "message": "unable to create new content in namespace default because it is being terminated",
        },
        "because it is being terminated",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_before_the_record_leaves_nothing(name: str, side: Side) -> None:
    pattern, how, text = REFUSALS[name]
    side.api.fail(pattern, times=-1, **how)
    answer = run(side, "install rel web --no-hooks")
    assert answer.status == 1
    assert text in answer.stderr
    assert answer.stderr.count("Error:") == 1
    assert [side.api.names(kind) for kind in ("configmaps", "secrets")] == [[], []]


OBJECTS = {
    "a webhook": (
        {"status": 403, "reason": "Forbidden", "message": 'admission webhook "policy.x.io" denied the request: no'},
        'Kind=Deployment: admission webhook "policy.x.io" denied the request: no',
    ),
    "an owner": (
        {
            "status": 409,
            "reason": "Conflict",
            "message": 'Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.replicas',
        },
        'default/rel apps/v1, Kind=Deployment: Apply failed with 1 conflict: conflict with "kubectl" using',
    ),
    "changes without end": (
        {"status": 409, "reason": "Conflict", "message": MODIFIED},
        f"default/rel apps/v1, Kind=Deployment: {MODIFIED}",
    ),
    "a server in trouble": (
        {"status": 503, "reason": "ServiceUnavailable", "message": "apiserver is shutting down"},
        "default/rel apps/v1, Kind=Deployment: apiserver is shutting down",
    ),
    "no quota": (
        {"status": 403, "reason": "Forbidden", "message": "exceeded quota: pods"},
        "default/rel apps/v1, Kind=Deployment: exceeded quota: pods",
    ),
}


@pytest.mark.parametrize("name", OBJECTS)
def test_a_refused_object_is_named_and_the_next_upgrade_works(name: str, side: Side) -> None:
    how, text = OBJECTS[name]
    assert run(side, "install rel web --no-hooks").status == 0
    fault = side.api.fail("PATCH .*/deployments", times=-1, **how)
    answer = run(side, "upgrade rel web --set text=b --no-hooks")
    assert answer.status == 1
    assert text in answer.stderr
    assert [state(side, version) for version in (1, 2)] == ["deployed", "failed"]
    assert side.api.get("configmaps", "rel-config")["data"]["text"] == "b"
    fault.times = 0
    assert run(side, "upgrade rel web --set text=c --no-hooks").status == 0
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "failed", "deployed"]


def test_an_object_that_is_patched_is_read_again_after_a_conflict(side: Side) -> None:
    assert run(side, "install rel web --no-hooks --server-side=false").status == 0
    side.api.fail("PATCH .*/deployments", status=409, reason="Conflict", message=MODIFIED, times=2)
    answer = run(side, "upgrade rel web --set text=b --no-hooks")
    assert (answer.status, answer.stderr) == (0, "")


def test_a_conflict_on_the_old_record_leaves_one_deployed(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("PUT .*/sh.helm.release.v1.rel.v1", status=409, reason="Conflict", message=MODIFIED, times=3)
    answer = run(side, "upgrade rel web --set text=b --no-hooks")
    assert (answer.status, answer.stderr) == (0, "")
    assert [state(side, version) for version in (1, 2)] == ["superseded", "deployed"]


def test_an_old_record_that_is_never_written_is_told(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    fault = side.api.fail("PUT .*/sh.helm.release.v1.rel.v1", status=409, reason="Conflict", message=MODIFIED, times=-1)
    answer = run(side, "upgrade rel web --set text=b --no-hooks")
    assert answer.status == 0
    assert 'msg="failed to update release" name=rel revision=1' in answer.stderr
    fault.times = 0
    assert run(side, "rollback rel 2 --no-hooks").status == 0
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "superseded", "deployed"]


@pytest.mark.parametrize(
    "how",
    [
        {"status": 410, "reason": "Expired", "message": "too old resource version"},
        {"status": 410, "reason": "Expired", "message": "too old resource version", "stream": True},
        {"status": 403, "reason": "Forbidden", "message": "cannot watch"},
        {"drop": True},
    ],
    ids=["gone", "gone in the middle", "forbidden", "cut"],
)
def test_a_watch_that_ends_is_not_the_end(how: dict[str, object], tmp_path: Path) -> None:
    with ApiServer(delay=1.0) as api:
        write_chart(tmp_path / "web")
        api.fail("GET .*watch=true", times=-1, **how)
        answer = run(Side(tmp_path, api), "install rel web --no-hooks --wait --timeout 20s")
        assert (answer.status, answer.stderr) == (0, "")
        assert any("watch=true" in line for line in api.requests)


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


def test_what_a_killed_install_left_is_explained_and_recovered(side: Side) -> None:
    process = start(side, "install rel web --set fail=never --wait")
    wait_for(side, "pending-install", 1)
    process.kill()
    process.wait()
    for line in ("install rel web", "upgrade --install rel web"):
        answer = run(side, line)
        assert answer.status == 1
        assert "revision 1 of rel is pending-install since" in answer.stderr
        assert "run the install again with --recover" in answer.stderr
        assert "pychart uninstall rel -n default" in answer.stderr
    assert run(side, "install rel web --recover --no-hooks").status == 0
    assert [state(side, version) for version in (1, 2)] == ["failed", "deployed"]


def test_an_install_in_the_place_of_a_failed_upgrade_leaves_one_deployed(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("PATCH .*/deployments", status=403, reason="Forbidden", message="exceeded quota")
    assert run(side, "upgrade rel web --no-hooks").status == 1
    assert run(side, "install rel web --replace --no-hooks").status == 0
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "failed", "deployed"]


def test_a_killed_rollback_is_run_again(side: Side) -> None:
    for line in ("install rel web", "upgrade rel web --set text=b", "upgrade rel web --set text=c"):
        assert run(side, f"{line} --no-hooks").status == 0
    side.api.fail("PATCH .*/configmaps", drop=True, times=-1)
    side.api.fail("PUT .*/secrets", drop=True, times=-1)
    told = run(side, "rollback rel 1 --no-hooks").stderr
    assert "run the rollback again: pychart rollback rel -n default 1\n" in told
    side.api.faults.clear()
    told = run(side, "upgrade rel web").stderr
    assert "revision 4 of rel is pending-rollback since" in told
    assert "run the rollback again: pychart rollback rel -n default 1\n" in told
    assert run(side, "rollback rel -n default 1 --no-hooks").status == 0
    assert side.api.get("configmaps", "rel-config")["data"]["text"] == "hello"


def test_what_a_killed_uninstall_left_is_explained(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("DELETE .*/deployments", drop=True, times=-1)
    assert run(side, "uninstall rel --no-hooks").status == 1
    assert state(side) == "uninstalling"
    side.api.faults.clear()
    for line in ("install rel web", "upgrade rel web", "upgrade --install rel web"):
        told = run(side, line).stderr
        assert "revision 1 of rel is uninstalling since" in told
        assert "run the uninstall again: pychart uninstall rel -n default\n" in told
    assert run(side, "uninstall rel -n default --no-hooks").status == 0
    assert side.api.names("secrets") == []


def test_a_revision_that_somebody_is_at_work_on_is_not_taken_over(side: Side) -> None:
    process = start(side, "install rel web --set fail=never --wait --no-hooks")
    wait_for(side, "pending-install", 1)
    answer = side.run("pychart", "install rel web --recover")
    process.kill()
    process.wait()
    assert answer.status == 1
    assert "somebody may still be at work on it" in answer.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_install_is_marked_failed(side: Side, number: signal.Signals) -> None:
    process = start(side, "install rel web --set fail=never --wait")
    wait_for(side, "pending-install", 1)
    time.sleep(0.5)
    process.send_signal(number)
    assert process.wait(10) == 1
    assert state(side) == "failed"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("undo", [False, True])
def test_an_interrupted_upgrade(side: Side, number: signal.Signals, undo: bool) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    line = "upgrade rel web --set fail=never,text=b --wait --no-hooks"
    process = start(side, f"{line} --rollback-on-failure" if undo else line)
    wait_for(side, "pending-upgrade", 2)
    wait_until(lambda: side.api.get("configmaps", "rel-config")["data"]["text"] == "b")
    time.sleep(0.3)
    process.send_signal(number)
    assert process.wait(20) == 1
    states = ["superseded", "failed", "deployed"] if undo else ["deployed", "failed"]
    assert [state(side, version) for version in range(1, len(states) + 1)] == states
    assert side.api.get("configmaps", "rel-config")["data"]["text"] == ("hello" if undo else "b")


def test_a_second_signal_ends_at_once(side: Side) -> None:
    process = start(side, "install rel web --set fail=never --wait --no-hooks", stderr=subprocess.PIPE)
    wait_for(side, "pending-install", 1)
    side.api.fail("PUT .*/secrets", hang=20, drop=True, times=-1)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert time.monotonic() - begun < 3
    assert process.stderr is not None
    assert b"the record of rel may still say that it is pending; see `status rel`" in process.stderr.read()


def test_a_bad_object_is_undone_where_that_is_asked_for(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("PATCH .*/deployments", status=422, reason="Invalid", message="no such image")
    answer = run(side, "upgrade rel web --set text=b --no-hooks --rollback-on-failure")
    assert "has been rolled back due to rollback-on-failure being set" in answer.stderr
    assert [state(side, version) for version in (1, 2, 3)] == ["superseded", "failed", "deployed"]
    assert side.api.get("configmaps", "rel-config")["data"]["text"] == "hello"


def test_of_many_installs_at_once_one_succeeds(side: Side) -> None:
    side.run("pychart", "list")
    processes = [start(side, "install rel web --no-hooks", stderr=subprocess.PIPE) for _ in range(6)]
    told = [process.communicate(timeout=60)[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1, 1, 1]
    assert state(side) == "deployed"
    refused = [text for process, text in zip(processes, told, strict=True) if process.returncode]
    assert all(b"already exists" in text or b"cannot reuse a name that is still in use" in text for text in refused)


def test_of_many_upgrades_at_once_one_succeeds(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    # The one that comes first is at work until the others have come.
    side.api.fail("PATCH .*/configmaps", hang=8, times=1)
    lines = [f"upgrade rel web --no-hooks --set text=t{number}" for number in range(6)]
    processes = [start(side, line, stderr=subprocess.PIPE) for line in lines]
    told = [process.communicate(timeout=60)[1] for process in processes]
    assert sorted(process.returncode for process in processes) == [0, 1, 1, 1, 1, 1]
    assert [state(side, version) for version in (1, 2)] == ["superseded", "deployed"]
    winner = next(number for number, process in enumerate(processes) if process.returncode == 0)
    assert side.api.get("configmaps", "rel-config")["data"]["text"] == f"t{winner}"
    for process, text in zip(processes, told, strict=True):
        refusals = (b"already exists", b"another operation (install/upgrade/rollback) is in progress")
        assert not process.returncode or any(refusal in text for refusal in refusals), text


@pytest.mark.reference
@requires_reference
def test_helm_reads_what_many_upgrades_at_once_left(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    lines = [f"upgrade rel web --no-hooks --set text=t{number}" for number in range(6)]
    for process in [start(side, line) for line in lines]:
        process.wait(60)
    history = json.loads(side.run("helm", "history rel -o json").stdout)
    states = [str(one["status"]) for one in history]
    assert states[-1] == "deployed"
    assert set(states[:-1]) <= {"superseded", "failed"}
    assert side.run("helm", "upgrade rel web").status == 0


def start(side: Side, line: str, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    side.run("pychart", "version")
    own = environment_of(side.folder / "home") | {"KUBECONFIG": str(side.folder / "kubeconfig")}
    command = [sys.executable, "-m", "pychart", *line.split()]
    return subprocess.Popen(command, cwd=side.folder, env=own, stdout=subprocess.DEVNULL, stderr=stderr)


def wait_for(side: Side, status: str, version: int) -> None:
    name = f"sh.helm.release.v1.rel.v{version}"
    wait_until(lambda: name in side.api.names("secrets") and state(side, version) == status)


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)
