"""Whether an object has come to rest, by its status (kstatus: cli-utils, pkg/kstatus/status, core.go)."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Rule = Callable[[dict[str, Any]], "State"]

CURRENT, IN_PROGRESS, FAILED = "Current", "InProgress", "Failed"
TERMINATING, NOT_FOUND, UNKNOWN = "Terminating", "NotFound", "Unknown"


class State(NamedTuple):
    """How far an object is, and why."""

    status: str
    message: str

    @property
    def is_final(self) -> bool:
        """Tell whether waiting longer is of no use."""
        return self.status in (CURRENT, FAILED)


MISSING = State(NOT_FOUND, "Resource not found")


def find_state(content: dict[str, Any], *, jobs: bool = False, hook: bool = False) -> State:
    """Give an object's state.

    ``jobs`` takes a Job for done only when it is complete (--wait-for-jobs); ``hook`` does so for Jobs and Pods, and
    takes all else as it is.
    """
    kind = content.get("kind", "")
    group = str(content.get("apiVersion", "")).rpartition("/")[0]
    if (group, kind) == ("batch", "Job") and (jobs or hook):
        return _judge_job(content, to_end=True)
    if hook:
        return _judge_hook_pod(content) if (group, kind) == ("", "Pod") else State(CURRENT, "Resource is current")
    general = _judge_generally(content)
    if general is not None:
        return general
    rule = _RULES.get((group, kind))
    return rule(content) if rule else _judge_by_ready(content)


def _judge_generally(content: dict[str, Any]) -> State | None:
    """Judge by what all objects have: deletion, generations, the conditions Reconciling and Stalled."""
    metadata = content["metadata"]
    if metadata.get("deletionTimestamp"):
        return State(TERMINATING, "Resource scheduled for deletion")
    observed = at(content, "status", "observedGeneration")
    if isinstance(observed, int) and observed != metadata.get("generation"):
        kind, wanted = content["kind"], metadata.get("generation")
        return State(IN_PROGRESS, f"{kind} generation is {wanted}, but latest observed generation is {observed}")
    for name, status in (("Reconciling", IN_PROGRESS), ("Stalled", FAILED)):
        condition = condition_of(content, name)
        if condition.get("status") == "True":
            return State(status, str(condition.get("message") or ""))
    return None


def _judge_by_ready(content: dict[str, Any]) -> State:
    condition = condition_of(content, "Ready")
    if condition.get("status") in ("False", "Unknown"):
        return State(IN_PROGRESS, str(condition.get("message") or ""))
    return State(CURRENT, "Resource is Ready" if condition else "Resource is current")


def _judge_deployment(content: dict[str, Any]) -> State:
    progressing = condition_of(content, "Progressing")
    if progressing.get("reason") == "ProgressDeadlineExceeded":
        return State(FAILED, "Progress deadline exceeded")
    wanted = number_at(content, "spec", "replicas", default=1)
    total, updated, available, ready = _counts(
        content, "replicas", "updatedReplicas", "availableReplicas", "readyReplicas"
    )
    is_progressed = progressing.get("status") == "True" and progressing.get("reason") == "NewReplicaSetAvailable"
    return _first(
        (wanted > total, f"replicas: {total}/{wanted}"),
        (wanted > updated, f"Updated: {updated}/{wanted}"),
        (total > wanted, f"Pending termination: {total - wanted}"),
        (updated > available, f"Available: {available}/{updated}"),
        (wanted > ready, f"Ready: {ready}/{wanted}"),
        (not is_progressed, "ReplicaSet not Available"),
        (condition_of(content, "Available").get("status") != "True", "Deployment not Available"),
        done=f"Deployment is available. Replicas: {total}",
    )


def _judge_replica_set(content: dict[str, Any]) -> State:
    wanted = number_at(content, "spec", "replicas", default=1)
    total, labelled, available, ready = _counts(
        content, "replicas", "fullyLabeledReplicas", "availableReplicas", "readyReplicas"
    )
    return _first(
        (wanted > labelled, f"Labelled: {labelled}/{wanted}"),
        (wanted > available, f"Available: {available}/{wanted}"),
        (wanted > ready, f"Ready: {ready}/{wanted}"),
        (total > wanted, f"Pending termination: {total - wanted}"),
        done=f"ReplicaSet is available. Replicas: {total}",
    )


def _judge_stateful_set(content: dict[str, Any]) -> State:
    if at(content, "spec", "updateStrategy", "type") == "OnDelete":
        return State(CURRENT, "StatefulSet is using the ondelete update strategy")
    wanted = number_at(content, "spec", "replicas", default=1)
    total, ready, current, updated = _counts(content, "replicas", "readyReplicas", "currentReplicas", "updatedReplicas")
    partition = number_at(content, "spec", "updateStrategy", "rollingUpdate", "partition", default=-1)
    revisions = at(content, "status", "currentRevision"), at(content, "status", "updateRevision")
    return _first(
        (wanted > total, f"Replicas: {total}/{wanted}"),
        (wanted > ready, f"Ready: {ready}/{wanted}"),
        (total > wanted, f"Pending termination: {total - wanted}"),
        (partition > 0 and updated < wanted - partition, f"updated: {updated}/{wanted - partition}"),
        (partition <= 0 and wanted > current and revisions[0] != revisions[1], f"current: {current}/{wanted}"),
        (partition <= 0 and revisions[0] != revisions[1], "Waiting for updated revision to match current"),
        done=f"All replicas scheduled as expected. Replicas: {total}",
    )


def _judge_daemon_set(content: dict[str, Any]) -> State:
    if at(content, "status", "observedGeneration") is None:
        return State(IN_PROGRESS, "Observed generation is unset")
    desired = number_at(content, "status", "desiredNumberScheduled", default=-1)
    current, updated, available, ready = _counts(
        content, "currentNumberScheduled", "updatedNumberScheduled", "numberAvailable", "numberReady"
    )
    return _first(
        (desired < 0, "Missing .status.desiredNumberScheduled"),
        (desired > current, f"Current: {current}/{desired}"),
        (desired > updated, f"Updated: {updated}/{desired}"),
        (desired > available, f"Available: {available}/{desired}"),
        (desired > ready, f"Ready: {ready}/{desired}"),
        done=f"All replicas scheduled as expected. Replicas: {desired}",
    )


def _judge_pod(content: dict[str, Any]) -> State:
    phase = at(content, "status", "phase") or ""
    ready = condition_of(content, "Ready").get("status") == "True"
    if phase == "Running" and not ready:
        crashed = [
            str(one.get("name"))
            for one in at(content, "status", "containerStatuses") or ()
            if at(one, "state", "waiting", "reason") == "CrashLoopBackOff"
        ]
        if crashed:
            return State(FAILED, f"Containers in CrashLoop state: {','.join(crashed)}")
    scheduled = condition_of(content, "PodScheduled")
    if phase == "Pending" and scheduled.get("status") == "False" and scheduled.get("reason") == "Unschedulable":
        return State(IN_PROGRESS, "Pod has not been scheduled")
    return {
        "Succeeded": State(CURRENT, "Pod has completed successfully"),
        "Failed": State(FAILED, "Pod has completed, but not successfully"),
        "Running": State(CURRENT, "Pod is Ready") if ready else State(IN_PROGRESS, "Pod is running but is not Ready"),
        "Pending": State(IN_PROGRESS, "Pod is in the Pending phase"),
        "": State(IN_PROGRESS, "Pod phase not available"),
    }.get(phase, State(UNKNOWN, f"unknown phase {phase}"))


def _judge_hook_pod(content: dict[str, Any]) -> State:
    """Judge a hook's Pod, which has to run to its end (Helm: internal/statusreaders)."""
    phase, name = at(content, "status", "phase"), content["metadata"].get("name", "")
    if phase == "Succeeded":
        return State(CURRENT, f"pod {name} succeeded")
    return State(FAILED, f"pod {name} failed") if phase == "Failed" else State(IN_PROGRESS, "Pod in progress")


def _judge_job(content: dict[str, Any], *, to_end: bool = False) -> State:
    completions = number_at(
        content, "spec", "completions", default=number_at(content, "spec", "parallelism", default=1)
    )
    succeeded, failed, active = _counts(content, "succeeded", "failed", "active")
    if condition_of(content, "Complete").get("status") == "True":
        return State(CURRENT, f"Job Completed. succeeded: {succeeded}/{completions}")
    if condition_of(content, "Failed").get("status") == "True":
        return State(FAILED, f"Job Failed. failed: {failed}/{completions}")
    if to_end:
        return State(IN_PROGRESS, "Job in progress")
    if not at(content, "status", "startTime"):
        return State(IN_PROGRESS, "Job not started")
    return State(CURRENT, f"Job in progress. success:{succeeded}, active: {active}, failed: {failed}")


def _judge_claim(content: dict[str, Any]) -> State:
    phase = at(content, "status", "phase") or "unknown"
    if phase == "Bound":
        return State(CURRENT, "PVC is Bound")
    return State(IN_PROGRESS, f"PVC is not Bound. phase: {phase}")


def _judge_service(content: dict[str, Any]) -> State:
    if at(content, "spec", "type") == "LoadBalancer" and not at(content, "spec", "clusterIP"):
        return State(IN_PROGRESS, "Service IP not assigned")
    return State(CURRENT, "Service is ready")


def _judge_definition(content: dict[str, Any]) -> State:
    names, established = condition_of(content, "NamesAccepted"), condition_of(content, "Established")
    if names.get("status") == "False":
        return State(FAILED, str(names.get("message") or ""))
    if established.get("status") == "True":
        return State(CURRENT, "CRD is established")
    if established.get("status") == "False" and established.get("reason") != "Installing":
        return State(FAILED, str(established.get("message") or ""))
    return State(IN_PROGRESS, "Install in progress")


def _judge_budget(content: dict[str, Any]) -> State:
    return State(CURRENT, "AllowedDisruptions has been computed.")


_RULES: dict[tuple[str, str], Rule] = {
    ("apps", "Deployment"): _judge_deployment,
    ("apps", "ReplicaSet"): _judge_replica_set,
    ("apps", "StatefulSet"): _judge_stateful_set,
    ("apps", "DaemonSet"): _judge_daemon_set,
    ("batch", "Job"): _judge_job,
    ("", "Pod"): _judge_pod,
    ("", "PersistentVolumeClaim"): _judge_claim,
    ("", "Service"): _judge_service,
    ("policy", "PodDisruptionBudget"): _judge_budget,
    ("apiextensions.k8s.io", "CustomResourceDefinition"): _judge_definition,
}


def _first(*checks: tuple[bool, str], done: str) -> State:
    """Give the first check that holds as what is still to come, or the state of being done."""
    missing = next((message for wrong, message in checks if wrong), None)
    return State(CURRENT, done) if missing is None else State(IN_PROGRESS, missing)


def at(content: Any, *path: str) -> Any:
    """Give what stands at a path of keys, None where there is nothing."""
    for name in path:
        content = content.get(name) if isinstance(content, dict) else None
    return content


def number_at(content: dict[str, Any], *path: str, default: int) -> int:
    """Give the number at a path of keys, ``default`` where there is none."""
    value = at(content, *path)
    return value if isinstance(value, int) else default


def _counts(content: dict[str, Any], *names: str) -> list[int]:
    return [number_at(content, "status", name, default=0) for name in names]


def condition_of(content: dict[str, Any], name: str) -> dict[str, Any]:
    """Give a condition of an object's status, empty where it has not got it."""
    conditions = at(content, "status", "conditions") or ()
    return next((one for one in conditions if isinstance(one, dict) and one.get("type") == name), {})
