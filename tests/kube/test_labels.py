from __future__ import annotations

from pychart.kube.labels import write_labels


def test_labels_come_in_order() -> None:
    assert write_labels({"owner": "helm", "app": "web"}) == "app=web,owner=helm"
    assert write_labels({}) == ""
