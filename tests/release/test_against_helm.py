"""Command lines on releases through Helm and pychart: the same words, the same objects, the same records."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import requires_reference
from tests.release.conftest import Servers
from tests.release.twins import Cluster, Walker, write_chart
from tests.release.walks import WALKS

pytestmark = [pytest.mark.reference, requires_reference]


Twins = tuple[Walker[Cluster], Walker[Cluster]]


THEIRS = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: r-config}\ndata: {text: theirs}\n"


@pytest.fixture
def twins(tmp_path: Path, servers: Servers) -> Iterator[Twins]:
    with servers() as one, servers() as other:
        sides = Walker(tmp_path / "helm", one), Walker(tmp_path / "pychart", other)
        for side in sides:
            write_chart(side.folder / "web")
            (side.folder / "other.yaml").write_text("text: bye\nextra: false\n")
            (side.folder / "theirs.yaml").write_text(THEIRS)
        yield sides


@pytest.mark.parametrize("name", WALKS)
def test_answers_as_helm(name: str, twins: Twins) -> None:
    helm, ours = twins
    walk = WALKS[name]
    if walk.real and isinstance(ours.api, ApiServer):
        pytest.skip("the fake is less strict there than a real API server")
    for side in twins:
        side.write_charts(walk.charts)
    for line in walk.lines:
        if line.startswith("kubectl "):
            helm.run_kubectl(line)
            ours.run_kubectl(line)
            continue
        expected, actual = helm.run("helm", line), ours.run("pychart", line)
        assert actual == expected, line
        assert_same_objects(helm, ours, line)


def assert_same_objects(helm: Walker[Cluster], ours: Walker[Cluster], line: str) -> None:
    """Compare the two clusters; controllers, which nobody waited for, get some seconds to come to an end in both."""
    end = time.monotonic() + 10
    while ours.objects() != helm.objects() and time.monotonic() < end:
        time.sleep(0.2)
    assert ours.objects() == helm.objects(), line


def test_each_goes_on_with_the_others_releases(tmp_path: Path, servers: Servers) -> None:
    with servers() as api:
        side = Walker(tmp_path, api)
        write_chart(tmp_path / "web")
        steps = ("install rel web", "upgrade rel web --set text=b", "rollback rel 1", "uninstall rel")
        for first, second in (("helm", "pychart"), ("pychart", "helm")):
            for number, line in enumerate(steps):
                doer, reader = (first, second) if number % 2 == 0 else (second, first)
                assert side.run(doer, line).status == 0, line
                for look in ("list -o json", "history rel", "get all rel"):
                    assert side.run(reader, look) == side.run(doer, look), (line, look)


@pytest.mark.parametrize("driver", ["configmap", "secret"])
def test_records_are_the_same_json(driver: str, twins: Twins) -> None:
    helm, ours = twins
    for side, program in ((helm, "helm"), (ours, "pychart")):
        assert side.run(program, "install rel web --set text=<x>", HELM_DRIVER=driver).status == 0
    records = [side.record("rel", 1, f"{driver}s") for side in twins]
    assert list(records[0]) == list(records[1])
    assert list(records[0]["chart"]) == list(records[1]["chart"])
    for side, record in zip(twins, records, strict=True):
        assert record.pop("namespace") == side.api.namespace
        for name in ("first_deployed", "last_deployed"):
            record["info"].pop(name)
        for hook in record["hooks"]:
            hook["last_run"] = hook["last_run"]["phase"]
    assert records[1] == records[0]
