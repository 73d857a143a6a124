"""API versions are deprecated when the reference says so."""

from __future__ import annotations

import pytest

from pychart.lint.deprecations import DEPRECATIONS
from pychart.lint.documents import Document
from pychart.lint.rules import deprecated_api

CASES: dict[tuple[str, str, int], str] = {
    ("extensions/v1beta1", "Ingress", 13): "",
    ("extensions/v1beta1", "Ingress", 14): (
        "extensions/v1beta1 Ingress is deprecated in v1.14+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress"
    ),
    ("policy/v1beta1", "Eviction", 37): "policy/v1beta1 Eviction is deprecated in v1.22+, unavailable in v1.25+",
    ("v1", "ComponentStatus", 37): "v1 ComponentStatus is deprecated in v1.19+",
    ("v1", "Endpoints", 32): "",
    ("v1", "Endpoints", 33): "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
    ("storage.k8s.io/v1beta1", "CSINodeList", 17): (
        "storage.k8s.io/v1beta1 CSINodeList is deprecated in v1.17+, unavailable in v1.22+;"
        " use storage.k8s.io/v1 CSINode"
    ),
    ("apps/v1", "Deployment", 37): "",
    ("example.com/v1", "Ingress", 37): "",
    ("", "Ingress", 37): "",
}


@pytest.mark.parametrize(("api_version", "kind", "minor"), CASES)
def test_deprecation(api_version: str, kind: str, minor: int) -> None:
    problem = deprecated_api.check(Document(api_version, kind, "x", "", 1), (1, minor))
    assert (problem.message if problem else "") == CASES[api_version, kind, minor]


def test_another_major_version_is_newer_than_all() -> None:
    document = Document("v1", "Endpoints", "x", "", 1)
    assert deprecated_api.check(document, (2, 0))
    assert not deprecated_api.check(document, (0, 99))


def test_table_is_whole() -> None:
    rows = [row for kinds in DEPRECATIONS.values() for row in kinds.values()]
    assert len(rows) == 167
    assert all(since > 0 and (until == 0 or until > since) for since, until, _ in rows)
