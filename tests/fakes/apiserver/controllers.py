"""What controllers do in a cluster: after a moment, workloads become ready, jobs complete, volumes are bound.

The annotation ``fake/outcome`` of an object, or of its pod template, steers it: ``fail`` or ``never``.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
import json
import threading
import time
from typing import TYPE_CHECKING, Any

from tests.fakes.apiserver.errors import ApiError
from tests.fakes.apiserver.kinds import Kind
from tests.fakes.apiserver.store import now

if TYPE_CHECKING:
    from tests.fakes.apiserver.server import ApiServer

Object = dict[str, Any]


class Controllers:
    """A thread that brings objects to their end state ``delay`` seconds after they were written."""

    def __init__(self, server: ApiServer, delay: float) -> None:
        self._server = server
        self._delay = delay
        self._due: list[tuple[float, int, Kind, str, str]] = []
        self._count = itertools.count()
        self._wake = threading.Condition()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._thread.join()

    def notice(self, kind: Kind, one: Object) -> None:
        """Take up an object that was written."""
        self._at_once(kind, one)
        if kind.kind in _ACTIONS:
            with self._wake:
                entry = (time.monotonic() + self._delay, next(self._count), kind)
                heapq.heappush(self._due, (*entry, one["metadata"].get("namespace", ""), one["metadata"]["name"]))
                self._wake.notify()

    def _at_once(self, kind: Kind, one: Object) -> None:
        if kind.kind == "CustomResourceDefinition":
            self._server.kinds.add_definition(one)

    def _run(self) -> None:
        while True:
            with self._wake:
                if self._stopped:
                    return
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is None or wait > 0:
                    self._wake.wait(wait)
                    continue
                _, _, kind, namespace, name = heapq.heappop(self._due)
            with self._server.store.lock:
                one = self._server.store.find(kind, namespace, name)
                if one is not None and _outcome(one) != "never":
                    self._settle(kind, one)

    def _settle(self, kind: Kind, one: Object) -> None:
        status = _ACTIONS[kind.kind](self, one)
        if status is None or one.get("status") == status:
            return
        fresh = self._server.store.get(kind, one["metadata"].get("namespace", ""), one["metadata"]["name"])
        self._server.write_status(kind, {**fresh, "status": status})

    def _settle_pod(self, one: Object) -> Object:
        if one["spec"].get("restartPolicy", "Always") == "Always" and _outcome(one) != "fail":
            ready = [{"type": t, "status": "True"} for t in ("Initialized", "Ready", "ContainersReady", "PodScheduled")]
            return {"phase": "Running", "conditions": ready, "startTime": now()}
        phase = "Failed" if _outcome(one) == "fail" else "Succeeded"
        return {"phase": phase, "conditions": [{"type": "Ready", "status": "False", "reason": "PodCompleted"}]}

    def _settle_job(self, one: Object) -> Object:
        failed = _outcome(one) == "fail"
        kind = "Failed" if failed else "Complete"
        condition: Object = {"type": kind, "status": "True", "lastTransitionTime": now()}
        if failed:
            condition["reason"] = "BackoffLimitExceeded"
            condition["message"] = "Job has reached the specified backoff limit"
            return {"failed": 1, "conditions": [condition], "startTime": now()}
        return {"succeeded": 1, "conditions": [condition], "startTime": now(), "completionTime": now()}

    def _settle_deployment(self, one: Object) -> Object | None:
        if _outcome(one) == "fail":
            condition = {"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}
            return {"observedGeneration": one["metadata"]["generation"], "conditions": [condition]}
        replicas = one["spec"].get("replicas", 1)
        self._make_replicas(one, replicas)
        conditions = [
            {"type": "Available", "status": "True", "reason": "MinimumReplicasAvailable"},
            {"type": "Progressing", "status": "True", "reason": "NewReplicaSetAvailable"},
        ]
        counts = dict.fromkeys(("replicas", "updatedReplicas", "readyReplicas", "availableReplicas"), replicas)
        return {"observedGeneration": one["metadata"]["generation"], **counts, "conditions": conditions}

    def _make_replicas(self, one: Object, replicas: int) -> None:
        template = one["spec"]["template"]
        digest = hashlib.sha256(json.dumps(template, sort_keys=True).encode()).hexdigest()[:10]
        labels = {**template.get("metadata", {}).get("labels", {}), "pod-template-hash": digest}
        metadata = one["metadata"]
        name = f"{metadata['name']}-{digest}"
        owner = {"apiVersion": "apps/v1", "kind": "Deployment", "name": metadata["name"], "uid": metadata["uid"]}
        for old in self._server.store.owned_by(metadata["uid"]):
            if old["metadata"]["name"] != name:
                self._server.collect(old)
        replica_set: Object = {
            "apiVersion": "apps/v1",
            "kind": "ReplicaSet",
            "metadata": {
                "name": name,
                "namespace": metadata["namespace"],
                "labels": labels,
                "ownerReferences": [{**owner, "controller": True}],
            },
            "spec": {"replicas": replicas, "selector": {"matchLabels": labels}, "template": template},
            "status": {"replicas": replicas, "readyReplicas": replicas, "observedGeneration": 1},
        }
        made = self._ensure("apps", "replicasets", replica_set)
        if made["spec"]["replicas"] != replicas:
            kind = self._server.kind("apps", "replicasets")
            made["spec"], made["status"] = replica_set["spec"], {**replica_set["status"], "observedGeneration": 2}
            made["metadata"]["generation"] = 1
            self._server.store.replace(kind, made)
        set_owner = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": name, "uid": made["metadata"]["uid"]}
        for number in range(replicas):
            pod = {
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {
                    "name": f"{name}-{number}",
                    "namespace": metadata["namespace"],
                    "labels": labels,
                    "ownerReferences": [{**set_owner, "controller": True}],
                },
                "spec": template["spec"],
            }
            self._ensure("", "pods", pod)

    def _ensure(self, group: str, resource: str, one: Object) -> Object:
        kind = self._server.kinds.find(group, "v1", resource)
        assert kind is not None
        try:
            made = self._server.store.create(kind, one)
            self.notice(kind, made)
        except ApiError:
            made = self._server.store.get(kind, one["metadata"]["namespace"], one["metadata"]["name"])
        return made

    def _settle_stateful_set(self, one: Object) -> Object:
        replicas = one["spec"].get("replicas", 1)
        names = ("replicas", "updatedReplicas", "readyReplicas", "currentReplicas", "availableReplicas")
        revision = f"{one['metadata']['name']}-{one['metadata']['generation']}"
        shared = {"currentRevision": revision, "updateRevision": revision}
        return {"observedGeneration": one["metadata"]["generation"], **dict.fromkeys(names, replicas), **shared}

    def _settle_daemon_set(self, one: Object) -> Object:
        names = ("currentNumberScheduled", "desiredNumberScheduled", "numberReady", "numberAvailable")
        counts = dict.fromkeys((*names, "updatedNumberScheduled"), 1)
        return {"observedGeneration": one["metadata"]["generation"], **counts, "numberMisscheduled": 0}

    def _settle_definition(self, one: Object) -> Object:
        conditions = [
            {"type": name, "status": "True", "reason": reason, "message": "", "lastTransitionTime": now()}
            for name, reason in (("NamesAccepted", "NoConflicts"), ("Established", "InitialNamesAccepted"))
        ]
        return {"conditions": conditions, "acceptedNames": one["spec"]["names"], "storedVersions": ["v1"]}

    def _bind(self, one: Object) -> Object:
        return {"phase": "Bound"}


_ACTIONS = {
    "Pod": Controllers._settle_pod,
    "Job": Controllers._settle_job,
    "Deployment": Controllers._settle_deployment,
    "StatefulSet": Controllers._settle_stateful_set,
    "DaemonSet": Controllers._settle_daemon_set,
    "CustomResourceDefinition": Controllers._settle_definition,
    "PersistentVolumeClaim": Controllers._bind,
}


def _outcome(one: Object) -> str:
    template = one.get("spec", {}).get("template", {}) if isinstance(one.get("spec"), dict) else {}
    own = one["metadata"].get("annotations") or {}
    below = (template or {}).get("metadata", {}).get("annotations") or {}
    return str(own.get("fake/outcome") or below.get("fake/outcome") or "")
