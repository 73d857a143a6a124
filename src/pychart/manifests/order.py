"""The order in which Helm installs kinds (Helm: pkg/release/v1/util, kind_sorter.go)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol, TypeVar

    class _HasKind(Protocol):
        @property
        def kind(self) -> str: ...

    T = TypeVar("T", bound=_HasKind)


INSTALL_ORDER = (
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
)
"""Kinds by name, first to be installed first; all others come after these, by name."""

UNINSTALL_ORDER = (
    "ValidatingWebhookConfiguration",
    "MutatingWebhookConfiguration",
    "APIService",
    "Ingress",
    "IngressClass",
    "Service",
    "CronJob",
    "Job",
    "StatefulSet",
    "HorizontalPodAutoscaler",
    "Deployment",
    "ReplicaSet",
    "ReplicationController",
    "Pod",
    "DaemonSet",
    "RoleBindingList",
    "RoleBinding",
    "RoleList",
    "Role",
    "ClusterRoleBindingList",
    "ClusterRoleBinding",
    "ClusterRoleList",
    "ClusterRole",
    "CustomResourceDefinition",
    "PersistentVolumeClaim",
    "PersistentVolume",
    "StorageClass",
    "ConfigMap",
    "SecretList",
    "Secret",
    "ServiceAccount",
    "PodDisruptionBudget",
    "PodSecurityPolicy",
    "LimitRange",
    "ResourceQuota",
    "NetworkPolicy",
    "Namespace",
    "PriorityClass",
)
"""Kinds by name, first to be removed first; all others come after these, by name."""

_RANK = {kind: rank for rank, kind in enumerate(INSTALL_ORDER)}


_REMOVAL_RANK = {kind: rank for rank, kind in enumerate(UNINSTALL_ORDER)}


def sort_by_kind(items: Iterable[T]) -> list[T]:
    """Sort manifests or hooks by kind in install order; those of one kind keep their order."""
    return _sort(items, _RANK)


def sort_for_removal(items: Iterable[T]) -> list[T]:
    """Sort manifests by kind in the order in which they are removed; those of one kind keep their order."""
    return _sort(items, _REMOVAL_RANK)


def _sort(items: Iterable[T], ranks: dict[str, int]) -> list[T]:
    unknown = len(ranks)

    def key(item: T) -> tuple[int, str]:
        rank = ranks.get(item.kind, unknown)
        return rank, item.kind if rank == unknown else ""

    return sorted(items, key=key)
