"""Command lines on releases through Helm and pychart: the same words, the same objects, the same records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import requires_reference
from tests.release.real import RealServer, requires_cluster
from tests.release.twins import Cluster, Walker, write_chart

pytestmark = [pytest.mark.reference, requires_reference]


Servers = Callable[[], AbstractContextManager[Cluster]]
Twins = tuple[Walker[Cluster], Walker[Cluster]]


@pytest.fixture(params=["fake", pytest.param("real", marks=requires_cluster)])
def servers(request: pytest.FixtureRequest) -> Servers:
    """Give what starts an API server, or makes room on a real one."""
    return RealServer if request.param == "real" else partial(ApiServer, delay=0.05)


@pytest.fixture
def twins(tmp_path: Path, servers: Servers) -> Iterator[Twins]:
    with servers() as one, servers() as other:
        sides = Walker(tmp_path / "helm", one), Walker(tmp_path / "pychart", other)
        for side in sides:
            write_chart(side.folder / "web")
            (side.folder / "other.yaml").write_text("text: bye\nextra: false\n")
        yield sides


WALKS = {
    "the life of a release": (
        "install rel web",
        "list",
        "get values rel --all",
        "get all rel",
        "get metadata rel -o yaml",
        "upgrade rel web -f other.yaml --labels team=a",
        "list -o json -l team=a",
        "upgrade rel web --reuse-values --set text=more",
        "upgrade rel web --reset-then-reuse-values --set extra=true --description again",
        "rollback rel 2",
        "history rel --show-rollback-revision",
        "test rel",
        "upgrade rel web --history-max 3",
        "uninstall rel --keep-history",
        "list --uninstalled",
        "rollback rel",
        "history rel -o json --max 2",
        "uninstall rel",
    ),
    "installing and waiting": (
        "upgrade --install rel web --wait --timeout 20s",
        "uninstall rel --wait",
        "install rel web --set fail=fail --wait --timeout 5s",
        "history rel",
        "install rel web --replace",
        "upgrade rel web --set fail=fail --rollback-on-failure --timeout 5s",
        "history rel",
        "install other web -n {absent}",
        "install other web -n {fresh} --create-namespace",
    ),
    "client-side apply": (
        "install rel web --server-side=false",
        "upgrade rel web --set text=more",
        "get metadata rel",
        "rollback rel 1",
        "upgrade rel web --server-side=true --set text=third",
        "upgrade rel web --server-side=maybe",
    ),
    "refusals": (
        "install BAD_ web",
        "install web",
        "install rel absent",
        "install rel ./absent",
        "upgrade rel web",
        "rollback rel",
        "rollback rel x",
        "status rel",
        "history rel",
        "test rel",
        "get values rel",
        "install rel web --labels owner=me",
        "install rel web --hide-secret",
        "install rel web --dry-run=maybe",
        "install rel web --force-replace --force-conflicts",
        "uninstall rel --cascade=x",
        "install rel web --dry-run=client",
        "install rel web --dry-run=server --hide-secret",
        "install rel web --generate-name",
        "list --kube-context absent",
        "history rel",
    ),
}


@pytest.mark.parametrize("walk", WALKS)
def test_answers_as_helm(walk: str, twins: Twins) -> None:
    helm, ours = twins
    for line in WALKS[walk]:
        expected, actual = helm.run("helm", line), ours.run("pychart", line)
        assert actual == expected, line
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
