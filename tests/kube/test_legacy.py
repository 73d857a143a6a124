"""Readiness by Helm's own rules, kind by kind; what each gives was seen of Helm on a real API server."""

from __future__ import annotations

from typing import Any, cast

import pytest

from pychart.kube.client import Client
from pychart.kube.discovery import Mapping
from pychart.kube.legacy import NotReadyError, ReadyChecker, may_be_tried_again
from pychart.kube.resources import Resource

Object = dict[str, Any]


class Cluster:
    """Answers with one object, and with lists of others by their resource."""

    def __init__(self, content: Object, **lists: list[Object]) -> None:
        self.content = {"metadata": {"uid": "1", "generation": 1}, "spec": {}, **content}
        self.lists = lists

    def request(self, method: str, path: str, *, query: Object | None = None) -> Object:
        return {"items": self.lists[path.rpartition("/")[2]]} if query else self.content


def is_ready(kind: str, content: Object, *, jobs: bool = False, **lists: list[Object]) -> bool:
    groups = {"Deployment": "apps/v1", "StatefulSet": "apps/v1", "DaemonSet": "apps/v1", "ReplicaSet": "apps/v1"}
    version = {**groups, "Job": "batch/v1"}.get(kind, "v1")
    one = Resource(Mapping(version, kind, kind.lower() + "s", True), "ns", "x", {})
    return ReadyChecker(cast("Client", Cluster(content, **lists)), jobs=jobs).is_ready(one)


TEMPLATE = {"metadata": {"labels": {"app": "a"}}}
HASHED = {"metadata": {"labels": {"app": "a", "pod-template-hash": "h"}}}


def replica_set(ready: int, *, template: Object = HASHED, owner: str = "1") -> Object:
    metadata = {"ownerReferences": [{"uid": owner}], "generation": 1, "creationTimestamp": "2026-01-01T00:00:00Z"}
    status = {"readyReplicas": ready, "observedGeneration": 1}
    return {"metadata": metadata, "spec": {"template": template}, "status": status}


@pytest.mark.parametrize(
    ("ready", "strategy", "expected"),
    [
        (4, {}, True),
        (3, {}, False),
        (3, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}}, True),
        (2, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": "25%"}}, False),
        # Neither more nor fewer would never roll: one may be missing.
        (3, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": "10%"}}, True),
        (4, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "10%", "maxUnavailable": 0}}, True),
        (3, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "10%", "maxUnavailable": 0}}, False),
    ],
)
def test_a_deployment_may_miss_pods_while_it_rolls(ready: int, strategy: Object, expected: bool) -> None:
    spec = {"replicas": 4, "template": TEMPLATE, "strategy": strategy}
    content = {"spec": spec, "status": {"observedGeneration": 1}}
    assert is_ready("Deployment", content, replicasets=[replica_set(ready)]) is expected


def test_a_deployment_waits_for_its_newest_replica_set() -> None:
    content = {"spec": {"template": TEMPLATE}, "status": {"observedGeneration": 1}}
    old = replica_set(1, template={"metadata": {"labels": {"app": "old"}}})
    assert not is_ready("Deployment", content, replicasets=[old, replica_set(1, owner="2")])
    assert is_ready("Deployment", content, replicasets=[old, replica_set(1)])
    assert is_ready("Deployment", {"spec": {"paused": True}}, replicasets=[])


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("Pod", {"status": {"phase": "Succeeded"}}, False),
        ("Pod", {"status": {"conditions": [{"type": "Ready", "status": "True"}]}}, True),
        ("Service", {"spec": {"type": "ExternalName"}}, True),
        ("Service", {"spec": {"type": "ClusterIP"}}, False),
        ("Service", {"spec": {"type": "LoadBalancer", "clusterIP": "10.0.0.1"}}, False),
        ("Service", {"spec": {"type": "LoadBalancer", "clusterIP": "10.0.0.1", "externalIPs": ["1.1.1.1"]}}, True),
        ("PersistentVolumeClaim", {"status": {"phase": "Pending"}}, False),
        ("PersistentVolumeClaim", {"status": {"phase": "Bound"}}, True),
        ("StatefulSet", {"status": {}}, False),
        ("StatefulSet", {"status": {"observedGeneration": 1}, "spec": {"updateStrategy": {"type": "OnDelete"}}}, True),
        ("ConfigMap", {}, True),
        ("Job", {"status": {"failed": 9}}, True),
    ],
)
def test_kinds(kind: str, content: Object, expected: bool) -> None:
    assert is_ready(kind, content) is expected


@pytest.mark.parametrize(
    ("partition", "updated", "ready", "revisions", "expected"),
    [
        (0, 3, 3, ("b", "b"), True),
        (0, 3, 3, ("a", "b"), False),
        (0, 2, 3, ("b", "b"), False),
        (2, 1, 3, ("a", "b"), True),
        (2, 1, 2, ("a", "b"), False),
    ],
)
def test_a_stateful_set_updates_from_its_partition_on(
    partition: int, updated: int, ready: int, revisions: tuple[str, str], expected: bool
) -> None:
    strategy = {"type": "RollingUpdate", "rollingUpdate": {"partition": partition}}
    counts = {"updatedReplicas": updated, "readyReplicas": ready, "observedGeneration": 1}
    status = {**counts, "currentRevision": revisions[0], "updateRevision": revisions[1]}
    assert is_ready("StatefulSet", {"spec": {"replicas": 3, "updateStrategy": strategy}, "status": status}) is expected


@pytest.mark.parametrize(("ready", "expected"), [(2, True), (1, False)])
def test_a_daemon_set_may_miss_a_share_of_its_pods(ready: int, expected: bool) -> None:
    strategy = {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "30%"}}
    counts = {"desiredNumberScheduled": 3, "updatedNumberScheduled": 3, "numberReady": ready, "observedGeneration": 1}
    assert is_ready("DaemonSet", {"spec": {"updateStrategy": strategy}, "status": counts}) is expected


def test_jobs_count_where_they_are_asked_for() -> None:
    spec = {"completions": 2, "backoffLimit": 1}
    assert not is_ready("Job", {"spec": spec, "status": {"succeeded": 1}}, jobs=True)
    assert is_ready("Job", {"spec": spec, "status": {"succeeded": 2}}, jobs=True)
    with pytest.raises(NotReadyError, match="job is failed: ns/x") as failure:
        is_ready("Job", {"spec": spec, "status": {"failed": 2}}, jobs=True)
    assert may_be_tried_again(failure.value)


def test_a_replica_set_waits_for_all_its_pods() -> None:
    content = {"spec": {"selector": {"matchLabels": {"a": "b"}}}, "status": {"observedGeneration": 1}}
    ready = {"status": {"conditions": [{"type": "Ready", "status": "True"}]}}
    assert is_ready("ReplicaSet", content, pods=[ready])
    assert not is_ready("ReplicaSet", content, pods=[ready, {"status": {}}])
