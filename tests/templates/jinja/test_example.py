"""The same chart in both dialects gives the same bytes: the example, and what `create` makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pychart.api import load_chart, render_chart
from pychart.chart.create import create_chart
from pychart.errors import ChartError
from tests.reference import ROOT

INGRESS = {
    "enabled": True,
    "className": "nginx",
    "annotations": {"team": "a"},
    "tls": [{"secretName": "tls", "hosts": ["a.example.com"]}],
}
EXAMPLE_VALUES: dict[str, dict[str, Any]] = {
    "none": {},
    "ingress": {"ingress": INGRESS, "image": {"tag": "1.0.1"}, "replicaCount": 3},
    "names": {"nameOverride": "n" * 70, "resources": {"limits": {"cpu": "1"}}},
    "long": {"fullnameOverride": "f" * 62 + "-x", "nodeSelector": {"disk": "ssd"}},
    "pods": {"tolerations": [{"key": "k", "operator": "Exists"}], "affinity": {"podAffinity": {}}},
}
STARTER_VALUES: dict[str, dict[str, Any]] = {
    "none": {},
    "ingress": {"ingress": INGRESS, "podLabels": {"x": "y"}, "podAnnotations": {"q": "1"}, "nameOverride": "nn"},
    "scaled": {"autoscaling": {"enabled": True, "targetMemoryUtilizationPercentage": 3}},
    "route": {"httpRoute": {"enabled": True, "annotations": {"z": 1}, "rules": [{}, {"matches": [1]}]}},
    "no hosts": {"httpRoute": {"enabled": True, "hostnames": []}, "image": {"tag": "7"}},
    "account": {"serviceAccount": {"create": False}, "volumes": [{"name": "v", "emptyDir": {}}]},
    "port": {"service": {"type": "NodePort"}, "podSecurityContext": {"fsGroup": 1}},
    "balancer": {"service": {"type": "LoadBalancer"}, "livenessProbe": None},
}


def render(path: Path, values: dict[str, Any]) -> dict[str, str]:
    """Give manifests, hooks and notes of a release named web-demo."""
    rendered = render_chart(load_chart(path), values, name="web-demo")
    found = {document.path: document.content for document in rendered.manifests}
    found |= {hook.path: hook.content for hook in rendered.hooks}
    return {**found, "NOTES": rendered.notes}


@pytest.mark.parametrize("name", EXAMPLE_VALUES)
def test_examples_render_alike(name: str) -> None:
    charts = ROOT / "examples/charts"
    expected = render(charts / "hello-world", EXAMPLE_VALUES[name])
    assert render(charts / "hello-jinja", EXAMPLE_VALUES[name]) == expected
    assert "hello-world/templates/service.yaml" in expected


@pytest.mark.parametrize("name", STARTER_VALUES)
def test_starters_render_alike(name: str, tmp_path: Path) -> None:
    (tmp_path / "jinja2").mkdir()
    go = create_chart(tmp_path / "web")
    jinja = create_chart(tmp_path / "jinja2/web", dialect="jinja2")
    assert render(jinja, STARTER_VALUES[name]) == render(go, STARTER_VALUES[name])


def test_starters_hold_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "jinja2").mkdir()
    go = create_chart(tmp_path / "web")
    jinja = create_chart(tmp_path / "jinja2/web", dialect="jinja2")
    names = {path.relative_to(go).as_posix() for path in go.rglob("*") if path.is_file()}
    own = {path.relative_to(jinja).as_posix() for path in jinja.rglob("*") if path.is_file()}
    assert own == {f"{name}.j2" if name.startswith("templates/") else name for name in names}


def test_other_dialects_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ChartError, match='there is no dialect "mako"'):
        create_chart(tmp_path / "web", dialect="mako")
