"""A real cluster for the tests of releases: the one that ``PYCHART_TEST_KUBECONFIG`` names.

It has the face of ``tests.fakes.apiserver.ApiServer`` as far as ``twins`` looks at it. Everything happens in namespaces
that are made for a test and removed after it. A control plane without nodes will do: a stand-in says then of every pod
what a kubelet would, and ``fake/outcome`` steers it as it steers the fake's controllers.
"""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
import yaml

from tests.reference import KUBECTL

KUBECONFIG = os.environ.get("PYCHART_TEST_KUBECONFIG", "")

requires_cluster = pytest.mark.skipif(not KUBECONFIG, reason="PYCHART_TEST_KUBECONFIG names no cluster")

_KINDS = (
    ("", "api/v1", ("configmaps", "secrets", "services", "serviceaccounts", "pods")),
    ("apps", "apis/apps/v1", ("deployments", "statefulsets")),
    ("batch", "apis/batch/v1", ("jobs",)),
)
_OF_THE_CLUSTER = {("configmaps", "kube-root-ca.crt"), ("serviceaccounts", "default")}


class RealServer:
    """A namespace of its own on a real API server; use it as a context manager."""

    def __init__(self) -> None:
        self.namespace = f"pychart-test-{uuid4().hex[:6]}"
        self._config: dict[str, Any] = yaml.safe_load(Path(KUBECONFIG).read_text())
        self._session = requests.Session()
        self._stopped = threading.Event()
        self._kubelet = threading.Thread(target=self._play_kubelet, daemon=True)

    def __enter__(self) -> RealServer:
        command = [str(KUBECTL), f"--kubeconfig={KUBECONFIG}", "proxy", "--port=0"]
        self._proxy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._proxy.stdout is not None
        self._proxied = "http://" + self._proxy.stdout.readline().split()[-1]
        self._ask("POST", "api/v1/namespaces", {"metadata": {"name": self.namespace}})
        if not self._ask("GET", "api/v1/nodes")["items"]:
            self._kubelet.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        if self._kubelet.is_alive():
            self._kubelet.join()
        for one in self._ask("GET", "api/v1/namespaces")["items"]:
            name = one["metadata"]["name"]
            if name.startswith(self.namespace):
                self._ask("DELETE", f"api/v1/namespaces/{name}")
        self._proxy.terminate()
        self._proxy.wait()

    @property
    def url(self) -> str:
        context = _named(self._config["contexts"], self._config["current-context"])["context"]
        server: str = _named(self._config["clusters"], context["cluster"])["cluster"]["server"]
        return server

    def kubeconfig(self) -> dict[str, Any]:
        """Give a kubeconfig that leads here, into the namespace."""
        context = _named(self._config["contexts"], self._config["current-context"])
        context["context"]["namespace"] = self.namespace
        return self._config

    def beside(self, name: str) -> str:
        """Give the name of another namespace that belongs to this test."""
        return f"{self.namespace}-{name}"

    def objects(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Give (group, resource, object) of all that the tests make."""
        return [
            (group, resource, {"apiVersion": listed["apiVersion"], "kind": listed["kind"].removesuffix("List"), **one})
            for group, path, resources in _KINDS
            for resource in resources
            for listed in [self._ask("GET", f"{path}/namespaces/{self.namespace}/{resource}")]
            for one in listed["items"]
            if (resource, one["metadata"]["name"]) not in _OF_THE_CLUSTER
        ]

    def get(self, resource: str, name: str) -> dict[str, Any]:
        return self._ask("GET", f"api/v1/namespaces/{self.namespace}/{resource}/{name}")

    def _ask(self, method: str, path: str, body: Any = None, kind: str = "application/json") -> dict[str, Any]:
        headers = {"Content-Type": kind}
        answer = self._session.request(method, f"{self._proxied}/{path}", json=body, headers=headers, timeout=30)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def _play_kubelet(self) -> None:
        while not self._stopped.wait(0.2):
            for namespace in (self.namespace, self.beside("fresh")):
                with suppress(requests.RequestException):
                    for pod in self._ask("GET", f"api/v1/namespaces/{namespace}/pods")["items"]:
                        self._play(pod)

    def _play(self, pod: dict[str, Any]) -> None:
        metadata = pod["metadata"]
        path = f"api/v1/namespaces/{metadata['namespace']}/pods/{metadata['name']}"
        if metadata.get("deletionTimestamp"):
            self._ask("DELETE", path, {"gracePeriodSeconds": 0})
            return
        status = _status_of(pod)
        if status and pod["status"].get("phase") == "Pending":
            self._ask("PATCH", f"{path}/status", {"status": status}, "application/merge-patch+json")


def _status_of(pod: dict[str, Any]) -> dict[str, Any] | None:
    outcome = (pod["metadata"].get("annotations") or {}).get("fake/outcome")
    if outcome == "never":
        return None
    if pod["spec"]["restartPolicy"] != "Always":
        return {"phase": "Failed" if outcome == "fail" else "Succeeded"}
    if outcome == "fail":
        # Its containers would be started again and again.
        return None
    ready = [{"type": name, "status": "True"} for name in ("Initialized", "Ready", "ContainersReady", "PodScheduled")]
    return {"phase": "Running", "conditions": ready}


def _named(rows: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(row for row in rows if row["name"] == name)
