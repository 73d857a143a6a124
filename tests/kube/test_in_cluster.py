"""Inside of a pod: its service account, its namespace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pychart.kube.config import ClusterFlags, load_config
from pychart.kube.connection import open_connection
from pychart.kube.credentials import Credentials
from pychart.kubeconfig import find_pod_namespace
from pychart.settings import Settings
from tests.kube.worlds import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    (tmp_path / "token").write_text("of-the-pod")
    (tmp_path / "namespace").write_text("apps\n")
    with world.api:
        yield world


def variables(world: World, **more: str) -> dict[str, str]:
    port = str(world.port)
    pod = {"KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": port}
    return {"HOME": str(world.folder / "nobody"), **pod, **more}


def test_the_service_account_counts(world: World) -> None:
    environment = variables(world)
    config = load_config(Settings.from_environment(environment), ClusterFlags(), str(world.folder))
    headers = Credentials(config, environment).headers()
    answer = open_connection(config, "", environment).exchange("GET", "/version", headers, None, 10)
    assert answer.status == 200
    assert world.api.headers[0]["Authorization"] == "Bearer of-the-pod"


def test_a_token_by_flag_goes_above_it(world: World) -> None:
    environment = variables(world)
    config = load_config(Settings.from_environment(environment), ClusterFlags(token="mine"), str(world.folder))
    assert config.cluster["server"] == world.api.url
    assert Credentials(config, environment).headers() == [("Authorization", "Bearer mine")]


@pytest.mark.parametrize(
    ("flags", "change"),
    [
        (ClusterFlags(as_user="jane"), {}),
        (ClusterFlags(), {"KUBERNETES_SERVICE_PORT": ""}),
        (ClusterFlags(), {"KUBERNETES_SERVICE_HOST": ""}),
    ],
)
def test_otherwise_this_machine_is_asked(flags: ClusterFlags, change: dict[str, str], world: World) -> None:
    settings = Settings.from_environment(variables(world, **change))
    assert load_config(settings, flags, str(world.folder)).cluster["server"] == "http://localhost:8080"


def test_a_variable_names_another_default() -> None:
    settings = Settings.from_environment({"HOME": "/nobody", "KUBERNETES_MASTER": "http://127.0.0.1:9"})
    assert load_config(settings, ClusterFlags()).cluster["server"] == "http://127.0.0.1:9"


def test_a_kubeconfig_goes_above_the_pod(world: World) -> None:
    path = world.write_config({"server": "https://example.com"}, {})
    settings = Settings.from_environment(variables(world, KUBECONFIG=str(path)))
    assert load_config(settings, ClusterFlags(), str(world.folder)).cluster["server"] == "https://example.com"


@pytest.mark.parametrize(
    ("change", "namespace"),
    [({}, "apps"), ({"POD_NAMESPACE": "other"}, "other"), ({"KUBERNETES_SERVICE_PORT": ""}, "")],
)
def test_the_namespace_of_the_pod(change: dict[str, str], namespace: str, world: World) -> None:
    assert find_pod_namespace(variables(world, **change), str(world.folder)) == namespace


def test_an_address_of_the_sixth_version(world: World) -> None:
    environment = variables(world, KUBERNETES_SERVICE_HOST="::1", KUBERNETES_SERVICE_PORT="443")
    config = load_config(Settings.from_environment(environment), ClusterFlags(), str(world.folder))
    assert config.cluster["server"] == "https://[::1]:443"
