"""What containers printed (Helm: pkg/kube, OutputContainerLogsForPodList; pkg/action, release_testing.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, StatusError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.kube.client import Client


def print_hook_logs(client: Client, kind: str, name: str, namespace: str) -> None:
    """Print the logs of a hook's Pod, or of the Pods of its Job, to stderr. Raises ClusterError."""
    selectors = {"Job": {"labelSelector": f"job-name={name}"}, "Pod": {"fieldSelector": f"metadata.name={name}"}}
    if kind not in selectors:
        return
    pods = client.request("GET", f"/api/v1/namespaces/{namespace}/pods", query=selectors[kind])
    for pod in pods.get("items") or ():
        for container in pod["spec"].get("containers") or ():
            logs.tell(read_log(client, namespace, pod["metadata"]["name"], container["name"]))


def read_log(client: Client, namespace: str, pod: str, container: str) -> str:
    """Give what one container printed. Raises ClusterError."""
    return client.read_text(f"/api/v1/namespaces/{namespace}/pods/{pod}/log", {"container": container})


def list_containers(client: Client, namespace: str, pod: str) -> list[str]:
    """Name the containers of a pod, those that run before the others first. Raises ClusterError."""
    try:
        found: dict[str, Any] = client.request("GET", f"/api/v1/namespaces/{namespace}/pods/{pod}")
    except StatusError as error:
        raise ClusterError(f"unable to get pod {pod}: {error}") from error
    spec = found["spec"]
    return [one["name"] for one in (*(spec.get("initContainers") or ()), *(spec.get("containers") or ()))]
