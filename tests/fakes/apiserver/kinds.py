"""Which kinds the server knows, by group and version; definitions of custom resources add theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kind:
    """One kind of object: where it lives in the API and how it is called."""

    group: str
    version: str
    resource: str
    kind: str
    namespaced: bool = True
    short: tuple[str, ...] = ()

    @property
    def api_version(self) -> str:
        return f"{self.group}/{self.version}" if self.group else self.version

    @property
    def qualified(self) -> str:
        """The resource as messages name it: ``deployments.apps``, ``pods``."""
        return f"{self.resource}.{self.group}" if self.group else self.resource


_TABLE = """
v1 bindings Binding; configmaps ConfigMap cm; endpoints Endpoints ep; events Event ev; limitranges LimitRange limits
v1 namespaces* Namespace ns; nodes* Node no; persistentvolumeclaims PersistentVolumeClaim pvc
v1 persistentvolumes* PersistentVolume pv; pods Pod po; podtemplates PodTemplate
v1 replicationcontrollers ReplicationController rc; resourcequotas ResourceQuota quota; secrets Secret
v1 serviceaccounts ServiceAccount sa; services Service svc
apps/v1 controllerrevisions ControllerRevision; daemonsets DaemonSet ds; deployments Deployment deploy
apps/v1 replicasets ReplicaSet rs; statefulsets StatefulSet sts
batch/v1 cronjobs CronJob cj; jobs Job
autoscaling/v2 horizontalpodautoscalers HorizontalPodAutoscaler hpa
policy/v1 poddisruptionbudgets PodDisruptionBudget pdb
networking.k8s.io/v1 ingressclasses* IngressClass; ingresses Ingress ing; networkpolicies NetworkPolicy netpol
rbac.authorization.k8s.io/v1 clusterrolebindings* ClusterRoleBinding; clusterroles* ClusterRole
rbac.authorization.k8s.io/v1 rolebindings RoleBinding; roles Role
storage.k8s.io/v1 storageclasses* StorageClass sc
scheduling.k8s.io/v1 priorityclasses* PriorityClass pc
coordination.k8s.io/v1 leases Lease
apiextensions.k8s.io/v1 customresourcedefinitions* CustomResourceDefinition crd
admissionregistration.k8s.io/v1 mutatingwebhookconfigurations* MutatingWebhookConfiguration
admissionregistration.k8s.io/v1 validatingwebhookconfigurations* ValidatingWebhookConfiguration
apiregistration.k8s.io/v1 apiservices* APIService
"""


def _read_table() -> list[Kind]:
    found = []
    for line in _TABLE.strip().splitlines():
        api_version, _, rest = line.partition(" ")
        group, _, version = api_version.rpartition("/")
        for entry in rest.split(";"):
            resource, kind, *short = entry.split()
            name = resource.rstrip("*")
            found.append(Kind(group, version, name, kind, namespaced=name == resource, short=tuple(short)))
    return found


@dataclass
class Kinds:
    """All kinds the server knows now."""

    known: list[Kind] = field(default_factory=_read_table)

    def find(self, group: str, version: str, resource: str) -> Kind | None:
        return next((k for k in self.known if (k.group, k.version, k.resource) == (group, version, resource)), None)

    def groups(self) -> dict[str, list[str]]:
        """Give the versions of each named group."""
        found: dict[str, list[str]] = {}
        for kind in self.known:
            if kind.group and kind.version not in found.setdefault(kind.group, []):
                found[kind.group].append(kind.version)
        return found

    def of(self, group: str, version: str) -> list[Kind]:
        return [kind for kind in self.known if (kind.group, kind.version) == (group, version)]

    def add_definition(self, definition: dict[str, Any]) -> None:
        """Learn the kinds of a CustomResourceDefinition."""
        spec = definition["spec"]
        names = spec["names"]
        self.remove_definition(definition)
        for version in spec["versions"]:
            if version.get("served", True):
                namespaced = spec.get("scope", "Namespaced") == "Namespaced"
                self.known.append(Kind(spec["group"], version["name"], names["plural"], names["kind"], namespaced))

    def remove_definition(self, definition: dict[str, Any]) -> None:
        spec = definition["spec"]
        gone = (spec["group"], spec["names"]["plural"])
        self.known = [kind for kind in self.known if (kind.group, kind.resource) != gone]


VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]


def describe_resources(kinds: list[Kind], api_version: str) -> dict[str, Any]:
    """Give the APIResourceList of a version; only pods have subresources that somebody asks for."""
    rows: list[dict[str, Any]] = []
    for kind in kinds:
        row: dict[str, Any] = {
            "name": kind.resource,
            "singularName": kind.kind.lower(),
            "namespaced": kind.namespaced,
            "kind": kind.kind,
            "verbs": VERBS,
        }
        if kind.short:
            row["shortNames"] = list(kind.short)
        rows.append(row)
        rows.append({**row, "name": f"{kind.resource}/status", "singularName": "", "verbs": ["get", "patch", "update"]})
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": api_version, "resources": rows}


def describe_group(name: str, versions: list[str]) -> dict[str, Any]:
    rows = [{"groupVersion": f"{name}/{version}", "version": version} for version in versions]
    return {"name": name, "versions": rows, "preferredVersion": rows[0]}


def describe_aggregated(kinds: list[Kind], stale: set[str]) -> dict[str, Any]:
    """Give groups with all that is in them (apidiscovery.k8s.io/v2); ``stale`` are versions whose server is away."""
    groups: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for kind in kinds:
        row = {
            "resource": kind.resource,
            "responseKind": {"group": kind.group, "version": kind.version, "kind": kind.kind},
            "scope": "Namespaced" if kind.namespaced else "Cluster",
            "singularResource": kind.kind.lower(),
            "verbs": VERBS,
        }
        groups.setdefault(kind.group, {}).setdefault(kind.version, []).append(row)
    items = []
    for group, versions in groups.items():
        entries = []
        for version, rows in versions.items():
            is_stale = f"{group}/{version}" in stale
            state = {"freshness": "Stale"} if is_stale else {"freshness": "Current", "resources": rows}
            entries.append({"version": version, **state})
        items.append({"metadata": {"name": group, "creationTimestamp": None}, "versions": entries})
    return {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {}, "items": items}


def describe_openapi(kinds: list[Kind]) -> dict[str, Any]:
    """Give the little of an OpenAPI v3 document that clients look for: that PATCH takes fieldValidation."""
    paths: dict[str, Any] = {}
    for kind in kinds:
        base = f"/apis/{kind.group}/{kind.version}" if kind.group else f"/api/{kind.version}"
        where = f"{base}/namespaces/{{namespace}}" if kind.namespaced else base
        gvk = {"group": kind.group, "version": kind.version, "kind": kind.kind}
        parameters = [
            {"name": name, "in": "query", "schema": {"type": "string"}} for name in ("dryRun", "fieldValidation")
        ]
        patch = {"parameters": parameters, "x-kubernetes-group-version-kind": gvk, "responses": {}}
        paths[f"{where}/{kind.resource}/{{name}}"] = {"patch": patch}
    return {"openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1.37.0"}, "paths": paths}
