"""Which kinds a cluster has: asked for when they are needed, in either form, as Helm understands it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.errors import ClusterError
from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.kube.discovery import Discovery
from pychart.settings import Settings
from tests.fakes.apiserver import ApiServer
from tests.reference import requires_reference
from tests.release.twins import Side

CHART = {
    "Chart.yaml": "apiVersion: v2\nname: asks\nversion: 0.1.0\n",
    "templates/a.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n"
        '{{- range list "apps/v1" "apps/v1/Deployment" "apps/v2" "batch/v1/Job" "v1/Pod" "policy/v1" "a/v1/B" }}\n'
        '  {{ replace "/" "." . }}: {{ $.Capabilities.APIVersions.Has . | quote }}\n{{- end }}\n'
        "  count: {{ len .Capabilities.APIVersions | quote }}\n"
    ),
}
PLAIN = {**CHART, "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"}


@pytest.fixture(params=[True, False], ids=["aggregated", "plain"])
def api(request: pytest.FixtureRequest) -> Iterator[ApiServer]:
    with ApiServer(aggregated=request.param) as api:
        yield api


def open_client(api: ApiServer) -> Client:
    return Client(Settings.from_environment({"HOME": "/nobody"}), ClusterFlags(apiserver=api.url))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / "asks" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "asks" / name).write_text(text)


def test_all_versions_and_kinds(api: ApiServer) -> None:
    found = Discovery(open_client(api)).list_api_versions()
    assert found[0] == "v1"
    assert {"apps/v1", "apps/v1/Deployment", "v1/Pod", "apiextensions.k8s.io/v1/CustomResourceDefinition"} <= set(found)
    assert not [one for one in found if one.endswith("/")]
    assert len(found) == len(set(found))


def test_what_is_known_is_not_asked_again(api: ApiServer) -> None:
    discovery = Discovery(open_client(api))
    discovery.list_api_versions()
    before = len(api.requests)
    assert before == (2 if api.aggregated else 2 + len(api.kinds.groups()) + 1)
    mapping = discovery.require("apps/v1", "Deployment", "a", "b")
    assert mapping.path("b", "a") == "/apis/apps/v1/namespaces/b/deployments/a"
    namespace = discovery.require("v1", "Namespace", "a", "")
    assert namespace.path("", "a") == "/api/v1/namespaces/a"
    assert len(api.requests) == before


def test_an_unknown_kind(api: ApiServer) -> None:
    discovery = Discovery(open_client(api))
    assert discovery.find("example.com/v1", "Thing") is None
    with pytest.raises(ClusterError, match=r'no matches for kind "Thing" in version "example\.com/v1"'):
        discovery.require("example.com/v1", "Thing", "a", "b")


def test_a_chart_that_does_not_ask_costs_no_discovery(api: ApiServer, tmp_path: Path) -> None:
    write(tmp_path, PLAIN)
    assert Side(tmp_path, api).run("pychart", "install rel asks").status == 0
    assert [line for line in api.requests if line in ("GET /api", "GET /apis")] == []
    assert api.requests.count("GET /version") == 1


@pytest.mark.reference
@requires_reference
@pytest.mark.parametrize("is_stale", [True, False])
def test_templates_see_what_helm_sees(is_stale: bool, api: ApiServer, tmp_path: Path) -> None:
    write(tmp_path, CHART)
    if is_stale and api.aggregated:
        api.stale.add("policy/v1")
    elif is_stale:
        api.fail("GET /apis/policy/v1", status=503, reason="ServiceUnavailable", message="away", times=-1)
    side = Side(tmp_path, api)
    theirs, ours = [side.run(one, "install rel asks --dry-run=server") for one in ("helm", "pychart")]
    assert ours.stdout == theirs.stdout
    noise = r"(?m)^E\d{4} .*\n"
    assert ours.stderr == re.sub(noise, "", theirs.stderr)
    assert ours.status == theirs.status == 0


def test_a_cluster_that_does_not_tell(api: ApiServer, tmp_path: Path) -> None:
    write(tmp_path, CHART)
    api.fail("GET /apis$", status=403, reason="Forbidden", message="no", times=-1)
    answer = Side(tmp_path, api).run("pychart", "install rel asks")
    assert answer.stderr.endswith(
        "error calling $.Capabilities.APIVersions.Has: could not get apiVersions from Kubernetes: no\n"
    )
    assert answer.status == 1
