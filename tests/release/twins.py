"""The same command lines through Helm and pychart, each with a cluster of its own, and through both with one."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import yaml

from tests.fakes.apiserver import ApiServer
from tests.reference import HELM, KUBECTL, environment_of

CHART = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: '1.0'\n",
    "values.yaml": "replicas: 1\ntext: hello\nextra: true\nfail: ''\n",
    "README.md": "# A chart <&>\n",
    "templates/NOTES.txt": "Installed {{ .Release.Name }} revision {{ .Release.Revision }}.\n",
    "templates/config.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-config\n"
        "data:\n  text: {{ .Values.text | quote }}\n  count: {{ .Values.replicas | quote }}\n"
    ),
    "templates/extra.yaml": (
        "{{ if .Values.extra }}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-extra\n"
        "stringData: {key: value}\n{{ end }}\n"
    ),
    "templates/kept.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-kept\n"
        "  annotations: {helm.sh/resource-policy: keep}\ndata: {}\n"
    ),
    "templates/deployment.yaml": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n"
        "spec:\n  replicas: {{ .Values.replicas }}\n  selector: {matchLabels: {app: web}}\n  template:\n"
        "    metadata: {labels: {app: web}, annotations: {fake/outcome: {{ .Values.fail | quote }}}}\n"
        "    spec:\n      containers:\n        - name: web\n          image: nginx\n"
        "          env: [{name: TEXT, value: {{ .Values.text }}}]\n"
    ),
    "templates/hook.yaml": (
        "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: {{ .Release.Name }}-hook\n  annotations:\n"
        "    helm.sh/hook: pre-install,pre-upgrade\n    helm.sh/hook-weight: '-5'\n"
        "    helm.sh/hook-delete-policy: hook-succeeded,before-hook-creation\n"
        "spec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: hook, image: busybox}]\n"
    ),
    "templates/tests/test.yaml": (
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}-test\n"
        "  annotations: {helm.sh/hook: test}\nspec:\n  restartPolicy: Never\n"
        "  containers: [{name: test, image: busybox}]\n"
    ),
}
"""A chart with everything that a release is made of."""


def write_chart(folder: Path, **changes: str) -> Path:
    """Write the chart, with other files where ``changes`` (by name, ``/`` as ``__``, ``.`` as it is) say so."""
    write_files(folder, CHART | {name.replace("__", "/"): text for name, text in changes.items()})
    return folder


def write_files(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (1_700_000_000, 1_700_000_000))


@dataclass
class Answer:
    """What a command line gave, masked."""

    stdout: str
    stderr: str
    status: int


class Cluster(Protocol):
    """A fake or real API server as far as the twins look at it."""

    namespace: str

    @property
    def url(self) -> str: ...

    def kubeconfig(self) -> dict[str, Any]: ...

    def beside(self, name: str) -> str: ...

    def objects(self) -> list[tuple[str, str, dict[str, Any]]]: ...

    def get(self, resource: str, name: str) -> dict[str, Any]: ...


AnyCluster = TypeVar("AnyCluster", bound=Cluster)


@dataclass
class Walker(Generic[AnyCluster]):
    """A home and a cluster, where command lines are run by either program."""

    folder: Path
    api: AnyCluster
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, program: str, line: str, **environment: str) -> Answer:
        """Run a command line with ``helm`` or ``pychart`` in this side's folder.

        ``{fresh}`` and ``{absent}`` are names of namespaces that are not there.
        """
        line = line.format(fresh=self.api.beside("fresh"), absent=self.api.beside("absent"))
        command = [str(HELM)] if program == "helm" else [sys.executable, "-m", "pychart"]
        own = environment_of(self.folder / "home") | {"KUBECONFIG": self._kubeconfig()} | self.environment | environment
        done = subprocess.run(
            [*command, *line.split()], cwd=self.folder, env=own, capture_output=True, text=True, timeout=60, check=False
        )
        return Answer(mask(done.stdout, self), mask(done.stderr, self), done.returncode)

    def run_kubectl(self, line: str) -> None:
        """Have kubectl do something in the cluster."""
        command = [str(KUBECTL), f"--kubeconfig={self._kubeconfig()}", *line.split()[1:]]
        subprocess.run(command, cwd=self.folder, capture_output=True, timeout=60, check=True)

    def write_charts(self, charts: dict[str, dict[str, str]]) -> None:
        """Write charts by folder and file."""
        for folder, files in charts.items():
            write_files(self.folder / folder, files)

    def _kubeconfig(self) -> str:
        config = self.folder / "kubeconfig"
        if not config.exists():
            (self.folder / "home").mkdir(parents=True, exist_ok=True)
            config.write_text(yaml.safe_dump(self.api.kubeconfig()))
        return str(config)

    def objects(self) -> dict[str, Any]:
        """Give all objects of the cluster, records taken apart, masked."""
        found: dict[str, Any] = {}
        for group, resource, one in self.api.objects():
            if resource in ("pods", "replicasets"):
                # They come and go with their controllers, at moments of their own.
                continue
            metadata = one["metadata"]
            name = f"{group}/{resource}/{metadata.get('namespace', '')}/{mask_name(metadata['name'])}"
            found[mask(name, self)] = mask_object(one, self)
        return found

    def record(self, name: str, version: int, resource: str = "secrets") -> dict[str, Any]:
        """Give the record of a revision as JSON."""
        return unpack(self.api.get(resource, f"sh.helm.release.v1.{name}.v{version}"))


class Side(Walker[ApiServer]):
    """The same with a fake cluster, in which things can go wrong."""


def unpack(one: dict[str, Any]) -> dict[str, Any]:
    data = one["data"]["release"]
    packed = base64.b64decode(data) if one["kind"] == "Secret" else data
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed)))
    return found


_MASKS = (
    # client-go logs in lines of its own what happens to its watches, as chance will have it.
    (r"(?m)^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ .*\n", ""),
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| \+0000 UTC)?", "TIME"),
    (r"\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}", "DATE"),
    (r"\b(web|rel|r|a|b)-[0-9a-f]{8,10}(-\w{5}\b)?", r"\1-HASH"),
    (r"\b10\.\d+\.\d+\.\d+ *", "ADDRESS "),
    (r"(kube-api-access)-\w{5}\b", r"\1-HASH"),
    (r"\b\d+m?\d*s\b", "AGE"),
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "UID"),
    (r"(resourceVersion\W+)\d+", r"\1VERSION"),
    (r"pychart", "helm"),
    (r"(createdAt|modifiedAt)([=:\" ]+)\d+", r"\1\2SECONDS"),
    (r"UPDATED +", "UPDATED "),
    (r"(TIME|DATE) *\t", r"\1\t"),
)


def mask(text: str, side: Walker[Any]) -> str:
    """Hide what two runs never have in common."""
    text = text.replace(side.api.url, "URL").replace(str(side.folder), "FOLDER")
    text = text.replace(side.api.url.split("//")[1], "HOST").replace(side.api.namespace, "default")
    for pattern, word in _MASKS:
        text = re.sub(pattern, word, text)
    return re.sub(r"(==> .*\n(.+\n)*\n)+", _sort_tables, text)


def _sort_tables(found: re.Match[str]) -> str:
    """Sort the tables of `status`, which Helm prints in an order of chance."""
    return "==> ".join(sorted(found[0].split("==> ")))


def mask_name(name: str) -> str:
    return re.sub(r"-[0-9a-f]{10}\b", "-HASH", name)


def mask_object(one: dict[str, Any], side: Walker[Any]) -> Any:
    """Give an object without times, numbers and the like; a record as the JSON that it holds."""
    shown = json.loads(json.dumps(one))
    if shown.get("type") == "helm.sh/release.v1":
        shown["data"] = unpack(one)
    shown.pop("status", None)
    metadata = shown["metadata"]
    for name in ("uid", "resourceVersion", "creationTimestamp", "generation"):
        metadata.pop(name, None)
    labels = metadata.get("labels") or {}
    for name in ("createdAt", "modifiedAt"):
        if name in labels:
            labels[name] = "SECONDS"
    for owner in metadata.get("ownerReferences", ()):
        owner.pop("uid")
    metadata["managedFields"] = sorted(
        (f"{e['manager']} {e['operation']} {json.dumps(e['fieldsV1'], sort_keys=True)}" for e in _entries(metadata)),
    )
    if shown.get("kind") == "Job":
        shown["spec"].pop("selector", None)
    return json.loads(mask(json.dumps(shown), side))


def _entries(metadata: dict[str, Any]) -> list[dict[str, Any]]:
    # Who wrote a record by an ordinary update does not matter: programs are called as they are called.
    return [e for e in metadata.get("managedFields") or () if e["operation"] == "Apply"]
