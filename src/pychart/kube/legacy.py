"""Readiness by Helm's own rules, for ``--wait=legacy`` (Helm: pkg/kube, ready.go; kubectl's deployment util).

Kinds without a rule count as ready as soon as they are written.
"""

from __future__ import annotations

import json
import math

from pychart.errors import ClusterError, StatusError
from pychart.kube.labels import write_labels
from pychart.kube.status import at, condition_of, number_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource

    Rule = Callable[["ReadyChecker", Resource, dict[str, Any]], bool]

_HASH = "pod-template-hash"


class NotReadyError(ClusterError):
    """An object that will never be ready, which the legacy strategy looks at again all the same."""


class ReadyChecker:
    """Looks at objects one by one; ``jobs`` takes a Job for ready only when it is complete (--wait-for-jobs)."""

    def __init__(self, client: Client, *, jobs: bool) -> None:
        self.client = client
        self.jobs = jobs

    def is_ready(self, one: Resource) -> bool:
        """Tell whether an object is ready. Raises ClusterError where it cannot be read, NotReadyError."""
        rule = _RULES.get((one.mapping.group, one.kind))
        if rule is None or (one.kind == "Job" and not self.jobs):
            return True
        return rule(self, one, self.client.request("GET", one.path))

    def are_pods_ready(self, namespace: str, labels: dict[str, str]) -> bool:
        """Tell whether all pods with some labels are ready."""
        path = f"/api/v1/namespaces/{namespace}/pods"
        pods = self.client.request("GET", path, query={"labelSelector": write_labels(labels)})["items"]
        return all(map(_is_pod_ready, pods))

    def find_new_replica_set(self, one: Resource, content: dict[str, Any]) -> dict[str, Any] | None:
        """Give the oldest ReplicaSet of a Deployment that has the template of today."""
        path = f"/apis/apps/v1/namespaces/{one.namespace}/replicasets"
        labels = at(content, "spec", "selector", "matchLabels") or {}
        found = self.client.request("GET", path, query={"labelSelector": write_labels(labels)})["items"]
        wanted = _template(content)
        same = [
            row
            for row in found
            if any(
                owner.get("uid") == content["metadata"]["uid"] for owner in row["metadata"].get("ownerReferences", ())
            )
            and _template(row) == wanted
        ]
        return min(same, key=lambda row: str(row["metadata"].get("creationTimestamp")), default=None)


def may_be_tried_again(error: ClusterError) -> bool:
    """Tell whether to look again after an error: not where the server said no for good."""
    return not isinstance(error, StatusError) or error.code == 429 or (error.code >= 500 and error.code != 501)


def _is_observed(content: dict[str, Any]) -> bool:
    return bool((at(content, "status", "observedGeneration") or 0) == content["metadata"].get("generation", 0))


def _check_pod(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    return _is_pod_ready(content)


def _is_pod_ready(content: dict[str, Any]) -> bool:
    return _has_condition(content, "Ready", "True")


def _check_job(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    if _count(content, "failed") > content["spec"].get("backoffLimit", 6):
        raise NotReadyError(f"job is failed: {one.namespace}/{one.name}")
    completions = content["spec"].get("completions")
    return bool(completions is None or _count(content, "succeeded") >= completions)


def _check_deployment(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    if content["spec"].get("paused"):
        return True
    newest = checker.find_new_replica_set(one, content)
    if newest is None or not _is_observed(newest) or not _is_observed(content):
        return False
    replicas: int = content["spec"].get("replicas", 1)
    return _count(newest, "readyReplicas") >= replicas - _find_unavailable(content)


def _find_unavailable(content: dict[str, Any]) -> int:
    """Give how many pods of a Deployment may be missing while it rolls."""
    replicas = content["spec"].get("replicas", 1)
    strategy = content["spec"].get("strategy") or {}
    if strategy.get("type") != "RollingUpdate" or replicas == 0:
        return 0
    rolling = strategy.get("rollingUpdate") or {}
    surge = _scale(rolling.get("maxSurge", 0), replicas, up=True)
    unavailable = _scale(rolling.get("maxUnavailable", 0), replicas, up=False)
    return min(unavailable or (0 if surge else 1), int(replicas))


def _check_claim(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    return bool(at(content, "status", "phase") == "Bound")


def _check_service(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    spec = content["spec"]
    if spec.get("type") == "ExternalName":
        return True
    if not spec.get("clusterIP"):
        return False
    waits = spec.get("type") == "LoadBalancer" and not spec.get("externalIPs")
    return not waits or at(content, "status", "loadBalancer", "ingress") is not None


def _check_daemon_set(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    if not _is_observed(content):
        return False
    strategy = content["spec"].get("updateStrategy") or {}
    if strategy.get("type") != "RollingUpdate":
        return True
    desired = _count(content, "desiredNumberScheduled")
    missing = _scale((strategy.get("rollingUpdate") or {}).get("maxUnavailable", 1), desired, up=True)
    return _count(content, "updatedNumberScheduled") == desired and _count(content, "numberReady") >= desired - missing


def _check_stateful_set(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    if not _is_observed(content):
        return False
    strategy = content["spec"].get("updateStrategy") or {}
    if strategy.get("type") != "RollingUpdate":
        return True
    partition = (strategy.get("rollingUpdate") or {}).get("partition") or 0
    replicas = content["spec"].get("replicas", 1)
    if _count(content, "updatedReplicas") < replicas - partition or _count(content, "readyReplicas") != replicas:
        return False
    status = content.get("status") or {}
    return bool(partition) or status.get("currentRevision") == status.get("updateRevision")


def _check_controller(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    selector: dict[str, Any] = at(content, "spec", "selector") or {}
    labels: dict[str, str] = selector.get("matchLabels") or selector
    return _is_observed(content) and checker.are_pods_ready(one.namespace, labels)


def _check_definition(checker: ReadyChecker, one: Resource, content: dict[str, Any]) -> bool:
    return _has_condition(content, "Established", "True") or _has_condition(content, "NamesAccepted", "False")


_RULES: dict[tuple[str, str], Rule] = {
    ("", "Pod"): _check_pod,
    ("", "PersistentVolumeClaim"): _check_claim,
    ("", "ReplicationController"): _check_controller,
    ("", "Service"): _check_service,
    ("apiextensions.k8s.io", "CustomResourceDefinition"): _check_definition,
    ("apps", "DaemonSet"): _check_daemon_set,
    ("apps", "Deployment"): _check_deployment,
    ("apps", "ReplicaSet"): _check_controller,
    ("apps", "StatefulSet"): _check_stateful_set,
    ("batch", "Job"): _check_job,
}


def _is_owned_by(owner: dict[str, Any], content: dict[str, Any]) -> bool:
    references = content["metadata"].get("ownerReferences") or ()
    return any(one.get("uid") == owner["metadata"]["uid"] for one in references)


def _template(content: dict[str, Any]) -> Any:
    """Give the template of pods without the label that tells ReplicaSets apart."""
    template = json.loads(json.dumps(content["spec"].get("template") or {}))
    ((template.get("metadata") or {}).get("labels") or {}).pop(_HASH, None)
    return template


def _scale(value: Any, total: int, *, up: bool) -> int:
    """Give a number, or a percentage as a number; all where it is neither (Kubernetes: intstr)."""
    if isinstance(value, int):
        return value
    if not str(value).endswith("%") or not str(value)[:-1].isdigit():
        return total
    share = int(value[:-1]) * total / 100
    return math.ceil(share) if up else math.floor(share)


def _count(content: dict[str, Any], name: str) -> int:
    return number_at(content, "status", name, default=0)


def _has_condition(content: dict[str, Any], kind: str, status: str) -> bool:
    return bool(condition_of(content, kind).get("status") == status)
