"""--progress through whole commands: lines where they are asked for, Helm's bytes where they are not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.fakes.apiserver import ApiServer
from tests.reference import environment_of
from tests.release.twins import Side, write_chart


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.3) as api:
        write_chart(tmp_path / "web")
        yield Side(tmp_path, api)


def lines_of(side: Side, line: str, **environment: str) -> list[str]:
    answer = side.run("pychart", line, **environment)
    assert answer.status == 0, answer
    return [re.sub(r"^\[(AGE|\d+s)\] ", "", told) for told in answer.stderr.splitlines()]


def test_lines_of_an_install_with_wait(side: Side) -> None:
    told = lines_of(side, "install rel web --wait --timeout 20s --progress plain")
    assert told[:3] == [
        "pre-install hook: 1 object",
        "Job/default/rel-hook: created",
        "Job/default/rel-hook: InProgress, Job in progress",
    ]
    assert told[-1] == "Deployment/default/rel: Current, Deployment is available. Replicas: 1"
    begun = [one for one in told if ": " in one and one.endswith(("object", "objects"))]
    assert begun == [
        "pre-install hook: 1 object",
        "waiting for the end of: 1 object",
        "installing: 4 objects",
        "waiting for: 4 objects",
    ]
    assert told.count("Deployment/default/rel: created") == 1
    states = [one for one in told if one.startswith("Deployment/default/rel: InProgress")]
    assert states
    assert len(states) == len(set(states))


def test_the_variable_and_what_failed(side: Side) -> None:
    assert "ConfigMap/default/rel-config: created" in lines_of(side, "install rel web", PYCHART_PROGRESS="plain")
    side.api.fail("PATCH .*/rel-config", status=403, reason="Forbidden", message="no", times=-1)
    answer = side.run("pychart", "upgrade rel web --set text=b --progress plain")
    assert answer.status == 1
    assert "ConfigMap/default/rel-config: updated" not in answer.stderr
    assert "Secret/default/rel-extra: updated" in answer.stderr
    assert "Secret/default/rel-extra: deleted" in "\n".join(lines_of(side, "uninstall rel --progress plain"))


def test_nothing_is_told_unasked_or_of_a_result_in_json(side: Side) -> None:
    assert lines_of(side, "install rel web --wait") == []
    assert lines_of(side, "upgrade rel web --wait -o json", PYCHART_PROGRESS="none") == []


def test_a_reader_that_goes_away_stops_no_work(side: Side) -> None:
    config = side.folder / "kubeconfig"
    config.write_text(yaml.safe_dump(side.api.kubeconfig()))
    (side.folder / "home").mkdir()
    environment = environment_of(side.folder / "home") | {"KUBECONFIG": str(config)}
    command = [sys.executable, "-m", "pychart", "install", "rel", "web", "--progress", "plain"]
    with subprocess.Popen(
        command, cwd=side.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as ours:
        assert ours.stderr is not None
        ours.stderr.readline()
        ours.stderr.close()
        ours.wait(60)
    assert side.record("rel", 1)["info"]["status"] == "deployed"
