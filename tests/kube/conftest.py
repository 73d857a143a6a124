"""A cluster with one pod that never gets ready, for the tests of waiting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.kube.discovery import Mapping
from pychart.kube.resources import Resource
from pychart.kube.status import State
from pychart.settings import Settings
from tests.fakes.apiserver import ApiServer

POD = Resource(Mapping("v1", "Pod", "pods", True), "default", "a", {})


@pytest.fixture
def api() -> Iterator[ApiServer]:
    with ApiServer(delay=0.05) as api:
        metadata = {"name": "a", "annotations": {"fake/outcome": "never"}}
        spec = {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}
        api.create(api.kind("", "pods"), {"metadata": metadata, "spec": spec}, manager="me", namespace="default")
        yield api


@pytest.fixture
def client(api: ApiServer) -> Client:
    return client_of(api)


def ignore(one: Resource, state: State) -> None:
    """Hear nothing."""


def client_of(api: ApiServer) -> Client:
    return Client(Settings.from_environment({"HOME": "/nowhere"}), ClusterFlags(apiserver=api.url))
