"""Releases of many objects, which several connections share: the same words and order, and a clean end."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.fakes.apiserver import ApiServer
from tests.reference import environment_of
from tests.release.forked import run
from tests.release.twins import Side, write_files

COUNT = 40
ONE = "{{ range until %d }}\n---\napiVersion: v1\nkind: %s\nmetadata: {name: '{{ printf \"m-%%02d\" . }}'}\n{{ end }}\n"
CHART = {
    "many/Chart.yaml": "apiVersion: v2\nname: many\nversion: 0.1.0\n",
    "many/templates/a.yaml": ONE % (COUNT, "ConfigMap"),
    "many/templates/b.yaml": ONE % (COUNT, "ServiceAccount"),
}
NAMES = [f"m-{number:02}" for number in range(COUNT)]


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.05) as api:
        write_files(tmp_path, CHART)
        yield Side(tmp_path, api)


def start(side: Side, line: str) -> subprocess.Popen[str]:
    config = side.folder / "kubeconfig"
    config.write_text(yaml.safe_dump(side.api.kubeconfig()))
    (side.folder / "home").mkdir(exist_ok=True)
    environment = environment_of(side.folder / "home") | {"KUBECONFIG": str(config)}
    command = [sys.executable, "-m", "pychart", *line.split()]
    return subprocess.Popen(command, cwd=side.folder, env=environment, stderr=subprocess.PIPE, text=True)


def written(side: Side, method: str) -> list[str]:
    return re.findall(rf"^{method} \S*/(configmaps|serviceaccounts)/", "\n".join(side.api.requests), re.M)


def test_kinds_come_one_after_another_and_lines_in_order(side: Side) -> None:
    answer = run(side, "install rel many --progress plain")
    assert answer.status == 0
    kinds = written(side, "PATCH")
    assert kinds == ["serviceaccounts"] * COUNT + ["configmaps"] * COUNT
    told = re.findall(r"(\w+)/default/(m-\d+): created", answer.stderr)
    assert told == [(kind, name) for kind in ("ServiceAccount", "ConfigMap") for name in NAMES]
    assert 2 < side.api.connections <= 8 + 1
    assert run(side, "uninstall rel").status == 0
    assert written(side, "DELETE") == ["configmaps"] * COUNT + ["serviceaccounts"] * COUNT
    assert "m-00" not in side.api.names("configmaps") + side.api.names("serviceaccounts")


def test_a_limit_of_requests_holds_for_all(side: Side) -> None:
    assert run(side, "install rel many --qps 1000 --burst-limit 100").status == 0
    assert side.api.connections == 1


def test_every_refusal_is_told_in_the_order_of_the_objects(side: Side) -> None:
    side.api.fail("PATCH .*/serviceaccounts/m-.[37]", status=403, reason="Forbidden", message="no", times=-1)
    answer = run(side, "install rel many")
    told = re.findall(r"object default/(m-\d\d) /v1, Kind=ServiceAccount: no$", answer.stderr, re.M)
    assert told == [name for name in NAMES if name[-1] in "37"]
    assert set(NAMES) <= set(side.api.names("configmaps"))
    assert side.record("rel", 1)["info"]["status"] == "failed"


def test_a_server_that_falls_silent_is_not_asked_for_other_kinds(side: Side) -> None:
    side.api.fail("PATCH .*/serviceaccounts", hang=20, drop=True, times=-1)
    answer = run(side, "install rel many --timeout 1s")
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert not set(NAMES) & set(side.api.names("configmaps"))


def test_the_first_foreign_object_is_named(side: Side) -> None:
    for name in ("m-31", "m-12", "m-20"):
        side.api.create(
            side.api.kind("", "configmaps"), {"metadata": {"name": name}}, manager="me", namespace="default"
        )
    answer = run(side, "install rel many")
    assert 'ConfigMap "m-12" in namespace "default" exists and cannot be imported' in answer.stderr
    assert side.api.names("secrets") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("undo", [False, True])
def test_a_signal_ends_it_cleanly(side: Side, number: signal.Signals, undo: bool) -> None:
    side.api.fail("PATCH .*/m-", hang=0.3, times=-1)
    process = start(side, f"install rel many{' --rollback-on-failure' if undo else ''}")
    end = time.monotonic() + 20
    while not side.api.names("serviceaccounts", "default") and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert told.count("Error:") == 1
    assert "Traceback" not in told
    made = {name for name in side.api.names("serviceaccounts") if name.startswith("m-")}
    if undo:
        assert made == set()
        assert side.api.names("secrets") == []
        return
    assert 0 < len(made) < COUNT
    assert side.record("rel", 1)["info"]["status"] == "failed"
    assert run(side, "uninstall rel").status == 0
    assert "m-00" not in side.api.names("serviceaccounts")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_though_the_server_is_silent(side: Side, number: signal.Signals) -> None:
    side.api.fail("PATCH .*/m-", hang=20, times=-1)
    process = start(side, "install rel many")
    end = time.monotonic() + 20
    while not written(side, "PATCH") and time.monotonic() < end:
        time.sleep(0.02)
    sent = time.monotonic()
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert time.monotonic() - sent < 5
    assert (process.returncode, told.count("Error:")) == (1, 1)
    assert side.record("rel", 1)["info"]["status"] == "failed"


def test_waiting_for_many(side: Side) -> None:
    deployment = (
        "{{ range until 20 }}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: 'd-{{ . }}'\n"
        "  annotations: {fake/outcome: '{{ if eq . 13 }}{{ $.Values.fail }}{{ end }}'}\n"
        "spec:\n  selector: {matchLabels: {app: 'd-{{ . }}'}}\n  template:\n"
        "    metadata: {labels: {app: 'd-{{ . }}'}}\n    spec: {containers: [{name: c, image: nginx}]}\n{{ end }}\n"
    )
    write_files(side.folder, {"many/templates/a.yaml": deployment, "many/templates/b.yaml": ""})
    assert run(side, "install rel many --wait --timeout 20s").status == 0
    answer = run(side, "install other many --wait --timeout 2s --set fail=never --namespace kube-system")
    assert re.findall(r"resource Deployment/kube-system/(\S+) not ready", answer.stderr) == ["d-13"]
    assert run(side, "uninstall rel --wait --timeout 20s").status == 0
    assert side.api.names("deployments", "default", group="apps") == []
